using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Data.Attendance;

/// <summary>Reads what attendees attended of a day, as each of them is told.</summary>
internal static class OwnMinutes
{
    /// <summary>What these attendees attended of the day that a session belongs to, and what the day's certificate asks for.</summary>
    /// <returns>Null when there is no such session.</returns>
    public static async Task<Func<Guid, MyAttendance>?> ReadAsync(OpenGovWeekDbContext db, Guid sessionId, IReadOnlyList<Guid> attendeeIds, DateTime now)
    {
        var found = await (
            from session in db.Sessions
            where session.Id == sessionId
            join day in db.EventDays on session.EventDayId equals day.Id
            join week in db.Events on day.EventId equals week.Id
            select new { Day = day, Event = week }).AsNoTracking().SingleOrDefaultAsync();
        if (found is null)
        {
            return null;
        }

        var range = EventCalendar.Of(found.Event.TimeZone).Day(found.Day.Date);
        var (start, end) = (range.Start, range.End);
        var sessions = await db.Sessions.AsNoTracking()
            .Include(s => s.LiveWindows)
            .Where(s => s.EventId == found.Event.Id)
            .Where(s => s.EventDayId == found.Day.Id
                || s.LiveWindows.Any(w => w.OpenedAt < end && (w.ClosedAt == null || w.ClosedAt > start)))
            .ToListAsync();
        var intervals = (await db.AttendanceIntervals.AsNoTracking()
            .Where(i => attendeeIds.Contains(i.AttendeeId) && i.JoinedAt < end && i.LastSeenAt > start)
            .ToListAsync()).ToLookup(i => i.AttendeeId);
        var scene = new DayScene(found.Event, found.Day, sessions, now);
        return attendee => scene.Of(scene.Meter.Attended(intervals[attendee]));
    }
}
