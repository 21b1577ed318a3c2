using Microsoft.Playwright;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>
/// A stream of the institution's own, from another origin: plays by the browser itself where it can, and through the library where it cannot.
/// </summary>
public sealed class PlaylistTests
{
    private static readonly Dictionary<string, string?> Listed = new(Passing.Quick) { ["Stream:AllowedHosts:0"] = Broadcaster.Host };

    [PlaylistTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_plays_and_is_replaced_under_who_watches(bool byItself)
    {
        await using var broadcaster = await Broadcaster.StartAsync(("manana", 320), ("respaldo", 160));
        await using var node = await TestNode.StartAsync(settings: Listed);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        using var moderator = await scene.Week.NewStaffAsync();
        await ReplaceAsync(scene, moderator, "manana");
        await using var chromium = new Chromium(null, broadcaster.Switch);
        await using var visitor = await EnterAsync(chromium, scene, byItself);

        await PlayAsync(visitor, 320);
        await ReplaceAsync(scene, moderator, "respaldo");
        await PlayAsync(visitor, 160);

        Assert.Equal(!byItself, await visitor.Page.EvaluateAsync<bool>("() => performance.getEntriesByType('resource').some((loaded) => /hls/.test(loaded.name))"));
        visitor.SawNoComplaints();
    }

    [PlaylistTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_is_not_there_leaves_its_link_and_the_next_one_plays(bool byItself)
    {
        await using var broadcaster = await Broadcaster.StartAsync(("respaldo", 160));
        await using var node = await TestNode.StartAsync(settings: Listed);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        using var moderator = await scene.Week.NewStaffAsync();
        await ReplaceAsync(scene, moderator, "perdida");
        await using var chromium = new Chromium(null, broadcaster.Switch);
        await using var visitor = await EnterAsync(chromium, scene, byItself);
        var player = visitor.Part("player");

        await Expect(player).ToContainTextAsync("La transmisión se ve en otra página");
        await Expect(player.GetByRole(AriaRole.Link, new() { Name = "Abrir la transmisión" })).ToHaveAttributeAsync("href", Broadcaster.AddressOf("perdida"));
        await Expect(player.Locator("video")).ToHaveCountAsync(0);
        await ReplaceAsync(scene, moderator, "respaldo");
        await PlayAsync(visitor, 160);

        Assert.DoesNotContain(visitor.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [PlaylistTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_failed_on_a_dead_line_is_tried_again_when_the_line_is_back(bool byItself)
    {
        await using var broadcaster = await Broadcaster.StartAsync(("manana", 320));
        await using var node = await TestNode.StartAsync(settings: Listed);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        using var moderator = await scene.Week.NewStaffAsync();
        await ReplaceAsync(scene, moderator, "manana");
        await using var chromium = new Chromium(null, broadcaster.Switch);
        await using var visitor = await chromium.VisitAsync(node);
        await visitor.Context.RouteAsync(Broadcaster.AddressOf("*"), route => route.AbortAsync("internetdisconnected"));
        await EnterAsync(visitor, scene, byItself);
        await Expect(visitor.Part("player")).ToContainTextAsync("La transmisión se ve en otra página");

        await visitor.Context.SetOfflineAsync(true);
        await visitor.Context.UnrouteAllAsync();
        await visitor.Context.SetOfflineAsync(false);
        await visitor.Page.WaitForFunctionAsync("navigator.onLine");
        await scene.Others.PublishAsync("¿Se ve otra vez?");

        await PlayAsync(visitor, 320);
    }

    private static async Task ReplaceAsync(Scene scene, TestBrowser moderator, string name)
    {
        using var response = await moderator.SendAsync(
            HttpMethod.Put, $"/api/sessions/{scene.Week.Slug}/stream", new { url = Broadcaster.AddressOf(name), delay = 10 });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<Visitor> EnterAsync(Chromium chromium, Scene scene, bool byItself)
    {
        var visitor = await chromium.VisitAsync(scene.Node);
        await EnterAsync(visitor, scene, byItself);
        return visitor;
    }

    private static async Task EnterAsync(Visitor visitor, Scene scene, bool byItself)
    {
        if (!byItself)
        {
            await visitor.Context.AddInitScriptAsync("HTMLMediaElement.prototype.canPlayType = () => '';");
        }

        await visitor.GoAsync(scene.Room);
    }

    // The picture of this width moves on, once somebody pressed it.
    private static async Task PlayAsync(Visitor visitor, int width)
    {
        var video = visitor.Part("player").Locator("video");
        await visitor.Page.WaitForFunctionAsync("width => document.querySelector('[data-live=player] video')?.videoWidth === width", width);
        for (var presses = 1; !await MovesOnAsync(visitor); presses++)
        {
            Assert.True(presses < 5, await video.EvaluateAsync<string>(
                "video => `stands: paused ${video.paused}, ready ${video.readyState}, at ${video.currentTime}, error ${video.error?.message}`"));
        }

        Assert.Equal(0, await video.EvaluateAsync<int>("video => video.error?.code ?? 0"));
    }

    // Pressed again where a press was lost, as by somebody whose device is slow.
    private static async Task<bool> MovesOnAsync(Visitor visitor)
    {
        var video = visitor.Part("player").Locator("video");
        if (await video.EvaluateAsync<bool>("video => video.paused"))
        {
            await video.ClickAsync();
        }

        try
        {
            await visitor.Page.WaitForFunctionAsync(
                "() => document.querySelector('[data-live=player] video').currentTime > 1", null, new() { Timeout = 10_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
