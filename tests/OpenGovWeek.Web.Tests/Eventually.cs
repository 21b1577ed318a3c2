using Xunit;

namespace OpenGovWeek.Web.Tests;

/// <summary>Waits for what happens soon but not at once.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? patience = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, patience);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? patience = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < (patience ?? Patience), $"It did not happen: {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
