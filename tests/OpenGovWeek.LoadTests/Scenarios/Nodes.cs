using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OpenGovWeek.LoadTests.Crowds;
using OpenGovWeek.LoadTests.Servers;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Scenarios;

/// <summary>The same attendees on one node and on two, over PostgreSQL and Redis: what telling them costs in all, and what crosses Redis.</summary>
internal sealed class Nodes : IScenario
{
    private const string One = "one node";
    private const string Two = "two nodes";
    private const string Provider = "PostgreSql";
    private const int Warming = 20;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(260);

    public string Name => "nodes";

    public async Task RunAsync(bool isQuick)
    {
        if (!TestDatabase.HasPostgreSql || Installed.RedisServer is null)
        {
            Console.WriteLine("Needs redis-server on the PATH and PostgreSQL at OPENGOVWEEK_TEST_POSTGRES.");
            return;
        }

        var (rounds, attendees, changes) = isQuick ? (2, 200, 8) : (5, 4_000, 40);
        var results = new Results();
        for (var round = 0; round < rounds; round++)
        {
            await MeasureAsync(results, One, attendees, changes);
            await MeasureAsync(results, Two, attendees, changes);
        }

        await results.PublishAsync(Name, string.Create(
            CultureInfo.InvariantCulture,
            $"{attendees:#,0} attendees on one node or half on each of two, {changes} changes of a moderator on the first in each of {rounds} rounds that take turns; PostgreSQL and Redis in both cases, whose own processor time is not counted. What Redis received counts everything: hints, presence and its clients' pings. Medians, with the least and the most of the rounds; ratios to one node."), One, isQuick);
    }

    private static async Task MeasureAsync(Results results, string who, int attendees, int changes)
    {
        await using var redis = await RedisServer.StartAsync("redis-server");
        using var first = await ServerProcess.ServeAsync("app", Provider, $"{attendees}", "quiet", redis.Configuration);
        using var second = who == Two
            ? await ServerProcess.ServeAsync("node", Provider, first.Said.GetProperty("database").GetString()!, redis.Configuration)
            : null;
        var cookies = first.Said.GetProperty("attendees").EnumerateArray().Select(attendee => attendee.GetString()!).ToList();
        var dialect = Dialect.Room(first.Said.GetProperty("slug").GetString()!, number => cookies[number]);
        var here = second is null ? attendees : attendees / 2;
        using var crowd = await Crowd.JoinAsync(first.Port, dialect, here);
        using var other = second is null ? null : await Crowd.JoinAsync(second.Port, dialect, attendees - here);
        using var trigger = Trigger.OfPin(first);
        for (var warming = 0; warming < Warming; warming++)
        {
            await OneAsync(trigger, crowd, here, other, attendees - here);
        }

        var (cpu, received, waited) = (first.Cpu + (second?.Cpu ?? TimeSpan.Zero), await ReceivedAsync(redis), new List<double>(changes));
        for (var change = 0; change < changes; change++)
        {
            waited.Add(await OneAsync(trigger, crowd, here, other, attendees - here));
        }

        var spent = first.Cpu + (second?.Cpu ?? TimeSpan.Zero) - cpu;
        results.Add(who, "CPU s per million", spent.TotalSeconds * 1_000_000 / (changes * (double)attendees));
        results.Add(who, "ms until the last has it", waited.Order().ElementAt(waited.Count / 2));
        results.Add(who, "bytes to Redis per change", (await ReceivedAsync(redis) - received) / (double)changes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who}: {spent.TotalSeconds:0.00} CPU s for {changes} changes to {attendees}, {crowd.Lost + (other?.Lost ?? 0)} connections lost"));
    }

    private static async Task<double> OneAsync(Trigger trigger, Crowd crowd, int here, Crowd? other, int there)
    {
        await Task.Delay(Pace);
        var (heard, elsewhere, asked) = (crowd.Deltas, other?.Deltas ?? 0, Stopwatch.GetTimestamp());
        var moments = await Task.WhenAll(crowd.ReachedAsync(heard + here), other?.ReachedAsync(elsewhere + there) ?? Task.FromResult(asked), PulledAsync(trigger, asked));
        return Stopwatch.GetElapsedTime(asked, moments.Max()).TotalMilliseconds;
    }

    private static async Task<long> PulledAsync(Trigger trigger, long asked)
    {
        await trigger.PullAsync();
        return asked;
    }

    // Bytes that Redis has received since it began.
    private static async Task<long> ReceivedAsync(RedisServer redis)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(redis.Configuration));
        await client.GetStream().WriteAsync("INFO stats\r\nQUIT\r\n"u8.ToArray());
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        const string Field = "total_net_input_bytes:";
        var line = (await reader.ReadToEndAsync()).Split('\n').Single(text => text.StartsWith(Field, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(Field.Length).Trim(), CultureInfo.InvariantCulture);
    }
}
