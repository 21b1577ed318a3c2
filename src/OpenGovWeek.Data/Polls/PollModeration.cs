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
            return await moderation.WriteAsync(draft.SessionId, draft.Id, actor, async write =>
            {
                var last = await write.Db.Polls.Where(p => p.SessionId == draft.SessionId).MaxAsync(p => (int?)p.Position, cancellation);
                draft.Position = (last ?? -1) + 1;
                write.Db.Polls.Add(draft);
                return new CreatedPoll(draft, write.Record(AuditAction.PollCreate, draft.Id, null, PollTrace.Of(draft), undoUntil: null));
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

    /// <summary>Makes a draft that asks what a poll of the same event asks, of this session or another.</summary>
    /// <param name="id">Id of the new one.</param>
    /// <exception cref="RuleException">NotFound <c>unknown-poll</c>; Conflict <c>id-taken</c>.</exception>
    public async Task<CreatedPoll> CopyAsync(Guid eventId, Guid sessionId, Guid pollId, Guid id, Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var poll = await db.Polls.AsNoTracking()
            .Include(p => p.Choices.Where(c => c.Status == ChoiceStatus.Offered))
            .SingleOrDefaultAsync(
                p => p.Id == pollId && p.Status != PollStatus.Deleted && db.Sessions.Any(s => s.Id == p.SessionId && s.EventId == eventId), cancellation)
            ?? throw Unknown();
        return await CreateAsync(PollRules.Create(id, sessionId, PollDesign.Of(poll), clock.UtcNow()), actor, cancellation);
    }

    /// <summary>Asks something else in a draft.</summary>
    /// <param name="version">The token of the draft as the moderator saw it.</param>
    /// <exception cref="RuleException">NotFound <c>unknown-poll</c>; Conflict <c>changed-meanwhile</c>; those of <see cref="PollDesign.Checked"/>.</exception>
    public Task<Done> EditAsync(Guid sessionId, Guid pollId, PollDesign design, int version, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, pollId, actor, async write =>
        {
            var poll = await GetAsync(write, pollId, cancellation);
            ModerationWrite.EnsureSeen(poll.Version, version);
            var (before, known) = (PollDesign.Of(poll), poll.Choices.ToList());
            PollRules.Edit(poll, design, write.Now);
            // Choices come with their ids, by which they would be taken for stored ones.
            write.Db.Choices.AddRange(poll.Choices.Except(known));
            poll.Version++;
            return write.Record(AuditAction.PollEdit, pollId, before, PollDesign.Of(poll), undoUntil: null);
        }, cancellation);

    /// <summary>Gives a draft up; it can be taken back for 30 s.</summary>
    /// <param name="version">The token of the draft as the moderator saw it.</param>
    /// <exception cref="RuleException">NotFound <c>unknown-poll</c>; Conflict <c>changed-meanwhile</c>.</exception>
    public Task<Done> DeleteAsync(Guid sessionId, Guid pollId, int version, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, pollId, actor, async write =>
        {
            var poll = await GetAsync(write, pollId, cancellation);
            ModerationWrite.EnsureSeen(poll.Version, version);
            var before = PollTrace.Of(poll);
            PollRules.Delete(poll);
            poll.Version++;
            return write.Record(AuditAction.PollDelete, pollId, before, PollTrace.Of(poll), write.Now + PollRules.UndoDeleteWithin);
        }, cancellation);

    /// <summary>Puts the drafts of a session in an order; those that are not named follow as they were.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-poll</c>; Conflict <c>changed-meanwhile</c> when one of them is no draft any more.</exception>
    public Task<Done> OrderAsync(Guid sessionId, IReadOnlyList<Guid> polls, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, sessionId, actor, async write =>
        {
            var all = await write.Db.Polls.Where(p => p.SessionId == sessionId && p.Status != PollStatus.Deleted).ToDictionaryAsync(p => p.Id, cancellation);
            var named = polls.Distinct().Select(id => all.GetValueOrDefault(id) ?? throw Unknown()).ToList();
            if (named.Exists(poll => poll.Status != PollStatus.Draft))
            {
                throw ModerationWrite.Changed();
            }

            var drafts = all.Values.Where(poll => poll.Status == PollStatus.Draft).OrderBy(poll => poll.Position).ThenBy(poll => poll.CreatedAt).ToList();
            var before = drafts.ConvertAll(poll => poll.Id);
            var after = named.Concat(drafts.Except(named)).ToList();
            foreach (var (position, poll) in after.Index())
            {
                poll.Position = position;
            }

            return write.Record(AuditAction.PollOrder, sessionId, before, after.ConvertAll(poll => poll.Id), undoUntil: null);
        }, cancellation);

    /// <summary>Shows and hides what attendees wrote; counts stay as they are, also after the close.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-poll</c>; <c>unknown-choice</c>.</exception>
    public Task<Done> DecideAsync(
        Guid sessionId, Guid pollId, IReadOnlyCollection<Guid> show, IReadOnlyCollection<Guid> hide, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, pollId, actor, async write =>
        {
            var named = show.Concat(hide).Distinct().ToList();
            var poll = await write.Db.Polls.Include(p => p.Choices.Where(c => named.Contains(c.Id)))
                .SingleOrDefaultAsync(p => p.Id == pollId && p.SessionId == sessionId, cancellation) ?? throw Unknown();
            PollRules.Decide(poll, show, hide);
            // Its token stays: whoever closes the poll does not have to wait for those who read the words.
            poll.Revision = write.Session.Revision;
            return write.Record(AuditAction.PollWords, pollId, null, new WordsTrace(show, hide), undoUntil: null);
        }, cancellation);

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

            await FreezeConfirmedAsync(write, poll, cancellation);
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
                    await FreezeConfirmedAsync(write, poll, cancellation);
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
        await JoinedBallots.SettleAsync(write.Session, poll, cancellation);
        poll.Version++;
    }

    /// <summary>Takes the deletion of a draft back.</summary>
    internal static async Task UndoDeleteAsync(ModerationWrite write, AuditEntry entry, CancellationToken cancellation)
    {
        var after = AuditJson.Read<PollTrace>(entry.After);
        var poll = await write.Db.Polls.SingleOrDefaultAsync(p => p.Id == entry.SubjectId, cancellation) ?? throw Unknown();
        if (poll.Version != after.Version)
        {
            throw ModerationWrite.Changed();
        }

        PollRules.Restore(poll);
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
        before.SessionId == draft.SessionId && before.Status != PollStatus.Deleted && PollDesign.Of(before).IsSameAs(PollDesign.Of(draft));

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
        return await write.Db.Polls.Include(p => p.Choices)
            .SingleOrDefaultAsync(p => p.Id == pollId && p.SessionId == sessionId && p.Status != PollStatus.Deleted, cancellation)
            ?? throw Unknown();
    }

    // Before anything of this transaction is saved: it counts the ballots as they were under the lock.
    private static async Task FreezeConfirmedAsync(ModerationWrite write, Poll poll, CancellationToken cancellation)
    {
        if (poll is { Status: PollStatus.Closed, ConfirmedBallots: null })
        {
            PollRules.FreezeConfirmed(poll, await (
                from ballot in write.Db.Ballots
                where ballot.PollId == poll.Id
                join attendee in write.Db.Attendees on ballot.AttendeeId equals attendee.Id
                where attendee.ConfirmedAt != null
                select ballot.Marks).ToListAsync(cancellation));
        }
    }

    private static RuleException Unknown() => new("unknown-poll", RuleKind.NotFound);

    private static Task<bool> AnotherIsOpenAsync(ModerationWrite write, Poll poll, CancellationToken cancellation) =>
        write.Db.Polls.AnyAsync(p => p.SessionId == poll.SessionId && p.Id != poll.Id && p.Status == PollStatus.Open, cancellation);
}

/// <summary>A poll that was created.</summary>
/// <param name="Poll">The poll with its choices.</param>
/// <param name="Done">Null when the same request had created it before.</param>
public sealed record CreatedPoll(Poll Poll, Done? Done);
