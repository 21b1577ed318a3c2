using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Polls.Kinds;
using OpenGovWeek.Data.Rows;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Polls;

/// <summary>The ballots of one group: reads what they touch at once, and counts each against what those before it left.</summary>
internal sealed class BallotGroup
{
    private readonly IReadOnlyDictionary<Guid, Poll> polls;
    private readonly Dictionary<(Guid Poll, Guid Attendee), Ballot> ballots;
    private readonly WrittenChoices written;
    private readonly HashSet<Ballot> cast = [];

    private BallotGroup(IReadOnlyDictionary<Guid, Poll> polls, IEnumerable<Ballot> ballots, WrittenChoices written)
    {
        this.polls = polls;
        this.ballots = ballots.ToDictionary(b => (b.PollId, b.AttendeeId));
        this.written = written;
    }

    /// <summary>Reads after the sessions' revisions were raised: their locks are what makes the counts right, and each written answer a single choice.</summary>
    public static async Task<BallotGroup> ReadAsync(
        OpenGovWeekDbContext db,
        GroupQueries queries,
        IReadOnlyCollection<BallotAction> actions,
        IReadOnlyDictionary<Guid, SessionScene> scenes,
        CancellationToken cancellation)
    {
        var written = new WrittenChoices(db);
        if (actions.Count == 0)
        {
            return new BallotGroup(new Dictionary<Guid, Poll>(), [], written);
        }

        var pollIds = actions.Select(a => a.PollId).Distinct().ToList();
        var attendeeIds = actions.Select(a => a.AttendeeId).Distinct().ToList();
        var ballots = await queries.Ballots(db, pollIds, attendeeIds).ToListAsync(cancellation);
        var polls = await ReadPollsAsync(db, pollIds, scenes, cancellation);
        foreach (var poll in polls.Values.Where(poll => PollKinds.Of(poll.Kind).IsWritten))
        {
            await written.ReadAsync(
                poll,
                actions.Where(a => a.PollId == poll.Id).SelectMany(a => TextsOf(poll, a)),
                ballots.Where(b => b.PollId == poll.Id).SelectMany(b => Marks.Read(b.Marks)),
                cancellation);
        }

        return new BallotGroup(polls, ballots, written);
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
        if (PollVisibility.ShowsBallots(poll, LiveAudience.Public))
        {
            poll.PublicRevision = write.Revision;
        }

        if (ballot is null)
        {
            ballot = new Ballot { PollId = poll.Id, AttendeeId = action.AttendeeId, Marks = marks, Texts = texts, CastAt = write.Now };
            ballots.Add((poll.Id, action.AttendeeId), ballot);
        }
        else
        {
            (ballot.Marks, ballot.Texts, ballot.CastAt) = (marks, texts, write.Now);
        }

        cast.Add(ballot);
        return new BallotOutcome(Mine(ballot), true, PollVisibility.ShowsToThoseWhoAnswered(poll));
    }

    /// <summary>What is to be stored of the ballots that were cast. Polls whose answers are written are tracked with their choices, and saved by the context.</summary>
    public IEnumerable<RowSet> Rows(OpenGovWeekDbContext db)
    {
        var touched = cast.Select(ballot => ballot.PollId).Distinct().Select(id => polls[id]).Where(poll => !PollKinds.Of(poll.Kind).IsWritten).ToList();
        return
        [
            RowSet.Of(db, cast, nameof(Ballot.Marks), nameof(Ballot.Texts), nameof(Ballot.CastAt)),
            RowSet.Of(db, touched, nameof(Poll.Ballots), nameof(Poll.Revision), nameof(Poll.PublicRevision)),
            RowSet.Of(db, touched.SelectMany(poll => poll.Choices), nameof(Choice.Count)),
        ];
    }

    /// <summary>A ballot as its attendee sees it.</summary>
    public static MyBallot Mine(Ballot ballot) => new(ballot.PollId, Marks.Read(ballot.Marks), ballot.Texts?.Split('\n'));

    // What is written has choices by the thousand, of which a group reads its own: such a poll is read anew each time, and tracked.
    private static async Task<Dictionary<Guid, Poll>> ReadPollsAsync(
        OpenGovWeekDbContext db, IReadOnlyList<Guid> pollIds, IReadOnlyDictionary<Guid, SessionScene> scenes, CancellationToken cancellation)
    {
        var polls = scenes.Values.SelectMany(scene => scene.Polls).Where(known => pollIds.Contains(known.Key)).ToDictionary();
        if (pollIds.Where(id => !polls.ContainsKey(id)).ToList() is not { Count: > 0 } missing)
        {
            return polls;
        }

        var marked = new List<Guid>();
        foreach (var poll in await db.Polls.AsNoTracking().Where(p => missing.Contains(p.Id)).ToListAsync(cancellation))
        {
            polls.Add(poll.Id, poll);
            if (PollKinds.Of(poll.Kind).IsWritten)
            {
                db.Attach(poll);
            }
            else if (scenes.TryGetValue(poll.SessionId, out var scene))
            {
                scene.Polls.Add(poll.Id, poll);
                marked.Add(poll.Id);
            }
        }

        foreach (var choice in await db.Choices.AsNoTracking().Where(c => marked.Contains(c.PollId)).ToListAsync(cancellation))
        {
            polls[choice.PollId].Choices.Add(choice);
        }

        return polls;
    }

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
