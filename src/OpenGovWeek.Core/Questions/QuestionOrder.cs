using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Core.Questions;

/// <summary>
/// The order of questions for everyone: pinned first, then more upvotes, then the older, then the smaller id.
/// Ids compare as their lower-case text does, so that browsers come to the same order.
/// </summary>
public sealed class QuestionOrder : IComparer<Question>, IComparer<QuestionView>
{
    public static QuestionOrder Instance { get; } = new();

    private QuestionOrder()
    {
    }

    public int Compare(Question? x, Question? y) => Compare(x is null ? null : Key(x), y is null ? null : Key(y));

    public int Compare(QuestionView? x, QuestionView? y) => Compare(x is null ? null : Key(x), y is null ? null : Key(y));

    private static int Compare((bool, int, DateTime, Guid)? x, (bool, int, DateTime, Guid)? y) => Nullable.Compare(x, y);

    private static (bool, int, DateTime, Guid) Key(Question question) => (!question.Pinned, -question.Upvotes, question.AskedAt, question.Id);

    private static (bool, int, DateTime, Guid) Key(QuestionView question) => (!question.Pinned, -question.Upvotes, question.AskedAt, question.Id);
}
