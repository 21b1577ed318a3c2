using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Polls.Kinds;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Polls;

/// <summary>The ballots of one group: reads what they touch at once, and counts each against what those before it left.</summary>
internal sealed class BallotGroup
{
    private readonly OpenGovWeekDbContext db;
    private readonly Dictionary<Guid, Poll> polls;
    private readonly Dictionary<(Guid Poll, Guid Attendee), Ballot> ballots;
    private readonly WrittenChoices written;

    private BallotGroup(OpenGovWeekDbContext db, Dictionary<Guid, Poll> polls, IEnumerable<Ballot> ballots, WrittenChoices written)
    {
        this.db = db;
        this.polls = polls;
        this.ballots = ballots.ToDictionary(b => (b.PollId, b.AttendeeId));
        this.written = written;
    }

    /// <summary>Reads after the sessions' revisions were raised: their locks are what makes the counts right, and each written answer a single choice.</summary>
    public static async Task<BallotGroup> ReadAsync(OpenGovWeekDbContext db, IReadOnlyCollection<BallotAction> actions, CancellationToken cancellation)
    {
        if (actions.Count == 0)
        {
            return new BallotGroup(db, [], [], new WrittenChoices(db));
        }

        var pollIds = actions.Select(a => a.PollId).Distinct().ToList();
        var attendeeIds = actions.Select(a => a.AttendeeId).Distinct().ToList();
        var polls = await db.Polls.Where(p => pollIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        var ballots = await db.Ballots.Where(b => pollIds.Contains(b.PollId) && attendeeIds.Contains(b.AttendeeId)).ToListAsync(cancellation);
        var byKind = polls.Values.ToLookup(poll => PollKinds.Of(poll.Kind).IsWritten, poll => poll.Id);
        if (byKind[false].ToList() is { Count: > 0 } marked)
        {
            await db.Choices.Where(c => marked.Contains(c.PollId)).LoadAsync(cancellation);
        }

        var written = new WrittenChoices(db);
        foreach (var pollId in byKind[true])
        {
            await written.ReadAsync(
                polls[pollId],
                actions.Where(a => a.PollId == pollId).SelectMany(a => TextsOf(polls[pollId], a)),
                ballots.Where(b => b.PollId == pollId).SelectMany(b => Marks.Read(b.Marks)),
                cancellation);
        }

        return new BallotGroup(db, polls, ballots, written);
    }

    /// <param name="isConfirmed">The attendee's address is confirmed.</param>
    /// <returns>The ballot as it stands. The same ballot again is no change and is confirmed even after the close: it was counted.</returns>
    /// <exception cref="RuleException">
    /// NotFound <c>unknown-poll</c>; Conflict <c>poll-closed</c>, <c>session-ended</c> or <c>ballot-final</c>; Forbidden <c>ballot-needs-confirmed</c>;
    /// what the poll's kind asks for. Nothing was changed.
    /// </exception>
    public BallotOutcome Cast(SessionWrite write, BallotAction action, bool isConfirmed)
    {
        if (!polls.TryGetValue(action.PollId, out var poll) || poll.SessionId != action.SessionId
            || poll.Status is PollStatus.Draft or PollStatus.Deleted)
        {
            throw new RuleException("unknown-poll", RuleKind.NotFound);
        }

        var answer = PollKinds.Of(poll.Kind).Read(poll, action.Choices, action.Texts);
        var ballot = ballots.GetValueOrDefault((poll.Id, action.AttendeeId));
        if (ballot is not null && FormOf(poll, answer) is { } form && (ballot.Marks, ballot.Texts) == form)
        {
            return new BallotOutcome(Mine(ballot), false, false);
        }

        PollRules.EnsureAcceptsBallots(write.Session, poll, write.Now);
        PollRules.EnsureConfirmed(poll, isConfirmed);
        PollRules.EnsureChangeable(poll, ballot);
        written.Create(poll, answer.Texts, write.Now);
        var (marks, texts) = FormOf(poll, answer)!.Value;
        TallyChange.Between(ballot?.Marks, marks).ApplyTo(poll);
        written.Respell(poll, ballot, marks, texts, write.Now);
        // A changed ballot leaves the poll's own row as it is, and its choices carry no revision.
        poll.Revision = write.Revision;
        if (ballot is null)
        {
            ballot = new Ballot { PollId = poll.Id, AttendeeId = action.AttendeeId, Marks = marks, Texts = texts, CastAt = write.Now };
            ballots[(poll.Id, action.AttendeeId)] = db.Ballots.Add(ballot).Entity;
        }
        else
        {
            (ballot.Marks, ballot.Texts, ballot.CastAt) = (marks, texts, write.Now);
        }

        return new BallotOutcome(Mine(ballot), true, PollVisibility.ShowsToThoseWhoAnswered(poll));
    }

    /// <summary>A ballot as its attendee sees it.</summary>
    public static MyBallot Mine(Ballot ballot) => new(ballot.PollId, Marks.Read(ballot.Marks), ballot.Texts?.Split('\n'));

    // Null while an answer was never written before, so that no ballot can be equal.
    private (string Marks, string? Texts)? FormOf(Poll poll, Answer answer)
    {
        if (answer.Texts.Count == 0)
        {
            return (Marks.Write(answer.Choices), null);
        }

        var pairs = answer.Texts.Select(text => (Choice: written.Find(poll, text.Folded), text.Text)).ToList();
        if (pairs.Exists(pair => pair.Choice is null))
        {
            return null;
        }

        var ordered = pairs.OrderBy(pair => pair.Choice!.Position).ToList();
        return (Marks.Write(ordered.Select(pair => pair.Choice!.Id)), string.Join('\n', ordered.Select(pair => pair.Text)));
    }

    // What breaks a rule is found again, and told, when its turn comes.
    private static IEnumerable<string> TextsOf(Poll poll, BallotAction action)
    {
        try
        {
            return PollKinds.Of(poll.Kind).Read(poll, action.Choices, action.Texts).Texts.Select(text => text.Folded);
        }
        catch (RuleException)
        {
            return [];
        }
    }
}

/// <summary>What became of a ballot.</summary>
/// <param name="Changed">Something was written.</param>
/// <param name="TellsTally">Its attendee sees the tally from now on.</param>
internal sealed record BallotOutcome(MyBallot Answer, bool Changed, bool TellsTally);
