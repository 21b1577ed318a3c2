namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>Exactly one choice per ballot.</summary>
public sealed class SingleChoice : IPollKind
{
    public PollKind Kind => PollKind.SingleChoice;

    /// <inheritdoc/>
    public string Mark(Poll poll, IReadOnlyList<Guid> choices)
    {
        if (choices.Count != 1)
        {
            throw new RuleException("one-choice", field: "choices");
        }

        return poll.Choices.Exists(choice => choice.Id == choices[0])
            ? Marks.Write(choices)
            : throw new RuleException("unknown-choice", field: "choices");
    }

    /// <summary>
    /// Largest remainder: each share is rounded down, and the points that are missing to 100 go one by one to the largest remainders, the earlier choice first on a tie.
    /// So the bars of one poll always add to 100.
    /// </summary>
    public IReadOnlyList<int> Percentages(IReadOnlyList<int> counts, int ballots)
    {
        if (ballots == 0)
        {
            return new int[counts.Count];
        }

        var percentages = counts.Select(count => (int)(count * 100L / ballots)).ToArray();
        var byRemainder = Enumerable.Range(0, counts.Count).OrderByDescending(index => counts[index] * 100L % ballots);
        foreach (var index in byRemainder.Take(100 - percentages.Sum()))
        {
            percentages[index]++;
        }

        return percentages;
    }
}
