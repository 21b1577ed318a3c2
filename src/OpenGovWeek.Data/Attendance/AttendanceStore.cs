using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Data.Attendance;

/// <summary>Keeps who was seen when, and reads the minutes of a day.</summary>
public sealed class AttendanceStore(IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, TimeProvider clock)
{
    // Each sighting is up to two parameters of one query, and SQL Server takes 2100.
    private const int BatchSize = 400;

    /// <summary>Takes sightings into the intervals of their tabs. Those of people or sessions that no longer exist are left out. Recording one again changes nothing.</summary>
    public async Task RecordAsync(IReadOnlyList<Sighting> sightings, CancellationToken cancellation)
    {
        foreach (var batch in sightings.OrderBy(s => s.FirstSeen).Chunk(BatchSize))
        {
            await gate.RunAsync(async (db, token) =>
            {
                await TakeAsync(db, batch, token);
                return await db.SaveChangesAsync(token);
            }, cancellation);
        }
    }

    /// <summary>What an attendee attended of the day that a session belongs to, and what the day's certificate asks for.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-session</c>.</exception>
    public async Task<MyAttendance> OfDayAsync(Guid sessionId, Guid attendeeId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from session in db.Sessions
            where session.Id == sessionId
            join day in db.EventDays on session.EventDayId equals day.Id
            join week in db.Events on day.EventId equals week.Id
            select new { Day = day, Event = week }).AsNoTracking().SingleOrDefaultAsync(cancellation)
            ?? throw new RuleException("unknown-session", RuleKind.NotFound);
        var range = EventCalendar.Of(found.Event.TimeZone).Day(found.Day.Date);
        var (start, end) = (range.Start, range.End);
        var sessions = await db.Sessions.AsNoTracking()
            .Include(s => s.LiveWindows)
            .Where(s => s.EventId == found.Event.Id)
            .Where(s => s.EventDayId == found.Day.Id
                || s.LiveWindows.Any(w => w.OpenedAt < end && (w.ClosedAt == null || w.ClosedAt > start)))
            .ToListAsync(cancellation);
        var intervals = await db.AttendanceIntervals.AsNoTracking()
            .Where(i => i.AttendeeId == attendeeId && i.JoinedAt < end && i.LastSeenAt > start)
            .ToListAsync(cancellation);
        var scene = new DayScene(found.Event, found.Day, sessions, clock.UtcNow());
        return scene.Of(scene.Meter.Attended(intervals));
    }

    private static async Task TakeAsync(OpenGovWeekDbContext db, Sighting[] seen, CancellationToken cancellation)
    {
        var seenIds = seen.Select(s => s.AttendeeId).Distinct().ToList();
        // Who was joined while sightings waited here was seen all the same, as the one who stands for all.
        var attendees = await db.Attendees.Where(a => seenIds.Contains(a.Id))
            .Select(a => new { a.Id, Counts = a.JoinedIntoId ?? a.Id }).ToDictionaryAsync(a => a.Id, a => a.Counts, cancellation);
        var batch = seen.Where(s => attendees.ContainsKey(s.AttendeeId)).Select(s => s with { AttendeeId = attendees[s.AttendeeId] }).ToArray();
        var attendeeIds = batch.Select(s => s.AttendeeId).Distinct().ToList();
        var sessionIds = batch.Select(s => s.SessionId).Distinct().ToList();
        var tabIds = batch.Select(s => s.TabId).Distinct().ToList();
        var since = seen.Min(s => s.FirstSeen) - AttendanceRules.Gap;
        var sessions = await db.Sessions.Where(s => sessionIds.Contains(s.Id)).Select(s => s.Id).ToHashSetAsync(cancellation);
        var known = (await db.AttendanceIntervals
                .Where(i => attendeeIds.Contains(i.AttendeeId) && tabIds.Contains(i.TabId) && i.LastSeenAt >= since)
                .OrderBy(i => i.LastSeenAt)
                .ToListAsync(cancellation))
            .GroupBy(Key).ToDictionary(group => group.Key, group => group.ToList());

        foreach (var sighting in batch.Where(s => sessions.Contains(s.SessionId)))
        {
            var key = (sighting.AttendeeId, sighting.SessionId, sighting.TabId);
            if (!known.TryGetValue(key, out var intervals))
            {
                known[key] = intervals = [];
            }

            var interval = intervals.FindLast(i => AttendanceRules.Extend(i, sighting.FirstSeen));
            if (interval is null)
            {
                interval = new AttendanceInterval
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(sighting.FirstSeen)),
                    SessionId = sighting.SessionId,
                    AttendeeId = sighting.AttendeeId,
                    TabId = sighting.TabId,
                    JoinedAt = sighting.FirstSeen,
                    LastSeenAt = sighting.FirstSeen,
                };
                intervals.Add(interval);
                db.AttendanceIntervals.Add(interval);
            }

            interval.LastSeenAt = sighting.LastSeen > interval.LastSeenAt ? sighting.LastSeen : interval.LastSeenAt;
        }
    }

    private static (Guid, Guid, Guid) Key(AttendanceInterval interval) => (interval.AttendeeId, interval.SessionId, interval.TabId);
}
