using Microsoft.Extensions.Options;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Certificates;

namespace OpenGovWeek.Web.Features.Certificates.Runs;

/// <summary>Looks for runs under way that no node has in hand, and takes one after the other through.</summary>
internal sealed partial class CertificateRunner(
    RunSteps steps, CertificateRound round, IOptions<RunOptions> options, TimeProvider clock, ILogger<CertificateRunner> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Every, clock);
        do
        {
            try
            {
                while (await steps.TakeAsync(options.Value.Lease, stoppingToken) is { } run)
                {
                    await GoOnAsync(run, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a moment must not end the service; what was committed stands, and the lease runs out.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Failed(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task GoOnAsync(CertificateRun run, CancellationToken stoppingToken)
    {
        try
        {
            await round.RunAsync(run, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await steps.ReleaseAsync(run, CancellationToken.None);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A certificate run was interrupted; it goes on when its lease has run out")]
    private static partial void Failed(ILogger logger, Exception fault);
}
