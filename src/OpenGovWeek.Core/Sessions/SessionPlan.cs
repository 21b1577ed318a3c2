using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Sessions;

/// <summary>What an organiser sets of a session; times are those of the clocks in the event's time zone.</summary>
/// <param name="Title">3 to 200 code points on one line.</param>
/// <param name="Start">Planned start on the session's day.</param>
/// <param name="End">Planned end, after the start and on the same day.</param>
/// <param name="IllustrativeTimes">The times were invented for a rehearsal.</param>
/// <param name="StreamUrl">Address of the stream; empty while none is known.</param>
/// <param name="StreamDelaySeconds">0 to 120.</param>
public sealed record SessionPlan(string? Title, TimeOnly Start, TimeOnly End, bool IllustrativeTimes, string? StreamUrl, int StreamDelaySeconds)
{
    public const int MinTitle = 3;
    public const int MaxTitle = 200;
    public const int MaxStreamDelay = 120;

    /// <summary>The plan that a session has now.</summary>
    /// <param name="session">The session.</param>
    /// <param name="calendar">Calendar of the event's time zone.</param>
    public static SessionPlan Of(Session session, EventCalendar calendar) => new(
        session.Title,
        TimeOnly.FromDateTime(calendar.ToLocal(session.PlannedStart)),
        TimeOnly.FromDateTime(calendar.ToLocal(session.PlannedEnd)),
        session.IllustrativeTimes,
        session.StreamUrl,
        session.StreamDelaySeconds);

    /// <summary>Checks the plan and writes it into a session, in whatever status that is: what was already attended is measured by live windows, not by the plan.</summary>
    /// <param name="session">The session to change.</param>
    /// <param name="date">Date of the session's day.</param>
    /// <param name="calendar">Calendar of the event's time zone.</param>
    /// <param name="allowedHosts">Hosts of streams that configuration lists.</param>
    /// <exception cref="RuleException">Those of <see cref="Check"/>; nothing was changed.</exception>
    public void ApplyTo(Session session, DateOnly date, EventCalendar calendar, IReadOnlyCollection<string> allowedHosts)
    {
        var plan = Check(allowedHosts);
        session.Title = plan.Title!;
        session.PlannedStart = calendar.ToUtc(date, Start);
        session.PlannedEnd = calendar.ToUtc(date, End);
        session.IllustrativeTimes = IllustrativeTimes;
        session.StreamUrl = plan.StreamUrl;
        session.StreamDelaySeconds = StreamDelaySeconds;
    }

    /// <summary>The plan with its texts normalised.</summary>
    /// <exception cref="RuleException">
    /// Those of <see cref="PlainText.Line"/>; <c>times-order</c> (field end); <c>stream-delay</c> (detail: least, most); <c>stream-not-allowed</c>.
    /// </exception>
    public SessionPlan Check(IReadOnlyCollection<string> allowedHosts)
    {
        var title = PlainText.Line(Title, MinTitle, MaxTitle, "title");
        if (End <= Start)
        {
            throw new RuleException("times-order", field: "end");
        }

        CheckDelay(StreamDelaySeconds, "streamDelaySeconds");
        return this with { Title = title, StreamUrl = StreamAddress.Check(StreamUrl, allowedHosts) };
    }

    /// <summary>Checks how far viewers of a stream are behind.</summary>
    /// <param name="seconds">0 to 120.</param>
    /// <param name="field">Name of the field that the error carries.</param>
    /// <exception cref="RuleException"><c>stream-delay</c> (detail: least, most).</exception>
    public static void CheckDelay(int seconds, string field)
    {
        if (seconds is < 0 or > MaxStreamDelay)
        {
            throw new RuleException("stream-delay", RuleKind.Invalid, field, 0, MaxStreamDelay);
        }
    }
}
