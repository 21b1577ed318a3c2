namespace OpenGovWeek.Core.Polls.Kinds;

/// <summary>Whole per cent of ballots.</summary>
internal static class Shares
{
    /// <summary>
    /// For one mark per ballot, by largest remainder: each share is rounded down, and the points that are missing to 100 go one by one to the largest remainders,
    /// the earlier choice first on a tie. So the bars of one poll always add to 100.
    /// </summary>
    public static IReadOnlyList<int> OfAll(IReadOnlyList<int> counts, int ballots)
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

    /// <summary>For several marks per ballot: each share by itself, half a point rounded up.</summary>
    public static IReadOnlyList<int> OfEach(IReadOnlyList<int> counts, int ballots) =>
        [.. counts.Select(count => ballots == 0 ? 0 : (int)(((count * 200L) + ballots) / (ballots * 2L)))];
}
