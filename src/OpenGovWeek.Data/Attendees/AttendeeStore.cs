using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;

namespace OpenGovWeek.Data.Attendees;

/// <summary>Reads and writes attendees; what it returns is not tracked.</summary>
public sealed class AttendeeStore(IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, IDatabaseProvider provider)
{
    /// <summary>The attendee of this id; null when there is none.</summary>
    public async Task<Attendee?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attendees.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation);
    }

    /// <summary>How many have registered for an event.</summary>
    public async Task<int> CountAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attendees.CountAsync(a => a.EventId == eventId, cancellation);
    }

    /// <summary>Whether there is an attendee of this id; one read by primary key.</summary>
    public async Task<bool> ExistsAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attendees.AnyAsync(a => a.Id == id, cancellation);
    }

    /// <summary>Stores a new attendee. The same registration again, at once or later, gives the one that is stored.</summary>
    /// <exception cref="RuleException"><c>registration-used</c>: the id belongs to another registration.</exception>
    public async Task<Attendee> AddAsync(Attendee attendee, CancellationToken cancellation)
    {
        var stored = await FindAsync(attendee.Id, cancellation) ?? await InsertAsync(attendee, cancellation);
        return IsSame(stored, attendee) ? stored : throw new RuleException("registration-used", RuleKind.Conflict);
    }

    /// <summary>Replaces what an attendee may correct; of two corrections the later one stays.</summary>
    /// <returns>The attendee as corrected; null when there is none of this id.</returns>
    public async Task<Attendee?> CorrectAsync(Guid id, Profile profile, CancellationToken cancellation)
    {
        await gate.RunAsync((db, token) => db.Attendees.Where(a => a.Id == id).ExecuteUpdateAsync(
            set => set
                .SetProperty(a => a.Name, profile.Name)
                .SetProperty(a => a.Audience, profile.Audience)
                .SetProperty(a => a.Region, profile.Region)
                .SetProperty(a => a.DocumentNumber, profile.DocumentNumber)
                .SetProperty(a => a.Version, a => a.Version + 1),
            token), cancellation);
        return await FindAsync(id, cancellation);
    }

    private async Task<Attendee> InsertAsync(Attendee attendee, CancellationToken cancellation)
    {
        try
        {
            return await gate.RunAsync(async (db, token) =>
            {
                db.Attendees.Add(attendee);
                await db.SaveChangesAsync(token);
                return attendee;
            }, cancellation);
        }
        catch (DbUpdateException exception) when (provider.IsUniqueViolation(exception))
        {
            return await FindAsync(attendee.Id, cancellation) ?? throw new InvalidOperationException("The attendee vanished.", exception);
        }
    }

    private static bool IsSame(Attendee stored, Attendee sent) =>
        stored.EventId == sent.EventId
        && stored.Name == sent.Name
        && stored.NormalizedEmail == sent.NormalizedEmail
        && stored.Audience == sent.Audience
        && stored.Region == sent.Region
        && stored.DocumentNumber == sent.DocumentNumber;
}
