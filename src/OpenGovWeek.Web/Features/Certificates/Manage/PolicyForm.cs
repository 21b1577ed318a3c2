using System.Globalization;
using OpenGovWeek.Certificates;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Web.Features.Certificates.Manage;

/// <summary>The policy as it is typed, all of it texts, so that whatever was typed can be shown again.</summary>
public sealed class PolicyForm
{
    /// <summary>Days for the certificate of the event.</summary>
    public string? Days { get; set; }

    public string? DayHours { get; set; }

    public string? EventHours { get; set; }

    public bool AsksDocument { get; set; }

    public string? DayStatement { get; set; }

    public string? EventStatement { get; set; }

    /// <summary>As many as there may be; one without a name and a post is none.</summary>
    public List<SignatoryForm> Signatories { get; set; } = [];

    /// <summary>Version of the policy that the form was written from.</summary>
    public int Seen { get; set; }

    /// <summary>The form of a policy as it stands.</summary>
    public static PolicyForm Of(CertificatePolicy policy, int daysForEvent)
    {
        var form = new PolicyForm
        {
            Days = daysForEvent.ToString(CultureInfo.InvariantCulture),
            DayHours = Hours(policy.DayHours),
            EventHours = Hours(policy.EventHours),
            AsksDocument = policy.AsksDocument,
            DayStatement = policy.DayStatement,
            EventStatement = policy.EventStatement,
            Seen = policy.Version,
            Signatories = policy.Signatories.ConvertAll(s => new SignatoryForm { Id = s.Id, Name = s.Name, Post = s.Post, Order = s.Position + 1 }),
        };
        form.Fill();
        return form;
    }

    /// <summary>Adds empty places for who may still sign.</summary>
    public void Fill()
    {
        while (Signatories.Count < CertificatePlan.MaxSignatories)
        {
            Signatories.Add(new SignatoryForm { Order = Signatories.Count + 1 });
        }
    }

    /// <summary>What was typed, the signatories in the order of the form.</summary>
    /// <param name="stored">The policy as it is kept, with the signatures that nobody replaces.</param>
    /// <param name="report">Told about each picture that cannot be a signature; see <see cref="SignatureImage.Check"/>. Its field is <c>signatories[0].signature</c> and its like.</param>
    /// <param name="rows">The place in the form of each signatory of the plan.</param>
    public CertificatePlan Read(CertificatePolicy stored, Action<RuleException> report, out IReadOnlyList<int> rows)
    {
        var kept = stored.Signatories.ToDictionary(s => s.Id, s => s.Signature);
        var written = Signatories.Index().Where(pair => !pair.Item.IsEmpty(kept.ContainsKey(pair.Item.Id))).ToList();
        rows = written.ConvertAll(pair => pair.Index);
        return new CertificatePlan(
            int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : -1,
            ReadHours(DayHours),
            ReadHours(EventHours),
            AsksDocument,
            DayStatement,
            EventStatement,
            [.. written.Select((pair, place) => pair.Item.Read(kept.GetValueOrDefault(pair.Item.Id), $"signatories[{place}].signature", report))]);
    }

    // What is no number breaks the rule, as zero does.
    private static decimal? ReadHours(string? typed) => string.IsNullOrWhiteSpace(typed)
        ? null
        : decimal.TryParse(typed.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) ? hours : 0;

    private static string? Hours(decimal? hours) => hours?.ToString("0.#", CultureInfo.CurrentCulture);
}

/// <summary>A signatory's part of <see cref="PolicyForm"/>.</summary>
public sealed class SignatoryForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string? Name { get; set; }

    public string? Post { get; set; }

    /// <summary>From the left, 1 for the first.</summary>
    public int Order { get; set; }

    /// <summary>A new signature; null to leave it as it is.</summary>
    public IFormFile? Signature { get; set; }

    public bool RemoveSignature { get; set; }

    /// <summary>Nobody was written here. Who was kept and is emptied no longer signs.</summary>
    public bool IsEmpty(bool isKept) =>
        string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Post) && (isKept || Signature is not { Length: > 0 });

    /// <summary>What was typed.</summary>
    /// <param name="kept">The signature as it is kept, which also stays where the picture that was sent cannot be one.</param>
    /// <param name="field">Field that is told of a picture.</param>
    /// <param name="report">Told about it.</param>
    public SignatoryPlan Read(byte[]? kept, string field, Action<RuleException> report)
    {
        if (Signature is not { Length: > 0 } file)
        {
            return new SignatoryPlan(Id, Name, Post, RemoveSignature ? null : kept);
        }

        using var content = new MemoryStream();
        using var sent = file.OpenReadStream();
        sent.CopyTo(content);
        try
        {
            return new SignatoryPlan(Id, Name, Post, SignatureImage.Check(content.ToArray(), field));
        }
        catch (RuleException rule)
        {
            report(rule);
            return new SignatoryPlan(Id, Name, Post, kept);
        }
    }
}
