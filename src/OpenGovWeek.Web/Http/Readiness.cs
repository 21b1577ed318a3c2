using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenGovWeek.Data;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Http;

/// <summary>Whether a load balancer should send people to this node: its database answers, and it is not about to stop.</summary>
public sealed class Readiness(IDbContextFactory<OpenGovWeekDbContext> contexts, NodeStatus node) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (node.Draining)
        {
            return HealthCheckResult.Unhealthy("draining");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("database");
    }
}
