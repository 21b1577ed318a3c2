using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace OpenGovWeek.Web.Live;

/// <summary>The hub's address: who may upgrade to a WebSocket, and what is watched of the connection from its first byte.</summary>
internal static class Handshake
{
    // A phone on a poor network gets the whole write timeout, which the lifetime manager keeps; the transport's own is shorter.
    private static readonly TimeSpan TransportGivesUp = TimeSpan.FromSeconds(60);

    /// <summary>Maps the hub. Neither a page of another site nor anybody on a node that is about to stop gets as far as the upgrade.</summary>
    public static void MapSessionHub(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<LiveOptions>>().Value;
        var clock = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        var metrics = endpoints.ServiceProvider.GetRequiredService<LiveMetrics>();
        endpoints.MapConnections(
                "/hubs/session",
                new HttpConnectionDispatcherOptions { Transports = HttpTransportType.WebSockets, TransportSendTimeout = TransportGivesUp },
                connection => connection.Use(next => context => MeterAsync(context, next, options, metrics, clock)).UseHub<SessionHub>())
            .WithMetadata(new HubMetadata(typeof(SessionHub)))
            .Finally(endpoint => Guard((RouteEndpointBuilder)endpoint));
    }

    private static void Guard(RouteEndpointBuilder endpoint)
    {
        var inner = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context =>
        {
            if (IsForeign(context.Request))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }

            if (context.RequestServices.GetRequiredService<NodeStatus>().Draining)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return Task.CompletedTask;
            }

            return inner(context);
        };
    }

    /// <summary>A page of another site asks. Programs that are not browsers send no origin and have no cookie to steal.</summary>
    internal static bool IsForeign(HttpRequest request)
    {
        var origins = request.Headers.Origin;
        if (origins.Count == 0)
        {
            return false;
        }

        // Behind a proxy that ends TLS the scheme may be unknown here; where it is known, plain http may not speak for https.
        return origins.Count > 1
            || !Uri.TryCreate(origins[0], UriKind.Absolute, out var origin)
            || !string.Equals(origin.IdnHost, HostOf(request), StringComparison.OrdinalIgnoreCase)
            || origin.Port != (request.Host.Port ?? (origin.Scheme == Uri.UriSchemeHttps ? 443 : 80))
            || (request.IsHttps && origin.Scheme != Uri.UriSchemeHttps);
    }

    private static string HostOf(HttpRequest request) => request.Host.Host.Trim('[', ']');

    private static Task MeterAsync(ConnectionContext context, ConnectionDelegate next, LiveOptions options, LiveMetrics metrics, TimeProvider clock)
    {
        var transport = context.Transport;
        var reader = new MeteredReader(transport.Input, options, metrics, clock, context.Abort);
        context.Features.Set(reader);
        context.Transport = new MeteredTransport(reader, transport.Output);
        return next(context);
    }

    private sealed class MeteredTransport(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
