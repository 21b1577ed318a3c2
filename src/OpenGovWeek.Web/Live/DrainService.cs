using Microsoft.Extensions.Options;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Web.Features.Attendance;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// Lets the node stop without a word being lost: it is no longer ready, asks its clients to come back at a random moment, keeps
/// serving those that are still there for as long, and writes the sightings. The whole stop stays below 30 s.
/// </summary>
internal sealed partial class DrainService(
    IHostApplicationLifetime lifetime,
    NodeStatus status,
    SessionLifetimeManager connections,
    AttendanceRecorder attendance,
    IOptions<LiveOptions> options,
    TimeProvider clock,
    ILogger<DrainService> logger) : IHostedService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private CancellationTokenRegistration stopping;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Registered after the framework's own, which closes all sockets, and therefore called before it.
        stopping = lifetime.ApplicationStopping.Register(Drain);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Unregister();
        return Task.CompletedTask;
    }

    private void Drain()
    {
        status.Drain();
        if (connections.Count == 0)
        {
            return;
        }

        var within = options.Value.Drain;
        Draining(logger, connections.Count, within.TotalSeconds);
        connections.SendAllAsync(LiveNames.Goodbye, [(long)within.TotalMilliseconds]);
        var gone = new ManualResetEventSlim();
        // The framework stops as soon as this returns and knows no way to wait for it, so this one thread waits.
        var left = LeftAsync(within, gone);
        gone.Wait(within + Look);
        _ = left;
    }

    private async Task LeftAsync(TimeSpan within, ManualResetEventSlim gone)
    {
        var start = clock.GetTimestamp();
        await attendance.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        while (connections.Count > 0 && clock.GetElapsedTime(start) < within)
        {
            await Task.Delay(Look, clock).ConfigureAwait(false);
        }

        gone.Set();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "This node stops: {Count} connections are asked to come back within {Seconds} s")]
    private static partial void Draining(ILogger logger, int count, double seconds);
}
