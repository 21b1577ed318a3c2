namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>One answer in the attendee's own words.</summary>
public sealed class OpenText : IPollKind
{
    public PollKind Kind => PollKind.OpenText;

    public bool IsWritten => true;

    /// <inheritdoc/>
    public PollDesign Complete(PollDesign design) => Asking.One(design, []);

    /// <inheritdoc/>
    public Answer Read(Poll poll, IReadOnlyList<Guid> choices, IReadOnlyList<string?> texts)
    {
        var answer = Answering.Written(texts, text =>
        {
            var sentence = PollText.Answer(text);
            return new WrittenText(sentence, WordFold.Text(sentence));
        });
        return answer.Texts.Count == 1 ? answer : throw new RuleException("one-text", field: "texts");
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Percentages(IReadOnlyList<int> counts, int ballots) => Shares.OfEach(counts, ballots);
}
