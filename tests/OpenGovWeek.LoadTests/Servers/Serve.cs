using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OpenGovWeek.LoadTests.Servers;

/// <summary>What runs in the server's process: the application, or one of the references beside it. Each ends with its input.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        await using var server = arguments switch
        {
            ["app" or "naive", var provider, var attendees, .. var how] => (IAsyncDisposable)await ServedApplication.StartAsync(
                provider, int.Parse(attendees, CultureInfo.InvariantCulture), how, isNaive: arguments[0] == "naive"),
            ["node", var provider, var database, var redis] => await ServedApplication.JoinAsync(provider, database, redis),
            ["held", var people] => await ServedCertificates.StartAsync(int.Parse(people, CultureInfo.InvariantCulture)),
            ["room", var folder] => await ReferenceAsync(app => MapRoom(app, folder)),
            ["hub", var file] => await ReferenceAsync(app => MapHub(app, File.ReadAllText(file))),
            ["socket", var file] => await ReferenceAsync(app => MapSockets(app, File.ReadAllText(file))),
            _ => throw new ArgumentException($"Not a server: {string.Join(' ', arguments)}"),
        };
        while (await Console.In.ReadLineAsync() is { } order)
        {
            (server as ServedApplication)?.Hear(order);
        }

        return 0;
    }

    /// <summary>Says where the server is.</summary>
    public static void Say(object what) => Console.WriteLine(JsonSerializer.Serialize(what));

    private static async Task<WebApplication> ReferenceAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.UseWebSockets();
        map(app);
        await app.StartAsync();
        Say(new { port = new Uri(app.Urls.First()).Port });
        return app;
    }

    // A hub as anyone writes it first: one group, one call that sends to it.
    private static void MapHub(WebApplication app, string delta)
    {
        var value = JsonSerializer.Deserialize<JsonElement>(delta);
        app.MapHub<BareHub>("/hub");
        app.MapPost("/", (IHubContext<BareHub> hub) => hub.Clients.Group(BareHub.Room).SendAsync("delta", value));
    }

    // What it costs to come in at least: finished bytes for each file of a folder, and a hub that lets everybody in.
    private static void MapRoom(WebApplication app, string folder)
    {
        app.MapHub<BareHub>("/hub");
        foreach (var file in Directory.GetFiles(folder))
        {
            var bytes = File.ReadAllBytes(file);
            app.MapGet($"/{Path.GetFileName(file)}", () => TypedResults.Bytes(bytes));
        }
    }

    // The floor of what Kestrel can do: a list of sockets and the finished bytes.
    private static void MapSockets(WebApplication app, string delta)
    {
        var message = Encoding.UTF8.GetBytes($$"""{"type":1,"target":"delta","arguments":[{{delta}}]}""" + "\u001e");
        var sockets = new List<WebSocket>();
        app.Map("/socket", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            lock (sockets)
            {
                sockets.Add(socket);
            }

            var nothing = new byte[256];
            try
            {
                while ((await socket.ReceiveAsync(nothing.AsMemory(), context.RequestAborted)).MessageType != WebSocketMessageType.Close)
                {
                }
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
            {
                // Clients leave by reset.
            }
        });
        app.MapPost("/", async () =>
        {
            WebSocket[] all;
            lock (sockets)
            {
                all = [.. sockets];
            }

            await Task.WhenAll(all.Select(socket => socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None).AsTask()));
        });
    }

    private sealed class BareHub : Hub
    {
        public const string Room = "room";

        public override Task OnConnectedAsync() => Groups.AddToGroupAsync(Context.ConnectionId, Room);
    }
}
