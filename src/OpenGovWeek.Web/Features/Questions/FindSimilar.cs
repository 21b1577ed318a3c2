using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Text;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Features.Questions;

/// <summary>A public question that is like what somebody is writing.</summary>
public sealed record SimilarQuestionView(Guid Id, string Text, int Upvotes, QuestionStatus Status);

/// <summary>What is like a text, the most similar first.</summary>
public sealed record SimilarQuestions(IReadOnlyList<SimilarQuestionView> Questions);

/// <summary>Likely duplicates.</summary>
/// <param name="Groups">Ids of each group, first the question that the others would best be merged into.</param>
public sealed record LikelyDuplicates(IReadOnlyList<IReadOnlyList<Guid>> Groups);

/// <summary>Finds public questions that are like what somebody is writing, and likely duplicates in the queue.</summary>
public sealed class FindSimilar(LiveDirectory directory, QuestionIndexes indexes)
{
    /// <summary>Questions that are offered at most: more would be a second list to read.</summary>
    public const int Most = 3;

    /// <exception cref="RuleException">NotFound <c>unknown-session</c>; <c>text-too-long</c> beyond <see cref="QuestionText.Max"/>.</exception>
    public async Task<SimilarQuestions> RunAsync(string slug, string? text, CancellationToken cancellation)
    {
        var session = await directory.GetSessionAsync(slug, cancellation);
        if (string.IsNullOrWhiteSpace(text))
        {
            return new SimilarQuestions([]);
        }

        if (PlainText.Length(text) > QuestionText.Max)
        {
            throw new RuleException("text-too-long", field: "text", detail: QuestionText.Max);
        }

        return await indexes.LookAsync(
            session,
            LiveAudience.Public,
            questions => new SimilarQuestions(
                [.. questions.Similar(text, Most).Select(q => new SimilarQuestionView(q.Id, q.Text, q.Upvotes, q.Status))]),
            cancellation);
    }

    /// <summary>Groups of likely duplicates among Pending, Published and Answering questions.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-session</c>.</exception>
    public async Task<LikelyDuplicates> DuplicatesAsync(string slug, CancellationToken cancellation)
    {
        var session = await directory.GetSessionAsync(slug, cancellation);
        return new LikelyDuplicates(await indexes.LookAsync(session, LiveAudience.Staff, questions => questions.Duplicates(), cancellation));
    }
}
