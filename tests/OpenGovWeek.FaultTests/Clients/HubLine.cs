using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.FaultTests.Clients;

/// <summary>Connections to the hub of a node, as pages make them.</summary>
internal static class HubLine
{
    /// <summary>A connection that is not started yet.</summary>
    /// <param name="cookie">Header of an attendee; null for a visitor.</param>
    public static HubConnection New(Uri node, string? cookie) => new HubConnectionBuilder()
        .WithUrl(new Uri(node, "/hubs/session"), options =>
        {
            options.SkipNegotiation = true;
            options.Transports = HttpTransportType.WebSockets;
            if (cookie is not null)
            {
                options.Headers["Cookie"] = cookie;
            }
        })
        .AddJsonProtocol(options => LiveJson.Configure(options.PayloadSerializerOptions))
        .Build();
}
