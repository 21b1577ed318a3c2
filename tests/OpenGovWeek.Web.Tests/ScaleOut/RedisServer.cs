using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Garnet;

namespace OpenGovWeek.Web.Tests.ScaleOut;

/// <summary>A server that speaks Redis's protocol, started by the test on a free port.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string Garnet = "garnet";
    private const string Redis = "redis-server";

    private readonly string kind;
    private readonly int port;
    private GarnetServer? garnet;
    private Process? process;

    private RedisServer(string kind, int port) => (this.kind, this.port) = (kind, port);

    /// <summary>Garnet always, Debian's Redis when it is on the PATH.</summary>
    public static IReadOnlyList<string> Available { get; } = IsOnPath(Redis) ? [Garnet, Redis] : [Garnet];

    public string Configuration => $"127.0.0.1:{port}";

    /// <summary>Chooses a port; nothing listens there yet.</summary>
    public static RedisServer Prepare(string kind)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new RedisServer(kind, ((IPEndPoint)probe.LocalEndpoint).Port);
    }

    public static async Task<RedisServer> StartAsync(string kind)
    {
        var server = Prepare(kind);
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        if (kind == Garnet)
        {
            garnet = new GarnetServer(["--bind", "127.0.0.1", "--port", $"{port}", "--memory", "64m", "--index", "1m", "-q"]);
            garnet.Start();
        }
        else
        {
            process = Process.Start(new ProcessStartInfo(Redis, $"--bind 127.0.0.1 --port {port} --save \"\" --appendonly no")
            {
                RedirectStandardOutput = true,
            });
        }

        await Eventually.TrueAsync(Listens, $"{kind} listens");
    }

    public async Task StopAsync()
    {
        garnet?.Dispose();
        garnet = null;
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private bool Listens()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
