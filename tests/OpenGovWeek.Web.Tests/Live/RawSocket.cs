using System.Net.WebSockets;
using System.Text;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

/// <summary>A client that does what no library would: it speaks the hub's protocol by hand and reads only when told to.</summary>
internal sealed class RawSocket : IDisposable
{
    public const string Ping = """{"type":6}""";

    private const char End = '\u001e';

    private readonly byte[] buffer = new byte[4096];

    public ClientWebSocket Socket { get; } = new();

    /// <summary>Connects without the protocol's first message.</summary>
    public static async Task<RawSocket> OpenAsync(TestNode node, string? origin = null)
    {
        var raw = new RawSocket();
        raw.Socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => TestCertificate.Is(certificate);
        raw.Socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            raw.Socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            var address = new UriBuilder(new Uri(node.Address, "/hubs/session")) { Scheme = "wss" };
            await raw.Socket.ConnectAsync(address.Uri, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            Assert.NotEqual(WebSocketState.Open, raw.Socket.State);
        }

        return raw;
    }

    /// <summary>Connects and shakes hands.</summary>
    public static async Task<RawSocket> ShakeHandsAsync(TestNode node)
    {
        var raw = await OpenAsync(node);
        await raw.SendAsync("""{"protocol":"json","version":1}""");
        await raw.Socket.ReceiveAsync(raw.buffer, CancellationToken.None);
        return raw;
    }

    public Task SendAsync(string message) =>
        Socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Reads until the server ends it.</summary>
    public async Task UntilCutAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while ((await Socket.ReceiveAsync(buffer, patience.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // An abort instead of a farewell is an end, too.
        }
    }

    public void Dispose() => Socket.Dispose();
}
