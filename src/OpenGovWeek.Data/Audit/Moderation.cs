using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Audit;

/// <summary>The way of every action of staff in a session: the change and its audit entry in one transaction, then word to whom it concerns.</summary>
public sealed class Moderation(SessionWriter sessions, Commits commits, IDbContextFactory<OpenGovWeekDbContext> contexts)
{
    /// <summary>Code of the conflict when something is no longer as whoever acts saw it; its detail is the name of who acted last, if anybody did.</summary>
    public const string ChangedMeanwhile = "changed-meanwhile";

    /// <summary>Runs the work under the lock of the session.</summary>
    /// <param name="subjectId">What is acted upon, to tell who did so last when it changed meanwhile.</param>
    /// <param name="work">Changes tracked entities and records what it did.</param>
    /// <exception cref="RuleException">A rule was broken; nothing was changed.</exception>
    internal async Task<T> WriteAsync<T>(
        Guid sessionId, Guid subjectId, Actor actor, Func<ModerationWrite, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            ModerationWrite? last = null;
            var result = await sessions.WriteAsync(
                sessionId,
                write =>
                {
                    last = new ModerationWrite(write, actor);
                    return work(last);
                },
                cancellation);
            foreach (var attendeeId in last!.ToTell)
            {
                commits.Raise(new Hint.AttendeeNews(attendeeId));
            }

            return result;
        }
        catch (RuleException rule) when (rule.Code == ChangedMeanwhile && rule.Detail.Count == 0)
        {
            throw await ExplainAsync(rule, subjectId, cancellation);
        }
    }

    /// <summary>The same conflict with the name of who acted last on its subject, if anybody did.</summary>
    internal async Task<RuleException> ExplainAsync(RuleException rule, Guid subjectId, CancellationToken cancellation) =>
        rule.Code == ChangedMeanwhile && await LastActorAsync(subjectId, cancellation) is { Length: > 0 } name
            ? new RuleException(rule.Code, rule.Kind, rule.Field, name)
            : rule;

    private async Task<string?> LastActorAsync(Guid subjectId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.AuditEntries.Where(a => a.SubjectId == subjectId)
            .OrderByDescending(a => a.At)
            .Select(a => a.StaffName)
            .FirstOrDefaultAsync(cancellation);
    }
}

/// <summary>A transaction of one action of staff.</summary>
internal sealed class ModerationWrite(SessionWrite write, Actor actor)
{
    private readonly HashSet<Guid> toTell = [];

    public SessionWrite Session { get; } = write;

    public OpenGovWeekDbContext Db => Session.Db;

    public DateTime Now => Session.Now;

    /// <summary>Attendees whose own page changes.</summary>
    public IReadOnlyCollection<Guid> ToTell => toTell;

    public void Tell(Guid attendeeId) => toTell.Add(attendeeId);

    /// <summary>Adds the audit entry of what was done.</summary>
    /// <param name="before">What an undo goes back to; null when there is nothing to go back to.</param>
    /// <param name="after">What an undo must still find.</param>
    /// <param name="undoUntil">Last moment for an undo, UTC; null for none.</param>
    public Done Record(AuditAction action, Guid subjectId, object? before, object? after, DateTime? undoUntil)
    {
        var entry = AuditEntries.Of(action, subjectId, Session.Session.Id, actor, Now, before, after, undoUntil);
        Db.AuditEntries.Add(entry);
        return new Done(entry.Id, action, undoUntil);
    }

    public static RuleException Changed() => new(Moderation.ChangedMeanwhile, RuleKind.Conflict);

    /// <summary>Refuses an action on something that changed since it was seen.</summary>
    /// <exception cref="RuleException">Conflict <c>changed-meanwhile</c>.</exception>
    public static void EnsureSeen(int version, int seen)
    {
        if (version != seen)
        {
            throw Changed();
        }
    }
}
