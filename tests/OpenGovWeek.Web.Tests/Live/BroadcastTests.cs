using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Live;
using OpenGovWeek.Web.ScaleOut.InProcess;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

public sealed class BroadcastTests
{
    [Fact]
    public async Task A_change_reaches_who_is_there_as_one_delta_that_follows_on_what_he_has()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        using var browser = node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, script.Session.Slug);

        script.Commit(node, isPublic: true);

        await Eventually.TrueAsync(() => !room.Deltas.IsEmpty, "the delta arrives");
        var delta = Assert.Single(room.Deltas);
        Assert.Equal((10, 11), (delta.From, delta.To));
        await Eventually.TrueAsync(() => room.Beacons.Last() is { Revision: 11, Sent: 11 }, "the beacon tells what was sent");
    }

    [Fact]
    public async Task More_than_are_told_at_once_are_all_told_in_order()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(settings: new() { ["Live:SendAtOnce"] = "2", ["Live:SendGap"] = "00:00:00" }, services: script.Replace);
        using var browser = node.NewBrowser();
        var rooms = new List<Watcher>();
        for (var i = 0; i < 7; i++)
        {
            rooms.Add(await Watcher.EnterAsync(browser, script.Session.Slug));
        }

        for (var change = 0; change < 50; change++)
        {
            script.Commit(node, isPublic: true);
            await Task.Delay(change % 5, TestContext.Current.CancellationToken);
        }

        await Eventually.TrueAsync(() => rooms.TrueForAll(room => room.Deltas.LastOrDefault()?.To == 60), "everybody has the last change");
        Assert.All(rooms, room => Assert.Equal(room.Deltas.OrderBy(delta => delta.To), room.Deltas));
        await Task.WhenAll(rooms.Select(room => room.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task What_is_told_to_fewer_does_not_overtake_what_was_told_to_more()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(settings: new() { ["Live:SendAtOnce"] = "1" }, services: script.Replace);
        var week = await TestEvent.CreateAsync(node);
        var (rooms, people) = (new List<Watcher>(), new List<Guid>());
        for (var i = 0; i < 5; i++)
        {
            var (browser, id) = await week.NewAttendeeAsync();
            using var person = browser;
            people.Add(id);
            rooms.Add(await Watcher.EnterAsync(person, script.Session.Slug));
        }

        var connections = node.Services.GetRequiredService<SessionLifetimeManager>();
        for (var time = 0; time < 50; time++)
        {
            connections.Send(LiveGroups.Session(script.Session.Id, LiveAudience.Public), LiveNames.Agenda, new AgendaView($"{time} to all", []));
            foreach (var person in people)
            {
                connections.Send(LiveGroups.Person(person), LiveNames.Agenda, new AgendaView($"{time} to each", []));
            }

            await Eventually.TrueAsync(() => rooms.TrueForAll(room => room.Agendas.LastOrDefault()?.Event == $"{time} to each"), "the newer one is the last");
        }

        await Task.WhenAll(rooms.Select(room => room.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_node_that_would_hand_messages_to_nobody_does_not_start()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestNode.StartAsync(settings: new() { ["Live:SendAtOnce"] = "0" }));
        Assert.Contains("Live:SendAtOnce", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_writes_the_moment_that_a_node_is_up_is_heard()
    {
        await using var node = await TestNode.StartAsync();
        var bus = new InProcessHintBus(NullLogger<InProcessHintBus>.Instance);
        var (session, revisions) = (Guid.NewGuid(), node.Services.GetRequiredService<SessionRevisions>());
        using var broadcaster = ActivatorUtilities.CreateInstance<Broadcaster>(node.Services, bus);

        await broadcaster.StartAsync(TestContext.Current.CancellationToken);
        bus.Publish(new Hint.SessionAdvanced(session, 7));

        Assert.Equal(7, revisions.Known(session));
        await broadcaster.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_no_hint_told_is_found_by_the_sweep()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        using var browser = node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, script.Session.Slug);

        script.CommitUnheard(isPublic: true);

        await Eventually.TrueAsync(() => room.Deltas.Any(d => d is { From: 10, To: 11 }), "the sweep finds it");
    }

    [Fact]
    public async Task What_only_staff_see_is_no_gap_for_the_others_and_is_not_read_again()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        var week = await TestEvent.CreateAsync(node);
        using var anybody = node.NewBrowser();
        using var moderator = await week.NewStaffAsync(StaffRoles.Moderator);
        await using var room = await Watcher.EnterAsync(anybody, script.Session.Slug);
        await using var console = await Watcher.EnterAsync(moderator, script.Session.Slug, "console");

        foreach (var revision in new long[] { 11, 12 })
        {
            script.Commit(node, isPublic: false);
            await Eventually.TrueAsync(() => console.Deltas.Any(d => d.To == revision), "staff are told");
        }

        await Eventually.TrueAsync(() => room.Beacons.Last() is { Revision: 12, Sent: 10 }, "the room's beacon tells of nothing sent");
        script.Commit(node, isPublic: true);
        await Eventually.TrueAsync(() => !room.Deltas.IsEmpty && console.Deltas.Any(d => d.To == 13), "everybody is told");

        var delta = Assert.Single(room.Deltas);
        Assert.Equal((10, 13), (delta.From, delta.To));
        Assert.Equal(13, Assert.Single(delta.Questions!).Revision);
        Assert.Equal([(10, 11), (11, 12), (12, 13)], console.Deltas.Select(d => (d.From, d.To)));
        Assert.Equal([10, 11, 12], script.Readings.Where(r => r.Audience == LiveAudience.Public).Select(r => r.Since));
    }

    [Fact]
    public async Task Many_changes_at_once_become_few_deltas_without_a_gap()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        using var browser = node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, script.Session.Slug);

        for (var i = 0; i < 500; i++)
        {
            script.Commit(node, isPublic: true);
        }

        await Eventually.TrueAsync(() => room.Deltas.Any(d => d.To == 510), "the last change arrives");
        Assert.InRange(room.Deltas.Count, 1, 20);
        Assert.Equal(10, room.Deltas.First().From);
        Assert.All(room.Deltas.Zip(room.Deltas.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.Equal(500, room.Deltas.SelectMany(d => d.Questions!).Select(q => q.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_restored_database_is_told_by_its_epoch_and_followed_from_where_it_stands()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        using var browser = node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, script.Session.Slug);
        script.Commit(node, isPublic: true);
        await Eventually.TrueAsync(() => !room.Deltas.IsEmpty, "the delta arrives");

        script.Restore("segunda", to: 3);
        await Eventually.TrueAsync(() => room.Beacons.Last() is { Epoch: "segunda", Revision: 3, Sent: 3 }, "the beacon tells of the other life");
        script.Commit(node, isPublic: true);

        await Eventually.TrueAsync(() => room.Deltas.Any(d => d is { Epoch: "segunda", From: 3, To: 4 }), "changes of the other life arrive");
    }

    [Fact]
    public async Task While_much_changes_the_deltas_are_the_beacons_which_come_back_when_it_is_quiet()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        using var browser = node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, script.Session.Slug);
        await Eventually.TrueAsync(() => room.Beacons.Count > 2, "a session that nobody watched before begins with beacons");

        var before = room.Beacons.Count;
        await ChangeForAsync(script, node, TimeSpan.FromSeconds(9));
        var meanwhile = room.Beacons.Count - before;

        // Four are due, and a machine that stops for a second lets one of them through.
        Assert.InRange(meanwhile, 0, 2);
        Assert.All(room.Deltas, delta => Assert.Equal(1, delta.Watching));
        await Eventually.TrueAsync(() => room.Beacons.Count > before + meanwhile && room.Beacons.Last().Sent == room.Deltas.Last().To, "beacons come back");
    }

    [Fact]
    public async Task A_database_that_was_put_back_in_secret_is_told_by_beacons_however_much_changes()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        using var browser = node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, script.Session.Slug);
        for (var i = 0; i < 500; i++)
        {
            script.Commit(node, isPublic: true);
        }

        await Eventually.TrueAsync(() => room.Beacons.Last() is { Revision: 510, Sent: 510 }, "everything is told");
        script.Restore(script.Epoch, to: 3);
        await ChangeForAsync(script, node, TimeSpan.FromSeconds(9));

        Assert.InRange(room.Beacons.SkipWhile(beacon => beacon.Revision < 510).Count(beacon => beacon.Revision < 510), 2, 5);
        Assert.Contains(room.Deltas, delta => delta.To is > 3 and < 200);
    }

    [Fact]
    public async Task While_the_database_is_away_beacons_go_on_and_afterwards_nothing_is_missing()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        using var browser = node.NewBrowser();
        await using var room = await Watcher.EnterAsync(browser, script.Session.Slug);

        script.Fault = new TimeoutException("The database is away.");
        script.Commit(node, isPublic: true);
        var told = room.Beacons.Count;
        await Eventually.TrueAsync(() => room.Beacons.Count >= told + 2, "beacons go on");
        Assert.Empty(room.Deltas);
        script.Fault = null;

        await Eventually.TrueAsync(() => room.Deltas.Any(d => d is { From: 10, To: 11 }), "the change arrives");
    }

    [Fact]
    public async Task Who_left_is_told_nothing_more()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        using var browser = node.NewBrowser();
        await using var gone = await Watcher.EnterAsync(browser, script.Session.Slug);
        await using var stays = await Watcher.EnterAsync(browser, script.Session.Slug);

        await gone.Connection.InvokeAsync("Leave", script.Session.Slug);
        script.Commit(node, isPublic: true);

        await Eventually.TrueAsync(() => !stays.Deltas.IsEmpty, "who stays is told");
        Assert.Empty(gone.Deltas);
    }

    private static async Task ChangeForAsync(ScriptedSession script, TestNode node, TimeSpan time)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < time)
        {
            script.Commit(node, isPublic: true);
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }
    }
}
