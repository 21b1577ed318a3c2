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

    /// <summary>How many have registered for an event; those who were joined count once.</summary>
    public async Task<int> CountAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attendees.CountAsync(a => a.EventId == eventId && a.JoinedIntoId == null, cancellation);
    }

    /// <summary>How the attendees of these ids stand; those that there are not are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, AttendeeStanding>> ReadStandingsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attendees.Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, Standing = new AttendeeStanding(a.ConfirmedAt != null, a.JoinedIntoId != null) })
            .ToDictionaryAsync(a => a.Id, a => a.Standing, cancellation);
    }

    /// <summary>
    /// Stores a new attendee with what belongs to the registration. The same registration again gives the one that is stored, until its address is confirmed: from then
    /// on nobody gets in with a form.
    /// </summary>
    /// <param name="along">Adds to the same transaction.</param>
    /// <exception cref="RuleException"><c>registration-used</c>: the id belongs to another registration.</exception>
    public async Task<Attendee> AddAsync(
        Attendee attendee, Func<OpenGovWeekDbContext, CancellationToken, Task> along, CancellationToken cancellation)
    {
        var stored = await FindAsync(attendee.Id, cancellation) ?? await InsertAsync(attendee, along, cancellation);
        return IsSame(stored, attendee) ? stored : throw new RuleException("registration-used", RuleKind.Conflict);
    }

    /// <summary>Replaces what an attendee may correct; of two corrections the later one stays.</summary>
    /// <returns>The attendee as corrected; null when there is none of this id.</returns>
    public async Task<Attendee?> CorrectAsync(Guid id, Profile profile, CancellationToken cancellation)
    {
        await gate.RunAsync((db, token) => db.Attendees.Where(a => a.Id == id && a.JoinedIntoId == null).ExecuteUpdateAsync(
            set => set
                .SetProperty(a => a.Name, profile.Name)
                .SetProperty(a => a.Audience, profile.Audience)
                .SetProperty(a => a.Region, profile.Region)
                .SetProperty(a => a.DocumentNumber, profile.DocumentNumber)
                .SetProperty(a => a.Version, a => a.Version + 1),
            token), cancellation);
        return await FindAsync(id, cancellation);
    }

    private async Task<Attendee> InsertAsync(
        Attendee attendee, Func<OpenGovWeekDbContext, CancellationToken, Task> along, CancellationToken cancellation)
    {
        try
        {
            return await gate.RunAsync(async (db, token) =>
            {
                db.Attendees.Add(attendee);
                await along(db, token);
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
        && stored.DocumentNumber == sent.DocumentNumber
        && stored is { ConfirmedAt: null, JoinedIntoId: null };
}

/// <summary>Whether an attendee's address is confirmed, and whether another attendee stands for this one.</summary>
public sealed record AttendeeStanding(bool IsConfirmed, bool IsJoined);
