namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>Several choices per ballot, between a least and a most. Shares are of ballots, so that they need not add to 100.</summary>
public sealed class MultipleChoice : IPollKind
{
    public const int MaxChoices = 12;

    public PollKind Kind => PollKind.MultipleChoice;

    public bool HasRange => true;

    /// <inheritdoc/>
    public PollDesign Complete(PollDesign design)
    {
        var choices = Asking.Choices(design, PollRules.MinChoices, MaxChoices);
        var most = Asking.Within(design.Most ?? choices.Count, 1, choices.Count, "most");
        var least = Asking.Within(design.Least ?? 1, 1, most, "least");
        return design with { Choices = choices, Least = least, Most = most, Low = null, High = null };
    }

    /// <inheritdoc/>
    public Answer Read(Poll poll, IReadOnlyList<Guid> choices, IReadOnlyList<string?> texts)
    {
        var marked = Answering.Known(poll, choices);
        return marked.Count >= poll.Least && marked.Count <= poll.Most
            ? new Answer(marked, [])
            : throw new RuleException("choices-marked", field: "choices", detail: [poll.Least, poll.Most]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Percentages(IReadOnlyList<int> counts, int ballots) => Shares.OfEach(counts, ballots);
}
