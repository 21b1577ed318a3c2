namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>A few words per ballot, each counted once however often it is repeated.</summary>
public sealed class WordCloud : IPollKind
{
    /// <summary>Most words that a ballot may ever have.</summary>
    public const int MaxWords = 5;

    /// <summary>Words of a ballot unless the poll says otherwise.</summary>
    public const int UsualWords = 3;

    public PollKind Kind => PollKind.WordCloud;

    public bool HasRange => true;

    public bool IsWritten => true;

    /// <inheritdoc/>
    public PollDesign Complete(PollDesign design) =>
        Asking.One(design, []) with { Most = Asking.Within(design.Most ?? UsualWords, 1, MaxWords, "most") };

    /// <inheritdoc/>
    public Answer Read(Poll poll, IReadOnlyList<Guid> choices, IReadOnlyList<string?> texts)
    {
        var words = Answering.Written(texts, text =>
        {
            var word = PollText.Word(text);
            return new WrittenText(word, WordFold.Word(word));
        });
        return words.Texts.Count <= poll.Most ? words : throw new RuleException("words-count", field: "texts", detail: poll.Most);
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Percentages(IReadOnlyList<int> counts, int ballots) => Shares.OfEach(counts, ballots);
}
