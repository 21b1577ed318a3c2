using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Data.Events;

/// <summary>Reads events with their days and sessions; what it returns is not tracked.</summary>
public sealed class EventStore(IDbContextFactory<OpenGovWeekDbContext> contexts)
{
    /// <summary>The event that was loaded last, with days and sessions in order; null when none was loaded yet.</summary>
    public async Task<Event?> FindCurrentAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Whole(db).OrderByDescending(e => e.CreatedAt).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>An event with days and sessions in order.</summary>
    /// <exception cref="RuleException"><c>unknown-event</c>.</exception>
    public async Task<Event> GetAsync(string slug, CancellationToken cancellation) =>
        await FindAsync(slug, cancellation) ?? throw new RuleException("unknown-event", RuleKind.NotFound);

    /// <summary>The same; null when there is none of this slug.</summary>
    public async Task<Event?> FindAsync(string slug, CancellationToken cancellation)
    {
        if (!Slug.IsValid(slug))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Whole(db).SingleOrDefaultAsync(e => e.Slug == slug, cancellation);
    }

    /// <summary>An event without its days; null when there is none of this slug.</summary>
    public async Task<Event?> FindLookAsync(string slug, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return Slug.IsValid(slug) ? await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Slug == slug, cancellation) : null;
    }

    /// <summary>An event without its days.</summary>
    public async Task<Event> GetLookAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Events.AsNoTracking().SingleAsync(e => e.Id == id, cancellation);
    }

    /// <summary>The logo of an event with its SHA-256 in lower-case hex; null while it has none.</summary>
    public async Task<(EventLogo Logo, string Hash)?> FindLogoAsync(string slug, CancellationToken cancellation)
    {
        if (await FindLookAsync(slug, cancellation) is not { LogoHash: { } hash } found)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.EventLogos.AsNoTracking().SingleOrDefaultAsync(l => l.EventId == found.Id, cancellation) is { } logo ? (logo, hash) : null;
    }

    /// <summary>The events that were loaded from one file under its slug, or under its slug with a number.</summary>
    public async Task<IReadOnlyList<EventCopy>> FindCopiesAsync(string slug, CancellationToken cancellation)
    {
        var numbered = slug + "-";
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.EventDays
            .Where(d => d.Number == 1)
            .Join(db.Events.Where(e => e.Slug == slug || e.Slug.StartsWith(numbered)), d => d.EventId, e => e.Id, (d, e) => new EventCopy(e.Slug, d.Date))
            .ToListAsync(cancellation);
    }

    /// <summary>A session with its live windows, its day and its event.</summary>
    /// <exception cref="RuleException"><c>unknown-session</c>.</exception>
    public async Task<SessionPlace> GetSessionAsync(string slug, CancellationToken cancellation) =>
        await FindSessionAsync(slug, cancellation) ?? throw new RuleException("unknown-session", RuleKind.NotFound);

    /// <summary>The same; null when there is none of this slug.</summary>
    public async Task<SessionPlace?> FindSessionAsync(string slug, CancellationToken cancellation)
    {
        // Databases differ in what else they take for the same: capitals, spaces at the end, a zero byte not at all.
        if (!Slug.IsValid(slug))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var session = await db.Sessions.AsNoTracking().Include(s => s.LiveWindows).SingleOrDefaultAsync(s => s.Slug == slug, cancellation);
        if (session is null)
        {
            return null;
        }

        var day = await db.EventDays.AsNoTracking().SingleAsync(d => d.Id == session.EventDayId, cancellation);
        var whole = await db.Events.AsNoTracking().SingleAsync(e => e.Id == session.EventId, cancellation);
        return new SessionPlace(whole, day, session);
    }

    private static IQueryable<Event> Whole(OpenGovWeekDbContext db) => db.Events.AsNoTracking()
        .Include(e => e.Days.OrderBy(d => d.Number))
        .ThenInclude(d => d.Sessions.OrderBy(s => s.PlannedStart))
        .AsSplitQuery();
}

/// <summary>A session, and where in its event it stands.</summary>
public sealed record SessionPlace(Event Event, EventDay Day, Session Session);

/// <summary>An event that came from a file that may be loaded again.</summary>
public sealed record EventCopy(string Slug, DateOnly FirstDay);
