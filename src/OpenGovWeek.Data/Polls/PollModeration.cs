using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Polls;

/// <summary>Writes what moderators do with polls, and closes those whose time has come.</summary>
public sealed class PollModeration(
    Moderation moderation, IDbContextFactory<OpenGovWeekDbContext> contexts, IDatabaseProvider provider, TimeProvider clock)
{
    /// <summary>Stores a draft. Creating the same again answers the same.</summary>
    /// <param name="draft">What <see cref="PollRules.Create"/> made.</param>
    /// <exception cref="RuleException">Conflict <c>id-taken</c> when the id belongs to another poll.</exception>
    public async Task<CreatedPoll> CreateAsync(Poll draft, Actor actor, CancellationToken cancellation)
    {
        if (await FindAsync(draft, cancellation) is { } before)
        {
            return new CreatedPoll(before, null);
        }

        try
        {
            return await moderation.WriteAsync(draft.SessionId, draft.Id, actor, write =>
            {
                write.Db.Polls.Add(draft);
                var done = write.Record(AuditAction.PollCreate, draft.Id, null, PollTrace.Of(draft), undoUntil: null);
                return Task.FromResult(new CreatedPoll(draft, done));
            }, cancellation);
        }
        catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
        {
            // The same request may have been faster on another connection.
            if (await FindAsync(draft, cancellation) is { } meanwhile)
            {
                return new CreatedPoll(meanwhile, null);
            }

            throw;
        }
    }

    /// <summary>Opens, closes or publishes a poll.</summary>
    /// <param name="inSeconds">For Close: 0 closes at once, more announces the close.</param>
    /// <param name="version">The token of the poll as the moderator saw it.</param>
    /// <exception cref="RuleException">
    /// NotFound <c>unknown-poll</c>; Conflict <c>changed-meanwhile</c>, <c>session-ended</c> or <c>another-poll-open</c>; <c>close-seconds</c>.
    /// </exception>
    public Task<Done> ChangeAsync(
        Guid sessionId, Guid pollId, PollAction action, int inSeconds, int version, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, pollId, actor, async write =>
        {
            var session = write.Session.Session;
            var poll = await GetAsync(write, pollId, cancellation);
            ModerationWrite.EnsureSeen(poll.Version, version);
            var before = PollTrace.Of(poll);
            var done = action switch
            {
                PollAction.Open => AuditAction.PollOpen,
                PollAction.Close => AuditAction.PollClose,
                PollAction.Publish => AuditAction.PollPublish,
                _ => throw new RuleException("poll-action", field: "action"),
            };
            switch (action)
            {
                case PollAction.Open:
                    PollRules.Open(session, poll, await AnotherIsOpenAsync(write, poll, cancellation), write.Now);
                    break;
                case PollAction.Close:
                    PollRules.Close(poll, inSeconds, write.Now);
                    break;
                default:
                    PollRules.Publish(poll);
                    ShowWhereNothingIs(session, poll);
                    break;
            }

            poll.Version++;
            DateTime? undoUntil = action == PollAction.Close ? PollRules.UndoCloseUntil(poll, write.Now) : null;
            return write.Record(done, pollId, before, PollTrace.Of(poll), undoUntil);
        }, cancellation);

    /// <summary>Closes the polls whose announced moment has come, and those that an ended session left open. Safe to run on every node.</summary>
    public async Task CloseDueAsync(CancellationToken cancellation)
    {
        foreach (var (sessionId, pollId) in await FindDueAsync(cancellation))
        {
            try
            {
                await moderation.WriteAsync(sessionId, pollId, Actor.Application, async write =>
                {
                    var poll = await GetAsync(write, pollId, cancellation);
                    if (!(PollRules.ClosesItselfAt(write.Session.Session, poll) <= write.Now))
                    {
                        throw ModerationWrite.Changed();
                    }

                    // The token stays: this completes what was announced, and that can still be taken back.
                    var before = PollTrace.Of(poll);
                    PollRules.CloseNow(poll, write.Now);
                    return write.Record(AuditAction.PollClose, pollId, before, PollTrace.Of(poll), undoUntil: null);
                }, cancellation);
            }
            catch (RuleException)
            {
                // Another node was faster, or the close was taken back.
            }
        }
    }

    /// <summary>Takes a close back, announced or done.</summary>
    internal static async Task UndoAsync(ModerationWrite write, AuditEntry entry, CancellationToken cancellation)
    {
        var after = AuditJson.Read<PollTrace>(entry.After);
        var poll = await GetAsync(write, entry.SubjectId, cancellation);
        if (poll.Version != after.Version || poll.ClosesAt != after.ClosesAt)
        {
            throw ModerationWrite.Changed();
        }

        PollRules.Reopen(write.Session.Session, poll, await AnotherIsOpenAsync(write, poll, cancellation));
        poll.Version++;
    }

    private async Task<List<(Guid SessionId, Guid PollId)>> FindDueAsync(CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        var endedBefore = now - SessionRules.UndoEndWithin;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var due = await (
            from poll in db.Polls
            where poll.Status == PollStatus.Open
            join session in db.Sessions on poll.SessionId equals session.Id
            where poll.ClosesAt <= now
                || ((session.Status == SessionStatus.Ended || session.Status == SessionStatus.Cancelled) && session.StatusSince <= endedBefore)
            select new { poll.SessionId, poll.Id }).ToListAsync(cancellation);
        return [.. due.Select(d => (d.SessionId, d.Id))];
    }

    private async Task<Poll?> FindAsync(Poll draft, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var before = await db.Polls.AsNoTracking().Include(p => p.Choices).SingleOrDefaultAsync(p => p.Id == draft.Id, cancellation);
        return before is null || IsSame(before, draft) ? before : throw new RuleException("id-taken", RuleKind.Conflict, "id");
    }

    private static bool IsSame(Poll before, Poll draft) =>
        (before.SessionId, before.Kind, before.Prompt, before.Policy) == (draft.SessionId, draft.Kind, draft.Prompt, draft.Policy)
        && before.Choices.OrderBy(c => c.Position).Select(c => c.Text).SequenceEqual(draft.Choices.Select(c => c.Text), StringComparer.Ordinal);

    // Results that were published are meant to be seen; what the speaker is answering is not pushed away for them.
    private static void ShowWhereNothingIs(Session session, Poll poll)
    {
        if (session.OnAirQuestionId is null && session.OnAirPollId is null)
        {
            OnAir.ShowPoll(session, poll.Id);
        }
    }

    private static async Task<Poll> GetAsync(ModerationWrite write, Guid pollId, CancellationToken cancellation)
    {
        var sessionId = write.Session.Session.Id;
        return await write.Db.Polls.Include(p => p.Choices).SingleOrDefaultAsync(p => p.Id == pollId && p.SessionId == sessionId, cancellation)
            ?? throw new RuleException("unknown-poll", RuleKind.NotFound);
    }

    private static Task<bool> AnotherIsOpenAsync(ModerationWrite write, Poll poll, CancellationToken cancellation) =>
        write.Db.Polls.AnyAsync(p => p.SessionId == poll.SessionId && p.Id != poll.Id && p.Status == PollStatus.Open, cancellation);
}

/// <summary>A poll that was created.</summary>
/// <param name="Poll">The poll with its choices.</param>
/// <param name="Done">Null when the same request had created it before.</param>
public sealed record CreatedPoll(Poll Poll, Done? Done);
