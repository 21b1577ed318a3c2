using System.Diagnostics;
using System.Globalization;
using OpenGovWeek.LoadTests.Crowds;
using OpenGovWeek.LoadTests.Servers;

namespace OpenGovWeek.LoadTests.Scenarios;

/// <summary>
/// One client in a hundred stops reading, as a phone in a tunnel does: how soon the others hear of a change, before and with them in the same round. Beside
/// it a bare hub that says the same bytes and waits for its group.
/// </summary>
internal sealed class StalledReaders : IScenario
{
    private const string Ours = "OpenGovWeek";
    private const string Bare = "bare SignalR hub, awaited";

    private const int Warming = 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(260);
    private static readonly TimeSpan MostStalled = TimeSpan.FromSeconds(40);

    public string Name => "stalled-readers";

    public async Task RunAsync(bool isQuick)
    {
        var (rounds, people, length) = isQuick ? (2, 200, TimeSpan.FromSeconds(6)) : (5, 1_000, TimeSpan.FromSeconds(18));
        var folder = Directory.CreateTempSubdirectory("ogw-load-");
        var delta = Path.Combine(folder.FullName, "delta.json");
        using (var server = await ServerProcess.ServeAsync("app", "Sqlite", "1", "long"))
        {
            using var trigger = await Trigger.OfBallotAsync(server);
            await File.WriteAllTextAsync(delta, await trigger.OverhearAsync(server));
        }

        var results = new Results();
        for (var round = 0; round < rounds; round++)
        {
            using (var server = await ServerProcess.ServeAsync("app", "Sqlite", $"{people}", "long", "metrics"))
            {
                using var trigger = await Trigger.OfBallotAsync(server);
                var cookies = server.Said.GetProperty("attendees").EnumerateArray().Select(attendee => attendee.GetString()!).ToList();
                var dialect = Dialect.Room(server.Said.GetProperty("slug").GetString()!, number => cookies[number]);
                var cut = () => Scrape.SumAsync(server, "opengovweek_live_connections_cut", "reason=\"does-not-read\"");
                await MeasureAsync(results, Ours, server, dialect, trigger, people, length, isQuick ? null : cut);
            }

            using (var server = await ServerProcess.ServeAsync("hub", delta))
            {
                using var trigger = Trigger.OfReference(server);
                await MeasureAsync(results, Bare, server, Dialect.Hub, trigger, people, length, null);
            }
        }

        var about = string.Create(
            CultureInfo.InvariantCulture,
            $"{people:#,0} attendees, a change of {new FileInfo(delta).Length:#,0} bytes every {Pace.TotalMilliseconds:0} ms for {length.TotalSeconds:0} s, the next when the last was sent. Milliseconds from when each change was due until each of those who read has it: first with everybody reading, then with one in a hundred more who have just stopped. They are cut after so many seconds, the filling of what lies between included. {rounds} rounds that take turns; medians, with the least and the most of the rounds; ratios to the hub.");
        await results.PublishAsync(Name, about, Bare, isQuick);
        folder.Delete(recursive: true);
    }

    /// <param name="cut">How many the server has cut; null not to wait for it.</param>
    private static async Task MeasureAsync(
        Results results, string who, ServerProcess server, Dialect dialect, Trigger trigger, int people, TimeSpan length, Func<Task<double>>? cut)
    {
        var stalled = people / 100;
        using var crowd = await Crowd.JoinAsync(server.Port, dialect, people - stalled);
        await ChangeAsync(crowd, trigger, people - stalled, Pace * Warming);
        var before = await ChangeAsync(crowd, trigger, people - stalled, length / 2);
        await Task.WhenAll(Enumerable.Range(people - stalled, stalled).Select(crowd.EnterStalledAsync));
        var begun = Stopwatch.GetTimestamp();
        var cutting = cut is null ? Task.FromResult(double.NaN) : CutAsync(cut, stalled, begun);
        var with = await ChangeAsync(crowd, trigger, people - stalled, length);
        results.Add(who, "p50 before", At(before, 50));
        results.Add(who, "p99 before", At(before, 99));
        results.Add(who, "p50 with stalled", At(with, 50));
        results.Add(who, "p99 with stalled", At(with, 99));
        results.Add(who, "p99 with over before", At(with, 99) / At(before, 99));
        if (cut is not null)
        {
            results.Add(who, "s until cut", await cutting);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{who}: p99 {At(before, 99):0} ms, with {stalled} stalled {At(with, 99):0} ms, most {with[^1]:0} ms, {crowd.Lost} connections of others lost"));
    }

    // Milliseconds from when a change was due until somebody had it, of all changes and all who read, in order.
    private static async Task<IReadOnlyList<double>> ChangeAsync(Crowd crowd, Trigger trigger, int readers, TimeSpan length)
    {
        var (waited, at) = (new List<double>(), new long[readers]);
        crowd.Heard = (number, _) => at[number] = Stopwatch.GetTimestamp();
        var begun = Stopwatch.GetTimestamp();
        for (var due = TimeSpan.Zero; due < length && Stopwatch.GetElapsedTime(begun) < MostStalled; due += Pace)
        {
            if (due > Stopwatch.GetElapsedTime(begun))
            {
                await Task.Delay(due - Stopwatch.GetElapsedTime(begun));
            }

            var heard = crowd.Deltas;
            await Task.WhenAll(trigger.PullAsync(), crowd.ReachedAsync(heard + readers));
            waited.AddRange(at.Select(moment => (Stopwatch.GetElapsedTime(begun, moment) - due).TotalMilliseconds));
        }

        return [.. waited.Order()];
    }

    private static async Task<double> CutAsync(Func<Task<double>> cut, int stalled, long begun)
    {
        while (await cut() < stalled && Stopwatch.GetElapsedTime(begun) < MostStalled)
        {
            await Task.Delay(500);
        }

        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static double At(IReadOnlyList<double> times, int percent) => times[times.Count * percent / 100];
}
