using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Core.Attendance;

/// <summary>From sightings to the minutes of a day, and what the day's certificate asks for. All times are UTC by the server's clock.</summary>
public static class AttendanceRules
{
    /// <summary>Sightings of a tab up to this far apart belong to one interval.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(90);

    /// <summary>Takes a sighting into the latest interval of its tab. Nothing is credited after the last sighting, so a first one alone is worth nothing.</summary>
    /// <returns>Whether it belongs to this interval; otherwise it begins a new one, with both ends at <paramref name="at"/>.</returns>
    public static bool Extend(AttendanceInterval interval, DateTime at)
    {
        if (at < interval.JoinedAt || at > interval.LastSeenAt + Gap)
        {
            return false;
        }

        interval.LastSeenAt = at > interval.LastSeenAt ? at : interval.LastSeenAt;
        return true;
    }

    /// <summary>
    /// Time attended within a day: the intervals of each session clipped to that session's live windows, then the union of all of them, so that two tabs,
    /// two devices or two sessions at once count once.
    /// </summary>
    /// <param name="sessions">Sessions with their live windows.</param>
    /// <param name="intervals">Intervals of one attendee; those of other sessions do not count.</param>
    /// <param name="day">The day, as <see cref="EventCalendar.Day"/> gives it: an interval across midnight counts for each day with its own part.</param>
    /// <param name="now">Until when an open window reaches.</param>
    public static TimeSpan Attended(IEnumerable<Session> sessions, IEnumerable<AttendanceInterval> intervals, TimeRange day, DateTime now) =>
        new DayMeter(sessions, day, now).Attended(intervals);

    /// <summary>
    /// The live time of a day that the share is taken of. Until a session is settled the larger of its live time so far and its planned duration counts,
    /// so that nobody qualifies in the first minute; sessions planned at the same time count once, as attending both does.
    /// A session is settled when it is Cancelled, when its end can no longer be taken back, or when it was never started and an hour has passed since its planned end.
    /// </summary>
    /// <param name="sessions">All sessions that are planned, or were live, on that day, with their live windows.</param>
    /// <param name="day">The day, as <see cref="EventCalendar.Day"/> gives it.</param>
    /// <param name="now">The server's clock.</param>
    public static DayGoal Goal(IEnumerable<Session> sessions, TimeRange day, DateTime now)
    {
        var all = sessions.ToList();
        var open = all
            .Where(session => !IsSettled(session, now))
            .Select(session => (Session: session, Planned: new TimeRange(session.PlannedStart, session.PlannedEnd).Clip(day)))
            .Where(session => !session.Planned.IsEmpty)
            .OrderBy(session => session.Planned.Start)
            .ToList();
        var goal = LiveTime(all, day, now);
        for (var first = 0; first < open.Count;)
        {
            var end = open[first].Planned.End;
            var next = first + 1;
            while (next < open.Count && open[next].Planned.Start < end)
            {
                end = open[next].Planned.End > end ? open[next].Planned.End : end;
                next++;
            }

            var together = open[first..next];
            var missing = TimeRange.Covered(together.Select(session => session.Planned)) - LiveTime(together.Select(session => session.Session), day, now);
            goal += missing > TimeSpan.Zero ? missing : TimeSpan.Zero;
            first = next;
        }

        return new DayGoal(goal, all.TrueForAll(session => IsSettled(session, now)));
    }

    /// <summary>
    /// What an attendee sees of a day, and whether its certificate can be issued. Everything is in whole minutes, rounded down, and the share of them rounded up,
    /// so that the numbers on the page are the rule and nobody argues with seconds.
    /// </summary>
    /// <param name="day">Number of the day.</param>
    /// <param name="attended">What <see cref="Attended"/> gives.</param>
    /// <param name="goal">What <see cref="Goal"/> gives.</param>
    /// <param name="share">The event's <see cref="Event.AttendanceShare"/>.</param>
    public static MyAttendance Of(int day, TimeSpan attended, DayGoal goal, double share)
    {
        var minutes = (int)attended.TotalMinutes;
        var goalMinutes = (int)goal.Live.TotalMinutes;
        var needed = (int)Math.Ceiling((decimal)share * goalMinutes);
        return new MyAttendance(day, minutes, needed, Reached: goalMinutes >= 1 && minutes >= needed, goal.IsFinal);
    }

    private static bool IsSettled(Session session, DateTime now) => session.Status switch
    {
        SessionStatus.Cancelled => true,
        SessionStatus.Ended => now >= session.StatusSince + SessionRules.UndoEndWithin,
        SessionStatus.Scheduled => now >= session.PlannedEnd + SessionRules.EndsItselfAfter,
        _ => false,
    };

    private static TimeSpan LiveTime(IEnumerable<Session> sessions, TimeRange day, DateTime now) => new DayMeter(sessions, day, now).Live;
}

/// <summary>The live time of a day that a certificate's share is taken of.</summary>
/// <param name="Live">As far as is known now.</param>
/// <param name="IsFinal">All sessions of the day are settled, so that it no longer changes.</param>
public readonly record struct DayGoal(TimeSpan Live, bool IsFinal);
