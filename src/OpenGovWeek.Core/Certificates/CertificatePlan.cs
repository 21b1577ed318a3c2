using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Certificates;

/// <summary>What an organiser sets of an event's certificates; the share of a day stands with the event's settings.</summary>
/// <param name="DaysForEvent">Days that the certificate of the whole event asks for; 0 for none.</param>
/// <param name="DayHours">Hours printed for a day, with one decimal at most; null for the time attended.</param>
/// <param name="EventHours">Hours printed for the event; null for the time attended.</param>
/// <param name="AsksDocument">Attendees may give the number of an identity document.</param>
/// <param name="DayStatement">Own wording for a day; empty for that of the application.</param>
/// <param name="EventStatement">Own wording for the event; empty for that of the application.</param>
/// <param name="Signatories">From the left to the right.</param>
public sealed record CertificatePlan(
    int DaysForEvent,
    decimal? DayHours,
    decimal? EventHours,
    bool AsksDocument,
    string? DayStatement,
    string? EventStatement,
    IReadOnlyList<SignatoryPlan> Signatories)
{
    public const int MaxSignatories = 3;
    public const decimal MaxHours = 999.5m;

    /// <summary>Checks every part.</summary>
    /// <param name="days">Days of the event that have sessions.</param>
    /// <param name="report">
    /// Told about each broken rule; its field is <c>daysForEvent</c>, <c>dayHours</c>, <c>eventHours</c>, <c>dayStatement</c>, <c>eventStatement</c>,
    /// <c>signatories</c>, or <c>signatories[0].name</c> and its like.
    /// </param>
    /// <returns>The plan with its texts normalised; a part that breaks a rule stays as it was.</returns>
    /// <remarks>
    /// Codes: <c>days-range</c> (detail: most), <c>hours-range</c> (detail: most), <c>signatories-count</c> (detail: most), and those of
    /// <see cref="PlainText.Line"/>, <see cref="PersonName.Parse"/> and <see cref="CertificateStatement.ForDay"/>.
    /// </remarks>
    public CertificatePlan Check(int days, Action<RuleException> report)
    {
        if (DaysForEvent < 0 || DaysForEvent > days)
        {
            report(new RuleException("days-range", RuleKind.Invalid, "daysForEvent", days));
        }

        CheckHours(DayHours, "dayHours");
        CheckHours(EventHours, "eventHours");
        if (Signatories.Count > MaxSignatories)
        {
            report(new RuleException("signatories-count", RuleKind.Invalid, "signatories", MaxSignatories));
        }

        return this with
        {
            DayStatement = Read(() => CertificateStatement.ForDay(DayStatement, "dayStatement"), DayStatement),
            EventStatement = Read(() => CertificateStatement.ForEvent(EventStatement, "eventStatement"), EventStatement),
            Signatories = [.. Signatories.Select((signatory, index) => signatory.Check($"signatories[{index}]", report))],
        };

        void CheckHours(decimal? hours, string field)
        {
            if (hours is { } printed && (printed is <= 0 or > MaxHours || decimal.Round(printed, 1) != printed))
            {
                report(new RuleException("hours-range", RuleKind.Invalid, field, MaxHours));
            }
        }

        string? Read(Func<string?> parse, string? typed)
        {
            try
            {
                return parse();
            }
            catch (RuleException rule)
            {
                report(rule);
                return typed;
            }
        }
    }
}

/// <summary>Who signs, as an organiser sets it.</summary>
/// <param name="Id">Of the signatory as it is kept; of a new one, made with the form.</param>
/// <param name="Signature">The picture of the signature, checked when it was given; null for none.</param>
public sealed record SignatoryPlan(Guid Id, string? Name, string? Post, byte[]? Signature)
{
    public const int MaxPost = 150;

    /// <summary>Checks every part; see <see cref="CertificatePlan.Check"/>.</summary>
    /// <param name="field">Field of the signatory, to which that of the part is added.</param>
    /// <param name="report">Told about each broken rule.</param>
    public SignatoryPlan Check(string field, Action<RuleException> report)
    {
        var read = this;
        Try(() => read = read with { Name = PersonName.Parse(Name, $"{field}.name") });
        Try(() => read = read with { Post = PlainText.Line(Post, 2, MaxPost, $"{field}.post") });
        return read;

        void Try(Action check)
        {
            try
            {
                check();
            }
            catch (RuleException rule)
            {
                report(rule);
            }
        }
    }
}
