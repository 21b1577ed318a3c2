using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Sqlite;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendance;

/// <summary>A process that is killed in the middle of a session, with no moment to write anything.</summary>
public sealed class CrashTests : IDisposable
{
    private static readonly TimeSpan MostLost = TimeSpan.FromSeconds(15);

    // More than one writing of what was seen, and not a multiple of the ten seconds between them.
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(18);

    private readonly string folder = Directory.CreateTempSubdirectory("crash-").FullName;

    [Fact]
    public async Task A_killed_node_loses_at_most_fifteen_seconds()
    {
        DateTime first, last;
        await using (var application = await RunningApplication.StartAsync(folder))
        {
            await application.RegisterAsync();
            var tab = Guid.NewGuid();
            first = last = await SeenAsync(application.Http, tab);
            while (last - first < Watched)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
                last = await SeenAsync(application.Http, tab);
            }
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

    private async Task<List<AttendanceInterval>> ReadAsync()
    {
        var options = new DbContextOptionsBuilder<OpenGovWeekDbContext>();
        new SqliteProvider().Configure(options, $"Data Source={Path.Combine(folder, "opengovweek.db")}");
        await using var db = new OpenGovWeekDbContext(options.Options);
        return await db.AttendanceIntervals.AsNoTracking().ToListAsync();
    }
}
