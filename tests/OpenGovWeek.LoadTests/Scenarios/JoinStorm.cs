using System.Diagnostics;
using System.Globalization;
using OpenGovWeek.LoadTests.Crowds;
using OpenGovWeek.LoadTests.Servers;

namespace OpenGovWeek.LoadTests.Scenarios;

/// <summary>
/// Everybody comes in at once, signed in: page, hub, what is one's own and what changed meanwhile. Beside it the same bytes, finished, from a server
/// that has nothing else to do. Then a poll opens before those who are there, a ministry registers from its one address, and an audience fills one node.
/// </summary>
internal sealed class JoinStorm : IScenario
{
    private const string Ours = "OpenGovWeek";
    private const string Bare = "finished bytes and a bare hub";

    // Who comes in before, as over an hour or so: the server has compiled what it uses most.
    private const int Before = 3_000;

    // On their way in at one moment, of those who come in over a minute or so.
    private const int Streaming = 128;

    public string Name => "join-storm";

    public async Task RunAsync(bool isQuick)
    {
        var folder = Directory.CreateTempSubdirectory("ogw-load-");
        foreach (var people in (int[])(isQuick ? [200] : [500, 1_000]))
        {
            var (results, rounds) = (new Results(), isQuick ? 2 : 5);
            for (var round = 0; round < rounds; round++)
            {
                await BurstAsync(results, people, folder.FullName);
                await BareBurstAsync(results, people, folder.FullName);
            }

            var about = string.Create(
                CultureInfo.InvariantCulture,
                $"{people:#,0} attendees who are signed in come into a room with 41 questions in one burst, where 3,000 have come and gone before, all at the same moment: the page with its snapshot, the hub, what is their own and what changed since. Milliseconds from the beginning of the burst until each had all of it; then a moderator opens a poll, and milliseconds from asking for it until each screen has it. Beside it a server that gives the same bytes without making them. {rounds} rounds that take turns, clients on the same machine; medians, with the least and the most of the rounds.");
            await results.PublishAsync($"{Name} {people}", about, Bare, isQuick);
        }

        await MinistryAsync(isQuick);
        await FullHouseAsync(isQuick);
        folder.Delete(recursive: true);
    }

    private static async Task BurstAsync(Results results, int people, string folder)
    {
        using var server = await ServerProcess.ServeAsync("app", "Sqlite", $"{people}", "quiet", "full", "metrics");
        using var moderator = new Moderator(server);
        var door = Doorway.OfRoom(server, await moderator.RevisionAsync());
        await door.SaveAsync(folder);
        using var crowd = await BurstAsync(results, Ours, server, door, people);
        results.Add(Ours, "snapshots read", await Scrape.SumAsync(server, "opengovweek_live_database_reads", "reading=\"snapshot\""));
        await OpenPollsAsync(results, crowd, moderator, people);
    }

    private static async Task BareBurstAsync(Results results, int people, string folder)
    {
        using var server = await ServerProcess.ServeAsync("room", folder);
        using var crowd = await BurstAsync(results, Bare, server, Doorway.OfBare(server), people);
    }

    private static async Task<Crowd> BurstAsync(Results results, string who, ServerProcess server, Doorway door, int people)
    {
        for (var entered = 0; entered < Before; entered += people)
        {
            using var before = new Crowd(server.Port, door.Hub);
            await door.EnterAsync(before, people, Streaming);
        }

        var crowd = new Crowd(server.Port, door.Hub);
        var cpu = server.Cpu;
        var took = await door.EnterAsync(crowd, people, atOnce: people);
        results.Add(who, "p50 ms", took[took.Count / 2]);
        results.Add(who, "p95 ms", took[took.Count * 95 / 100]);
        results.Add(who, "p99 ms", took[took.Count * 99 / 100]);
        results.Add(who, "CPU ms each", (server.Cpu - cpu).TotalMilliseconds / people);
        results.Add(who, "refused", people - took.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who}: {took.Count} of {people} are in after {took[^1]:0} ms"));
        return crowd;
    }

    private static async Task OpenPollsAsync(Results results, Crowd crowd, Moderator moderator, int people)
    {
        var waited = new List<double>();
        for (var time = 0; time < 3; time++)
        {
            var poll = await moderator.NextPollAsync();
            // What went before has been told.
            await Task.Delay(500);
            var (heard, at) = (crowd.Deltas, new long[people]);
            crowd.Heard = (number, _) => at[number] = Stopwatch.GetTimestamp();
            var asked = Stopwatch.GetTimestamp();
            await moderator.OpenAsync(poll);
            await crowd.ReachedAsync(heard + people);
            waited.AddRange(at.Select(moment => Stopwatch.GetElapsedTime(asked, moment).TotalMilliseconds));
        }

        results.Add(Ours, "poll readable p95 ms", waited.Order().ElementAt(waited.Count * 95 / 100));
    }

    private static async Task MinistryAsync(bool isQuick)
    {
        var people = isQuick ? 300 : 2_000;
        using var server = await ServerProcess.ServeAsync("app", "Sqlite", "0", "quiet", "full");
        using var moderator = new Moderator(server);
        var begun = Stopwatch.GetTimestamp();
        var cookies = await Registrations.RunAsync(server, people, address: 0);
        var registered = Stopwatch.GetElapsedTime(begun);
        var door = Doorway.OfRoom(server, await moderator.RevisionAsync(), cookies);
        using var crowd = new Crowd(server.Port, door.Hub);
        var entered = await door.EnterAsync(crowd, cookies.Count, atOnce: cookies.Count, from: 0);
        var results = new Results();
        results.Add(Ours, "registered", cookies.Count);
        results.Add(Ours, "s until all were", registered.TotalSeconds);
        results.Add(Ours, "entered", entered.Count);
        results.Add(Ours, "s until all had", entered[^1] / 1000);
        await results.PublishAsync(
            "join-storm one address", string.Create(CultureInfo.InvariantCulture, $"{people:#,0} people behind one address register with the form, one round, and come in together."), Ours, isQuick);
    }

    private static async Task FullHouseAsync(bool isQuick)
    {
        var people = isQuick ? 500 : 10_000;
        using var server = await ServerProcess.ServeAsync("app", "Sqlite", $"{people}", "quiet", "full", "metrics");
        using var moderator = new Moderator(server);
        var (first, memory) = (await moderator.RevisionAsync(), server.Memory);
        var door = Doorway.OfRoom(server, first);
        using var crowd = new Crowd(server.Port, door.Hub);
        using var stop = new CancellationTokenSource();
        var changes = ChangeAsync(moderator, stop.Token);
        var entered = await door.EnterAsync(crowd, people, Streaming);
        await stop.CancelAsync();
        await changes;
        var revisions = await moderator.RevisionAsync() - first + 1;
        var results = new Results();
        results.Add(Ours, "entered", entered.Count);
        results.Add(Ours, "lost", crowd.Lost);
        results.Add(Ours, "s", entered[^1] / 1000);
        results.Add(Ours, "KB each", (server.Memory - memory) / 1024.0 / people);
        results.Add(Ours, "revisions", revisions);
        results.Add(Ours, "snapshots a revision", await Scrape.SumAsync(server, "opengovweek_live_database_reads", "reading=\"snapshot\"") / revisions);
        await results.PublishAsync(
            "join-storm full house", string.Create(CultureInfo.InvariantCulture, $"{people:#,0} attendees come into one node, {Streaming} of them on their way at a time, while a poll opens or closes every two seconds; one round."), Ours, isQuick);
    }

    private static async Task ChangeAsync(Moderator moderator, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await moderator.OpenAsync(await moderator.NextPollAsync());
            await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
        }
    }
}
