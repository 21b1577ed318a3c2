using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenGovWeek.Data;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Http;

/// <summary>Whether a load balancer should send people to this node: its database answers within two seconds, and it is not about to stop.</summary>
public sealed class Readiness(IDbContextFactory<OpenGovWeekDbContext> contexts, NodeStatus node) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Task<bool> asking = Task.FromResult(true);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        node.Draining ? HealthCheckResult.Unhealthy("draining")
        : await AnswersAsync(cancellationToken) ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy("database");

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        Task<bool> present;
        lock (gate)
        {
            // Anybody can ask, as often as they like, and a line that hangs holds its question for long: there is never more than one.
            present = asking = asking.IsCompleted ? Task.Run(AskAsync, CancellationToken.None) : asking;
        }

        try
        {
            return await present.WaitAsync(Patience, cancellation);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // With a connection of the pool, and without the retries of those who can wait.
    private async Task<bool> AskAsync()
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            var connection = db.Database.GetDbConnection();
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteScalarAsync();
            return true;
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or InvalidOperationException)
        {
            return false;
        }
    }
}
