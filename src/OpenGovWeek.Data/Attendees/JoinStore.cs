using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Attendees;

/// <summary>Uses a request up: its address is confirmed, and all that was done under it belongs to one attendee.</summary>
public sealed class JoinStore(
    IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, SessionWriter sessions, Commits commits, TimeProvider clock)
{
    private const int MostAttempts = 10;

    /// <summary>Confirms the address of a request and joins its attendees. Of several at once exactly one succeeds.</summary>
    /// <returns>The attendee that the browser is from now on.</returns>
    /// <exception cref="RuleException">Conflict <c>link-used</c>: used, too old, or of an address that nobody registered.</exception>
    public async Task<Attendee> UseAsync(Guid requestId, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var locked = await SessionsToLockAsync(requestId, cancellation);
            try
            {
                var (canonical, hints) = await gate.RunAsync((db, token) => UseAsync(db, requestId, locked, token), cancellation);
                hints.ForEach(commits.Raise);
                return canonical;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Another registration came, or was joined, in the meantime: everything is looked at again.
            }
        }
    }

    // All sessions of the event, when somebody is to be joined, which is rare: so nobody adds anything to what is moved while it is moved.
    private async Task<List<Guid>> SessionsToLockAsync(Guid requestId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var request = await ReadAsync(db, requestId, cancellation);
        return await People(db, request).CountAsync(cancellation) > 1
            ? [.. (await db.Sessions.Where(s => s.EventId == request.EventId).Select(s => s.Id).ToListAsync(cancellation)).Order()]
            : [];
    }

    private async Task<(Attendee Canonical, List<Hint> Hints)> UseAsync(
        OpenGovWeekDbContext db, Guid requestId, List<Guid> locked, CancellationToken cancellation)
    {
        var writes = new Dictionary<Guid, SessionWrite>();
        foreach (var sessionId in locked)
        {
            if (await sessions.TryBeginAsync(db, sessionId, cancellation) is { } write)
            {
                writes.Add(sessionId, write);
            }
        }

        var now = clock.UtcNow();
        var request = await ReadAsync(db, requestId, cancellation);
        var used = await db.SignInRequests.Where(r => r.Id == requestId && r.UsedAt == null && r.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.UsedAt, now).SetProperty(r => r.Version, r => r.Version + 1), cancellation);
        var people = used == 1 ? await People(db, request).ToListAsync(cancellation) : [];
        var canonical = Joining.Canonical(people, request.AttendeeId) ?? throw new RuleException("link-used", RuleKind.Conflict);
        var others = people.FindAll(person => person.Id != canonical.Id);
        if (others.Count > 0 && locked.Count == 0)
        {
            throw new DbUpdateConcurrencyException("Somebody registered meanwhile.");
        }

        var hints = new List<Hint>();
        Confirm(canonical, request, now, hints);
        if (others.Count > 0)
        {
            foreach (var other in others)
            {
                other.JoinedIntoId = canonical.Id;
                other.Version++;
                hints.Add(new Hint.AccessChanged(other.Id));
            }

            hints.AddRange(await new Joined(db, canonical.Id, [.. others.Select(o => o.Id)], writes).MoveAsync(cancellation));
        }

        foreach (var write in writes.Values)
        {
            write.Stamp();
            hints.Add(new Hint.SessionAdvanced(write.Session.Id, write.Revision));
        }

        await db.SaveChangesAsync(cancellation);
        return (canonical, hints);
    }

    // The row is written in any case: of two who confirm an address at once, the later one then finds it changed.
    private static void Confirm(Attendee canonical, SignInRequest request, DateTime now, List<Hint> hints)
    {
        canonical.Version++;
        if (canonical.ConfirmedAt is not null)
        {
            return;
        }

        canonical.ConfirmedAt = now;
        // Other browsers that registered as this attendee have not proved anything.
        hints.Add(new Hint.AccessChanged(canonical.Id));
        if (canonical.NormalizedEmail != request.NormalizedEmail)
        {
            canonical.Email = canonical.NormalizedEmail = request.NormalizedEmail;
        }
    }

    private static async Task<SignInRequest> ReadAsync(OpenGovWeekDbContext db, Guid requestId, CancellationToken cancellation) =>
        await db.SignInRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == requestId, cancellation)
        ?? throw new RuleException("link-used", RuleKind.Conflict);

    private static IQueryable<Attendee> People(OpenGovWeekDbContext db, SignInRequest request) => db.Attendees.Where(a =>
        a.EventId == request.EventId && a.JoinedIntoId == null
        && (a.NormalizedEmail == request.NormalizedEmail || (a.Id == request.AttendeeId && a.ConfirmedAt == null)));
}
