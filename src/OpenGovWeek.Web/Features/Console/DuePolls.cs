using OpenGovWeek.Data.Polls;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>Closes polls at the announced moment, on whichever node comes first. Ballots were refused from that moment on in any case.</summary>
internal sealed partial class DuePolls(PollModeration polls, ILogger<DuePolls> logger) : BackgroundService
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Polls that are due could not be closed; it is tried again")]
    private static partial void Failed(ILogger logger, Exception fault);
}
