namespace OpenGovWeek.Web.Live;

/// <summary>Bounds how much of something happens: a burst at once and a rate in the long run. For one caller at a time.</summary>
internal sealed class TokenBucket
{
    private readonly TimeProvider clock;
    private readonly double burst;
    private readonly double perSecond;
    private double tokens;
    private long filledAt;

    public TokenBucket(double burst, double perSecond, TimeProvider clock)
    {
        (this.burst, this.perSecond, this.clock) = (burst, perSecond, clock);
        tokens = burst;
        filledAt = clock.GetTimestamp();
    }

    /// <summary>Takes so many tokens; false when there are not enough.</summary>
    public bool Take(double amount)
    {
        var now = clock.GetTimestamp();
        tokens = Math.Min(burst, tokens + (clock.GetElapsedTime(filledAt, now).TotalSeconds * perSecond));
        filledAt = now;
        if (tokens < amount)
        {
            return false;
        }

        tokens -= amount;
        return true;
    }
}
