using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Core.Attendance;

/// <summary>Measures attendance of one day for any number of attendees: the live windows are cut to the day once.</summary>
/// <param name="sessions">Sessions with their live windows.</param>
/// <param name="day">The day, as <see cref="EventCalendar.Day"/> gives it.</param>
/// <param name="now">Until when an open window reaches.</param>
public sealed class DayMeter(IEnumerable<Session> sessions, TimeRange day, DateTime now)
{
    private readonly ILookup<Guid, TimeRange> live = sessions
        .SelectMany(session => session.LiveWindows)
        .Select(window => (window.SessionId, Live: new TimeRange(window.OpenedAt, window.ClosedAt ?? now).Clip(day)))
        .Where(window => !window.Live.IsEmpty)
        .ToLookup(window => window.SessionId, window => window.Live);

    /// <summary>The day itself.</summary>
    public TimeRange Day { get; } = day;

    /// <summary>When any session was live on that day.</summary>
    public TimeSpan Live => TimeRange.Covered(live.SelectMany(session => session));

    /// <summary>Time attended: each interval clipped to the live windows of its session, then the union of all of them.</summary>
    /// <param name="intervals">Intervals of one attendee.</param>
    public TimeSpan Attended(IEnumerable<AttendanceInterval> intervals) => TimeRange.Covered(
        from interval in intervals
        from window in live[interval.SessionId]
        select new TimeRange(interval.JoinedAt, interval.LastSeenAt).Clip(window));

    /// <summary>What becomes of an attendee's intervals on that day.</summary>
    /// <param name="intervals">Intervals of one attendee that touch the day.</param>
    public DayFacts Read(IReadOnlyList<AttendanceInterval> intervals)
    {
        var seen = intervals.Where(interval => interval.CreditId is null).ToList();
        var attended = Attended(intervals);
        return new DayFacts(
            seen.Count == 0 ? null : Later(Day.Start, seen.Min(interval => interval.JoinedAt)),
            seen.Count == 0 ? null : Earlier(Day.End, seen.Max(interval => interval.LastSeenAt)),
            attended,
            seen.Count == intervals.Count ? TimeSpan.Zero : attended - Attended(seen));
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}

/// <summary>One attendee's day.</summary>
/// <param name="FirstSeen">UTC; null when nothing was seen, whatever was credited.</param>
/// <param name="LastSeen">UTC; null when nothing was seen.</param>
/// <param name="Attended">What counts, credited time included.</param>
/// <param name="Credited">The part of it that nothing but a credit gives.</param>
public readonly record struct DayFacts(DateTime? FirstSeen, DateTime? LastSeen, TimeSpan Attended, TimeSpan Credited);
