using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Sessions;

/// <summary>
/// The one way to change what people of a session see. Its first statement raises the session's revision, which locks the row:
/// revisions become visible in order, and a ballot that races a close is settled.
/// </summary>
public sealed class SessionWriter(WriteGate gate, Commits commits, TimeProvider clock)
{
    /// <summary>Runs the work in a transaction of one session; rows that it touches are stamped with the new revision.</summary>
    /// <param name="work">Checks the rules against what it reads through <see cref="SessionWrite.Db"/> and changes tracked entities; saving is done here.</param>
    /// <exception cref="RuleException">A rule was broken, or there is no such session; nothing was changed, the revision neither.</exception>
    public async Task<T> WriteAsync<T>(Guid sessionId, Func<SessionWrite, Task<T>> work, CancellationToken cancellation)
    {
        var (result, revision) = await gate.RunAsync(async (db, token) =>
        {
            var write = await TryBeginAsync(db, sessionId, token) ?? throw new RuleException("unknown-session", RuleKind.NotFound);
            var done = await work(write);
            write.Stamp();
            await db.SaveChangesAsync(token);
            return (done, write.Revision);
        }, cancellation);
        commits.Raise(new Hint.SessionAdvanced(sessionId, revision));
        return result;
    }

    /// <summary>Begins the part of a transaction that changes one session; null when there is no such session.</summary>
    internal async Task<SessionWrite?> TryBeginAsync(OpenGovWeekDbContext db, Guid sessionId, CancellationToken cancellation)
    {
        var found = await db.Sessions.Where(s => s.Id == sessionId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Revision, s => s.Revision + 1), cancellation);
        if (found == 0)
        {
            return null;
        }

        var session = await db.Sessions.Include(s => s.LiveWindows).SingleAsync(s => s.Id == sessionId, cancellation);
        return new SessionWrite(db, session, clock.UtcNow());
    }
}

/// <summary>A transaction of one session under way.</summary>
public sealed class SessionWrite(OpenGovWeekDbContext db, Session session, DateTime now)
{
    public OpenGovWeekDbContext Db { get; } = db;

    /// <summary>The session with its live windows, tracked, as it is under the lock.</summary>
    public Session Session { get; } = session;

    /// <summary>The revision that this transaction makes.</summary>
    public long Revision => Session.Revision;

    /// <summary>The server's clock, UTC.</summary>
    public DateTime Now { get; } = now;

    internal void Stamp()
    {
        Db.ChangeTracker.DetectChanges();
        foreach (var entry in Db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList())
        {
            switch (entry.Entity)
            {
                case Question question when question.SessionId == Session.Id:
                    question.Revision = Revision;
                    break;
                case Poll poll when poll.SessionId == Session.Id:
                    poll.Revision = Revision;
                    if (entry.State == EntityState.Added || IsOfEveryone(poll, entry))
                    {
                        poll.PublicRevision = Revision;
                    }

                    break;
                case Session changed when changed.Id == Session.Id:
                    changed.ViewRevision = Revision;
                    break;
            }
        }
    }

    // Ballots behind a hidden tally concern only those who may know how many there are.
    private static bool IsOfEveryone(Poll poll, EntityEntry entry) =>
        PollVisibility.ShowsBallots(poll, LiveAudience.Public)
        || entry.Properties.Any(property => property.IsModified && property.Metadata.Name is not (nameof(Poll.Ballots) or nameof(Poll.Revision)));
}
