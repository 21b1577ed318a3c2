namespace OpenGovWeek.Core.Mail;

/// <summary>When a mail is tried again that could not be sent: ever later, and not all at the same moment.</summary>
public static class MailRetry
{
    /// <summary>Attempts after which a mail is given up: a day and a half.</summary>
    public const int MostAttempts = 40;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long to wait after an attempt that failed: 15 s, doubled with each further one, an hour at most; less up to a quarter.</summary>
    /// <param name="attempts">Attempts so far, from 1.</param>
    /// <param name="random">From 0 to 1.</param>
    /// <returns>Null when it was the last one.</returns>
    public static TimeSpan? After(int attempts, double random)
    {
        if (attempts >= MostAttempts)
        {
            return null;
        }

        // In seconds, because a span cannot be as long as the last doublings.
        var doubled = First.TotalSeconds * Math.Pow(2, Math.Max(attempts, 1) - 1);
        return TimeSpan.FromSeconds(Math.Min(doubled, Longest.TotalSeconds) * (1 - (random / 4)));
    }
}
