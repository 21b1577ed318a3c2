using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Data.Events;

/// <summary>Adds events, whole: nothing of one is stored when any part is refused.</summary>
public sealed class EventWriter(WriteGate gate)
{
    /// <summary>Stores an event with its days and sessions, and what is audited about it.</summary>
    /// <exception cref="RuleException">Conflict <c>event-exists</c> or <c>session-exists</c> (detail: the slug that is taken).</exception>
    public async Task AddAsync(Event added, IReadOnlyCollection<AuditEntry> audit, CancellationToken cancellation) =>
        await gate.RunAsync(async (db, token) =>
        {
            await EnsureFreeAsync(db, added, token);
            foreach (var session in added.Days.SelectMany(day => day.Sessions))
            {
                // A client starts at revision 0: what it has not read yet has to be above.
                session.Revision = session.ViewRevision = 1;
            }

            db.Events.Add(added);
            db.AuditEntries.AddRange(audit);
            return await db.SaveChangesAsync(token);
        }, cancellation);

    private static async Task EnsureFreeAsync(OpenGovWeekDbContext db, Event added, CancellationToken cancellation)
    {
        if (await db.Events.AnyAsync(e => e.Slug == added.Slug, cancellation))
        {
            throw new RuleException("event-exists", RuleKind.Conflict, detail: added.Slug);
        }

        var slugs = added.Days.SelectMany(day => day.Sessions).Select(session => session.Slug).ToList();
        var taken = await db.Sessions.Where(s => slugs.Contains(s.Slug)).Select(s => s.Slug).FirstOrDefaultAsync(cancellation);
        if (taken is not null)
        {
            throw new RuleException("session-exists", RuleKind.Conflict, detail: taken);
        }
    }
}
