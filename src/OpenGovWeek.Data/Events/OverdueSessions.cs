using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Events;

/// <summary>Ends the sessions that were left running.</summary>
public sealed class OverdueSessions(IDbContextFactory<OpenGovWeekDbContext> contexts, SessionWriter sessions, TimeProvider clock)
{
    /// <summary>
    /// Ends what is due by <see cref="SessionRules.EndsItselfAt"/>. The end counts from that moment, also when the application
    /// was not running then, so that nobody's share of the day shrinks.
    /// </summary>
    /// <returns>Slugs of the sessions that were ended.</returns>
    public async Task<IReadOnlyList<string>> EndAsync(CancellationToken cancellation)
    {
        var ended = new List<string>();
        foreach (var id in await FindAsync(cancellation))
        {
            try
            {
                ended.Add(await sessions.WriteAsync(id, write => Task.FromResult(End(write)), cancellation));
            }
            catch (RuleException rule) when (rule.Kind is RuleKind.Conflict)
            {
                // Staff ended it first, on this node or another.
            }
        }

        return ended;
    }

    private static string End(SessionWrite write)
    {
        if (SessionRules.EndsItselfAt(write.Session) is not { } due || due > write.Now)
        {
            throw new RuleException("session-status", RuleKind.Conflict);
        }

        SessionRules.Apply(write.Session, SessionAction.End, due);
        write.Db.AuditEntries.Add(AuditEntries.Of(AuditAction.SessionEnd, write.Session.Id, write.Session.Id, Actor.Application, write.Now));
        return write.Session.Slug;
    }

    private async Task<List<Guid>> FindAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var running = await db.Sessions.AsNoTracking()
            .Where(s => s.Status == SessionStatus.Live || s.Status == SessionStatus.Paused)
            .ToListAsync(cancellation);
        var now = clock.UtcNow();
        return [.. running.Where(s => SessionRules.EndsItselfAt(s) <= now).OrderBy(s => s.Id).Select(s => s.Id)];
    }
}
