using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Operations;

/// <summary>
/// nginx with the configuration of <c>deploy/</c>, ports and certificate replaced, before two nodes that are processes of their own and share a database and
/// Redis. A third node in this process makes the event and its people; nothing goes through it.
/// </summary>
internal sealed class ProxiedNodes : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("proxied-").FullName;
    private readonly TestDatabase database;
    private readonly RedisServer redis;
    private Process? nginx;

    private ProxiedNodes(TestDatabase database, RedisServer redis) => (this.database, this.redis) = (database, redis);

    /// <summary>Where people go.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Where people go who type no scheme.</summary>
    public Uri PlainAddress { get; private set; } = null!;

    public IReadOnlyList<NodeProcess> Nodes { get; private set; } = [];

    /// <summary>The nodes' line to the database.</summary>
    public Forwarder Line { get; private set; } = null!;

    public TestNode Office { get; private set; } = null!;

    public TestEvent Week { get; private set; } = null!;

    public static async Task<ProxiedNodes> StartAsync(string provider)
    {
        var all = new ProxiedNodes(await TestDatabase.CreateAsync(provider), await RedisServer.StartAsync(RedisServer.Available[^1]));
        try
        {
            await all.StartAsync();
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>What nginx wrote of the requests, and of what went wrong.</summary>
    public string Log() => File.ReadAllText(Path.Combine(folder, "access.log")) + File.ReadAllText(Path.Combine(folder, "error.log"));

    /// <summary>A visitor's browser that comes through nginx.</summary>
    public TestBrowser NewBrowser(bool followRedirects = true) => new(Address, followRedirects);

    /// <summary>A browser that comes through nginx, of a new attendee of the event.</summary>
    public async Task<TestBrowser> NewAttendeeAsync()
    {
        var (direct, _) = await Week.NewAttendeeAsync();
        using var made = direct;
        var browser = NewBrowser();
        browser.Cookies.Add(direct.Cookies.GetCookies(Office.Address));
        return browser;
    }

    /// <summary>A client whose connections come from an address of this machine.</summary>
    public HttpClient NewClientFrom(string address) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => TestCertificate.Is(certificate) },
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = Address,
    };

    public async ValueTask DisposeAsync()
    {
        if (nginx is not null)
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync();
            nginx.Dispose();
        }

        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        if (Line is not null)
        {
            await Line.DisposeAsync();
        }

        if (Office is not null)
        {
            await Office.DisposeAsync();
        }

        await redis.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync()
    {
        // The node in this process brings the database to its schema.
        Office = await TestNode.StartAsync(database, AdjustableClock.OfTheMachine());
        Week = await TestEvent.CreateAsync(Office);
        Line = new Forwarder(database);
        var ports = FreePorts.Take(4);
        var settings = new Dictionary<string, string>
        {
            ["Database:Provider"] = database.Provider,
            ["ConnectionStrings:Database"] = Line.ConnectionString,
            ["ConnectionStrings:Redis"] = redis.Configuration,
            ["Live:Drain"] = "00:00:03",
        };
        Nodes = await Task.WhenAll(NodeProcess.StartAsync(folder, ports[0], settings), NodeProcess.StartAsync(folder, ports[1], settings));
        await StartNginxAsync(ports);
    }

    private async Task StartNginxAsync(int[] ports)
    {
        var configuration = Path.Combine(folder, "nginx.conf");
        // Its workers have an account of their own, which has to get to what they keep for a moment.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "fullchain.pem"), TestCertificate.Instance.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "privkey.pem"), TestCertificate.PrivateKeyPem());
        await WriteAsync("nodes.conf", ("127.0.0.1:5081", $"127.0.0.1:{ports[0]}"), ("127.0.0.1:5082", $"127.0.0.1:{ports[1]}"));
        await WriteAsync("nginx.conf", ("listen 80 ", $"listen {ports[2]} "), ("listen 443 ", $"listen {ports[3]} "), ("/etc/opengovweek/tls", folder), ("/var/log/nginx", folder),
            ("http {", $"http {{ client_body_temp_path {folder}/bodies; proxy_temp_path {folder}/answers;"));
        (PlainAddress, Address) = (new Uri($"http://localhost:{ports[2]}"), new Uri($"https://localhost:{ports[3]}"));
        // As in a container it stays in the foreground; its own files go where the test cleans up.
        nginx = Process.Start(new ProcessStartInfo(Installed.Nginx!, ["-c", configuration, "-p", folder, "-g", $"daemon off; pid {folder}/nginx.pid;"]) { RedirectStandardError = true })!;
        nginx.BeginErrorReadLine();
        using var browser = NewBrowser();
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using var answer = await browser.Http.GetAsync("/livez");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException) when (!nginx.HasExited)
            {
                return false;
            }
        }, "nginx serves");
    }

    // A text that is not there any more would leave a port that is not free here: the file was changed, and this has to follow.
    private async Task WriteAsync(string name, params (string From, string To)[] replacements)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("deploy", name));
        foreach (var (from, to) in replacements)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, name), text);
    }
}
