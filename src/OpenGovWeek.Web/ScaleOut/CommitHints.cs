using OpenGovWeek.Data;

namespace OpenGovWeek.Web.ScaleOut;

/// <summary>Tells all nodes of what this one commits.</summary>
internal sealed class CommitHints(Commits commits, IHintBus hints) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        commits.Committed += hints.Publish;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        commits.Committed -= hints.Publish;
        return Task.CompletedTask;
    }
}
