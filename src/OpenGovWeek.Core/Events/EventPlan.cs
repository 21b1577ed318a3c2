using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Events;

/// <summary>What an organiser sets of an event.</summary>
/// <param name="Name">3 to 200 code points on one line.</param>
/// <param name="Institution">Who holds the event and issues its certificates, 2 to 200 code points.</param>
/// <param name="Unit">The unit in charge, up to 200 code points; empty for none.</param>
/// <param name="Purpose">What the event is for, up to 1,000 code points on one line; empty for none.</param>
/// <param name="AttendanceShare">Share of a day's live minutes that its certificate asks for, above 0 and up to 1.</param>
/// <param name="Accent">Accent colour of its pages as <c>#rrggbb</c>; empty for the application's own.</param>
public sealed record EventPlan(string? Name, string? Institution, string? Unit, string? Purpose, double AttendanceShare, string? Accent = null)
{
    public const int MaxName = 200;
    public const int MaxPurpose = 1000;

    /// <summary>The plan that an event has now.</summary>
    public static EventPlan Of(Event @event) => new(@event.Name, @event.Institution, @event.Unit, @event.Purpose, @event.AttendanceShare, @event.Accent);

    /// <summary>Writes a plan that <see cref="Check"/> returned into an event.</summary>
    public void ApplyTo(Event @event)
    {
        @event.Name = Name!;
        @event.Institution = Institution!;
        @event.Unit = Unit;
        @event.Purpose = Purpose;
        @event.AttendanceShare = AttendanceShare;
        @event.Accent = Accent;
    }

    /// <summary>Checks every part.</summary>
    /// <param name="report">Told about each broken rule; its field is <c>name</c>, <c>institution</c>, <c>unit</c>, <c>purpose</c>, <c>attendanceShare</c> or <c>accent</c>.</param>
    /// <returns>The plan with its texts normalised; a part that breaks a rule stays as it was.</returns>
    /// <remarks>Codes: those of <see cref="PlainText.Line"/>, <c>share-range</c>, and that of <see cref="EventTheme.Accent(string?)"/>.</remarks>
    public EventPlan Check(Action<RuleException> report)
    {
        var read = this with
        {
            Name = Read(() => PlainText.Line(Name, 3, MaxName, "name"), Name),
            Institution = Read(() => PlainText.Line(Institution, 2, MaxName, "institution"), Institution),
            Unit = Read(() => Optional(Unit, MaxName, "unit"), Unit),
            Purpose = Read(() => Optional(Purpose, MaxPurpose, "purpose"), Purpose),
            Accent = Read(() => EventTheme.Accent(Accent), Accent),
        };
        if (AttendanceShare is not (> 0 and <= 1))
        {
            report(new RuleException("share-range", field: "attendanceShare"));
        }

        return read;

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

    private static string? Optional(string? text, int max, string field) =>
        string.IsNullOrWhiteSpace(text) ? null : PlainText.Line(text, 1, max, field);
}
