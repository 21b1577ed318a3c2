using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Audit;

/// <summary>Takes actions of staff back while their time lasts and nothing happened since.</summary>
public sealed class UndoStore(Moderation moderation, IDbContextFactory<OpenGovWeekDbContext> contexts)
{
    /// <summary>An entry of a session; null when there is none of that id.</summary>
    public async Task<AuditEntry?> FindAsync(Guid sessionId, Guid entryId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.AuditEntries.AsNoTracking().SingleOrDefaultAsync(a => a.Id == entryId && a.SessionId == sessionId, cancellation);
    }

    /// <summary>Takes back what an entry recorded. Any moderator may, not only who did it.</summary>
    /// <exception cref="RuleException">
    /// NotFound <c>unknown-entry</c>; Conflict <c>undo-too-late</c>, <c>changed-meanwhile</c>, <c>session-ended</c> or <c>another-poll-open</c>.
    /// </exception>
    public async Task<Done> UndoAsync(Guid sessionId, Guid entryId, Actor actor, CancellationToken cancellation)
    {
        var found = await FindAsync(sessionId, entryId, cancellation) ?? throw new RuleException("unknown-entry", RuleKind.NotFound);
        return await moderation.WriteAsync(
            sessionId, found.SubjectId, actor, write => UndoAsync(write, entryId, cancellation), cancellation);
    }

    /// <summary>Takes several entries back, each by itself: what cannot be taken back does not keep the others.</summary>
    public async Task<BulkOutcome> UndoAsync(Guid sessionId, IReadOnlyCollection<Guid> entryIds, Actor actor, CancellationToken cancellation)
    {
        var outcome = await moderation.WriteAsync(sessionId, sessionId, actor, async write =>
        {
            var subjects = await write.Db.AuditEntries.Where(a => a.SessionId == sessionId && entryIds.Contains(a.Id))
                .ToDictionaryAsync(a => a.Id, a => a.SubjectId, cancellation);
            return await BulkOutcome.OfEachAsync(entryIds.Where(subjects.ContainsKey), id => subjects[id], id => UndoAsync(write, id, cancellation));
        }, cancellation);
        return await outcome.ExplainAsync(moderation, cancellation);
    }

    private static async Task<Done> UndoAsync(ModerationWrite write, Guid entryId, CancellationToken cancellation)
    {
        var entry = await write.Db.AuditEntries.SingleAsync(a => a.Id == entryId, cancellation);
        if (entry.UndoneAt is not null)
        {
            throw ModerationWrite.Changed();
        }

        if (!(write.Now <= entry.UndoUntil))
        {
            throw new RuleException("undo-too-late", RuleKind.Conflict);
        }

        await RestoreAsync(write, entry, cancellation);
        entry.UndoneAt = write.Now;
        return write.Record(AuditAction.Undo, entry.SubjectId, null, new UndoTrace(entry.Id), undoUntil: null);
    }

    private static async Task RestoreAsync(ModerationWrite write, AuditEntry entry, CancellationToken cancellation)
    {
        switch (entry.Action)
        {
            case AuditAction.SessionEnd:
                SessionControl.Undo(write, entry);
                break;
            case AuditAction.OnAirShow:
                await ScreenControl.UndoAsync(write, entry, cancellation);
                break;
            case AuditAction.Announce or AuditAction.AnnouncementEnd:
                Announcements.Undo(write, entry);
                break;
            case AuditAction.StreamReplace:
                StreamControl.Undo(write, entry);
                break;
            case AuditAction.PollClose:
                await PollModeration.UndoAsync(write, entry, cancellation);
                break;
            case AuditAction.PollDelete:
                await PollModeration.UndoDeleteAsync(write, entry, cancellation);
                break;
            case AuditAction.QuestionMerge:
                await QuestionMerging.UndoAsync(write, entry, cancellation);
                break;
            case AuditAction.QuestionPublish or AuditAction.QuestionReject or AuditAction.QuestionAnswering
                or AuditAction.QuestionAnswered or AuditAction.QuestionPin or AuditAction.QuestionUnpin:
                await QuestionModeration.UndoAsync(write, entry, cancellation);
                break;
            default:
                throw new InvalidOperationException($"{entry.Action} has a time for an undo and no way to do it.");
        }
    }
}
