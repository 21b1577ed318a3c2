using System.Diagnostics;

namespace OpenGovWeek.Data;

/// <summary>
/// The context of a writer that has the next write as soon as it has done one: with its connection and what that has prepared, for as long as nothing fails.
/// </summary>
public sealed class KeptContext : IAsyncDisposable
{
    // A network between here and a server may forget a connection that says nothing for some minutes, and tell neither end.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private OpenGovWeekDbContext? context;
    private long keptAt;

    public ValueTask DisposeAsync() => context?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The context that was kept, without anything that it tracks; null when there is none, or it has been idle for long.</summary>
    internal async ValueTask<OpenGovWeekDbContext?> TakeAsync()
    {
        var taken = context;
        context = null;
        if (taken is not null && Stopwatch.GetElapsedTime(keptAt) > Longest)
        {
            await taken.DisposeAsync();
            return null;
        }

        return taken;
    }

    /// <summary>Keeps a context that has committed.</summary>
    internal void Put(OpenGovWeekDbContext committed)
    {
        committed.ChangeTracker.Clear();
        (context, keptAt) = (committed, Stopwatch.GetTimestamp());
    }
}
