using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Data.Certificates;

/// <summary>Counts, for each certificate of an event, who qualifies, who of these has confirmed the address, and who has it.</summary>
public sealed class CertificateOverview(IDbContextFactory<OpenGovWeekDbContext> contexts, QualifyingReader reader)
{
    /// <summary>A row for each day that has sessions, and one for the event when it has such a certificate.</summary>
    public async Task<IReadOnlyList<KindCount>> ReadAsync(Guid eventId, CancellationToken cancellation)
    {
        var measure = await reader.MeasureAsync(eventId, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // Who was never seen reaches nothing.
        var confirmed = await db.Attendees
            .Where(a => a.EventId == eventId && a.JoinedIntoId == null && db.AttendanceIntervals.Any(i => i.AttendeeId == a.Id))
            .Select(a => new { a.Id, IsConfirmed = a.ConfirmedAt != null })
            .ToDictionaryAsync(a => a.Id, a => a.IsConfirmed, cancellation);
        var standings = await reader.OfAsync(measure, confirmed.Keys, cancellation);
        var served = (await db.Certificates.Where(c => c.EventId == eventId && c.Edition == 1).Select(c => new { c.Kind, c.AttendeeId }).ToListAsync(cancellation))
            .ToLookup(c => c.Kind, c => c.AttendeeId);

        KindCount Count(string kind, EventDay? day)
        {
            var have = served[kind].ToHashSet();
            var reached = standings.Where(pair => pair.Value.Reached(kind)).Select(pair => pair.Key).ToList();
            var sure = reached.Where(id => confirmed[id]).ToList();
            return new KindCount(kind, day, reached.Count, sure.Count, have.Count, sure.Count(id => !have.Contains(id)));
        }

        return
        [
            .. measure.Days.Select(day => Count(CertificateKinds.OfDay(day.Day.Number), day.Day)),
            .. measure.Event.DaysForEvent > 0 ? [Count(CertificateKinds.Event, null)] : Array.Empty<KindCount>(),
        ];
    }
}

/// <summary>How many people one certificate concerns.</summary>
/// <param name="Day">The day; null for the event.</param>
/// <param name="Qualify">Those who have attended enough.</param>
/// <param name="Confirmed">Those of them who have confirmed their address.</param>
/// <param name="Have">Those who have the certificate.</param>
/// <param name="Waiting">Those confirmed who qualify and do not have it yet.</param>
public sealed record KindCount(string Kind, EventDay? Day, int Qualify, int Confirmed, int Have, int Waiting);
