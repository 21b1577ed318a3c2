using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Polls;

namespace OpenGovWeek.Data.Live;

/// <summary>Reads what differs per attendee in a session; when many ask at the same moment, for all of them together.</summary>
public sealed class MineReader
{
    private const int MostQuestions = 200;

    private readonly IDbContextFactory<OpenGovWeekDbContext> contexts;
    private readonly TimeProvider clock;
    private readonly GroupReads<(Guid Session, Guid Attendee), Mine> reads;

    public MineReader(IDbContextFactory<OpenGovWeekDbContext> contexts, TimeProvider clock) =>
        (this.contexts, this.clock, reads) = (contexts, clock, new(ReadAsync));

    /// <summary>One's own questions (newest first), upvotes, ballots and minutes.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-session</c>.</exception>
    public async Task<Mine> ReadAsync(Guid sessionId, Guid attendeeId, CancellationToken cancellation) =>
        await reads.ReadAsync((sessionId, attendeeId), cancellation) ?? throw new RuleException("unknown-session", RuleKind.NotFound);

    private async Task<IReadOnlyDictionary<(Guid Session, Guid Attendee), Mine>> ReadAsync(IReadOnlyCollection<(Guid Session, Guid Attendee)> asked)
    {
        var found = new Dictionary<(Guid, Guid), Mine>(asked.Count);
        await using var db = await contexts.CreateDbContextAsync();
        foreach (var session in asked.GroupBy(one => one.Session, one => one.Attendee))
        {
            await ReadAsync(db, session.Key, [.. session], found);
        }

        return found;
    }

    private async Task ReadAsync(OpenGovWeekDbContext db, Guid sessionId, List<Guid> attendeeIds, Dictionary<(Guid, Guid), Mine> found)
    {
        var questions = (await db.Questions
            .Where(q => q.SessionId == sessionId && attendeeIds.Contains(q.AttendeeId))
            .OrderByDescending(q => q.AskedAt).ThenByDescending(q => q.Id)
            .Select(q => new
            {
                q.AttendeeId,
                Question = new MyQuestion(q.Id, q.ClientId, q.Text, q.AuthorName != null, q.Status, q.Reason, q.AskedAt, null),
                q.MergedIntoId,
            })
            .ToListAsync()).ToLookup(q => q.AttendeeId);
        var targets = await MergeTargets.ReadAsync(
            db, questions.SelectMany(own => own.Take(MostQuestions)).Select(q => q.MergedIntoId).OfType<Guid>(), CancellationToken.None);
        var upvotes = (await (
            from upvote in db.Upvotes
            where attendeeIds.Contains(upvote.AttendeeId)
            join question in db.Questions on upvote.QuestionId equals question.Id
            where question.SessionId == sessionId
            select new { upvote.AttendeeId, upvote.QuestionId }).ToListAsync()).ToLookup(u => u.AttendeeId, u => u.QuestionId);
        var ballots = (await (
            from ballot in db.Ballots
            where attendeeIds.Contains(ballot.AttendeeId)
            join poll in db.Polls on ballot.PollId equals poll.Id
            where poll.SessionId == sessionId
            select ballot).AsNoTracking().ToListAsync()).ToLookup(b => b.AttendeeId);
        var tallies = await ReadTalliesAsync(db, [.. ballots.SelectMany(own => own).Select(b => b.PollId).Distinct()]);
        if (await OwnMinutes.ReadAsync(db, sessionId, attendeeIds, clock.UtcNow()) is not { } minutes)
        {
            return;
        }

        foreach (var attendee in attendeeIds)
        {
            found[(sessionId, attendee)] = new Mine(
                [.. questions[attendee].Take(MostQuestions)
                    .Select(q => q.Question with { MergedInto = q.MergedIntoId is { } into ? targets.GetValueOrDefault(into) : null })],
                [.. upvotes[attendee]],
                [.. ballots[attendee].Select(BallotGroup.Mine)],
                minutes(attendee),
                ballots[attendee].Select(b => tallies.GetValueOrDefault(b.PollId)).OfType<PollTally>().ToList() is { Count: > 0 } seen ? seen : null);
        }
    }

    // Of the polls that somebody has answered those whose tally one sees because of it.
    private static async Task<IReadOnlyDictionary<Guid, PollTally>> ReadTalliesAsync(OpenGovWeekDbContext db, IReadOnlyList<Guid> answered)
    {
        if (answered.Count == 0)
        {
            return new Dictionary<Guid, PollTally>();
        }

        var polls = await db.Polls.AsNoTracking().WithChoicesFor(LiveAudience.Public)
            .Where(p => answered.Contains(p.Id) && p.Policy == ResultsPolicy.AfterBallot && p.Status == PollStatus.Open)
            .ToListAsync();
        return polls.Where(PollVisibility.ShowsToThoseWhoAnswered).Select(LiveViews.TallyOf).ToDictionary(tally => tally.Poll);
    }
}
