using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Polls;
using Xunit;

namespace OpenGovWeek.Web.Tests.Operations;

/// <summary>The commands of whoever operates the application, on real files and beside a node that runs.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backup-").FullName;

    private string Backup => Path.Combine(folder, "semana.backup");

    public static TheoryData<string> Servers => [.. TestDatabase.Servers];

    public static TheoryData<string> PostgreSql => TestDatabase.HasPostgreSql ? ["PostgreSql"] : [];

    [Fact]
    public async Task What_is_copied_while_people_vote_is_whole_and_a_node_goes_on_from_it_in_another_epoch()
    {
        await using var stage = await BallotStage.SetAsync("Sqlite");
        var attendees = await stage.NewAttendeesAsync(400);
        await stage.CastAsync(attendees[0], 0);

        using var stop = new CancellationTokenSource();
        var voting = VoteAsync(stage, attendees, stop.Token);
        var (code, output, error) = await RunAsync("backup", Backup, "--ConnectionStrings:Database", ConnectionOf(stage.Week.Node));
        await stop.CancelAsync();
        var votes = await voting;

        Assert.Equal((0, ""), (code, error));
        Assert.Contains($"{new FileInfo(Backup).Length}", output, StringComparison.Ordinal);
        Assert.True(votes > 10, $"Only {votes} ballots were cast meanwhile");
        Assert.Equal("ok", Scalar(Backup, "PRAGMA integrity_check"));
        Assert.Equal([Backup], Directory.GetFiles(folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        }

        await using var restored = new Restored(Path.Combine(folder, "otra", "opengovweek.db"));
        Assert.Equal((0, ""), await RunQuietlyAsync("restore", Backup, "--DataFolder", Path.Combine(folder, "otra")));
        Assert.Equal("wal", Scalar(restored.File, "PRAGMA journal_mode"));
        await using var node = await TestNode.StartAsync(restored);
        var (poll, ballots) = await node.WithDatabaseAsync(async db => (
            await db.Polls.Include(p => p.Choices).SingleAsync(TestContext.Current.CancellationToken), await db.Ballots.CountAsync()));
        Assert.InRange(ballots, 1, attendees.Count);
        Assert.Equal((ballots, ballots), (poll.Ballots, poll.Choices.Sum(choice => choice.Count)));
        var (before, after) = (await EpochAsync(stage.Week.Node), await EpochAsync(node));
        Assert.NotEqual(before, after);
        await AssertStartsAgainAsync(node, stage.Week, before, after);
    }

    [Fact]
    public async Task Nothing_is_overwritten_unless_it_is_said_and_those_who_watch_start_again_even_if_the_node_was_not_stopped()
    {
        await using var stage = await BallotStage.SetAsync("Sqlite", policy: ResultsPolicy.Live);
        var attendees = await stage.NewAttendeesAsync(3);
        await stage.CastAsync(attendees[0], 0);
        var database = ConnectionOf(stage.Week.Node);
        Assert.Equal((0, ""), await RunQuietlyAsync("backup", Backup, "--ConnectionStrings:Database", database));
        await stage.CastAsync(attendees[1], 1);
        await stage.CastAsync(attendees[2], 2);
        using var browser = stage.Week.Node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, stage.Week.Slug);
        var before = await EpochAsync(stage.Week.Node);

        await AssertRefusedAsync("--replace", "restore", Backup, "--ConnectionStrings:Database", database);
        Assert.Equal(before, await EpochAsync(stage.Week.Node));
        Assert.Equal((0, ""), await RunQuietlyAsync("restore", "--replace", Backup, "--ConnectionStrings:Database", database));

        var after = await EpochAsync(stage.Week.Node);
        Assert.NotEqual(before, after);
        await Eventually.TrueAsync(() => room.Beacons.Any(beacon => beacon.Epoch == after), "those who watch hear of another epoch");
        await stage.CountsAreAsync(1, 0, 0);
        await AssertStartsAgainAsync(stage.Week.Node, stage.Week, before, after);
        // And the node writes into what was restored.
        await stage.CastAsync(attendees[1], 1);
        await stage.CountsAreAsync(1, 1, 0);
    }

    [Fact]
    public async Task What_is_no_backup_or_damaged_is_refused_and_leaves_nothing_behind()
    {
        await using var stage = await BallotStage.SetAsync("Sqlite");
        await stage.NewAttendeesAsync(2000);
        Assert.Equal((0, ""), await RunQuietlyAsync("backup", Backup, "--ConnectionStrings:Database", ConnectionOf(stage.Week.Node)));
        var (text, other, damaged, newer) = (Named("texto"), Named("otra"), Named("roto"), Named("nueva"));
        await File.WriteAllTextAsync(text, new string('a', 10_000), TestContext.Current.CancellationToken);
        Scalar(other, "CREATE TABLE Other (Id INTEGER)");
        var bytes = await File.ReadAllBytesAsync(Backup, TestContext.Current.CancellationToken);
        Array.Clear(bytes, bytes.Length / 2, 8192);
        await File.WriteAllBytesAsync(damaged, bytes, TestContext.Current.CancellationToken);
        File.Copy(Backup, newer);
        Scalar(newer, "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')");

        foreach (var file in (string[])[text, other, damaged, newer])
        {
            await AssertRefusedAsync("is no backup", "restore", file, "--DataFolder", Path.Combine(folder, "vacia"));
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "vacia")));
        await AssertRefusedAsync("does not exist", "restore", Named("nada"));
        await AssertRefusedAsync("which file", "restore", "--replace");
    }

    [Fact]
    public async Task A_backup_overwrites_no_other_and_is_not_made_of_nothing()
    {
        await AssertRefusedAsync("no database", "backup", Backup, "--DataFolder", Path.Combine(folder, "vacia"));
        Assert.False(File.Exists(Backup));
        await using var stage = await BallotStage.SetAsync("Sqlite");
        Assert.Equal((0, ""), await RunQuietlyAsync("backup", Backup, "--ConnectionStrings:Database", ConnectionOf(stage.Week.Node)));

        await AssertRefusedAsync("exists already", "backup", Backup, "--ConnectionStrings:Database", ConnectionOf(stage.Week.Node));
        await AssertRefusedAsync("which file", "backup");
        await AssertRefusedAsync("nowhere", "backup", Path.Combine(folder, "nowhere", "file"), "--ConnectionStrings:Database", ConnectionOf(stage.Week.Node));
    }

    [Fact]
    public async Task A_database_of_another_kind_or_a_damaged_one_is_told_and_not_overwritten_unless_it_is_said()
    {
        await using var stage = await BallotStage.SetAsync("Sqlite");
        Assert.Equal((0, ""), await RunQuietlyAsync("backup", Backup, "--ConnectionStrings:Database", ConnectionOf(stage.Week.Node)));
        var damaged = Named("opengovweek.db");
        await File.WriteAllTextAsync(damaged, new string('x', 5000));

        foreach (var (connection, said) in new[] { ("Host=127.0.0.1;Username=postgres", "host"), ($"Data Source={damaged}", "not a database") })
        {
            await AssertRefusedAsync(said, "backup", Named("otro.backup"), "--ConnectionStrings:Database", connection);
            await AssertRefusedAsync(said, "restore", Backup, "--ConnectionStrings:Database", connection);
        }

        await AssertRefusedAsync("host", "restore", Backup, "--replace", "--ConnectionStrings:Database", "Host=127.0.0.1;Username=postgres");
        Assert.Equal(5000, new FileInfo(damaged).Length);
        Assert.False(File.Exists(Named("otro.backup")));
    }

    [ServerTheory]
    [MemberData(nameof(Servers))]
    public async Task A_server_is_backed_up_by_its_own_tools_and_told_that_it_was_put_back(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var node = await TestNode.StartAsync(database);
        var week = await TestEvent.CreateAsync(node);
        string[] here = ["--Database:Provider", provider, "--ConnectionStrings:Database", database.ConnectionString];
        var before = await EpochAsync(node);
        using var browser = node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, week.Slug);

        await AssertRefusedAsync("pg_dump", ["backup", Backup, .. here]);
        await AssertRefusedAsync("new-epoch", ["restore", Named("nada"), .. here]);
        Assert.Equal((0, ""), await RunQuietlyAsync(["new-epoch", .. here]));

        var after = await EpochAsync(node);
        Assert.NotEqual(before, after);
        await Eventually.TrueAsync(() => room.Beacons.Any(beacon => beacon.Epoch == after), "those who watch hear of another epoch");
        await AssertStartsAgainAsync(node, week, before, after);
    }

    [ProgramTheory("pg_dump", SkipTestWithoutData = true)]
    [MemberData(nameof(PostgreSql))]
    public async Task What_PostgreSQLs_own_tools_bring_back_is_another_life_after_one_command(string provider)
    {
        await using var stage = await BallotStage.SetAsync(provider, policy: ResultsPolicy.Live);
        var attendees = await stage.NewAttendeesAsync(20);
        await Task.WhenAll(attendees.Select((attendee, number) => stage.CastAsync(attendee, number % 3)));
        var before = await EpochAsync(stage.Week.Node);
        await using var database = await TestDatabase.CreateAsync(provider);

        await RunToolAsync("pg_dump", ConnectionOf(stage.Week.Node), "--format=custom", $"--file={Backup}");
        await RunToolAsync("pg_restore", database.ConnectionString, "--clean", "--if-exists", "--single-transaction", $"--dbname={new NpgsqlConnectionStringBuilder(database.ConnectionString).Database}", Backup);
        Assert.Equal((0, ""), await RunQuietlyAsync("new-epoch", "--Database:Provider", provider, "--ConnectionStrings:Database", database.ConnectionString));

        await using var node = await TestNode.StartAsync(database);
        Assert.Equal(20, await node.WithDatabaseAsync(db => db.Ballots.CountAsync()));
        var after = await EpochAsync(node);
        Assert.NotEqual(before, after);
        await AssertStartsAgainAsync(node, stage.Week, before, after);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    // Whoever was further than what was put back, or comes from another epoch, gets everything.
    private static async Task AssertStartsAgainAsync(TestNode node, TestEvent week, string before, string after)
    {
        using var browser = node.NewBrowser();
        foreach (var asked in (string[])[$"since=100000&epoch={before}", $"since=1&epoch={before}", "since=100000"])
        {
            var delta = await TestBrowser.ReadAsync<Delta>(await browser.Http.GetAsync($"/api/sessions/{week.Slug}/changes?{asked}"));
            Assert.Equal((asked, 0, after), (asked, delta.From, delta.Epoch));
            Assert.NotNull(delta.Session);
        }
    }

    // Everybody changes their mind until it is enough.
    private static async Task<int> VoteAsync(BallotStage stage, IReadOnlyList<Guid> attendees, CancellationToken enough)
    {
        var votes = 0;
        while (!enough.IsCancellationRequested)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(number => stage.CastAsync(attendees[(votes + number) % attendees.Count], (votes + number) % 3)));
            votes += 8;
        }

        return votes;
    }

    private static Task<string> EpochAsync(TestNode node) => node.WithDatabaseAsync(db => db.Deployments.Select(d => d.Epoch).SingleAsync());

    private static string ConnectionOf(TestNode node) => node.WithDatabaseAsync(db => Task.FromResult(db.Database.GetConnectionString()!)).GetAwaiter().GetResult();

    private string Named(string file) => Path.Combine(folder, file);

    private static object? Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A text of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    private async Task AssertRefusedAsync(string said, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);

        Assert.True(code == 1 && error.Contains(said, StringComparison.Ordinal) && !error.Trim().Contains('\n', StringComparison.Ordinal), $"{code} {error}");
    }

    private async Task<(int Code, string Error)> RunQuietlyAsync(params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);
        return (code, error);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(BuiltApplication.Start(folder, arguments))!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
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

    private static async Task RunToolAsync(string tool, string connection, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo(tool, arguments)
        {
            Environment =
            {
                ["PGHOST"] = server.Host, ["PGPORT"] = $"{server.Port}", ["PGUSER"] = server.Username, ["PGPASSWORD"] = server.Password, ["PGDATABASE"] = server.Database,
            },
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private sealed class Restored(string file) : TestDatabase
    {
        public string File { get; } = file;

        public override string Provider => "Sqlite";

        public override string ConnectionString => $"Data Source={File}";

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
