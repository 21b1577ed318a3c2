namespace OpenGovWeek.Web.Live;

/// <summary>Work that runs when it is woken: wakes that come meanwhile are merged into one more run, and two runs begin at least the gap apart.</summary>
/// <param name="failed">Told of a run that failed; the next wake tries again.</param>
internal sealed class WokenWork(Func<Task> work, Action<Exception> failed, TimeSpan gap, TimeProvider clock, CancellationToken stopping)
{
    private readonly Lock gate = new();
    private bool dirty;
    private bool running;
    private long? begunAt;

    /// <summary>Returns at once.</summary>
    public void Wake()
    {
        lock (gate)
        {
            dirty = true;
            if (running)
            {
                return;
            }

            running = true;
        }

        _ = RunAsync();
    }

    private async Task RunAsync()
    {
        // Whoever wakes does not do the work.
        await Task.Yield();
        while (true)
        {
            try
            {
                if (begunAt is { } last && gap - clock.GetElapsedTime(last) is { Ticks: > 0 } wait)
                {
                    await Task.Delay(wait, clock, stopping);
                }

                lock (gate)
                {
                    if (!dirty)
                    {
                        running = false;
                        return;
                    }

                    dirty = false;
                }

                begunAt = clock.GetTimestamp();
                await work();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever the work meets, it is done again at the next wake.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                failed(fault);
            }
        }
    }
}
