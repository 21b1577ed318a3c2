using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Polls.Kinds;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Polls;

/// <summary>An attendee's answer to a poll: sets the ballot, whether there was one or not.</summary>
/// <param name="Choices">Ids of the marked choices as they were sent.</param>
public sealed record BallotAction(Guid SessionId, Guid AttendeeId, Guid PollId, IReadOnlyList<Guid> Choices)
    : AttendeeAction<MyBallot>(SessionId, AttendeeId);

/// <summary>The ballots of one group: reads what they touch at once, and counts each against what those before it left.</summary>
internal sealed class BallotGroup
{
    private readonly OpenGovWeekDbContext db;
    private readonly Dictionary<Guid, Poll> polls;
    private readonly Dictionary<(Guid Poll, Guid Attendee), Ballot> ballots;

    private BallotGroup(OpenGovWeekDbContext db, IEnumerable<Poll> polls, IEnumerable<Ballot> ballots)
    {
        this.db = db;
        this.polls = polls.ToDictionary(p => p.Id);
        this.ballots = ballots.ToDictionary(b => (b.PollId, b.AttendeeId));
    }

    /// <summary>Reads after the sessions' revisions were raised: their locks are what makes the counts right.</summary>
    public static async Task<BallotGroup> ReadAsync(OpenGovWeekDbContext db, IReadOnlyCollection<BallotAction> actions, CancellationToken cancellation)
    {
        if (actions.Count == 0)
        {
            return new BallotGroup(db, [], []);
        }

        var pollIds = actions.Select(a => a.PollId).Distinct().ToList();
        var attendeeIds = actions.Select(a => a.AttendeeId).Distinct().ToList();
        return new BallotGroup(
            db,
            await db.Polls.Include(p => p.Choices).Where(p => pollIds.Contains(p.Id)).ToListAsync(cancellation),
            await db.Ballots.Where(b => pollIds.Contains(b.PollId) && attendeeIds.Contains(b.AttendeeId)).ToListAsync(cancellation));
    }

    /// <returns>The ballot as it stands, and whether it changed. The same ballot again is no change and is confirmed even after the close: it was counted.</returns>
    /// <exception cref="RuleException">
    /// NotFound <c>unknown-poll</c>; Conflict <c>poll-closed</c> or <c>session-ended</c>; what the poll's kind asks for. Nothing was changed.
    /// </exception>
    public (MyBallot Answer, bool Changed) Cast(SessionWrite write, BallotAction action)
    {
        if (!polls.TryGetValue(action.PollId, out var poll) || poll.SessionId != action.SessionId || poll.Status == PollStatus.Draft)
        {
            throw new RuleException("unknown-poll", RuleKind.NotFound);
        }

        var marks = PollKinds.Of(poll.Kind).Mark(poll, action.Choices);
        var key = (poll.Id, action.AttendeeId);
        var ballot = ballots.GetValueOrDefault(key);
        var answer = new MyBallot(poll.Id, Marks.Read(marks));
        if (ballot?.Marks == marks)
        {
            return (answer, false);
        }

        PollRules.EnsureAcceptsBallots(write.Session, poll, write.Now);
        TallyChange.Between(ballot?.Marks, marks).ApplyTo(poll);
        // A changed ballot leaves the poll's own row as it is, and its choices carry no revision.
        poll.Revision = write.Revision;
        if (ballot is null)
        {
            ballots[key] = db.Ballots.Add(new Ballot { PollId = poll.Id, AttendeeId = action.AttendeeId, Marks = marks, CastAt = write.Now }).Entity;
        }
        else
        {
            ballot.Marks = marks;
            ballot.CastAt = write.Now;
        }

        return (answer, true);
    }
}
