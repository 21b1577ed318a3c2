using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Polls.Kinds;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Polls;

/// <summary>
/// Ballots of one person under several registrations: in an open poll the first that was cast stands as that of the canonical attendee, the others are withdrawn
/// from the tally. Polls that are closed or published stay as they are. Under the locks of their sessions; saving is left to the caller.
/// </summary>
internal sealed class JoinedBallots(OpenGovWeekDbContext db, Guid canonical, IReadOnlyList<Guid> others)
{
    /// <summary>In all open polls of these sessions.</summary>
    /// <returns>What the nodes are to be told after the commit.</returns>
    public async Task<IReadOnlyList<Hint>> MoveAsync(IReadOnlyDictionary<Guid, SessionWrite> writes, CancellationToken cancellation)
    {
        var hints = new List<Hint>();
        var polls = await db.Polls
            .Where(p => p.Status == PollStatus.Open && db.Ballots.Any(b => b.PollId == p.Id && others.Contains(b.AttendeeId)))
            .OrderBy(p => p.Id)
            .ToListAsync(cancellation);
        foreach (var poll in polls)
        {
            await MoveAsync(writes[poll.SessionId], poll, cancellation);
            if (PollVisibility.ShowsToThoseWhoAnswered(poll))
            {
                hints.Add(new Hint.BallotCast(canonical, poll.Id));
            }
        }

        return hints;
    }

    /// <summary>Does for a poll that was closed, and is open again, what joining did meanwhile for the polls that were open.</summary>
    public static async Task SettleAsync(SessionWrite write, Poll poll, CancellationToken cancellation)
    {
        var joined = await (
            from ballot in write.Db.Ballots
            where ballot.PollId == poll.Id
            join attendee in write.Db.Attendees on ballot.AttendeeId equals attendee.Id
            where attendee.JoinedIntoId != null
            select new { attendee.Id, Into = attendee.JoinedIntoId!.Value }).ToListAsync(cancellation);
        foreach (var same in joined.GroupBy(pair => pair.Into, pair => pair.Id))
        {
            await new JoinedBallots(write.Db, same.Key, [.. same]).MoveAsync(write, poll, cancellation);
        }
    }

    private async Task MoveAsync(SessionWrite write, Poll poll, CancellationToken cancellation)
    {
        Guid[] everybody = [canonical, .. others];
        var ballots = await db.Ballots.Where(b => b.PollId == poll.Id && everybody.Contains(b.AttendeeId)).ToListAsync(cancellation);
        var written = new WrittenChoices(db);
        if (PollKinds.Of(poll.Kind).IsWritten)
        {
            await written.ReadAsync(poll, [], ballots.SelectMany(b => Marks.Read(b.Marks)), cancellation);
        }
        else
        {
            await db.Choices.Where(c => c.PollId == poll.Id).LoadAsync(cancellation);
        }

        var standing = Joining.Standing(ballots, canonical);
        var (marks, texts, castAt) = (standing.Marks, standing.Texts, standing.CastAt);
        foreach (var ballot in ballots.Where(ballot => ballot != standing))
        {
            TallyChange.Between(ballot.Marks, null).ApplyTo(poll);
            if (ballot.Texts is not null)
            {
                written.Respell(poll, ballot, "", "", write.Now);
            }

            poll.Revision = write.Revision;
        }

        db.Ballots.RemoveRange(ballots.Where(ballot => ballot.AttendeeId != canonical));
        if (ballots.Find(ballot => ballot.AttendeeId == canonical) is { } own)
        {
            (own.Marks, own.Texts, own.CastAt) = (marks, texts, castAt);
        }
        else
        {
            db.Ballots.Add(new Ballot { PollId = poll.Id, AttendeeId = canonical, Marks = marks, Texts = texts, CastAt = castAt });
        }
    }
}
