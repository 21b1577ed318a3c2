using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Attendance;

/// <summary>What attendees may ask to be counted, and what organisers may decide about it. All times are UTC.</summary>
public static class RequestRules
{
    /// <summary>Requests of one attendee in one session that nobody has decided yet.</summary>
    public const int MostOpen = 3;

    public const int MaxNote = 300;

    /// <summary>Checks a request before it is kept.</summary>
    /// <param name="open">How many of this attendee are open in the session.</param>
    /// <returns>The reason as it is kept.</returns>
    /// <exception cref="RuleException">Those of <see cref="CreditRules.Check"/>; Conflict <c>requests-open</c> (detail: the most).</exception>
    public static string Check(Session session, TimeRange time, string? reason, int open, DateTime now)
    {
        var kept = CreditRules.Check(session, time, reason, now);
        return open < MostOpen ? kept : throw new RuleException("requests-open", RuleKind.Conflict, detail: MostOpen);
    }

    /// <summary>What the attendee is told beside the decision; a refusal has to say why.</summary>
    /// <returns>The note as it is kept; null when there is none.</returns>
    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/>.</exception>
    public static string? Note(bool isGranted, string? typed) =>
        isGranted && string.IsNullOrWhiteSpace(typed) ? null : PlainText.Line(typed, CreditRules.MinReason, MaxNote, "Note");
}
