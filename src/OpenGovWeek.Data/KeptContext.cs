namespace OpenGovWeek.Data;

/// <summary>
/// The context of a writer that has the next write as soon as it has done one: with its connection and what that has prepared, for as long as nothing fails.
/// </summary>
public sealed class KeptContext : IAsyncDisposable
{
    private OpenGovWeekDbContext? context;

    public ValueTask DisposeAsync() => context?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The context that was kept, without anything that it tracks; null when there is none.</summary>
    internal OpenGovWeekDbContext? Take()
    {
        var taken = context;
        context = null;
        return taken;
    }

    /// <summary>Keeps a context that has committed.</summary>
    internal void Put(OpenGovWeekDbContext committed)
    {
        committed.ChangeTracker.Clear();
        context = committed;
    }
}
