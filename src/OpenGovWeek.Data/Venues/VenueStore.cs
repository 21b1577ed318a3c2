using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Venues;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Venues;

/// <summary>Keeps the venues of events, and who was seen in them.</summary>
public sealed class VenueStore(IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, IDatabaseProvider provider, TimeProvider clock)
{
    /// <summary>The venues of an event with their visitors of one session; those that are open first, then by name.</summary>
    public async Task<IReadOnlyList<VenueRow>> OfEventAsync(Guid eventId, Guid sessionId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Venues.AsNoTracking().Where(v => v.EventId == eventId)
            .Select(v => new VenueRow(v, db.VenueVisits.Count(visit => visit.VenueId == v.Id && visit.SessionId == sessionId)))
            .ToListAsync(cancellation);
        return [.. rows.OrderBy(row => row.Venue.ClosedAt is not null).ThenBy(row => row.Venue.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>An event has a venue that is open.</summary>
    public async Task<bool> IsAnyOpenAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Venues.AnyAsync(v => v.EventId == eventId && v.ClosedAt == null, cancellation);
    }

    /// <summary>The open venue whose screen a key opens; null when there is none.</summary>
    public async Task<Venue?> FindByKeyAsync(Guid eventId, string key, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var venue = await db.Venues.AsNoTracking().SingleOrDefaultAsync(v => v.EventId == eventId && v.ScreenKey == key && v.ClosedAt == null, cancellation);
        // Databases differ in what else they take for the same.
        return venue?.ScreenKey == key ? venue : null;
    }

    /// <summary>The open venue of an event on whose screen a code is; null when there is none.</summary>
    /// <param name="code">What <see cref="VenueCode.Normalize"/> gave.</param>
    public async Task<Venue?> FindByCodeAsync(Session session, string code, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var open = await db.Venues.AsNoTracking().Where(v => v.EventId == session.EventId && v.ClosedAt == null).ToListAsync(cancellation);
        var now = clock.UtcNow();
        return open.Find(venue => VenueCode.Matches(venue, session.Id, code, now));
    }

    /// <summary>A venue; null when there is none of that id.</summary>
    public async Task<Venue?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Venues.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, cancellation);
    }

    /// <summary>Stores a venue that <see cref="VenueRules.Open"/> made; the same again changes nothing.</summary>
    public async Task OpenAsync(Venue venue, Actor actor, CancellationToken cancellation)
    {
        try
        {
            await gate.RunAsync(async (db, token) =>
            {
                if (!await db.Venues.AnyAsync(v => v.Id == venue.Id, token))
                {
                    db.Venues.Add(venue);
                    db.AuditEntries.Add(AuditEntries.Of(AuditAction.VenueOpen, venue.Id, null, actor, venue.CreatedAt, null, new VenueTrace(venue.Name)));
                }

                return await db.SaveChangesAsync(token);
            }, cancellation);
        }
        catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
        {
            // The same request was faster on another connection.
        }
    }

    /// <summary>Closes a venue: its codes no longer count. Closing it again changes nothing.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-venue</c>.</exception>
    public Task CloseAsync(Guid eventId, Guid venueId, Actor actor, CancellationToken cancellation) => gate.RunAsync(async (db, token) =>
    {
        var venue = await db.Venues.SingleOrDefaultAsync(v => v.Id == venueId && v.EventId == eventId, token)
            ?? throw new RuleException("unknown-venue", RuleKind.NotFound);
        if (venue.ClosedAt is null)
        {
            venue.ClosedAt = clock.UtcNow();
            db.AuditEntries.Add(AuditEntries.Of(AuditAction.VenueClose, venue.Id, null, actor, venue.ClosedAt.Value, null, new VenueTrace(venue.Name)));
        }

        return await db.SaveChangesAsync(token);
    }, cancellation);

    /// <summary>An attendee was seen in a venue now.</summary>
    /// <returns>The visit as it stands.</returns>
    public async Task<VenueVisit> SeeAsync(Guid venueId, Guid sessionId, Guid attendeeId, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await gate.RunAsync((db, token) => SeeAsync(db, venueId, sessionId, attendeeId, token), cancellation);
            }
            catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
            {
                // The first visit, twice at once: now there is one to find.
            }
        }
    }

    private async Task<VenueVisit> SeeAsync(OpenGovWeekDbContext db, Guid venueId, Guid sessionId, Guid attendeeId, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        var visit = await db.VenueVisits.SingleOrDefaultAsync(
            v => v.VenueId == venueId && v.SessionId == sessionId && v.AttendeeId == attendeeId, cancellation);
        if (visit is null)
        {
            visit = db.VenueVisits.Add(new VenueVisit
            {
                VenueId = venueId,
                SessionId = sessionId,
                AttendeeId = attendeeId,
                FirstSeenAt = now,
                LastSeenAt = now,
            }).Entity;
        }

        visit.LastSeenAt = now;
        await db.SaveChangesAsync(cancellation);
        return visit;
    }
}

/// <summary>A venue, and how many attendees were seen in it during one session.</summary>
public sealed record VenueRow(Venue Venue, int Visitors);

/// <summary>What the audit keeps of a venue.</summary>
internal sealed record VenueTrace(string Name);
