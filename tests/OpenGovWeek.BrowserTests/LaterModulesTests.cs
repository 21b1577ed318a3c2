using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>Modules of the room that come later: on a bad line, and from a version that was replaced meanwhile.</summary>
public sealed class LaterModulesTests(Chromium chromium)
{
    [BrowserFact]
    public async Task What_is_asked_before_the_form_s_own_module_has_come_is_sent_all_the_same_and_nothing_typed_is_lost()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        await attendee.Page.RouteAsync("**/js/room/ask.*", route => route.AbortAsync("internetdisconnected"));
        await attendee.GoAsync(scene.Room);
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");
        var field = attendee.Page.GetByLabel("Su pregunta");

        await field.FillAsync("¿Dónde se publican las actas?");
        await attendee.PressAsync("Enviar pregunta");
        await Expect(attendee.Part("mine").Locator("[aria-current=step]")).ToHaveTextAsync("En revisión");
        await Expect(field).ToHaveValueAsync("");

        await field.FillAsync("¿Y?");
        await attendee.PressAsync("Enviar pregunta");
        await Expect(attendee.Part("mine")).ToContainTextAsync("¿Y?");
        await Expect(attendee.Part("mine").Locator(".field-error")).ToBeVisibleAsync();

        await attendee.Page.UnrouteAllAsync();
        await attendee.Part("mine").GetByRole(AriaRole.Button, new() { Name = "Volver a editar" }).PressAsync("Enter");
        await Expect(field).ToHaveValueAsync("¿Y?");
        Assert.DoesNotContain(attendee.Complaints, complaint =>
            !complaint.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal) && !complaint.Contains("a status of 4", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task The_parts_that_a_lost_network_kept_away_come_when_it_is_back()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        await scene.OwnQuestionAsync(QuestionStatus.Pending);
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        await attendee.Page.HoldUpAsync(Passing.ModulesCome);
        var isLost = true;
        var kept = 0;
        await attendee.Page.RouteAsync("**/js/room/{way,stage}*", route =>
        {
            kept += isLost ? 1 : 0;
            return isLost ? route.AbortAsync("internetdisconnected") : route.ContinueAsync();
        });
        await attendee.GoAsync(scene.Room);
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");
        var own = await node.WithDatabaseAsync(db => db.Questions.Select(q => q.Id).SingleAsync());
        await scene.Others.MoveAsync(own, QuestionStatus.Published);
        await attendee.SeeQuestionAsync("¿Cuándo se publican las actas?");
        await Eventually.TrueAsync(() => Task.FromResult(kept >= 2), "the page asks for its later parts");

        isLost = false;
        await scene.Others.MoveAsync(own, QuestionStatus.Answering);
        await Expect(attendee.Part("mine").Locator("[aria-current=step]")).ToHaveTextAsync("Respondiendo ahora");
        Assert.DoesNotContain(attendee.Complaints, complaint => !complaint.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_page_whose_version_was_replaced_comes_again_for_what_it_needs_once_nobody_is_writing()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        await attendee.Page.AddInitScriptAsync("Math.random = () => 0;");
        var isReplaced = true;
        var missed = 0;
        await attendee.Page.RouteAsync("**/js/polls/kinds/word-cloud.*", route =>
        {
            missed += isReplaced ? 1 : 0;
            return isReplaced ? route.FulfillAsync(new() { Status = 404 }) : route.ContinueAsync();
        });
        await attendee.GoAsync(scene.Room);
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");
        var loads = 0;
        attendee.Page.Request += (_, request) =>
        {
            if (request.IsNavigationRequest)
            {
                loads++;
                isReplaced = false;
            }
        };

        var field = attendee.Page.GetByLabel("Su pregunta");
        await field.FillAsync("¿Cuándo se publican");
        await scene.Others.OpenPollAsync(PollKind.WordCloud);
        await Eventually.TrueAsync(() => Task.FromResult(missed >= 2), "the page asks for what a word cloud needs");
        await field.PressSequentiallyAsync(" las actas?");
        Assert.Equal(0, loads);

        await field.BlurAsync();
        await Expect(attendee.Part("poll").GetByText("Agregar otra")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(field).ToHaveValueAsync("¿Cuándo se publican las actas?");
        Assert.Equal(1, loads);
    }
}
