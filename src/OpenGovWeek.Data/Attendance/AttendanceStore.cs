using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Data.Rows;

namespace OpenGovWeek.Data.Attendance;

/// <summary>Keeps who was seen when.</summary>
public sealed class AttendanceStore(WriteGate gate, IDatabaseProvider provider)
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
                var intervals = await TakeAsync(db, batch, token);
                // Somebody may have been joined meanwhile: of an interval that is stored only its end is moved.
                await db.UpsertAsync(provider.Rows, [RowSet.Of(db, intervals, nameof(AttendanceInterval.LastSeenAt))], token);
                return intervals.Count;
            }, cancellation);
        }
    }

    // Returns the intervals that are new or longer than before.
    private static async Task<IReadOnlyList<AttendanceInterval>> TakeAsync(OpenGovWeekDbContext db, Sighting[] seen, CancellationToken cancellation)
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
        var changed = new HashSet<AttendanceInterval>();
        var known = (await db.AttendanceIntervals.AsNoTracking()
                .Where(i => attendeeIds.Contains(i.AttendeeId) && tabIds.Contains(i.TabId) && i.LastSeenAt >= since)
                .OrderBy(i => i.LastSeenAt)
                .ToListAsync(cancellation))
            .GroupBy(Key).ToDictionary(group => group.Key, group => group.ToList());
        var stored = known.Values.SelectMany(intervals => intervals).ToDictionary(interval => interval.Id, interval => interval.LastSeenAt);

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
            }

            interval.LastSeenAt = sighting.LastSeen > interval.LastSeenAt ? sighting.LastSeen : interval.LastSeenAt;
            changed.Add(interval);
        }

        // What did not grow stays as it is: another node may have seen the tab since it was read.
        return [.. changed.Where(interval => !stored.TryGetValue(interval.Id, out var lastSeen) || lastSeen < interval.LastSeenAt)];
    }

    private static (Guid, Guid, Guid) Key(AttendanceInterval interval) => (interval.AttendeeId, interval.SessionId, interval.TabId);
}
