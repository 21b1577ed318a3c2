using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Live;
using OpenGovWeek.Web.ScaleOut.Redis;
using OpenGovWeek.Web.Tests.Live;
using OpenGovWeek.Web.Tests.Mail;
using OpenGovWeek.Web.Tests.Polls;
using OpenGovWeek.Web.Tests.ScaleOut;
using Xunit;

namespace OpenGovWeek.Web.Tests.Telemetry;

/// <summary>The numbers say what happened.</summary>
public sealed class MetricsTests
{
    public static TheoryData<string> RedisKinds => [.. RedisServer.Available];

    [Fact]
    public async Task Ballots_are_counted_by_commit_and_what_they_change_by_how_late_it_was_delivered()
    {
        await using var stage = await BallotStage.SetAsync("Sqlite", policy: ResultsPolicy.Live);
        using var measured = new Measured(stage.Week.Node);
        using var browser = stage.Week.Node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, stage.Week.Slug);
        var attendees = await stage.NewAttendeesAsync(20);

        await Task.WhenAll(attendees.Select(attendee => stage.CastAsync(attendee, 0)));
        await Eventually.TrueAsync(() => !room.Deltas.IsEmpty, "the tally arrives");

        Assert.Equal(20, measured.Of("opengovweek.writer.commit.actions").Sum());
        Assert.Equal(measured.Of("opengovweek.writer.commit.actions").Count, measured.Of("opengovweek.writer.commit.duration").Count);
        Assert.Equal(0, measured.Now("opengovweek.writer.queue.actions"));
        Assert.NotEmpty(measured.Of("opengovweek.write_gate.wait.duration"));
        Assert.Equal(1, measured.Now("opengovweek.live.connections"));
        Assert.All(measured.Of("opengovweek.live.delivery.lag"), seconds => Assert.InRange(seconds, double.Epsilon, 30));
        Assert.NotEmpty(measured.Of("opengovweek.live.delivery.lag"));
        Assert.Equal(room.Deltas.Count, measured.Of("opengovweek.live.messages", LiveNames.Delta).Sum());
        Assert.NotEmpty(measured.Of("opengovweek.live.database_reads", "changes"));
        Assert.Empty(measured.Of("opengovweek.live.hints.missed"));
    }

    [Fact]
    public async Task Who_catches_up_is_counted_by_what_there_was_to_read()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        await BallotStage.AddPollAsync(week, PollStatus.Open);
        using var measured = new Measured(node);
        using var browser = node.NewBrowser();

        foreach (var since in (int[])[0, 0, 1])
        {
            (await browser.Http.GetAsync($"/api/sessions/{week.Slug}/changes?since={since}")).EnsureSuccessStatusCode();
        }

        Assert.Equal(2, measured.Of("opengovweek.live.catch_ups", "snapshot").Sum());
        Assert.Equal(1, measured.Of("opengovweek.live.catch_ups", "nothing").Sum());
    }

    [Fact]
    public async Task A_change_that_no_hint_told_of_is_found_by_the_sweep_and_counted()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        using var measured = new Measured(node);
        using var browser = node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, script.Session.Slug);

        script.CommitUnheard(isPublic: true);

        await Eventually.TrueAsync(() => !room.Deltas.IsEmpty, "the sweep finds it");
        Assert.Equal(1, measured.Of("opengovweek.live.hints.missed").Sum());
        Assert.Empty(measured.Of("opengovweek.live.delivery.lag"));
    }

    [Fact]
    public async Task Sightings_and_mails_that_wait_are_told_and_for_how_long()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        using var _1 = browser;
        using var measured = new Measured(node);
        Assert.Equal(0, measured.Now("opengovweek.attendance.lag"));

        (await browser.Http.GetAsync($"/api/sessions/{week.Slug}/changes?since=0&tab={Guid.NewGuid()}")).EnsureSuccessStatusCode();
        // Nobody sends them: no mail server is set.
        await Letters.WriteAsync(node, "uno", "dos");

        Assert.Equal(1, measured.Now("opengovweek.attendance.sightings"));
        Assert.InRange(measured.Now("opengovweek.attendance.lag"), double.Epsilon, 30);
        await Eventually.TrueAsync(() => measured.Now("opengovweek.outbox.waiting") is 2, "the mails are counted");
        await Eventually.TrueAsync(() => measured.Now("opengovweek.attendance.sightings") is 0 && measured.Now("opengovweek.attendance.lag") is 0, "the sighting is written");
    }

    [Theory]
    [MemberData(nameof(RedisKinds))]
    public async Task Hints_are_counted_on_both_sides_of_Redis_and_where_it_took_none(string kind)
    {
        await using var redis = await RedisServer.StartAsync(kind);
        var (one, other) = await BusNode.StartTwoAsync(redis.Configuration);
        await using var first = one;
        await using var second = other;
        using var sent = new Measured(one.Meters);
        using var heard = new Measured(other.Meters);

        one.Hints.Publish(new Hint.SessionAdvanced(Guid.NewGuid(), 7));

        Assert.Equal(1, sent.Of("opengovweek.hints.published").Sum());
        await Eventually.TrueAsync(() => heard.Of("opengovweek.hints.received").Sum() >= 1, "the other node hears it");
        Assert.Equal(1, sent.Now("opengovweek.redis.connected"));

        await redis.StopAsync();
        await Eventually.TrueAsync(() => sent.Now("opengovweek.redis.connected") is 0, "Redis is away");
    }

    [Fact]
    public async Task Hints_that_find_no_place_in_the_queue_are_counted_as_lost()
    {
        await using var redis = RedisServer.Prepare(RedisServer.Available[0]);
        await using var node = await BusNode.StartAsync(redis.Configuration);
        using var measured = new Measured(node.Meters);

        for (var number = 0; number < RedisChannels.Capacity + 900; number++)
        {
            node.Hints.Publish(new Hint.AttendeeNews(Guid.NewGuid()));
        }

        Assert.Equal(RedisChannels.Capacity + 900, measured.Of("opengovweek.hints.published").Sum());
        Assert.Equal(900, measured.Of("opengovweek.redis.texts.lost").Sum());
    }

    [Fact]
    public void Telling_of_a_message_allocates_nothing_while_somebody_listens()
    {
        using var services = new ServiceCollection().AddMetrics().AddSingleton(TimeProvider.System).AddSingleton<LiveMetrics>().BuildServiceProvider();
        var metrics = services.GetRequiredService<LiveMetrics>();
        var meters = services.GetRequiredService<IMeterFactory>();
        long heard = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => heard += value);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => heard++);
        listener.Start();
        Tell();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1000; time++)
        {
            Tell();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(1001 * 12, heard);

        void Tell()
        {
            metrics.Sent(LiveNames.Delta, handed: 10, leftOut: 1);
            metrics.Delivered(1);
        }
    }
}
