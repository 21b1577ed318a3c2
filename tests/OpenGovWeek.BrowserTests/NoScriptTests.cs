using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>The attendee's half of the day with plain pages and forms.</summary>
public sealed class NoScriptTests(Chromium chromium)
{
    private const string Asked = "¿Dónde se publican las actas?";

    [BrowserFact]
    public async Task An_attendee_takes_part_without_JavaScript()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        var published = await others.PublishAsync("¿Quién revisa los compromisos?");
        await using var attendee = await chromium.VisitAsync(node, Window.Phone().WithoutScript());
        var page = attendee.Page;

        await attendee.GoAsync($"/s/{week.Slug}");
        await attendee.FollowAsync("Inscribirme gratis");
        await attendee.RegisterAsync();

        await page.GetByLabel("Su pregunta").FillAsync(Asked);
        await attendee.PressAsync("Enviar pregunta");
        await Expect(page.Locator("#hecho")).ToContainTextAsync("Su pregunta se envió");
        await Expect(attendee.Part("mine")).ToContainTextAsync(Asked);
        Assert.Equal(QuestionStatus.Pending, await node.WithDatabaseAsync(db => db.Questions.Where(q => q.Text == Asked).Select(q => q.Status).SingleAsync()));

        var upvote = page.Locator($"#q-{published} .upvote");
        await upvote.ClickAsync();
        await Expect(upvote).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(upvote).ToContainTextAsync("1");

        var poll = await others.OpenPollAsync();
        await page.ReloadAsync();
        await page.GetByLabel("Rendición de cuentas").CheckAsync();
        await attendee.PressAsync("Enviar respuesta");
        await Expect(attendee.Part("poll")).ToContainTextAsync("Respuesta registrada: Rendición de cuentas");
        await others.AnswerAsync(0);
        await others.MoveAsync(poll, PollAction.Close);
        await page.ReloadAsync();
        Assert.Equal(["1", "1"], (await attendee.Part("poll").ReadResultsAsync()).Select(row => row.People));

        for (var minute = 0; minute < 10; minute++)
        {
            node.Clock.Advance(TimeSpan.FromMinutes(1));
            await page.ReloadAsync();
        }

        await others.MoveAsync(SessionAction.End);
        node.Clock.Advance(TimeSpan.FromSeconds(61));
        await page.ReloadAsync();
        await attendee.FollowAsync("Ver mis certificados");
        await attendee.ConfirmAsync(node);
        await attendee.PressAsync("Emitir mi certificado");
        await attendee.FollowAsync("Ver en la web");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Certificado válido");
        attendee.SawNoComplaints();
    }
}
