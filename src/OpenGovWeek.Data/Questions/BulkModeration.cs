using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Questions;

/// <summary>A question with its token as the moderator saw it.</summary>
public sealed record SeenQuestion(Guid Id, int Version);

/// <summary>Moves several questions in one go, each by itself: one that changed meanwhile does not keep the others.</summary>
public sealed class BulkModeration(Moderation moderation)
{
    /// <summary>Most questions of one request.</summary>
    public const int Most = 200;

    /// <param name="to">Published, Rejected or AnsweredLive.</param>
    /// <param name="reason">Why, for Rejected; the same for all.</param>
    /// <exception cref="RuleException"><c>bulk-items</c>; NotFound <c>unknown-session</c>.</exception>
    public async Task<BulkOutcome> MoveAsync(
        Guid sessionId,
        IReadOnlyList<SeenQuestion> items,
        QuestionStatus to,
        RejectionReason? reason,
        Actor actor,
        CancellationToken cancellation)
    {
        if (items.Count is 0 or > Most)
        {
            throw new RuleException("bulk-items", RuleKind.Invalid, "items", Most);
        }

        var outcome = await moderation.WriteAsync(sessionId, sessionId, actor, async write =>
        {
            var ids = items.Select(i => i.Id).ToList();
            var questions = await write.Db.Questions.Where(q => q.SessionId == sessionId && ids.Contains(q.Id)).ToDictionaryAsync(q => q.Id, cancellation);
            return await BulkOutcome.OfEachAsync(items, item => item.Id, item =>
            {
                var question = questions.GetValueOrDefault(item.Id) ?? throw new RuleException("unknown-question", RuleKind.NotFound);
                ModerationWrite.EnsureSeen(question.Version, item.Version);
                return Task.FromResult(QuestionModeration.Move(write, question, to, reason, answering: null));
            });
        }, cancellation);
        return await outcome.ExplainAsync(moderation, cancellation);
    }
}

/// <summary>What became of each of several things that were asked for at once.</summary>
/// <param name="Done">What was done, with the id of its subject.</param>
/// <param name="Failed">What was not, with the rule that it breaks.</param>
public sealed record BulkOutcome(IReadOnlyList<(Guid Subject, Done Done)> Done, IReadOnlyList<(Guid Subject, RuleException Rule)> Failed)
{
    internal static async Task<BulkOutcome> OfEachAsync<T>(IEnumerable<T> items, Func<T, Guid> subjectOf, Func<T, Task<Done>> act)
    {
        var done = new List<(Guid, Done)>();
        var failed = new List<(Guid, RuleException)>();
        foreach (var item in items)
        {
            try
            {
                done.Add((subjectOf(item), await act(item)));
            }
            catch (RuleException rule)
            {
                failed.Add((subjectOf(item), rule));
            }
        }

        return new BulkOutcome(done, failed);
    }

    internal async Task<BulkOutcome> ExplainAsync(Moderation moderation, CancellationToken cancellation)
    {
        var explained = new List<(Guid, RuleException)>();
        foreach (var (subject, rule) in Failed)
        {
            explained.Add((subject, await moderation.ExplainAsync(rule, subject, cancellation)));
        }

        return this with { Failed = explained };
    }
}
