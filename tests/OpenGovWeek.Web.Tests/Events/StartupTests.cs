using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Events;

/// <summary>The built application as a process of its own: what keeps it from starting, and what it says when it does.</summary>
public sealed class StartupTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string folder = Directory.CreateTempSubdirectory("startup-").FullName;

    [Fact]
    public async Task A_port_in_use_is_told_in_one_sentence()
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        var port = ((IPEndPoint)busy.LocalEndpoint).Port;

        await AssertRefusedAsync(["--urls", $"http://127.0.0.1:{port}"], $"{port}");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_told_in_one_sentence()
    {
        var file = Path.Combine(folder, "no-folder");
        await File.WriteAllTextAsync(file, "");

        await AssertRefusedAsync(["--DataFolder", file], file);
    }

    [Theory]
    [InlineData("--Database:Provider", "Oracle", "Oracle")]
    [InlineData("--Database:Provider", "PostgreSql", "ConnectionStrings:Database")]
    [InlineData("--ConnectionStrings:Redis", "localhost:6379", "SQLite")]
    [InlineData("--urls", "nowhere", "nowhere")]
    [InlineData("--Proxies:0", "my-proxy", "setting")]
    [InlineData("--PublicAddress", "gobierno abierto", "PublicAddress")]
    [InlineData("--Metrics:Address", "nowhere", "nowhere")]
    [InlineData("--Mail:Host", "correo.ejemplo.pe", "Mail:From")]
    [InlineData("--Kestrel:Endpoints:Secure:Url", "https://127.0.0.1:0", "certificate")]
    [InlineData("--urls", "http://localhost:99999", "65535")]
    [InlineData("--ConnectionStrings:Database", "Data Source=/no/such/folder/base.db", "database")]
    public async Task A_wrong_setting_is_told_in_one_sentence(string setting, string value, string said) =>
        await AssertRefusedAsync([setting, value], said);

    [Fact]
    public async Task A_settings_file_that_is_no_json_is_told_in_one_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), "{ \"Database\": ");

        await AssertRefusedAsync(["--contentRoot", folder], "appsettings.json");
    }

    [Fact]
    public async Task A_folder_of_settings_that_does_not_exist_is_told_in_one_sentence() =>
        await AssertRefusedAsync(["--contentRoot", Path.Combine(folder, "nothing")], "nothing");

    [Fact]
    public async Task An_event_file_that_is_missing_is_told_in_one_sentence() =>
        await AssertRefusedAsync(["import", Path.Combine(folder, "no.json")], "no.json");

    [Fact]
    public async Task A_word_that_is_no_command_is_told_in_one_sentence() =>
        await AssertRefusedAsync(["imprt", "event.json"], "'imprt'");

    [Fact]
    public async Task An_import_without_a_file_is_told_in_one_sentence() =>
        await AssertRefusedAsync(["import"], "event.json");

    [Fact]
    public async Task Every_error_of_a_broken_event_file_is_listed_and_nothing_is_loaded()
    {
        using var broken = new EventJson(EventJson.Good.Replace("America/Lima", "Lima", StringComparison.Ordinal).Replace("09:00", "9", StringComparison.Ordinal));

        var (code, output, error) = await RunAsync(["import", broken.Path]);

        Assert.Equal((1, ""), (code, output));
        Assert.Equal(3, error.Trim().Split('\n').Length);
        Assert.Contains("/timeZone", error, StringComparison.Ordinal);
        Assert.Contains("/days/0/sessions/0/start", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_says_where_the_event_is_keeps_it_from_other_accounts_and_is_refused_a_second_time()
    {
        using var file = new EventJson(EventJson.Good);

        var (code, output, _) = await RunAsync(["import", file.Path]);
        Assert.Equal(0, code);
        Assert.Contains("/e/semana-2027", output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "opengovweek.db")));
        }

        await AssertRefusedAsync(["import", file.Path], "semana-2027");
    }

    [Fact]
    public async Task In_development_it_says_what_to_open_and_the_rehearsal_is_on()
    {
        var start = Start(["--urls", "http://127.0.0.1:0"]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        await using var running = await Talking.StartAsync(start, "/equipo/alta#");

        Assert.Contains(running.Said, line => line.Contains("/s/sga24-dia-1", StringComparison.Ordinal));
        Assert.Contains(running.Said, line => line.Contains("/s/sga24-dia-1/consola", StringComparison.Ordinal));
        Assert.Contains(running.Said, line => line.Contains("/s/sga24-dia-1/pantalla", StringComparison.Ordinal));
        Assert.Contains(running.Said, line => line.EndsWith("/buzon", StringComparison.Ordinal));
        var agenda = running.Said.First(line => line.Contains("/e/sga24", StringComparison.Ordinal));
        using var http = new HttpClient();
        var page = await http.GetStringAsync(new Uri(agenda[agenda.IndexOf("http", StringComparison.Ordinal)..]));
        Assert.Contains("data-status=\"Live\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_production_it_says_how_to_load_an_event_that_no_mail_goes_and_leads_the_first_organiser_to_where_people_go()
    {
        await using var running = await Talking.StartAsync(Start(["--PublicAddress", "https://gobiernoabierto.ejemplo.pe/"]), "/equipo/alta#");

        Assert.Contains(running.Said, line => line.EndsWith(": dotnet OpenGovWeek.Web.dll import event.json", StringComparison.Ordinal));
        Assert.Contains(running.Said, line => line.Contains("Mail:Host", StringComparison.Ordinal));
        Assert.StartsWith("https://gobiernoabierto.ejemplo.pe/equipo/alta#", running.Said[^1].Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_manager_is_told_when_it_serves()
    {
        var path = Path.Combine(folder, "notify");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(path));
        var start = Start([]);
        start.Environment["NOTIFY_SOCKET"] = path;
        await using var running = await Talking.StartAsync(start, "http://127.0.0.1:");

        using var patience = new CancellationTokenSource(Patience);
        var said = new byte[64];
        var length = await manager.ReceiveAsync(said, patience.Token);

        Assert.Equal("READY=1", Encoding.UTF8.GetString(said, 0, length));
        var address = string.Concat(running.Said).Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal));
        using var http = new HttpClient();
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri(new Uri(address), "/readyz")));
    }

    [Fact]
    public async Task With_a_mail_server_the_address_that_links_need_is_asked_for()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), """{ "Mail": { "Host": "correo.ejemplo.pe", "From": "avisos@ejemplo.pe" } }""");

        await AssertRefusedAsync(["--contentRoot", folder], "PublicAddress");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task AssertRefusedAsync(string[] arguments, string said)
    {
        var (code, _, error) = await RunAsync(arguments);

        Assert.Equal(1, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Trim());
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments)
    {
        using var process = Process.Start(Start(arguments))!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo Start(string[] arguments) => BuiltApplication.Start(folder, arguments);

    /// <summary>The application as it goes on after it has said so much.</summary>
    private sealed class Talking(Process process, IReadOnlyList<string> said) : IAsyncDisposable
    {
        public IReadOnlyList<string> Said => said;

        public static async Task<Talking> StartAsync(ProcessStartInfo start, string last)
        {
            var said = new List<string>();
            var running = new Talking(Process.Start(start)!, said);
            using var patience = new CancellationTokenSource(Patience);
            while (await running.Output.ReadLineAsync(patience.Token) is { } line)
            {
                said.Add(line);
                if (line.Contains(last, StringComparison.Ordinal))
                {
                    return running;
                }
            }

            await running.DisposeAsync();
            throw new InvalidOperationException($"It ended without a word of '{last}':\n{string.Join('\n', said)}");
        }

        private StreamReader Output => process.StandardOutput;

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
