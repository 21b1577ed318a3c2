using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.LoadTests.Servers;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Scenarios;

/// <summary>
/// Ballots at the writer, without HTTP: each acknowledged after its commit. Beside it prepared rows without any rule, and one <c>SaveChanges</c> per ballot, on
/// the same database and in the same process.
/// </summary>
internal sealed class BallotWriters : IScenario
{
    private const string Ours = "OpenGovWeek's writer";
    private const string Bare = "bare prepared batches";
    private const string Naive = "one SaveChanges each";

    // Seconds. A profile showed the compiler at work for half of the writer's first twenty on PostgreSQL.
    private const int Compiling = 15;

    public string Name => "ballot-writers";

    public async Task RunAsync(bool isQuick)
    {
        var (rounds, seconds) = isQuick ? (2, 2) : (5, 4);
        foreach (var provider in TestDatabase.Configured.Where(name => name != "SqlServer"))
        {
            await using var database = await TestDatabase.CreateAsync(provider);
            await using var node = await TestNode.StartAsync(database, isPlain: true);
            var week = await TestEvent.CreateAsync(node);
            var scene = await BallotScene.CreateAsync(week, choices: 2, isQuiet: true);
            var people = (await week.NewAttendeesAsync(1_000)).Select(person => person.Id).ToList();
            await TakeTurnsAsync(new Results(), 64, Compiling);
            foreach (var producers in (int[])[64, 1_000])
            {
                var results = new Results();
                for (var round = 0; round < rounds; round++)
                {
                    await TakeTurnsAsync(results, producers, seconds);
                }

                var about = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{provider}, {producers:#,0} attendees in the writer's own process, each of whom sends the next ballot, another than the last, as soon as that is committed, for {seconds} s in each of {rounds} rounds that take turns. On each database each did so for {Compiling * 1.5} s before, in which what it runs is compiled. Medians, with the least and the most of the rounds; ratios to the bare batches.");
                await results.PublishAsync($"{Name} {provider} {producers}", about, Bare, isQuick);
            }

            async Task TakeTurnsAsync(Results results, int producers, int seconds)
            {
                await MeasureAsync(results, Ours, producers, seconds, people, scene.Choices, Writer(node, scene));
                await using (var bare = new BareBatches(database, scene.Poll))
                {
                    await MeasureAsync(results, Bare, producers, seconds, people, scene.Choices, bare.CastAsync);
                }

                await MeasureAsync(results, Naive, producers, seconds, people, scene.Choices, (attendee, choice) => NaiveBallots.CastAsync(
                    node.Services.GetRequiredService<IDbContextFactory<OpenGovWeekDbContext>>(), scene.Poll, attendee, choice));
            }
        }
    }

    private static Func<Guid, Guid, Task> Writer(TestNode node, BallotScene scene)
    {
        var writer = node.Services.GetRequiredService<SessionActionWriter>();
        return (attendee, choice) => writer.WriteAsync(new BallotAction(scene.Session, attendee, scene.Poll, [choice], []));
    }

    private static async Task MeasureAsync(Results results, string who, int producers, int seconds, List<Guid> people, IReadOnlyList<Guid> choices, Func<Guid, Guid, Task> cast)
    {
        var (stop, counting) = (false, false);
        var waited = new List<double>[producers];
        var all = Enumerable.Range(0, producers).Select(number => Task.Run(async () =>
        {
            waited[number] = [];
            for (var turn = number; !Volatile.Read(ref stop); turn++)
            {
                var sent = Stopwatch.GetTimestamp();
                await cast(people[number], choices[turn % choices.Count]);
                if (Volatile.Read(ref counting))
                {
                    waited[number].Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                }
            }
        })).ToList();
        await Task.Delay(TimeSpan.FromSeconds(seconds / 2.0));
        var (cpu, begun) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        Volatile.Write(ref counting, true);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        Volatile.Write(ref counting, false);
        var (spent, took) = (Environment.CpuUsage.TotalTime - cpu, Stopwatch.GetElapsedTime(begun));
        Volatile.Write(ref stop, true);
        await Task.WhenAll(all);
        var times = waited.SelectMany(one => one).Order().ToList();
        results.Add(who, "ballots a second", times.Count / took.TotalSeconds);
        results.Add(who, "CPU s per 1,000", spent.TotalSeconds * 1000 / Math.Max(1, times.Count));
        results.Add(who, "p50 ms", times[times.Count / 2]);
        results.Add(who, "p99 ms", times[times.Count * 99 / 100]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{who}, {producers}: {times.Count} in {took.TotalSeconds:0.0} s"));
    }
}
