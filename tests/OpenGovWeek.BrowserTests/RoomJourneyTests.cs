using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data;
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
    public async Task Another_name_and_other_times_of_the_session_come_by_themselves()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Scheduled);
        await using var stranger = await chromium.VisitAsync(node, Window.Phone());
        await stranger.GoAsync(scene.Room);
        await Expect(stranger.Part("viewers")).ToHaveTextAsync("1");
        var start = await stranger.Part("start").InnerTextAsync();

        await scene.ChangeAsync(session =>
        {
            (session.Title, session.PlannedStart) = ("Presupuesto abierto", session.PlannedStart.AddMinutes(-7));
            session.ViewRevision = ++session.Revision;
        });

        await Expect(stranger.Part("title")).ToHaveTextAsync("Presupuesto abierto");
        await Expect(stranger.Part("start")).Not.ToHaveTextAsync(start);
        stranger.SawNoComplaints();
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
    public async Task One_s_own_question_shows_its_way_until_it_is_merged_into_another()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        var other = await scene.Others.PublishAsync("¿Cómo se elige un compromiso?");
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        await attendee.GoAsync(scene.Room);
        await attendee.Page.GetByLabel("Su pregunta").FillAsync("¿Cómo se eligen los compromisos?");
        await attendee.PressAsync("Enviar pregunta");
        await Expect(attendee.Part("asked")).ToContainTextAsync("Su pregunta se envió.");
        await Expect(attendee.Part("asked")).ToBeInViewportAsync();
        var here = attendee.Part("mine").Locator("[aria-current=step]");
        await Expect(here).ToHaveTextAsync("En revisión");

        var own = await node.WithDatabaseAsync(db => db.Questions.Where(q => q.AttendeeId == scene.AttendeeId).Select(q => q.Id).SingleAsync());
        await scene.Others.MoveAsync(own, QuestionStatus.Published);
        await Expect(here).ToHaveTextAsync("Publicada");
        await scene.Others.MergeAsync(own, other);
        await Expect(here).ToHaveTextAsync("Unida a «¿Cómo se elige un compromiso?»");
        attendee.SawNoComplaints();
    }

    [BrowserFact]
    public async Task Who_comes_late_sees_everything_in_the_first_paint()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        await scene.Others.CloseInAsync(await scene.Others.OpenPollAsync(), 90);
        await scene.Others.MoveAsync(await scene.Others.PublishAsync("¿Quién revisa las actas?"), QuestionStatus.Answering);
        await scene.AnnounceAsync("El receso termina a las 11:30.", node.Clock.Now.AddMinutes(5));
        await using var attendee = await chromium.VisitAsync(node, Window.Phone().WithoutScript(), scene.Person);

        await attendee.GoAsync(scene.Room);

        await Expect(attendee.Part("status")).ToHaveTextAsync("En vivo");
        await Expect(attendee.Part("now")).ToContainTextAsync("¿Quién revisa las actas?");
        await Expect(attendee.Part("poll-link")).ToContainTextAsync(" s");
        await Expect(attendee.Part("announcement")).ToContainTextAsync("El receso termina a las 11:30.");
        await Expect(attendee.Part("poll").GetByLabel("Rendición de cuentas")).ToBeVisibleAsync();
        await attendee.Page.Locator("summary").First.ClickAsync();
        await Expect(attendee.Page.Locator(".now-open")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task What_is_asked_offline_waits_in_sight_and_is_sent_when_the_network_is_back()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        await attendee.Page.HoldUpAsync(Passing.ModulesCome);
        await attendee.GoAsync(scene.Room);
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");
        await attendee.Page.RunAndWaitForResponseAsync(
            () => attendee.Page.GetByLabel("Su pregunta").FillAsync("¿Se guarda lo que escribo sin conexión?"),
            response => response.Url.Contains("/room/way", StringComparison.Ordinal));

        await attendee.Context.SetOfflineAsync(true);
        await attendee.PressAsync("Enviar pregunta");
        await Expect(attendee.Part("mine")).ToContainTextAsync("Enviando…");
        await Expect(attendee.Part("connection")).ToContainTextAsync("1 envío espera la conexión.");
        await Expect(attendee.Page.Locator("[data-place=mine][data-held]")).ToHaveCountAsync(0);
        Assert.False(await IsStoredAsync());

        await attendee.Context.SetOfflineAsync(false);
        await Expect(attendee.Part("mine").Locator("[aria-current=step]")).ToHaveTextAsync("En revisión");
        await Expect(attendee.Part("connection")).ToBeEmptyAsync();
        Assert.True(await IsStoredAsync());
        Assert.DoesNotContain(attendee.Complaints, complaint => !complaint.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal));

        Task<bool> IsStoredAsync() => node.WithDatabaseAsync(db => db.Questions.AnyAsync(q => q.AttendeeId == scene.AttendeeId));
    }

    [BrowserFact]
    public async Task Questions_beyond_those_of_a_snapshot_stay_in_sight_and_go_only_when_they_are_taken_away()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        var last = Guid.Empty;
        for (var number = 0; number < 110; number++)
        {
            last = (await scene.Week.AskAsync(scene.AttendeeId, QuestionStatus.Published, upvotes: 200 - number)).Id;
        }

        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        await attendee.GoAsync(scene.Room);
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");
        var item = attendee.Page.Locator($"#q-{last}");
        var items = attendee.Part("questions").Locator("[data-id]");
        while (!await item.IsVisibleAsync())
        {
            var shown = await items.CountAsync();
            await attendee.Part("more-questions").ClickAsync();
            await Expect(items).Not.ToHaveCountAsync(shown);
        }

        await item.ScrollIntoViewIfNeededAsync();
        await node.Services.GetRequiredService<DatabaseSetup>().StartEpochAsync(TestContext.Current.CancellationToken);
        await scene.Others.MoveAsync(SessionAction.Pause);
        await Expect(attendee.Part("status")).ToHaveTextAsync("En pausa");
        await Expect(item.Locator(".upvote")).ToBeVisibleAsync();

        await scene.Others.MoveAsync(last, QuestionStatus.Rejected, RejectionReason.OffTopic);
        await Expect(item.Locator(".upvote")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_lost_line_is_told_and_found_again_with_nothing_missing()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        var line = await Line.ThroughAsync(attendee.Page);
        await attendee.Page.HoldUpAsync(Line.BeaconsMissed);
        await attendee.GoAsync(scene.Room);
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");

        await line.CutAsync();
        await Expect(attendee.Part("connection")).ToContainTextAsync("Reconectando…");
        await scene.Others.PublishAsync("¿Qué se dijo mientras tanto?");
        await scene.Others.OpenPollAsync();
        await scene.Others.MoveAsync(SessionAction.Pause);
        line.Mend();
        await Expect(attendee.Part("connection")).ToBeEmptyAsync();

        await Expect(attendee.Part("status")).ToHaveTextAsync("En pausa");
        await Expect(attendee.Part("now")).ToHaveTextAsync("Volvemos en unos minutos");
        await Expect(attendee.Part("poll").GetByLabel("Rendición de cuentas")).ToBeVisibleAsync();
        await attendee.SeeQuestionAsync("¿Qué se dijo mientras tanto?");
        await scene.Others.MoveAsync(SessionAction.Resume);
        await Expect(attendee.Part("status")).ToHaveTextAsync("En vivo");
        attendee.SawNoComplaints();
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
