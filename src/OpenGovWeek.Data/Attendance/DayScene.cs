using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Attendance;

/// <summary>One day of an event with all that measures attendance of it, at one moment.</summary>
public sealed class DayScene
{
    private readonly double share;

    /// <param name="week">The event.</param>
    /// <param name="day">One of its days.</param>
    /// <param name="sessions">All sessions of the event with their live windows.</param>
    /// <param name="now">The server's clock, UTC.</param>
    public DayScene(Event week, EventDay day, IEnumerable<Session> sessions, DateTime now)
    {
        share = week.AttendanceShare;
        Day = day;
        Now = now;
        Range = EventCalendar.Of(week.TimeZone).Day(day.Date);
        Sessions = [.. sessions
            .Where(session => session.EventDayId == day.Id || session.LiveWindows.Exists(window => !new TimeRange(window.OpenedAt, window.ClosedAt ?? now).Clip(Range).IsEmpty))
            .OrderBy(session => session.PlannedStart)];
        Meter = new DayMeter(Sessions, Range, now);
        Goal = AttendanceRules.Goal(Sessions, Range, now);
    }

    public EventDay Day { get; }

    /// <summary>From midnight to midnight in the event's time zone, UTC.</summary>
    public TimeRange Range { get; }

    /// <summary>Planned on that day, or live on it, in order of their planned start.</summary>
    public IReadOnlyList<Session> Sessions { get; }

    public DayMeter Meter { get; }

    public DayGoal Goal { get; }

    public DateTime Now { get; }

    /// <summary>From the first planned start or opening to the last planned end or closing of the day; empty when nothing is planned.</summary>
    public TimeRange Stretch
    {
        get
        {
            var all = Sessions.Select(session => new TimeRange(session.PlannedStart, session.PlannedEnd))
                .Concat(Sessions.SelectMany(session => session.LiveWindows).Select(window => new TimeRange(window.OpenedAt, window.ClosedAt ?? Now)))
                .Select(range => range.Clip(Range))
                .Where(range => !range.IsEmpty)
                .ToList();
            return all.Count == 0 ? default : new TimeRange(all.Min(range => range.Start), all.Max(range => range.End));
        }
    }

    /// <summary>What the day's certificate asks of somebody who attended so long.</summary>
    public MyAttendance Of(TimeSpan attended) => AttendanceRules.Of(Day.Number, attended, Goal, share);
}
