using System.Diagnostics;
using Npgsql;
using OpenGovWeek.FaultTests.Clients;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.FaultTests;

/// <summary>The database is put back to an earlier state, with its own tools and under nodes that run: whoever watches starts again from 0.</summary>
public sealed class RestoredTests
{
    public static TheoryData<string> PostgreSql => TestDatabase.HasPostgreSql ? ["PostgreSql"] : [];

    [FaultTheory(SkipTestWithoutData = true)]
    [MemberData(nameof(PostgreSql))]
    public async Task Clients_start_again_from_zero_and_equal_what_was_put_back(string provider)
    {
        await using var cluster = await Cluster.StartAsync(provider, Form.Of(100, 2000));
        await using var crowd = await Crowd.EnterAsync(cluster, Form.Of(60, 2000));
        var journal = new Journal(cluster);
        var poll = await cluster.OpenPollAsync();
        await journal.StormAsync(poll, TimeSpan.FromSeconds(1));
        var kept = await cluster.PublishQuestionAsync(0);
        await crowd.SeesAsync(kept, Form.Within(3));
        var backup = Path.GetTempFileName();
        Assert.Equal("", await RunAsync("pg_dump", cluster, "--format=custom", $"--file={backup}"));
        var lost = await cluster.PublishQuestionAsync(1);
        await crowd.SeesAsync(lost, Form.Within(3));
        var (epoch, replaced) = (crowd.Followers[0].Epoch, crowd.Followers.Select(follower => follower.Snapshots).ToList());

        await RestoreAsync(cluster, backup);
        Assert.Equal("", await RunAsync(BuiltApplication.Start(
            Path.GetTempPath(), ["new-epoch", "--Database:Provider", provider, "--ConnectionStrings:Database", cluster.DatabaseConnection])));
        File.Delete(backup);

        // Two beacons of another epoch, or below what is held, and one reading.
        await Eventually.TrueAsync(() => crowd.Followers.All(follower => follower.Epoch is { } now && now != epoch), "everybody is in the new life", Form.Within(10));
        await crowd.EqualsDatabaseAsync(Form.Within(5));
        Assert.All(crowd.Followers, follower => Assert.Equal((true, false), (follower.Has(kept), follower.Has(lost))));
        Assert.All(crowd.Followers.Index(), one => Assert.True(one.Item.Snapshots > replaced[one.Index], "Somebody did not start again"));
        await journal.EqualsDatabaseAsync(poll.Id);
        // And goes on from there.
        await crowd.SeesAsync(await cluster.PublishQuestionAsync(1), Form.Within(3));
    }

    // It takes all tables one after the other, and of two who wait for one another the database ends one: then it is said again, as the README has it.
    private static async Task RestoreAsync(Cluster cluster, string backup)
    {
        string complaint;
        var attempts = 0;
        do
        {
            complaint = await RunAsync(
                "pg_restore", cluster, "--clean", "--if-exists", "--single-transaction", $"--dbname={new NpgsqlConnectionStringBuilder(cluster.DatabaseConnection).Database}", backup);
        }
        while (complaint.Contains("deadlock detected", StringComparison.Ordinal) && ++attempts < 20);

        Assert.Equal("", complaint);
    }

    private static Task<string> RunAsync(string tool, Cluster cluster, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(cluster.DatabaseConnection);
        return RunAsync(new ProcessStartInfo(tool, arguments)
        {
            Environment =
            {
                ["PGHOST"] = server.Host, ["PGPORT"] = $"{server.Port}", ["PGUSER"] = server.Username, ["PGPASSWORD"] = server.Password, ["PGDATABASE"] = server.Database,
                ["LC_ALL"] = "C",
            },
        });
    }

    /// <returns>What it complained of; empty when it succeeded.</returns>
    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var complaint = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 ? "" : $"{process.ExitCode}: {complaint}";
    }
}
