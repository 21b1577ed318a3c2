using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Events;

/// <summary>Ends the sessions that were left running.</summary>
public sealed class OverdueSessions(IDbContextFactory<OpenGovWeekDbContext> contexts, SessionWriter sessions, Commits commits, TimeProvider clock)
{
    /// <summary>
    /// Ends what is due by <see cref="SessionRules.EndsItselfAt"/>. The end counts from that moment, also when the application
    /// was not running then, so that nobody's share of the day shrinks. Live it was only until <see cref="LiveWindowRules.LiveUntil"/>: the time after
    /// that is nobody's attendance, and no certificate asks for it.
    /// </summary>
    /// <returns>Slugs of the sessions that were ended.</returns>
    public async Task<IReadOnlyList<string>> EndAsync(CancellationToken cancellation)
    {
        var ended = new List<string>();
        foreach (var id in await FindAsync(cancellation))
        {
            try
            {
                var (slug, shortened) = await sessions.WriteAsync(id, write => EndAsync(write, cancellation), cancellation);
                ended.Add(slug);
                foreach (var attendee in shortened)
                {
                    commits.Raise(new Hint.AttendeeNews(attendee));
                }
            }
            catch (RuleException rule) when (rule.Kind is RuleKind.Conflict)
            {
                // Staff ended it first, on this node or another.
            }
        }

        return ended;
    }

    // The session's slug, and the attendees who have less than they were shown.
    private static async Task<(string Slug, List<Guid> Shortened)> EndAsync(SessionWrite write, CancellationToken cancellation)
    {
        var session = write.Session;
        if (SessionRules.EndsItselfAt(session) is not { } due || due > write.Now)
        {
            throw new RuleException("session-status", RuleKind.Conflict);
        }

        var before = new WindowsTrace(LiveWindowRules.Of(session));
        var lastAct = await write.Db.AuditEntries.Where(a => a.SessionId == session.Id && a.StaffId != null).MaxAsync(a => (DateTime?)a.At, cancellation);
        var until = LiveWindowRules.LiveUntil(session, lastAct, due);
        SessionRules.Apply(session, SessionAction.End, due, until);
        write.Db.AuditEntries.Add(AuditEntries.Of(
            AuditAction.SessionEnd, session.Id, session.Id, Actor.Application, write.Now, before, new WindowsTrace(LiveWindowRules.Of(session))));
        return (session.Slug, await write.Db.AttendanceIntervals
            .Where(i => i.SessionId == session.Id && i.LastSeenAt > until).Select(i => i.AttendeeId).Distinct().ToListAsync(cancellation));
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
