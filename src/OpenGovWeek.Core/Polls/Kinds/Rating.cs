namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>One to five, whose ends may be labelled; the tally is the distribution with its mean.</summary>
public sealed class Rating : IPollKind
{
    private static readonly string[] Steps = ["1", "2", "3", "4", "5"];

    public PollKind Kind => PollKind.Rating;

    /// <summary>The mean of the ratings with one decimal, half of it rounded up; null without ballots.</summary>
    /// <param name="counts">Ballots per step, from 1.</param>
    public static decimal? Mean(IReadOnlyList<int> counts)
    {
        var ballots = counts.Sum(count => (long)count);
        return ballots == 0
            ? null
            : decimal.Round(counts.Select((count, index) => (decimal)count * (index + 1)).Sum() / ballots, 1, MidpointRounding.AwayFromZero);
    }

    /// <inheritdoc/>
    public PollDesign Complete(PollDesign design) => Asking.One(design, Steps) with
    {
        Low = PollText.Label(design.Low, "low"),
        High = PollText.Label(design.High, "high"),
    };

    /// <inheritdoc/>
    public Answer Read(Poll poll, IReadOnlyList<Guid> choices, IReadOnlyList<string?> texts) => Answering.One(poll, choices);

    /// <inheritdoc/>
    public IReadOnlyList<int> Percentages(IReadOnlyList<int> counts, int ballots) => Shares.OfAll(counts, ballots);
}
