using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>What was asked already is offered while somebody types.</summary>
public sealed class SimilarTests(Chromium chromium)
{
    private const string Asked = "¿Cuándo abrirán un centro MAC en Puno?";
    private const string Typed = "cuando abren el centro mac de puno";

    [BrowserFact]
    public async Task Who_types_what_was_asked_supports_it_instead()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        var asked = await others.PublishAsync(Asked);
        await others.PublishAsync("¿Quién responde las preguntas que no se lean hoy?");
        await others.AskAsync("¿Cuándo abren el centro MAC de Puno? Esta espera todavía.");
        var (person, _) = await week.NewAttendeeAsync();
        using var cookies = person;
        await using var attendee = await chromium.VisitAsync(node, Window.Of(360, 740, ColorScheme.Light), person);
        var loaded = new ConcurrentQueue<string>();
        attendee.Page.Response += (_, response) => loaded.Enqueue(new Uri(response.Url).AbsolutePath);
        await attendee.GoAsync($"/s/{week.Slug}");
        await attendee.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.DoesNotContain(loaded, path => path.Contains("/similar.", StringComparison.Ordinal));

        var text = attendee.Page.GetByLabel("Su pregunta", new() { Exact = true });
        await text.PressSequentiallyAsync(Typed);

        var offer = attendee.Page.GetByRole(AriaRole.Region, new() { Name = "¿Es alguna de estas?" });
        await Expect(offer.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Expect(offer.GetByText(Asked)).ToBeVisibleAsync();
        await Expect(text).ToBeFocusedAsync();
        await Expect(attendee.Page.Locator("#announcer")).ToHaveTextAsync("1 pregunta parecida");
        var send = await attendee.Page.GetByRole(AriaRole.Button, new() { Name = "Enviar pregunta" }).BoundingBoxAsync();
        Assert.True((await offer.BoundingBoxAsync())!.Y >= send!.Y + send.Height, "It stands above the button.");

        await offer.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(offer.GetByRole(AriaRole.Button)).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(offer.GetByText("Apoyada")).ToBeVisibleAsync();
        await Expect(attendee.Page.Locator($"[data-id='{asked}'] .upvote")).ToContainTextAsync("1");
        await Expect(offer.Locator(".upvote")).ToContainTextAsync("1");
        await Expect(text).ToHaveValueAsync(Typed);
        await Eventually.TrueAsync(
            async () => await node.WithDatabaseAsync(db => db.Upvotes.CountAsync(upvote => upvote.QuestionId == asked)) == 1, "the upvote is counted");

        await attendee.PressAsync("Enviar pregunta");
        await Expect(offer).ToHaveCountAsync(0);
        await Eventually.TrueAsync(
            () => node.WithDatabaseAsync(db => db.Questions.AnyAsync(q => q.Text == Typed && q.Status == QuestionStatus.Pending)), "the question is sent all the same");
        attendee.SawNoComplaints();
    }

    [BrowserFact]
    public async Task Without_network_one_types_as_always()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        await others.PublishAsync(Asked);
        var (person, _) = await week.NewAttendeeAsync();
        using var cookies = person;
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), person);
        await attendee.Page.RouteAsync("**/questions/similar*", route => route.AbortAsync());
        await attendee.GoAsync($"/s/{week.Slug}");

        var text = attendee.Page.GetByLabel("Su pregunta", new() { Exact = true });
        var tried = attendee.Page.WaitForRequestAsync("**/questions/similar*");
        await text.PressSequentiallyAsync(Typed);
        await tried;

        await Expect(attendee.Page.Locator(".similar section")).ToHaveCountAsync(0);
        await Expect(attendee.Page.Locator(".field-error:visible")).ToHaveCountAsync(0);
        await Expect(text).ToHaveValueAsync(Typed);
    }
}
