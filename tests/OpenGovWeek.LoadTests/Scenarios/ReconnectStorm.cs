using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using OpenGovWeek.LoadTests.Crowds;
using OpenGovWeek.LoadTests.Servers;

namespace OpenGovWeek.LoadTests.Scenarios;

/// <summary>
/// All connections are cut at one moment, something changes while nobody hears it, and everybody comes back as the browser's client does. Beside it a
/// bare hub with finished answers.
/// </summary>
internal sealed class ReconnectStorm : IScenario
{
    private const string Ours = "OpenGovWeek";
    private const string Bare = "finished bytes and a bare hub";

    public string Name => "reconnect-storm";

    public async Task RunAsync(bool isQuick)
    {
        var (rounds, people) = isQuick ? (2, 200) : (5, 2_000);
        var folder = Directory.CreateTempSubdirectory("ogw-load-");
        var results = new Results();
        for (var round = 0; round < rounds; round++)
        {
            await OursAsync(results, people, folder.FullName);
            using var bare = await ServerProcess.ServeAsync("room", folder.FullName);
            var door = Doorway.OfBare(bare);
            (await CrowdAsync(door, people)).Dispose();
            await ReturnAsync(results, Bare, bare, door, people);
        }

        var about = string.Create(
            CultureInfo.InvariantCulture,
            $"{people:#,0} attendees are cut at one moment, a poll closes and another opens, and they come back: a wait of 0.5 to 2 s at random, up to 15 s after failures, then the hub, what changed meanwhile and what is their own. Seconds from the cut until the last has all of it; reads of the database that it took, of which one is each node's for each revision. {rounds} rounds that take turns; medians, with the least and the most of the rounds.");
        await results.PublishAsync(Name, about, Bare, isQuick);
        folder.Delete(recursive: true);
    }

    private static async Task OursAsync(Results results, int people, string folder)
    {
        using var server = await ServerProcess.ServeAsync("app", "Sqlite", $"{people}", "quiet", "full", "metrics");
        using var moderator = new Moderator(server);
        var door = Doorway.OfRoom(server, await moderator.RevisionAsync());
        await door.SaveAsync(folder);
        (await CrowdAsync(door, people)).Dispose();
        await moderator.OpenAsync(await moderator.NextPollAsync());
        var (snapshots, changes) = (await ReadsAsync(server, "snapshot"), await ReadsAsync(server, "changes"));
        await ReturnAsync(results, Ours, server, door, people);
        results.Add(Ours, "snapshots read", await ReadsAsync(server, "snapshot") - snapshots);
        results.Add(Ours, "changes read", await ReadsAsync(server, "changes") - changes);
    }

    private static Task<double> ReadsAsync(ServerProcess server, string reading) =>
        Scrape.SumAsync(server, "opengovweek_live_database_reads", $"reading=\"{reading}\"");

    private static Task<Crowd> CrowdAsync(Doorway door, int people) => Crowd.JoinAsync(door.Port, door.Hub, people);

    private static async Task ReturnAsync(Results results, string who, ServerProcess server, Doorway door, int people)
    {
        using var crowd = new Crowd(door.Port, door.Hub);
        var (begun, cpu, failures) = (Stopwatch.GetTimestamp(), server.Cpu, 0);
        var took = await Task.WhenAll(Enumerable.Range(0, people).Select(async number =>
        {
            for (var attempt = 0; ; attempt++)
            {
                await Task.Delay(Wait(attempt));
                try
                {
                    await door.ReturnAsync(crowd, number);
                    return Stopwatch.GetElapsedTime(begun).TotalSeconds;
                }
                catch (Exception exception) when (exception is IOException or SocketException)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }));
        var order = took.Order().ToList();
        results.Add(who, "s p50", order[people / 2]);
        results.Add(who, "s p99", order[people * 99 / 100]);
        results.Add(who, "s until all", order[^1]);
        results.Add(who, "CPU ms each", (server.Cpu - cpu).TotalMilliseconds / people);
        results.Add(who, "attempts that failed", failures);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who}: {people} are back after {order[^1]:0.0} s, {failures} attempts failed"));
    }

    // As wwwroot/js/live/timing.js.
    private static TimeSpan Wait(int attempt) =>
        TimeSpan.FromMilliseconds(500 + (Random.Shared.NextDouble() * (Math.Min(15_000, 2_000 * Math.Pow(2, attempt)) - 500)));
}
