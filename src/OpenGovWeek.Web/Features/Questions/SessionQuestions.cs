using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Questions;

namespace OpenGovWeek.Web.Features.Questions;

/// <summary>The questions of one session that one audience may be told of, with their index. Whoever looks at it or changes it takes a turn first.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing to dispose, and somebody may still wait for it.
public sealed class SessionQuestions(LiveAudience audience) : IComparer<Guid>
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<Guid, HeldQuestion> held = [];
    private QuestionIndex index = new();
    private (int Changes, IReadOnlyList<LikelyDuplicate> Pairs)? duplicates;

    /// <summary>Life of the database that was read; null when nothing was.</summary>
    public string? Epoch { get; private set; }

    /// <summary>The revision that was read.</summary>
    public long Revision { get; private set; }

    /// <summary>Timestamp of before the last reading; null when there was none.</summary>
    public long? ReadAt { get; private set; }

    /// <summary>Waits until nobody else uses it; disposing of the turn ends it.</summary>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        return new Turn(turn);
    }

    /// <summary>Takes what was read; what this audience may not be told of is not kept.</summary>
    public void Take(QuestionTextsRead read, long readAt)
    {
        if (read.From == 0)
        {
            held.Clear();
            index = new QuestionIndex();
            duplicates = null;
        }

        foreach (var question in read.Changed)
        {
            if (Holds(question.Status))
            {
                held[question.Id] = question;
                index.Set(question.Id, question.Text);
            }
            else
            {
                held.Remove(question.Id);
                index.Remove(question.Id);
            }
        }

        (Epoch, Revision, ReadAt) = (read.Epoch, read.To, readAt);
    }

    /// <summary>Questions that are like a text, the most similar first.</summary>
    public IReadOnlyList<HeldQuestion> Similar(string text, int limit) => [.. index.Find(text, limit).Select(found => held[found.Id])];

    /// <summary>Groups of likely duplicates, the best target of each first: public before pending, more upvotes, older.</summary>
    public IReadOnlyList<IReadOnlyList<Guid>> Duplicates()
    {
        if (duplicates is not { } found || found.Changes != index.Changes)
        {
            duplicates = found = (index.Changes, index.FindDuplicates());
        }

        return DuplicateGroups.Of(found.Pairs, this);
    }

    /// <summary>The better target first.</summary>
    public int Compare(Guid x, Guid y) => Key(x).CompareTo(Key(y));

    private (bool, int, DateTime, Guid) Key(Guid id)
    {
        var question = held[id];
        return (!QuestionRules.IsPublic(question.Status), -question.Upvotes, question.AskedAt, question.Id);
    }

    private bool Holds(QuestionStatus status) => audience == LiveAudience.Public
        ? QuestionRules.IsPublic(status)
        : status is QuestionStatus.Pending or QuestionStatus.Published or QuestionStatus.Answering;

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
