using Microsoft.AspNetCore.SignalR.Client;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Live;
using Xunit;

namespace OpenGovWeek.Web.Tests.Live;

public sealed class PresenceTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(300, 300)]
    [InlineData(301, 300)]
    [InlineData(994, 990)]
    [InlineData(995, 1000)]
    [InlineData(1_049, 1_000)]
    [InlineData(12_500, 13_000)]
    [InlineData(1_000_000, 1_000_000)]
    public void Large_numbers_are_told_with_two_digits(int count, int told) => Assert.Equal(told, Presence.Round(count));

    [Fact]
    public async Task An_attendee_counts_once_however_many_pages_are_open_and_a_screen_counts_nobody()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, _) = await week.NewAttendeeAsync();
        using var anybody = node.NewBrowser();
        using var own = browser;
        await using var first = await Watcher.EnterAsync(own, week.Slug);
        await using var second = await Watcher.EnterAsync(own, week.Slug);
        await using var screen = await Watcher.EnterAsync(anybody, week.Slug, "screen");
        await using var stranger = await Watcher.EnterAsync(anybody, week.Slug);
        using var polling = await own.Http.GetAsync($"/api/sessions/{week.Slug}/changes?tab={Guid.NewGuid()}");
        using var strangerPolling = await anybody.Http.GetAsync($"/api/sessions/{week.Slug}/changes?tab={Guid.NewGuid()}");

        await Eventually.TrueAsync(() => screen.Beacons.Last().Watching == 3, "the attendee, a stranger, and a stranger's other tab");
        await first.DisposeAsync();
        await stranger.Connection.InvokeAsync("Leave", week.Slug);

        await Eventually.TrueAsync(() => screen.Beacons.Last().Watching == 2, "who left does not count");
    }

    [Fact]
    public async Task Who_polled_and_stopped_is_forgotten()
    {
        await using var node = await TestNode.StartAsync(settings: new() { ["Live:PollingPresence"] = "00:00:08" });
        var week = await TestEvent.CreateAsync(node);
        using var browser = node.NewBrowser();
        await using var screen = await Watcher.EnterAsync(browser, week.Slug, "screen");
        using var polling = await browser.Http.GetAsync($"/api/sessions/{week.Slug}/changes?tab={Guid.NewGuid()}");

        await Eventually.TrueAsync(() => screen.Beacons.Last().Watching == 1, "it counts");
        await Eventually.TrueAsync(() => screen.Beacons.Last().Watching == 0, "it is forgotten");
    }
}
