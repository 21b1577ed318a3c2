using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Live;
using OpenGovWeek.Web.ScaleOut;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Who_does_not_read_holds_nobody_up_and_is_cut()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(
            settings: new() { ["Live:WriteTimeout"] = "00:00:03", ["Live:SendGap"] = "00:00:00.020" },
            services: script.Replace);
        using var browser = node.NewBrowser();
        await using var reader = await Watcher.EnterAsync(browser, script.Session.Slug);
        using var stuck = await RawSocket.ShakeHandsAsync(node);
        await stuck.SendAsync($$"""{"type":1,"target":"Enter","arguments":["{{script.Session.Slug}}","room",null]}""");
        var connections = node.Services.GetRequiredService<SessionLifetimeManager>();
        Assert.Equal(2, connections.Count);

        // More than all buffers between the two ends hold.
        var text = new string('x', 1_000_000);
        for (var i = 0; i < 40; i++)
        {
            var revision = script.Commit(node, isPublic: true, text);
            await Eventually.TrueAsync(() => reader.Deltas.Any(d => d.To == revision), "who reads is told each time");
        }

        await Eventually.TrueAsync(() => connections.Count == 1, "who does not read is cut");
        var last = script.Commit(node, isPublic: true);
        await Eventually.TrueAsync(() => reader.Deltas.Any(d => d.To == last), "who reads is still there");
    }

    [Fact]
    public async Task Who_shook_hands_and_never_says_a_word_is_cut_and_who_pings_is_not()
    {
        await using var node = await TestNode.StartAsync(settings: new() { ["Live:SilenceTimeout"] = "00:00:03" });
        using var mute = await RawSocket.ShakeHandsAsync(node);
        using var pinging = await RawSocket.ShakeHandsAsync(node);
        var connections = node.Services.GetRequiredService<SessionLifetimeManager>();

        for (var i = 0; i < 300 && connections.Count == 2; i++)
        {
            await pinging.SendAsync(RawSocket.Ping);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        await mute.UntilCutAsync();
        Assert.Equal(1, connections.Count);
        Assert.Equal(WebSocketState.Open, pinging.Socket.State);
    }

    [Fact]
    public async Task Who_calls_too_often_is_cut()
    {
        await using var node = await TestNode.StartAsync();
        using var browser = node.NewBrowser();
        await using var flooding = await Watcher.ConnectAsync(browser);
        var closed = new TaskCompletionSource();
        flooding.Connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        for (var i = 0; i < 19; i++)
        {
            await flooding.Connection.InvokeAsync("Leave", "nada");
        }

        Assert.False(closed.Task.IsCompleted);
        for (var i = 0; i < 100; i++)
        {
            await flooding.Connection.SendAsync("Leave", "nada");
        }

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(RawSocket.Ping)]
    [InlineData("""{"type":1,"target":"NoSuchMethod","arguments":[]}""")]
    public async Task Who_floods_with_what_is_no_call_is_cut(string message)
    {
        await using var node = await TestNode.StartAsync();
        using var flooding = await RawSocket.ShakeHandsAsync(node);
        var connections = node.Services.GetRequiredService<SessionLifetimeManager>();

        try
        {
            for (var i = 0; i < 20_000 && connections.Count > 0; i++)
            {
                await flooding.SendAsync(message);
            }
        }
        catch (WebSocketException)
        {
            // Cut while it was still sending.
        }

        await Eventually.TrueAsync(() => connections.Count == 0, "it is cut");
    }

    [Fact]
    public async Task A_message_above_the_limit_ends_the_connection()
    {
        await using var node = await TestNode.StartAsync();
        using var raw = await RawSocket.ShakeHandsAsync(node);

        await raw.SendAsync($$"""{"type":1,"target":"Leave","arguments":["{{new string('x', 9000)}}"]}""");

        await raw.UntilCutAsync();
    }

    [Fact]
    public async Task A_page_of_another_site_does_not_get_as_far_as_the_upgrade()
    {
        await using var node = await TestNode.StartAsync();
        foreach (var foreign in new[] { "https://evil.example", "null", $"http://localhost:{node.Address.Port}", "https://localhost:1", "https://localhost" })
        {
            using var refused = await RawSocket.OpenAsync(node, foreign);
            Assert.Equal(HttpStatusCode.Forbidden, refused.Socket.HttpStatusCode);
        }

        using var own = await RawSocket.OpenAsync(node, node.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(WebSocketState.Open, own.Socket.State);
        using var program = await RawSocket.OpenAsync(node);
        Assert.Equal(WebSocketState.Open, program.Socket.State);
    }

    [Theory]
    [InlineData("no-hay", "room", "unknown-session")]
    [InlineData("no-hay", "agenda", "unknown-session")]
    [InlineData("prueba-dia-1", "console", "forbidden")]
    [InlineData("prueba-dia-1", "backstage", "unknown-place")]
    public async Task What_cannot_be_entered_is_refused_with_a_code(string slug, string place, string code)
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        using (browser)
        {
            await using var watcher = await Watcher.ConnectAsync(browser);

            var refusal = await Assert.ThrowsAsync<HubException>(() => watcher.Connection.InvokeAsync("Enter", slug, place, Guid.NewGuid()));

            Assert.EndsWith(code, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task News_of_an_attendee_nudge_his_own_pages_only()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        var (otherBrowser, _) = await week.NewAttendeeAsync();
        await using var own = await Watcher.ConnectAsync(browser);
        await using var other = await Watcher.ConnectAsync(otherBrowser);

        await Eventually.TrueAsync(
            () =>
            {
                node.Services.GetRequiredService<IHintBus>().Publish(new Hint.AttendeeNews(attendee));
                return own.Calls.Contains(LiveNames.Nudge);
            },
            "the nudge arrives");

        Assert.Empty(other.Calls);
    }

    [Fact]
    public async Task Who_is_no_longer_staff_is_told_and_hears_nothing_more_of_the_console()
    {
        var script = new ScriptedSession();
        await using var node = await TestNode.StartAsync(services: script.Replace);
        var week = await TestEvent.CreateAsync(node);
        using var first = await week.NewStaffAsync(StaffRoles.Moderator);
        using var second = await week.NewStaffAsync(StaffRoles.Moderator);
        await using var dismissed = await Watcher.EnterAsync(first, script.Session.Slug, "console");
        await using var stays = await Watcher.EnterAsync(second, script.Session.Slug, "console");
        var person = await node.WithDatabaseAsync(db => Task.FromResult(db.Users.OrderBy(u => u.Email).First().Id));

        node.Services.GetRequiredService<IHintBus>().Publish(new Hint.AccessChanged(person));
        await Eventually.TrueAsync(() => dismissed.Calls.Contains(LiveNames.Access), "he is told");
        script.Commit(node, isPublic: false);

        await Eventually.TrueAsync(() => !stays.Deltas.IsEmpty, "the other is told");
        Assert.Empty(dismissed.Deltas);
        Assert.Empty(stays.Calls);
        var again = await Assert.ThrowsAsync<HubException>(() => dismissed.Connection.InvokeAsync("Enter", script.Session.Slug, "console", Guid.NewGuid()));
        Assert.EndsWith("forbidden", again.Message, StringComparison.Ordinal);
        await dismissed.Connection.InvokeAsync("Enter", script.Session.Slug, "room", Guid.NewGuid());
    }

    [Fact]
    public async Task Who_is_no_longer_staff_is_told_though_nobody_hinted_at_it()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var first = await week.NewStaffAsync(StaffRoles.Moderator);
        using var second = await week.NewStaffAsync(StaffRoles.Moderator);
        await using var dismissed = await Watcher.EnterAsync(first, week.Slug, "console");
        await using var stays = await Watcher.EnterAsync(second, week.Slug, "console");

        await node.WithDatabaseAsync(async db => await db.Users.Where(u => u.Id == db.Users.OrderBy(o => o.Email).First().Id).ExecuteDeleteAsync());

        await Eventually.TrueAsync(() => dismissed.Calls.Contains(LiveNames.Access), "the sweep tells him");
        await Assert.ThrowsAsync<HubException>(() => dismissed.Connection.InvokeAsync("Enter", week.Slug, "console", Guid.NewGuid()));
        Assert.Empty(stays.Calls);
    }

    [Fact]
    public async Task A_node_that_stops_says_goodbye_and_takes_nobody_new()
    {
        await using var node = await TestNode.StartAsync(settings: new() { ["Live:Drain"] = "00:00:10" });
        using var browser = node.NewBrowser();
        await using var watcher = await Watcher.ConnectAsync(browser);
        var lifetime = node.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>();

        var stop = Task.Run(lifetime.StopApplication, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => watcher.Calls.Contains("goodbye 10000"), "it says goodbye");
        Assert.True(node.Services.GetRequiredService<NodeStatus>().Draining);
        using var late = await RawSocket.OpenAsync(node);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.Socket.HttpStatusCode);

        await stop;
    }
}
