using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Web.Tests.Live;

/// <summary>Somebody's connection to the hub, without a library in between: keeps every frame as it came over the wire.</summary>
internal sealed class Eavesdropper : IAsyncDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource stop = new();
    private Task reading = Task.CompletedTask;
    private Task pinging = Task.CompletedTask;

    public ConcurrentQueue<string> Frames { get; } = new();

    /// <summary>The connection stands: whoever was cut off hears nothing, which proves nothing.</summary>
    public bool IsListening => !reading.IsCompleted;

    /// <summary>Connects with the browser's cookies and enters places, each a slug and a place.</summary>
    public static async Task<Eavesdropper> EnterAsync(TestNode node, TestBrowser browser, params (string Slug, string Place)[] places)
    {
        var ear = new Eavesdropper();
        ear.socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => TestCertificate.Is(certificate);
        ear.socket.Options.SetRequestHeader("Cookie", browser.Cookies.GetCookieHeader(node.Address));
        await ear.socket.ConnectAsync(new UriBuilder(new Uri(node.Address, "/hubs/session")) { Scheme = "wss" }.Uri, CancellationToken.None);
        ear.reading = ear.ReadAsync();
        await ear.SendAsync("""{"protocol":"json","version":1}""");
        foreach (var (number, (slug, place)) in places.Index())
        {
            await ear.SendAsync($$"""{"type":1,"invocationId":"{{number}}","target":"Enter","arguments":["{{slug}}","{{place}}","{{Guid.NewGuid()}}"]}""");
        }

        await Eventually.TrueAsync(() => ear.Frames.Count(frame => frame.Contains("\"type\":3", StringComparison.Ordinal)) == places.Length, "every place answers");
        ear.pinging = ear.PingAsync();
        return ear;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await pinging;
        await reading;
        socket.Dispose();
        stop.Dispose();
    }

    private Task SendAsync(string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    // Who never pings is cut off after half a minute, which a busy machine may take.
    private async Task PingAsync()
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(5));
        try
        {
            while (await beat.WaitForNextTickAsync(stop.Token) && IsListening)
            {
                await SendAsync("""{"type":6}""");
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        var text = new StringBuilder();
        var decoder = Encoding.UTF8.GetDecoder();
        var characters = new char[buffer.Length];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), stop.Token);
                text.Append(characters, 0, decoder.GetChars(buffer, 0, received.Count, characters, 0, flush: false));
                var whole = text.ToString();
                var end = whole.LastIndexOf(End);
                foreach (var frame in whole[..(end + 1)].Split(End, StringSplitOptions.RemoveEmptyEntries))
                {
                    Frames.Enqueue(frame);
                }

                text.Clear().Append(whole[(end + 1)..]);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
