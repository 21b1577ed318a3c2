namespace OpenGovWeek.Core.Questions;

/// <summary>
/// How fast a question rises. Each upvote weighs 1 when it is set and half as much every <see cref="HalfLife"/> after; the weight of a question at a moment
/// is the sum over its upvotes, w(t) = sum 2^(-(t - at) / h). What is kept is log2 w(t) + t / h, in which the moment cancels out: it stays right as time passes,
/// and orders questions as their weights would at any moment.
/// </summary>
public static class QuestionHeat
{
    public static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(5);

    /// <summary>Of a question without upvotes: below that of any other.</summary>
    public const double None = 0;

    /// <summary>The heat with one more upvote.</summary>
    /// <param name="heat">What was kept; <see cref="None"/> when there was no upvote.</param>
    /// <param name="at">When it is set, UTC.</param>
    public static double With(double heat, DateTime at)
    {
        var own = Of(at);
        return heat == None ? own : Math.Max(heat, own) + Math.Log2(1 + Math.Pow(2, -Math.Abs(heat - own)));
    }

    /// <summary>The heat with one upvote less.</summary>
    /// <param name="at">When that one was set, UTC.</param>
    /// <returns>Null when it is more than half of the weight: what remains would be a small difference of large numbers, and has to be computed from its upvotes.</returns>
    public static double? Without(double heat, DateTime at)
    {
        var share = Math.Pow(2, Of(at) - heat);
        return share > 0.5 ? null : heat + Math.Log2(1 - share);
    }

    /// <summary>The heat of upvotes that were set at these moments, UTC.</summary>
    public static double Of(IEnumerable<DateTime> upvotes) => upvotes.Aggregate(None, With);

    private static double Of(DateTime at) => (at - DateTime.UnixEpoch) / HalfLife;
}
