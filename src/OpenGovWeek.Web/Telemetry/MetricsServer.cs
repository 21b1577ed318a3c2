using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OpenTelemetry.Metrics;

namespace OpenGovWeek.Web.Telemetry;

/// <summary>
/// Serves <c>/metrics</c> for Prometheus on an address of its own, and nothing else. It is no endpoint of the application: whatever a proxy in front passes
/// on, the public does not get here unless somebody opens this very port to it.
/// </summary>
internal sealed partial class MetricsServer(IConfiguration configuration, MeterProvider metrics, ILogger<MetricsServer> logger) : IHostedService, IAsyncDisposable
{
    /// <summary>The setting that names the address, such as <c>http://127.0.0.1:9464</c>.</summary>
    public const string Setting = "Metrics:Address";

    private WebApplication? server;

    /// <summary>Where it listens, once it does; for a configured port 0 the one that was free.</summary>
    public Uri Address => new(new Uri(server!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/metrics");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(configuration[Setting]!);
        server = builder.Build();
        server.UseOpenTelemetryPrometheusScrapingEndpoint(metrics, predicate: null, path: "/metrics", configureBranchedPipeline: null, optionsName: null);
        await server.StartAsync(cancellationToken);
        Serving(logger, Address);
    }

    public Task StopAsync(CancellationToken cancellationToken) => server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Metrics are served at {Address}")]
    private static partial void Serving(ILogger logger, Uri address);
}
