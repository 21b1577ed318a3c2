using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Attendance;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendance;

public sealed class AttendanceRecorderTests
{
    public static TheoryData<string> Providers => [.. TestDatabase.Configured];

    [Fact]
    public async Task Heartbeats_of_a_room_become_an_interval_and_those_of_strangers_and_screens_none()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        using var own = browser;
        using var anybody = node.NewBrowser();
        var tab = Guid.NewGuid();
        await using var room = await Watcher.EnterAsync(own, week.Slug, tab: tab);
        await using var screen = await Watcher.EnterAsync(own, week.Slug, "screen");
        await using var stranger = await Watcher.EnterAsync(anybody, week.Slug);

        await room.Connection.InvokeAsync("Heartbeat", week.Slug, tab);
        node.Clock.Advance(TimeSpan.FromSeconds(30));
        await room.Connection.InvokeAsync("Heartbeat", week.Slug, tab);
        await screen.Connection.InvokeAsync("Heartbeat", week.Slug, Guid.NewGuid());
        await stranger.Connection.InvokeAsync("Heartbeat", week.Slug, Guid.NewGuid());
        await node.Services.GetRequiredService<AttendanceRecorder>().FlushAsync(TestContext.Current.CancellationToken);

        var interval = Assert.Single(await IntervalsAsync(node));
        Assert.Equal((attendee, week.Session.Id, tab), (interval.AttendeeId, interval.SessionId, interval.TabId));
        Assert.InRange(interval.LastSeenAt - interval.JoinedAt, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Polling_is_a_sighting_and_a_gap_begins_another_interval()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        using var own = browser;
        var address = $"/api/sessions/{week.Slug}/changes?tab={Guid.NewGuid()}";
        foreach (var pause in new[] { 0, 60, 85, 100, 10 })
        {
            node.Clock.Advance(TimeSpan.FromSeconds(pause));
            using var answer = await own.Http.GetAsync(address);
            answer.EnsureSuccessStatusCode();
        }

        await node.Services.GetRequiredService<AttendanceRecorder>().FlushAsync(TestContext.Current.CancellationToken);

        var intervals = (await IntervalsAsync(node)).OrderBy(i => i.JoinedAt).ToList();
        Assert.Equal(2, intervals.Count);
        Assert.InRange(intervals[0].LastSeenAt - intervals[0].JoinedAt, TimeSpan.FromSeconds(145), TimeSpan.FromSeconds(155));
        Assert.InRange(intervals[1].LastSeenAt - intervals[1].JoinedAt, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Who_names_a_thousand_tabs_fills_no_tables_and_gets_no_minute_less()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        browser.Dispose();
        var recorder = node.Services.GetRequiredService<AttendanceRecorder>();
        for (var round = 0; round < 4; round++)
        {
            for (var tab = 0; tab < 250; tab++)
            {
                recorder.Seen(attendee, week.Session.Id, Guid.NewGuid());
            }

            await recorder.FlushAsync(TestContext.Current.CancellationToken);
            node.Clock.Advance(TimeSpan.FromSeconds(60));
        }

        var intervals = await IntervalsAsync(node);
        Assert.InRange(intervals.Count, 1, 20);
        Assert.InRange(intervals.Max(i => i.LastSeenAt - i.JoinedAt), TimeSpan.FromSeconds(180), TimeSpan.FromSeconds(200));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Sightings_go_on_where_the_last_ones_ended_and_twice_is_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var node = await TestNode.StartAsync(database);
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        browser.Dispose();
        var store = node.Services.GetRequiredService<AttendanceStore>();
        var (tab, start) = (Guid.NewGuid(), week.Event.CreatedAt);
        Sighting Seen(int from, int to) => new(attendee, week.Session.Id, tab, start.AddSeconds(from), start.AddSeconds(to));
        var gone = Seen(0, 30) with { AttendeeId = Guid.NewGuid() };
        var batches = new[] { new[] { Seen(0, 30), gone }, [Seen(60, 120)], [Seen(60, 120)], [Seen(211, 300)], [Seen(0, 30)] };

        foreach (var batch in batches)
        {
            await store.RecordAsync(batch, TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            [(start, start.AddSeconds(120)), (start.AddSeconds(211), start.AddSeconds(300))],
            (await IntervalsAsync(node)).OrderBy(i => i.JoinedAt).Select(i => (i.JoinedAt, i.LastSeenAt)));
    }

    [Fact]
    public async Task What_could_not_be_written_waits_and_credits_nothing_in_between()
    {
        await using var database = await TestDatabase.CreateAsync("Sqlite");
        await using var node = await TestNode.StartAsync(database);
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        browser.Dispose();
        var recorder = node.Services.GetRequiredService<AttendanceRecorder>();
        var tab = Guid.NewGuid();
        recorder.Seen(attendee, week.Session.Id, tab);
        await ExecuteAsync(node, "ALTER TABLE AttendanceIntervals RENAME TO Away");
        await recorder.FlushAsync(TestContext.Current.CancellationToken);
        node.Clock.Advance(TimeSpan.FromMinutes(10));
        recorder.Seen(attendee, week.Session.Id, tab);
        await ExecuteAsync(node, "ALTER TABLE Away RENAME TO AttendanceIntervals");

        await recorder.FlushAsync(TestContext.Current.CancellationToken);

        var intervals = await IntervalsAsync(node);
        Assert.Equal(2, intervals.Count);
        Assert.All(intervals, i => Assert.Equal(i.JoinedAt, i.LastSeenAt));
    }

    [Fact]
    public async Task What_waits_is_written_before_the_node_stops()
    {
        await using var database = await TestDatabase.CreateAsync();
        Guid session;
        await using (var node = await TestNode.StartAsync(database))
        {
            var week = await TestEvent.CreateAsync(node);
            var (browser, attendee) = await week.NewAttendeeAsync();
            browser.Dispose();
            session = week.Session.Id;
            node.Services.GetRequiredService<AttendanceRecorder>().Seen(attendee, session, Guid.NewGuid());
        }

        await using var next = await TestNode.StartAsync(database);
        Assert.Equal(session, Assert.Single(await IntervalsAsync(next)).SessionId);
    }

    private static Task<int> ExecuteAsync(TestNode node, string sql) => node.WithDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    private static Task<List<AttendanceInterval>> IntervalsAsync(TestNode node) =>
        node.WithDatabaseAsync(db => db.AttendanceIntervals.AsNoTracking().ToListAsync());
}
