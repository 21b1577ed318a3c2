using System.Globalization;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>What a room tells of itself while one is in it.</summary>
public sealed class RoomJourneyTests(Chromium chromium)
{
    [BrowserFact]
    public async Task An_announcement_is_read_put_away_for_good_and_ends_by_itself()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        await attendee.GoAsync(scene.Room);
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");

        await scene.AnnounceAsync("El receso termina a las 11:30.", node.Clock.Now.AddMinutes(5));
        var notice = attendee.Part("announcement");
        await Expect(notice).ToContainTextAsync("El receso termina a las 11:30.");
        await Expect(attendee.Page.Locator("#announcer")).ToContainTextAsync("Aviso: El receso termina a las 11:30.");
        await attendee.PressAsync("Cerrar el aviso");
        await Expect(notice).ToBeHiddenAsync();
        await attendee.Page.ReloadAsync();
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");
        await Expect(notice).ToBeHiddenAsync();

        await scene.AnnounceAsync("Pase a la sala dos.", node.Clock.Now.AddMinutes(5));
        await Expect(notice).ToContainTextAsync("Pase a la sala dos.");
        node.Clock.Advance(TimeSpan.FromMinutes(6));
        await Expect(notice).ToBeHiddenAsync();
        attendee.SawNoComplaints();
    }

    [BrowserFact]
    public async Task Two_phones_with_wrong_clocks_count_the_same_seconds()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        var poll = await scene.Others.OpenPollAsync();
        await using var early = await chromium.VisitAsync(node, Window.Phone());
        await using var late = await chromium.VisitAsync(node, Window.Phone());
        await early.Context.AddInitScriptAsync("{ const now = Date.now; Date.now = () => now() + 437_000; }");
        await late.Context.AddInitScriptAsync("{ const now = Date.now; Date.now = () => now() - 91_500; }");
        await early.GoAsync(scene.Room);
        await late.GoAsync(scene.Room);

        await scene.Others.CloseInAsync(poll, 60);
        await Expect(early.Page.Locator(".seconds")).ToBeVisibleAsync();
        await Expect(late.Page.Locator(".seconds")).ToBeVisibleAsync();
        for (var look = 0; look < 3; look++)
        {
            var seconds = await Task.WhenAll(SecondsAsync(early), SecondsAsync(late));
            Assert.InRange(Math.Abs(seconds[0] - seconds[1]), 0, 1);
            Assert.InRange(seconds[0], 1, 60);
            await Task.Delay(700, TestContext.Current.CancellationToken);
        }

        static async Task<int> SecondsAsync(Visitor visitor) =>
            int.Parse((await visitor.Page.Locator(".seconds").InnerTextAsync()).Split(' ', '\u00a0')[0], CultureInfo.InvariantCulture);
    }

    [BrowserFact]
    public async Task A_support_shows_at_once_and_is_taken_back_with_the_reason_when_it_is_refused()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        var question = await scene.Others.PublishAsync("¿Cómo se elige un compromiso?");
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await attendee.Context.RouteAsync("**/upvote", async route =>
        {
            asked.TrySetResult();
            await answer.Task;
            await route.FulfillAsync(new()
            {
                Status = 409,
                ContentType = "application/problem+json",
                Body = """{"title":"No se pudo","detail":"La pregunta ya no recibe apoyos.","code":"question-closed","status":409}""",
            });
        });
        await attendee.GoAsync(scene.Room);
        var upvote = attendee.Page.Locator($"#q-{question} .upvote");
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");

        await upvote.ClickAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await Expect(upvote).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(upvote).ToContainTextAsync("1");
        answer.SetResult();
        await Expect(upvote).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(attendee.Page.Locator($"#q-{question}")).ToContainTextAsync("La pregunta ya no recibe apoyos.");
    }
}
