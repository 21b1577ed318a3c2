using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>
/// Does what is due by the clock, on whichever node comes first: closes polls at the announced moment and clears announcements that have ended.
/// Ballots were refused, and announcements no longer shown, from that moment on in any case.
/// </summary>
internal sealed partial class DueChanges(PollModeration polls, Announcements announcements, ILogger<DueChanges> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await polls.CloseDueAsync(stoppingToken);
                await announcements.ClearEndedAsync(stoppingToken);
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
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due could not be done; it is tried again")]
    private static partial void Failed(ILogger logger, Exception fault);
}
