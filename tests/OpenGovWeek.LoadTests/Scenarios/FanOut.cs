using System.Diagnostics;
using System.Globalization;
using OpenGovWeek.LoadTests.Crowds;
using OpenGovWeek.LoadTests.Servers;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Scenarios;

/// <summary>
/// One change at a time reaches everybody: a moderator pins a question, the next change comes when all have heard of it. Beside it the
/// same bytes by a bare hub, by bare sockets and by Socket.IO.
/// </summary>
internal sealed class FanOut : IScenario
{
    private const string Ours = "OpenGovWeek";
    private const string Bare = "bare SignalR hub";
    private const string Floor = "bare Kestrel sockets";
    private const string SocketIo = "Socket.IO 4";

    // Changes before few: what makes them is compiled again, better, before it is looked at. The application has more of that than who only broadcasts.
    private const int Before = 400;
    private const int Few = 50;

    // Five seconds, in which the same becomes of what sends to many.
    private const int Warming = 20;

    private static readonly TimeSpan Compiling = TimeSpan.FromSeconds(3);

    // The application tells a session's changes at most four times a second; the others are asked as often.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(260);

    public string Name => "fan-out";

    public async Task RunAsync(bool isQuick)
    {
        var (rounds, changes) = isQuick ? (2, 8) : (5, 20);
        var folder = Directory.CreateTempSubdirectory("ogw-load-");
        var delta = Path.Combine(folder.FullName, "delta.json");
        await File.WriteAllTextAsync(delta, await DeltaAsync());
        var script = Repository.PathOf("tests", "OpenGovWeek.LoadTests", "socket-io.mjs");
        var hasSocketIo = Directory.Exists(Repository.PathOf("tests", "OpenGovWeek.LoadTests", "node_modules"));
        if (!hasSocketIo)
        {
            Console.WriteLine("Without Socket.IO: run `npm ci` in tests/OpenGovWeek.LoadTests to have it beside the others.");
        }

        foreach (var attendees in (int[])(isQuick ? [500] : [10_000, 5_000, 1_000]))
        {
            var results = new Results();
            for (var round = 0; round < rounds; round++)
            {
                await MeasureAsync(results, Ours, attendees, changes, () => ServerProcess.ServeAsync("app", "Sqlite", "0", "quiet"));
                await MeasureAsync(results, Bare, attendees, changes, () => ServerProcess.ServeAsync("hub", delta));
                await MeasureAsync(results, Floor, attendees, changes, () => ServerProcess.ServeAsync("socket", delta));
                if (hasSocketIo)
                {
                    await MeasureAsync(results, SocketIo, attendees, changes, () => ServerProcess.StartAsync("node", script, delta));
                }
            }

            var about = string.Create(
                CultureInfo.InvariantCulture,
                $"{attendees:#,0} attendees, one broadcast of {new FileInfo(delta).Length:#,0} bytes in flight, {changes} of them in each of {rounds} rounds that take turns. The application's are changes of a moderator over HTTP, with its database, its beacons when no delta has just told as much, and everything else; the second column counts beacons and pings as well. Before it each has made {Before} changes for {Few}. Medians, with the least and the most of the rounds; ratios to the bare hub.");
            await results.PublishAsync($"{Name} {attendees}", about, Bare, isQuick);
        }

        folder.Delete(recursive: true);
    }

    private static async Task MeasureAsync(Results results, string who, int attendees, int changes, Func<Task<ServerProcess>> start)
    {
        using var server = await start();
        using var trigger = who == Ours ? Trigger.OfPin(server) : Trigger.OfReference(server);
        using (await Crowd.JoinAsync(server.Port, DialectOf(who, server), Few))
        {
            for (var change = 0; change < Before; change++)
            {
                await trigger.PullAsync();
            }

            await Task.Delay(Compiling);
        }

        var before = server.Memory;
        using var crowd = await Crowd.JoinAsync(server.Port, DialectOf(who, server), attendees);
        for (var warming = 0; warming < Warming; warming++)
        {
            await OneAsync(crowd, trigger, attendees);
        }

        var (cpu, messages, waited) = (server.Cpu, crowd.Messages, new List<double>(changes));
        for (var change = 0; change < changes; change++)
        {
            waited.Add(await OneAsync(crowd, trigger, attendees));
        }

        var spent = server.Cpu - cpu;
        messages = crowd.Messages - messages;
        results.Add(who, "CPU s per million", spent.TotalSeconds * 1_000_000 / (changes * (double)attendees));
        results.Add(who, "of all messages", spent.TotalSeconds * 1_000_000 / messages);
        results.Add(who, "KB per connection", (server.Memory - before) / 1024.0 / attendees);
        results.Add(who, "ms until the last has it", waited.Order().ElementAt(waited.Count / 2));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{who}, {attendees}: {spent.TotalSeconds:0.00} CPU s for {changes} broadcasts, {crowd.Lost} connections lost"));
    }

    // Milliseconds from asking for it until the last of the crowd has it.
    private static async Task<double> OneAsync(Crowd crowd, Trigger trigger, int attendees)
    {
        await Task.Delay(Pace);
        var heard = crowd.Deltas;
        var asked = Stopwatch.GetTimestamp();
        var (_, reached) = (trigger.PullAsync(), crowd.ReachedAsync(heard + attendees));
        return Stopwatch.GetElapsedTime(asked, await reached).TotalMilliseconds;
    }

    // What the application says of such a change, so that the others say the same.
    private static async Task<string> DeltaAsync()
    {
        using var server = await ServerProcess.ServeAsync("app", "Sqlite", "0", "quiet");
        using var trigger = Trigger.OfPin(server);
        return await trigger.OverhearAsync(server);
    }

    private static Dialect DialectOf(string who, ServerProcess server) => who switch
    {
        Ours => Dialect.Room(server.Said.GetProperty("slug").GetString()!),
        Bare => Dialect.Hub,
        Floor => Dialect.Socket,
        _ => Dialect.SocketIo,
    };
}
