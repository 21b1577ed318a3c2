using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Data.Questions;

/// <summary>Parts of a session's queue, as moderators look at it.</summary>
public enum QueueView
{
    /// <summary>Waiting for a decision, the oldest first.</summary>
    Pending,

    /// <summary>Published or being answered, in everyone's order.</summary>
    Published,

    /// <summary>Answered, what changed last first.</summary>
    Answered,

    /// <summary>Rejected, what changed last first.</summary>
    Rejected,
}

/// <summary>Reads the queue for pages without scripts, and its whole counts for those with.</summary>
public sealed class QueueReader(IDbContextFactory<OpenGovWeekDbContext> contexts)
{
    public const int PageSize = 50;

    /// <summary>One part of the queue with the number of questions in each.</summary>
    /// <param name="page">From 1; each has <see cref="PageSize"/> questions.</param>
    public async Task<QueuePage> ReadAsync(Guid sessionId, QueueView view, int page, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var all = db.Questions.AsNoTracking().Where(q => q.SessionId == sessionId);
        var counts = await all.GroupBy(q => q.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var part = view switch
        {
            QueueView.Pending => all.Where(q => q.Status == QuestionStatus.Pending).OrderBy(q => q.AskedAt).ThenBy(q => q.Id),
            QueueView.Published => all.Where(q => q.Status == QuestionStatus.Published || q.Status == QuestionStatus.Answering)
                .OrderByDescending(q => q.Pinned).ThenByDescending(q => q.Upvotes).ThenBy(q => q.AskedAt).ThenBy(q => q.Id),
            QueueView.Answered => all.Where(q => q.Status == QuestionStatus.AnsweredLive || q.Status == QuestionStatus.AnsweredInWriting)
                .OrderByDescending(q => q.Revision).ThenBy(q => q.Id),
            _ => all.Where(q => q.Status == QuestionStatus.Rejected).OrderByDescending(q => q.Revision).ThenBy(q => q.Id),
        };
        var questions = await part.Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        int Of(params QuestionStatus[] statuses) => statuses.Sum(status => counts.GetValueOrDefault(status));
        return new QueuePage(
            new Dictionary<QueueView, int>
            {
                [QueueView.Pending] = Of(QuestionStatus.Pending),
                [QueueView.Published] = Of(QuestionStatus.Published, QuestionStatus.Answering),
                [QueueView.Answered] = Of(QuestionStatus.AnsweredLive, QuestionStatus.AnsweredInWriting),
                [QueueView.Rejected] = Of(QuestionStatus.Rejected),
            },
            counts.Values.Sum(),
            [.. questions.Select(q => LiveViews.Of(q, LiveAudience.Staff))]);
    }
}

/// <summary>A page of one part of the queue.</summary>
/// <param name="Counts">Questions in each part.</param>
/// <param name="Total">All that were asked, merged and withdrawn ones included.</param>
public sealed record QueuePage(IReadOnlyDictionary<QueueView, int> Counts, int Total, IReadOnlyList<QuestionView> Questions);
