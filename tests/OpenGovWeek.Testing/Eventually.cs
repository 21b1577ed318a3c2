using Xunit;

namespace OpenGovWeek.Testing;

/// <summary>Waits for what happens soon but not at once.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="TimeoutException">It did not happen.</exception>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? patience = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, patience);

    /// <exception cref="TimeoutException">It did not happen.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? patience = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > (patience ?? Patience))
            {
                throw new TimeoutException($"It did not happen: {what}");
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
