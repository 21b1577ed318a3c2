using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Telemetry;

/// <summary>The built application, told to log for machines.</summary>
public sealed class JsonLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("log-").FullName;

    [Fact]
    public async Task By_a_setting_each_line_of_the_log_is_JSON_with_its_time_and_values()
    {
        using var process = Process.Start(BuiltApplication.Start(
            folder, ["--Logging:Console:FormatterName", "json", "--Logging:LogLevel:Default", "Information", "--Metrics:Address", "http://127.0.0.1:0"]))!;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            string? line;
            do
            {
                line = await process.StandardOutput.ReadLineAsync(patience.Token);
            }
            while (line is not null && !line.Contains("Metrics are served", StringComparison.Ordinal));

            var entry = JsonDocument.Parse(line!).RootElement;
            Assert.Equal(("Information", "OpenGovWeek.Web.Telemetry.MetricsServer"), (entry.GetProperty("LogLevel").GetString(), entry.GetProperty("Category").GetString()));
            Assert.True(DateTimeOffset.TryParse(entry.GetProperty("Timestamp").GetString(), CultureInfo.InvariantCulture, out var at));
            Assert.InRange(TimeProvider.System.GetUtcNow() - at, TimeSpan.Zero, TimeSpan.FromMinutes(3));
            Assert.False(entry.TryGetProperty("Scopes", out _), "Scopes hold paths, and those the codes of certificates");
            using var http = new HttpClient();
            Assert.Contains("opengovweek_live_connections", await http.GetStringAsync(entry.GetProperty("State").GetProperty("Address").GetString()), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
