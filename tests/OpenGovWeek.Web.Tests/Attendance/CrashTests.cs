using System.Diagnostics;
using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Sqlite;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Attendees;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendance;

/// <summary>A process that is killed in the middle of a session, with no moment to write anything.</summary>
public sealed class CrashTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan MostLost = TimeSpan.FromSeconds(15);

    // More than one writing of what was seen, and not a multiple of the ten seconds between them.
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(18);

    private readonly string folder = Directory.CreateTempSubdirectory("crash-").FullName;

    [Fact]
    public async Task A_killed_node_loses_at_most_fifteen_seconds()
    {
        var start = BuiltApplication.Start(folder, []);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        using var process = Process.Start(start)!;
        DateTime first, last;
        try
        {
            using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = await AddressAsync(process) };
            http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es-PE");
            await RegisterAsync(http);
            var tab = Guid.NewGuid();
            first = last = await SeenAsync(http, tab);
            while (last - first < Watched)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
                last = await SeenAsync(http, tab);
            }
        }
        finally
        {
            // SIGKILL: nothing of the application runs after it.
            process.Kill();
            await process.WaitForExitAsync();
        }

        var intervals = await ReadAsync();
        var polled = Assert.Single(intervals, interval => interval.LastSeenAt - interval.JoinedAt > TimeSpan.FromSeconds(1));
        Assert.InRange(polled.JoinedAt, first.AddSeconds(-5), first.AddSeconds(1));
        Assert.InRange(last - polled.LastSeenAt, TimeSpan.FromSeconds(-1), MostLost);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    // When the answer came.
    private static async Task<DateTime> SeenAsync(HttpClient http, Guid tab)
    {
        using var answer = await http.GetAsync($"/api/sessions/sga24-dia-1/changes?since=0&tab={tab}");
        answer.EnsureSuccessStatusCode();
        return TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.IndexOf("/s/sga24-dia-1", StringComparison.Ordinal) is >= 0 and var end && line.IndexOf("http", StringComparison.Ordinal) is >= 0 and var begin)
            {
                return new Uri(line[begin..end]);
            }
        }

        throw new InvalidOperationException("The application ended without saying where it is.");
    }

    private static async Task RegisterAsync(HttpClient http)
    {
        var html = await http.GetStringAsync("/registro");
        var page = (IHtmlDocument)await BrowsingContext.New().OpenAsync(request => request.Content(html));
        var values = Forms.ValuesOf((IHtmlFormElement)page.QuerySelector(RegistrationForm.Selector)!);
        foreach (var (name, value) in RegistrationForm.Of())
        {
            values.RemoveAll(known => known.Key == name);
            values.Add(new(name, value!));
        }

        using var answer = await http.PostAsync("/registro", new FormUrlEncodedContent(values));
        Assert.True(answer.IsSuccessStatusCode, $"The registration was answered with {(int)answer.StatusCode}.");
    }

    private async Task<List<AttendanceInterval>> ReadAsync()
    {
        var options = new DbContextOptionsBuilder<OpenGovWeekDbContext>();
        new SqliteProvider().Configure(options, $"Data Source={Path.Combine(folder, "opengovweek.db")}");
        await using var db = new OpenGovWeekDbContext(options.Options);
        return await db.AttendanceIntervals.AsNoTracking().ToListAsync();
    }
}
