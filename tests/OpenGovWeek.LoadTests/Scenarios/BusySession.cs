using System.Diagnostics;
using System.Globalization;
using OpenGovWeek.LoadTests.Crowds;
using OpenGovWeek.LoadTests.Servers;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Scenarios;

/// <summary>
/// A session in which something changes many times a second: ballots that everybody sees. The application tells what became of them; beside it a bare hub and
/// Socket.IO tell of each. Then the ballots grow to thousands a second, and the telling stays what it was.
/// </summary>
internal sealed class BusySession : IScenario
{
    private const string Ours = "OpenGovWeek";
    private const string Bare = "bare SignalR hub, each change";
    private const string SocketIo = "Socket.IO 4, each change";

    // To whom the application tells busily before it is looked at: what does it is compiled again meanwhile, and it has more of that than who only tells.
    private const int Few = 50;
    private const int Busily = 1_000;

    private static readonly TimeSpan Compiling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(4);

    public string Name => "busy-session";

    public async Task RunAsync(bool isQuick)
    {
        var (rounds, seconds) = isQuick ? (2, 4) : (5, 8);
        var folder = Directory.CreateTempSubdirectory("ogw-load-");
        var delta = Path.Combine(folder.FullName, "delta.json");
        using (var server = await ServeAsync(1))
        {
            using var trigger = await Trigger.OfBallotAsync(server);
            await File.WriteAllTextAsync(delta, await trigger.OverhearAsync(server));
        }

        var script = Repository.PathOf("tests", "OpenGovWeek.LoadTests", "socket-io.mjs");
        var hasSocketIo = Directory.Exists(Repository.PathOf("tests", "OpenGovWeek.LoadTests", "node_modules"));
        // As many attendees as a bare hub still serves on two cores: to tell each of them of each change is 30,000 and 50,000 messages a second.
        foreach (var (rate, attendees) in ((int, int)[])(isQuick ? [(30, 100), (100, 100)] : [(30, 1_000), (100, 500)]))
        {
            var results = new Results();
            for (var round = 0; round < rounds; round++)
            {
                await OursAsync(results, Ours, attendees, rate, TimeSpan.FromSeconds(seconds));
                await EachAsync(results, Bare, Dialect.Hub, () => ServerProcess.ServeAsync("hub", delta), attendees, rate, seconds);
                if (hasSocketIo)
                {
                    await EachAsync(results, SocketIo, Dialect.SocketIo, () => ServerProcess.StartAsync("node", script, delta), attendees, rate, seconds);
                }
            }

            await results.PublishAsync($"{Name} {rate}", string.Create(
                CultureInfo.InvariantCulture,
                $"{attendees:#,0} attendees, {rate} ballots a second for {seconds} s in each of {rounds} rounds that take turns, told in {new FileInfo(delta).Length:#,0} bytes. The application writes them, counts them and does everything else besides; the references only tell of each, until all have heard. It was warmed up for 10 s and 4 more, they for 4. Medians, with the least and the most of the rounds; ratios to the bare hub."), Bare, isQuick);
        }

        await GrowAsync(isQuick);
        folder.Delete(recursive: true);
    }

    private static Task<ServerProcess> ServeAsync(int attendees) => ServerProcess.ServeAsync("app", "Sqlite", $"{attendees}");

    // From some ballots to as many as the server takes: what grows is the writing.
    private static async Task GrowAsync(bool isQuick)
    {
        var (rounds, attendees, length) = isQuick ? (2, 100, TimeSpan.FromSeconds(3)) : (5, 2_000, TimeSpan.FromSeconds(5));
        var results = new Results();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var rate in (int[])[10, 100, 1_000, 10_000])
            {
                await OursAsync(results, $"{rate} a second", attendees, rate, length);
            }
        }

        await results.PublishAsync("busy-session growing", string.Create(
            CultureInfo.InvariantCulture,
            $"{attendees:#,0} attendees, and from 10 to 10,000 ballots a second asked for, for {length.TotalSeconds:0} s in each of {rounds} rounds that take turns; writing them is part of the processor time. Medians, with the least and the most of the rounds; ratios to 10 a second."), "10 a second", isQuick);
    }

    private static async Task OursAsync(Results results, string who, int attendees, int rate, TimeSpan length)
    {
        using var server = await ServeAsync(attendees);
        var cookies = server.Said.GetProperty("attendees").EnumerateArray().Select(attendee => attendee.GetString()!).ToList();
        var room = Dialect.Room(server.Said.GetProperty("slug").GetString()!, number => cookies[number]);
        using (await Crowd.JoinAsync(server.Port, room, Few))
        {
            await server.TellAsync($"ballots {Busily}");
            await Task.Delay(Compiling);
            await server.TellAsync("ballots 0");
        }

        using var crowd = await Crowd.JoinAsync(server.Port, room, attendees);
        var bytes = 0L;
        crowd.Heard = (_, text) => Interlocked.Add(ref bytes, text.Length);
        await server.TellAsync($"ballots {rate}");
        await Task.Delay(Warming);
        var (cpu, heard, told, cast, begun) = (server.Cpu, crowd.Deltas, Interlocked.Read(ref bytes), await CastAsync(server, rate), Stopwatch.GetTimestamp());
        await Task.Delay(length);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var (spent, updates) = ((server.Cpu - cpu).TotalSeconds / seconds, (crowd.Deltas - heard) / seconds / attendees);
        var written = (await CastAsync(server, rate) - cast) / seconds;
        Add(results, who, attendees, written, updates, spent);
        results.Add(who, "bytes a second and attendee", (Interlocked.Read(ref bytes) - told) / seconds / attendees);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who}, {rate}: {written:0} written and {updates:0.00} updates a second, {spent:0.00} CPU s a second"));
    }

    private static async Task<long> CastAsync(ServerProcess server, int rate) => (await server.TellAsync($"ballots {rate}")).GetProperty("acknowledged").GetInt64();

    private static async Task EachAsync(
        Results results, string who, Dialect dialect, Func<Task<ServerProcess>> start, int attendees, int rate, int seconds)
    {
        using var server = await start();
        using var crowd = await Crowd.JoinAsync(server.Port, dialect, attendees);
        using var trigger = Trigger.OfReference(server);
        await SendAsync(crowd, trigger, attendees, rate, (int)Warming.TotalSeconds);
        var (cpu, begun) = (server.Cpu, Stopwatch.GetTimestamp());
        await SendAsync(crowd, trigger, attendees, rate, seconds);
        Add(results, who, attendees, rate, rate, (server.Cpu - cpu).TotalSeconds / seconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who}, {rate}: {seconds} s of changes were told in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s"));
    }

    // So many a second, whether the last is through or not; ends when everybody has heard all.
    private static async Task SendAsync(Crowd crowd, Trigger trigger, int attendees, int rate, int seconds)
    {
        var (heard, begun, pulled) = (crowd.Deltas, Stopwatch.GetTimestamp(), new List<Task>());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (pulled.Count < rate * seconds)
        {
            await timer.WaitForNextTickAsync();
            while (pulled.Count < Math.Min(rate * seconds, Stopwatch.GetElapsedTime(begun).TotalSeconds * rate))
            {
                pulled.Add(trigger.PullAsync());
            }
        }

        await Task.WhenAll(pulled);
        await crowd.ReachedAsync(heard + ((long)rate * seconds * attendees));
    }

    private static void Add(Results results, string who, int attendees, double changes, double updates, double cpu)
    {
        results.Add(who, "changes a second", changes);
        results.Add(who, "updates a second and attendee", updates);
        results.Add(who, "CPU s a second", cpu);
        results.Add(who, "CPU ms a second and attendee", cpu * 1000 / attendees);
    }
}
