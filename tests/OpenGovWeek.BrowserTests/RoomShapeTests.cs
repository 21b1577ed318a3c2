using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>The room as a small window and a screen reader have it.</summary>
public sealed partial class RoomShapeTests(Chromium chromium)
{
    [BrowserFact]
    public async Task At_400_per_cent_everything_is_reached_and_little_stands_in_the_way()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await BusyAsync(node);
        await using var attendee = await chromium.VisitAsync(node, Window.Of(320, 256, ColorScheme.Light), scene.Person);
        await attendee.GoAsync(scene.Room);
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");

        Assert.True(await attendee.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 320);
        await attendee.Page.EvaluateAsync("scrollTo(0, 700)");
        var covered = await attendee.Page.EvaluateAsync<float>(
            "(() => { const { top, bottom } = document.querySelector('.room-now').getBoundingClientRect(); return Math.max(0, Math.min(innerHeight, bottom) - Math.max(0, top)); })()");
        Assert.InRange(covered, 0, 64);
        var unreached = await attendee.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('main :is(a, button, input, textarea, summary)')].filter((element) => {
              if (!element.checkVisibility()) return false;
              element.scrollIntoView({ block: 'center' });
              const { left, right, top, bottom } = element.getBoundingClientRect();
              return left < 0 || right > innerWidth + 1 || top < 0 || Math.min(bottom, top + 40) > innerHeight;
            }).map((element) => element.outerHTML.slice(0, 120))
            """);
        Assert.Empty(unreached);
    }

    [BrowserFact]
    public async Task A_screen_reader_finds_the_room_as_it_is_written_down()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await BusyAsync(node);
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        await attendee.GoAsync(scene.Room);
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");

        var snapshot = await attendee.Page.Locator("main").AriaSnapshotAsync();
        var tree = Days().Replace(Times().Replace(snapshot, "00:00"), "Día 1").Replace(scene.Week.Event.Slug, "semana", StringComparison.Ordinal) + "\n";

        var path = Repository.PathOf("tests", "OpenGovWeek.BrowserTests", "Snapshots", "room.aria.yml");
        if (!File.Exists(path))
        {
            await File.WriteAllTextAsync(path, tree, TestContext.Current.CancellationToken);
            Assert.Fail($"{path} was not there; it is now. Read it, and keep it if it is right.");
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), tree);
    }

    private static async Task<Scene> BusyAsync(TestNode node)
    {
        var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        await scene.Others.PublishAsync("¿Cómo se elige un compromiso?");
        await scene.Others.OpenPollAsync();
        await scene.Others.MoveAsync(await scene.Others.PublishAsync("¿Quién revisa las actas?"), QuestionStatus.Answering);
        return scene;
    }

    [GeneratedRegex("Día 1 · [^\"]+")]
    private static partial Regex Days();

    [GeneratedRegex("[0-9]{2}:[0-9]{2}")]
    private static partial Regex Times();
}
