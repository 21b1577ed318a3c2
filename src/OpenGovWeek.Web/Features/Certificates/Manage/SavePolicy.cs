using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Certificates;

namespace OpenGovWeek.Web.Features.Certificates.Manage;

/// <summary>Saves what an event's certificates say, after every one of them was tried: all of it, or nothing and every reason why not.</summary>
public sealed class SavePolicy(PolicyStore policies, CertificateSample sample)
{
    /// <summary>Saves a form.</summary>
    /// <param name="site">Address that the certificates are tried with.</param>
    /// <returns>What keeps it from being saved, with fields of <see cref="PolicyForm"/>; empty when it was saved.</returns>
    public async Task<IReadOnlyList<RuleException>> RunAsync(Event week, PolicyForm form, Uri site, Actor actor, CancellationToken cancellation)
    {
        var stored = await policies.ReadAsync(week.Id, cancellation);
        var (plan, problems) = Check(week, form, stored);
        if (problems.Count == 0 && Try(() => sample.Try(week, PolicyOf(stored, plan), site)) is { } unfit)
        {
            problems.Add(unfit);
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        try
        {
            await policies.SaveAsync(week.Id, plan, form.Seen, actor, cancellation);
            return [];
        }
        catch (RuleException rule) when (rule.Kind == RuleKind.Conflict)
        {
            // Told once; who saves again replaces what is there now.
            form.Seen = (await policies.ReadAsync(week.Id, cancellation)).Version;
            return [rule];
        }
    }

    /// <summary>A sample by what was typed, without saving it.</summary>
    /// <param name="kind">See <see cref="CertificateKinds"/>.</param>
    /// <param name="isLong">With the longest name.</param>
    /// <param name="site">Address that the sample names.</param>
    /// <returns>The PDF; or what is wrong.</returns>
    public async Task<(byte[]? Pdf, IReadOnlyList<RuleException> Problems)> PreviewAsync(
        Event week, PolicyForm form, string kind, bool isLong, Uri site, CancellationToken cancellation)
    {
        var stored = await policies.ReadAsync(week.Id, cancellation);
        var (plan, problems) = Check(week, form, stored);
        byte[]? pdf = null;
        if (problems.Count == 0 && Try(() => pdf = sample.Print(week, PolicyOf(stored, plan), kind, isLong, site)) is { } unfit)
        {
            problems.Add(unfit);
        }

        return (pdf, problems);
    }

    private static (CertificatePlan Plan, List<RuleException> Problems) Check(Event week, PolicyForm form, CertificatePolicy stored)
    {
        var broken = new List<RuleException>();
        var plan = form.Read(stored, broken.Add, out var rows).Check(week.Days.Count(day => day.Sessions.Count > 0), broken.Add);
        var problems = broken.ConvertAll(rule => new RuleException(rule.Code, rule.Kind, FieldOf(rule.Field, rows), [.. rule.Detail]));
        var order = plan.Signatories.Zip(rows, (signatory, row) => (signatory, form.Signatories[row].Order)).OrderBy(pair => pair.Order);
        return (plan with { Signatories = [.. order.Select(pair => pair.signatory)] }, problems);
    }

    private static RuleException? Try(Action print)
    {
        try
        {
            print();
            return null;
        }
        catch (RuleException rule) when (rule.Code == "certificate-characters")
        {
            return new RuleException("policy-characters", RuleKind.Invalid, field: null, [.. rule.Detail]);
        }
        catch (RuleException rule) when (rule.Kind == RuleKind.Invalid)
        {
            return rule;
        }
    }

    private static CertificatePolicy PolicyOf(CertificatePolicy stored, CertificatePlan plan) => new()
    {
        EventId = stored.EventId,
        Logo = stored.Logo,
        DayHours = plan.DayHours,
        EventHours = plan.EventHours,
        AsksDocument = plan.AsksDocument,
        DayStatement = plan.DayStatement,
        EventStatement = plan.EventStatement,
        Signatories =
        [
            .. plan.Signatories.Select((signatory, position) => new Signatory
            {
                Id = signatory.Id,
                EventId = stored.EventId,
                Position = position,
                Name = signatory.Name!,
                Post = signatory.Post!,
                Signature = signatory.Signature,
            }),
        ],
    };

    // The plan counts only who was written; the form has empty places between them.
    private static string FieldOf(string? field, IReadOnlyList<int> rows)
    {
        if (field?.Split('[', ']', '.') is not ["signatories", var index, _, var part])
        {
            return field switch
            {
                "daysForEvent" => nameof(PolicyForm.Days),
                "dayHours" => nameof(PolicyForm.DayHours),
                "eventHours" => nameof(PolicyForm.EventHours),
                "dayStatement" => nameof(PolicyForm.DayStatement),
                "eventStatement" => nameof(PolicyForm.EventStatement),
                _ => "",
            };
        }

        var row = rows[int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)];
        var name = part switch { "name" => nameof(SignatoryForm.Name), "post" => nameof(SignatoryForm.Post), _ => nameof(SignatoryForm.Signature) };
        return $"{nameof(PolicyForm.Signatories)}[{row}].{name}";
    }
}
