namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>Exactly one choice per ballot.</summary>
public sealed class SingleChoice : IPollKind
{
    public const int MaxChoices = 10;

    public PollKind Kind => PollKind.SingleChoice;

    /// <inheritdoc/>
    public PollDesign Complete(PollDesign design) => Asking.One(design, Asking.Choices(design, PollRules.MinChoices, MaxChoices));

    /// <inheritdoc/>
    public Answer Read(Poll poll, IReadOnlyList<Guid> choices, IReadOnlyList<string?> texts) => Answering.One(poll, choices);

    /// <inheritdoc/>
    public IReadOnlyList<int> Percentages(IReadOnlyList<int> counts, int ballots) => Shares.OfAll(counts, ballots);
}
