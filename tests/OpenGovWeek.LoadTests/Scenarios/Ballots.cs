using System.Diagnostics;
using System.Globalization;
using OpenGovWeek.LoadTests.Crowds;
using OpenGovWeek.LoadTests.Servers;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Scenarios;

/// <summary>Everybody presses at once: ballots over HTTP, each acknowledged after its commit, as many as the server takes. Beside it one <c>SaveChanges</c> per ballot.</summary>
internal sealed class Ballots : IScenario
{
    private const string Ours = "OpenGovWeek";
    private const string Naive = "one SaveChanges each";

    // Until then a good part of the processor time is the compiler's.
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(30);

    public string Name => "ballots";

    public async Task RunAsync(bool isQuick)
    {
        var (rounds, seconds, before) = isQuick ? (2, 3, TimeSpan.FromSeconds(3)) : (5, 8, Before);
        foreach (var provider in TestDatabase.Configured.Where(name => name != "SqlServer"))
        {
            // As several nodes would be run, though there is one.
            await using var redis = provider == "Sqlite" ? null : await RedisServer.StartAsync(RedisServer.Available[^1]);
            foreach (var producers in (int[])[64, 1_000])
            {
                var results = new Results();
                using var ours = await ServeAsync(Ours, provider, redis?.Configuration, producers);
                using var naive = await ServeAsync(Naive, provider, redis?.Configuration, producers);
                (string Who, ServerProcess Server)[] both = [(Ours, ours), (Naive, naive)];
                foreach (var (who, server) in both)
                {
                    await PressAsync(new Results(), who, server, producers, before);
                }

                for (var round = 0; round < rounds; round++)
                {
                    foreach (var (who, server) in both)
                    {
                        await PressAsync(results, who, server, producers, TimeSpan.FromSeconds(seconds));
                    }
                }

                var about = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{provider}{(redis is null ? "" : " and Redis")}, {producers:#,0} attendees who are signed in and send their ballot again as soon as the last is acknowledged, for {seconds} s in each of {rounds} rounds that take turns, after {before.TotalSeconds} s of the same; servers and clients share the machine. One SaveChanges each is a bare endpoint: no sign-in, rule, limit or tally. Ballots that were refused count in no number. Medians, with the least and the most of the rounds.");
                await results.PublishAsync($"{Name} {provider} {producers}", about, Naive, isQuick);
            }
        }
    }

    private static Task<ServerProcess> ServeAsync(string who, string provider, string? redis, int producers)
    {
        string[] how = redis is null || who == Naive ? ["quiet"] : ["quiet", redis];
        return ServerProcess.ServeAsync([who == Ours ? "app" : "naive", provider, producers.ToString(CultureInfo.InvariantCulture), .. how]);
    }

    private static async Task PressAsync(Results results, string who, ServerProcess server, int producers, TimeSpan length)
    {
        var said = server.Said;
        var poll = said.GetProperty("poll").GetGuid();
        var choices = said.GetProperty("choices").EnumerateArray().Select(choice => choice.GetGuid()).ToList();
        using var stop = new CancellationTokenSource();
        var (counting, refused) = (false, 0);
        var waited = new List<double>[producers];
        var all = Enumerable.Range(0, producers).Select(async number =>
        {
            var requests = choices.ConvertAll(choice => who == Ours
                ? Producer.Request(
                    "PUT",
                    $"/api/sessions/{said.GetProperty("slug").GetString()}/polls/{poll}/ballot",
                    $"Cookie: {said.GetProperty("attendees")[number].GetString()}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n",
                    $$"""{"choices":["{{choice}}"]}""")
                : Producer.Request("PUT", $"/{poll}/{said.GetProperty("ids")[number].GetGuid()}/{choice}", "", ""));
            waited[number] = [];
            using var producer = new Producer(server.Port);
            await producer.ConnectAsync(number);
            for (var turn = number; !stop.IsCancellationRequested; turn++)
            {
                var sent = Stopwatch.GetTimestamp();
                var status = await producer.SendAsync(requests[turn % requests.Count]);
                if (!Volatile.Read(ref counting))
                {
                    continue;
                }

                if (status == 200)
                {
                    waited[number].Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                }
                else
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }).ToList();
        await Task.Delay(length / 4);
        var (cpu, begun) = (server.Cpu, Stopwatch.GetTimestamp());
        Volatile.Write(ref counting, true);
        await Task.Delay(length);
        Volatile.Write(ref counting, false);
        var (spent, took) = (server.Cpu - cpu, Stopwatch.GetElapsedTime(begun));
        await stop.CancelAsync();
        await Task.WhenAll(all);
        var times = waited.SelectMany(one => one).Order().ToList();
        results.Add(who, "ballots a second", times.Count / took.TotalSeconds);
        results.Add(who, "CPU s per 1,000", spent.TotalSeconds * 1000 / Math.Max(1, times.Count));
        results.Add(who, "p50 ms", times[times.Count / 2]);
        results.Add(who, "p99 ms", times[times.Count * 99 / 100]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who}, {producers}: {times.Count} in {took.TotalSeconds:0.0} s, {refused} refused"));
    }
}
