using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Garnet;

namespace OpenGovWeek.Testing;

/// <summary>A server that speaks Redis's protocol, started by the test on a free port.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Garnet = "garnet";
    private const string Redis = "redis-server";

    private readonly string kind;
    private readonly int port;
#pragma warning disable CA1859 // Only who asks for Garnet has to have it.
    private IDisposable? garnet;
#pragma warning restore CA1859
    private Process? process;

    private RedisServer(string kind, int port) => (this.kind, this.port) = (kind, port);

    /// <summary>Garnet always, Debian's Redis when it is on the PATH.</summary>
    public static IReadOnlyList<string> Available { get; } = Installed.RedisServer is null ? [Garnet] : [Garnet, Redis];

    public string Configuration => $"127.0.0.1:{port}";

    /// <summary>Chooses a port; nothing listens there yet.</summary>
    public static RedisServer Prepare(string kind) => new(kind, FreePorts.Take(1)[0]);

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
            StartGarnet();
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

    /// <summary>SIGSTOP: it keeps its connections and answers nobody, until <see cref="Thaw"/>. Only Debian's Redis.</summary>
    public void Freeze() => Signals.Send(process!, "STOP");

    /// <summary>SIGCONT: it goes on where it was.</summary>
    public void Thaw() => Signals.Send(process!, "CONT");

    public async ValueTask DisposeAsync() => await StopAsync();

    // Who does not start Garnet does not load it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StartGarnet()
    {
        var server = new GarnetServer(["--bind", "127.0.0.1", "--port", $"{port}", "--memory", "64m", "--index", "1m", "-q"]);
        server.Start();
        garnet = server;
    }

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
}
