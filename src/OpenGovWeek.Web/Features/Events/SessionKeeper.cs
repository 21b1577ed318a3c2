using OpenGovWeek.Data.Events;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>Ends sessions that were left running, on whichever node comes first.</summary>
internal sealed partial class SessionKeeper(OverdueSessions overdue, TimeProvider clock, ILogger<SessionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                foreach (var slug in await overdue.EndAsync(stoppingToken))
                {
                    Ended(logger, slug);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a moment must not end the service.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Failed(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Slug} was left running and has ended by itself")]
    private static partial void Ended(ILogger logger, string slug);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sessions that are overdue could not be ended; it is tried again")]
    private static partial void Failed(ILogger logger, Exception fault);
}
