namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>Yes, no or abstention, in this order and in the language of the event.</summary>
public sealed class YesNo : IPollKind
{
    private const int Choices = 3;

    public PollKind Kind => PollKind.YesNo;

    /// <inheritdoc/>
    public PollDesign Complete(PollDesign design) => Asking.One(design, Asking.Choices(design, Choices, Choices));

    /// <inheritdoc/>
    public Answer Read(Poll poll, IReadOnlyList<Guid> choices, IReadOnlyList<string?> texts) => Answering.One(poll, choices);

    /// <inheritdoc/>
    public IReadOnlyList<int> Percentages(IReadOnlyList<int> counts, int ballots) => Shares.OfAll(counts, ballots);
}
