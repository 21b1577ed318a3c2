using OpenGovWeek.Data.Telemetry;
using OpenGovWeek.Web.Features.Attendance;
using OpenGovWeek.Web.Features.Mail;
using OpenGovWeek.Web.Live;
using OpenGovWeek.Web.ScaleOut;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OpenGovWeek.Web.Telemetry;

/// <summary>
/// Where the node's numbers and traces go: to whoever scrapes <c>Metrics:Address</c>, to the collector of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, to both, or,
/// with neither, nowhere: then nothing is measured. The other variables of OpenTelemetry hold as they do everywhere.
/// </summary>
public static class TelemetryServices
{
    private const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // What the framework measures says routes, methods and status codes, never addresses of people.
    private static readonly string[] Meters =
    [
        WriteMetrics.Name, LiveMetrics.Name, HintMetrics.Name, AttendanceMetrics.Name, OutboxMetrics.Name,
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime", "Npgsql",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var scraped = builder.Configuration[MetricsServer.Setting] is { Length: > 0 };
        var collected = builder.Configuration[CollectorSetting] is { Length: > 0 };
        if (!scraped && !collected)
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(node => node.AddService("opengovweek", serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (scraped)
                {
                    metrics.AddPrometheusExporter();
                }

                if (collected)
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (scraped)
        {
            builder.Services.AddSingleton<MetricsServer>();
            builder.Services.AddHostedService(all => all.GetRequiredService<MetricsServer>());
        }

        if (collected)
        {
            telemetry.WithTracing(traces => traces.AddNodeTraces().AddOtlpExporter());
        }
    }

    /// <summary>The traces of requests and commits, without what could tell whose they are.</summary>
    internal static TracerProviderBuilder AddNodeTraces(this TracerProviderBuilder traces) => traces
        .AddSource(WriteMetrics.Name, "Npgsql")
        .AddAspNetCoreInstrumentation(requests => requests.Filter = IsWorthATrace)
        .AddProcessor(new ImpersonalTags());

    // A connection to the hub is a request that lasts for hours, and probes come every second.
    private static bool IsWorthATrace(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/hubs") && context.Request.Path != "/livez" && context.Request.Path != "/readyz";
}
