using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>Everything can be done with the keyboard alone, and the focus is seen and stays.</summary>
public sealed class KeyboardTests(Chromium chromium)
{
    [BrowserFact]
    public async Task An_attendee_registers_asks_upvotes_and_answers_without_a_mouse()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        var low = await others.PublishAsync("¿Qué pregunta recibe el apoyo?");
        await using var attendee = await chromium.VisitAsync(node);
        var page = attendee.Page;

        await attendee.GoAsync($"/registro?volver=/s/{week.Slug}");
        await attendee.TypeIntoAsync(page.GetByLabel("Nombre y apellidos"), "Rosa Huamán Ñaupari");
        await attendee.TypeIntoAsync(page.GetByLabel("Correo electrónico"), "rosa@ejemplo.pe");
        await attendee.PressOnAsync(page.GetByLabel("Servidora o servidor público"), "Space");
        await attendee.PressOnAsync(page.GetByLabel("Acepto que mis datos"), "Space");
        await attendee.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Inscribirme y entrar" }));

        await attendee.TypeIntoAsync(page.GetByLabel("Su pregunta"), "¿Se puede preguntar sin ratón?");
        await attendee.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Enviar pregunta" }));
        await Expect(attendee.Part("mine")).ToContainTextAsync("¿Se puede preguntar sin ratón?");

        var upvote = page.Locator($"#q-{low} .upvote");
        await attendee.PressOnAsync(upvote);
        await Expect(upvote).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(upvote).ToBeFocusedAsync();
        var pinned = await others.PublishAsync("¿Qué pasa cuando otra pregunta llega arriba?");
        await others.PinAsync(pinned);
        await Expect(attendee.Part("new-items")).ToBeVisibleAsync();
        await Expect(upvote).ToBeFocusedAsync();
        await attendee.PressOnAsync(attendee.Part("new-items"));
        await Expect(page.Locator($"#q-{pinned}")).ToContainTextAsync("Fijada");
        await attendee.PressOnAsync(upvote);
        await Expect(upvote).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(upvote).ToBeFocusedAsync();

        await others.OpenPollAsync();
        await Expect(upvote).ToBeFocusedAsync();
        await attendee.PressOnAsync(attendee.Part("poll-link"));
        await attendee.PressOnAsync(attendee.Part("poll").GetByLabel("Participación ciudadana"), "Space");
        await page.Keyboard.PressAsync("ArrowDown");
        await attendee.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Enviar respuesta" }));
        await Expect(attendee.Part("poll")).ToContainTextAsync("Respuesta registrada: Rendición de cuentas");
        await Expect(attendee.Part("poll")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task A_moderator_clears_the_queue_with_keys()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        using var others = new Backstage(week);
        using var staff = await week.NewStaffAsync();
        var ids = new List<Guid>();
        foreach (var text in (string[])["¿Primera pregunta de la cola?", "¿Segunda pregunta de la cola?", "¿Tercera pregunta de la cola?"])
        {
            ids.Add(await others.AskAsync(text));
        }

        await using var moderator = await chromium.VisitAsync(node, person: staff);
        var page = moderator.Page;
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await Expect(page.Locator(".queue-item")).ToHaveCountAsync(3);

        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator($"#q-{ids[0]}")).ToBeFocusedAsync();
        ids.Add(await others.AskAsync("¿Una que llega mientras tanto?"));
        await Expect(page.Locator(".queue-item")).ToHaveCountAsync(4);
        await Expect(page.Locator($"#q-{ids[0]}")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("p");
        await BecomesAsync(ids[0], QuestionStatus.Published);
        await Expect(page.Locator($"#q-{ids[1]}")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
        await moderator.PressOnAsync(page.GetByLabel("No trata el tema de la sesión"), "Space");
        await moderator.PressOnAsync(page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Rechazar" }));
        await BecomesAsync(ids[1], QuestionStatus.Rejected);
        await Expect(page.Locator($"#q-{ids[2]}")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("u");
        await BecomesAsync(ids[1], QuestionStatus.Pending);
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator($"#q-{ids[0]}")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("a");
        await BecomesAsync(ids[0], QuestionStatus.Answering);

        Task BecomesAsync(Guid id, QuestionStatus status) => Eventually.TrueAsync(
            () => node.WithDatabaseAsync(db => db.Questions.AnyAsync(q => q.Id == id && q.Status == status)), $"the question is {status}");
    }
}
