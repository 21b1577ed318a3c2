using Microsoft.Extensions.Options;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>
/// Collects sightings and writes them together, every few seconds and before the node stops. What could not be written waits for
/// the next time.
/// </summary>
public sealed partial class AttendanceRecorder(
    AttendanceStore store, IOptions<LiveOptions> options, AttendanceMetrics metrics, TimeProvider clock, ILogger<AttendanceRecorder> logger) : BackgroundService
{
    // A database that is away for long may not fill the memory: some hours of a large audience.
    private const int MostWaiting = 500_000;

    // More tabs than anybody watches in; the rest share one, for all of them together are counted once anyway.
    private const int MostTabs = 8;
    private const int MostRemembered = 200_000;

    private static readonly TimeSpan LastWriting = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Attendee, Guid Session), HashSet<Guid>> tabs = [];
    private readonly SemaphoreSlim turn = new(1, 1);
    private Dictionary<(Guid Attendee, Guid Session, Guid Tab), Sighting> open = [];
    private List<Sighting> closed = [];
    private long? waitingSince;
    private long? writingSince;

    /// <summary>An attendee's tab is in the room now. Returns at once.</summary>
    /// <param name="tabId">Id that the tab made for itself; a page without JavaScript uses one id of its own per attendee.</param>
    public void Seen(Guid attendeeId, Guid sessionId, Guid tabId)
    {
        var now = clock.UtcNow();
        lock (gate)
        {
            waitingSince ??= clock.GetTimestamp();
            Take(new Sighting(attendeeId, sessionId, Counted(attendeeId, sessionId, tabId), now, now));
        }
    }

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            List<Sighting> batch;
            lock (gate)
            {
                batch = [.. closed, .. open.Values];
                (open, closed) = ([], []);
                (writingSince, waitingSince) = (waitingSince, null);
            }

            if (batch.Count > 0)
            {
                await WriteAsync(batch, cancellation);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Not the host's time: a request that did not end may have used it up.
        using var patience = new CancellationTokenSource(LastWriting, clock);
        await FlushAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Watch(Waiting, Lag);
        using var timer = new PeriodicTimer(options.Value.SightingsFlush, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    private async Task WriteAsync(List<Sighting> batch, CancellationToken cancellation)
    {
        try
        {
            await store.RecordAsync(batch, cancellation);
            lock (gate)
            {
                writingSince = null;
            }
        }
#pragma warning disable CA1031 // Whatever the database does: recording a sighting twice changes nothing, so all of them wait for the next time.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            NotWritten(logger, batch.Count, fault);
            lock (gate)
            {
                var since = open.Values.ToList();
                open = [];
                (waitingSince, writingSince) = (writingSince ?? waitingSince, null);
                foreach (var sighting in batch.Concat(since))
                {
                    Take(sighting);
                }
            }
        }
    }

    private int Waiting()
    {
        lock (gate)
        {
            return open.Count + closed.Count;
        }
    }

    private TimeSpan Lag()
    {
        lock (gate)
        {
            return (writingSince ?? waitingSince) is { } since ? clock.GetElapsedTime(since) : TimeSpan.Zero;
        }
    }

    // The tab itself, or the attendee who stands for all tabs beyond the most.
    private Guid Counted(Guid attendeeId, Guid sessionId, Guid tabId)
    {
        if (!tabs.TryGetValue((attendeeId, sessionId), out var known))
        {
            if (tabs.Count >= MostRemembered)
            {
                tabs.Clear();
            }

            tabs[(attendeeId, sessionId)] = known = [];
        }

        return known.Contains(tabId) || (known.Count < MostTabs && known.Add(tabId)) ? tabId : attendeeId;
    }

    private void Take(Sighting sighting)
    {
        var key = (sighting.AttendeeId, sighting.SessionId, sighting.TabId);
        if (!open.TryGetValue(key, out var before))
        {
            if (open.Count < MostWaiting)
            {
                open[key] = sighting;
            }
        }
        else if (sighting.FirstSeen <= before.LastSeen + AttendanceRules.Gap)
        {
            open[key] = before with { LastSeen = sighting.LastSeen > before.LastSeen ? sighting.LastSeen : before.LastSeen };
        }
        else
        {
            if (closed.Count < MostWaiting)
            {
                closed.Add(before);
            }

            open[key] = sighting;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} sightings could not be written and wait for the next time")]
    private static partial void NotWritten(ILogger logger, int count, Exception fault);
}
