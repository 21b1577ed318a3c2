using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Polls;

namespace OpenGovWeek.Data.Live;

/// <summary>Reads what differs per attendee in a session.</summary>
public sealed class MineReader(IDbContextFactory<OpenGovWeekDbContext> contexts, AttendanceStore attendance)
{
    private const int MostQuestions = 200;

    /// <summary>One's own questions (newest first), upvotes, ballots and minutes.</summary>
    /// <exception cref="Core.RuleException">NotFound <c>unknown-session</c>.</exception>
    public async Task<Mine> ReadAsync(Guid sessionId, Guid attendeeId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var questions = await db.Questions
            .Where(q => q.SessionId == sessionId && q.AttendeeId == attendeeId)
            .OrderByDescending(q => q.AskedAt).ThenByDescending(q => q.Id)
            .Take(MostQuestions)
            .Select(q => new { Question = new MyQuestion(q.Id, q.ClientId, q.Text, q.AuthorName != null, q.Status, q.Reason, q.AskedAt, null), q.MergedIntoId })
            .ToListAsync(cancellation);
        var targets = await MergeTargets.ReadAsync(db, questions.Select(q => q.MergedIntoId).OfType<Guid>(), cancellation);
        var upvotes = await (
            from upvote in db.Upvotes
            where upvote.AttendeeId == attendeeId
            join question in db.Questions on upvote.QuestionId equals question.Id
            where question.SessionId == sessionId
            select upvote.QuestionId).ToListAsync(cancellation);
        var ballots = await (
            from ballot in db.Ballots
            where ballot.AttendeeId == attendeeId
            join poll in db.Polls on ballot.PollId equals poll.Id
            where poll.SessionId == sessionId
            select ballot).AsNoTracking().ToListAsync(cancellation);
        return new Mine(
            [.. questions.Select(q => q.Question with { MergedInto = q.MergedIntoId is { } into ? targets.GetValueOrDefault(into) : null })],
            upvotes,
            [.. ballots.Select(BallotGroup.Mine)],
            await attendance.OfDayAsync(sessionId, attendeeId, cancellation),
            await ReadTalliesAsync(db, [.. ballots.Select(b => b.PollId)], cancellation));
    }

    private static async Task<IReadOnlyList<PollTally>?> ReadTalliesAsync(
        OpenGovWeekDbContext db, IReadOnlyList<Guid> answered, CancellationToken cancellation)
    {
        if (answered.Count == 0)
        {
            return null;
        }

        var polls = await db.Polls.AsNoTracking().WithChoicesFor(LiveAudience.Public)
            .Where(p => answered.Contains(p.Id) && p.Policy == ResultsPolicy.AfterBallot && p.Status == PollStatus.Open)
            .ToListAsync(cancellation);
        return polls.Where(PollVisibility.ShowsToThoseWhoAnswered).Select(LiveViews.TallyOf).ToList() is { Count: > 0 } tallies ? tallies : null;
    }
}
