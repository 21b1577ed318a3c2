using Microsoft.Playwright;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>The states of the pages that confirm an address and let in with it, and of those that ask for it.</summary>
internal static class EntryStates
{
    public static IReadOnlyList<PageState> All { get; } =
    [
        new("entrar", "empty", Reader.Stranger, _ => At("/entrar")),
        new("entrar", "no event", Reader.Stranger, _ => At("/entrar")) { WithoutEvent = true },
        new("entrar", "nothing filled in", Reader.Stranger, _ => At("/entrar"))
        {
            Then = page => PressAsync(page, "Enviarme el correo", "#errores"),
        },
        new("entrar", "the code, after a wrong one", Reader.Stranger, _ => At("/entrar"))
        {
            Then = async page =>
            {
                await page.GetByLabel("Correo electrónico").FillAsync("nadie@ejemplo.pe");
                await PressAsync(page, "Enviarme el correo", "#Code");
                await page.GetByLabel("Código de 6 dígitos").FillAsync("000000");
                await PressAsync(page, "Confirmar", "#errores");
            },
        },
        new("confirmar", "asks", Reader.Attendee, scene => At($"/confirmar?evento={scene.Week.Event.Slug}")),
        new("confirmar", "the code", Reader.Attendee, scene => At($"/confirmar?evento={scene.Week.Event.Slug}"))
        {
            Then = page => PressAsync(page, "Enviarme el correo", "#Code"),
        },
        new("confirmar", "confirmed", Reader.Attendee, async scene =>
        {
            await scene.Week.ConfirmAsync(scene.Person!);
            return $"/confirmar?evento={scene.Week.Event.Slug}";
        }),
        new("entrar/enlace", "in another browser", Reader.Stranger, _ => At("/entrar/enlace#AAAA")),
        new("entrar/enlace", "about to be used", Reader.Attendee, scene => At($"/confirmar?evento={scene.Week.Event.Slug}"))
        {
            Then = async page =>
            {
                await PressAsync(page, "Enviarme el correo", "#Code");
                await page.GotoAsync("/entrar/enlace#AAAA");
                await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Confirmar y entrar" })).ToBeVisibleAsync();
            },
        },
        new("entrar/enlace", "used already", Reader.Attendee, scene => At($"/confirmar?evento={scene.Week.Event.Slug}"))
        {
            Refused = 409,
            Then = async page =>
            {
                await PressAsync(page, "Enviarme el correo", "#Code");
                await page.GotoAsync("/entrar/enlace#AAAA");
                await PressAsync(page, "Confirmar y entrar", "#errores");
            },
        },
        new("registro", "joined to another", Reader.Attendee, async scene =>
        {
            await JoinAsync(scene);
            return $"/registro?evento={scene.Week.Event.Slug}";
        }),
        new("s/{slug}", "joined to another", Reader.Attendee, async scene =>
        {
            await JoinAsync(scene);
            return scene.Room;
        }),
        new("s/{slug}", "a poll for confirmed addresses", Reader.Attendee, async scene =>
        {
            await scene.Others.OpenPollAsync(PollKind.SingleChoice, ResultsPolicy.AfterClose, needsConfirmed: true);
            return scene.Room;
        })
        {
            Then = page => Expect(page.Locator("[data-live=poll]").GetByRole(AriaRole.Link, new() { Name = "Confirmar mi correo" })).ToBeVisibleAsync(),
        },
        new("s/{slug}/consola", "how many were confirmed", Reader.Moderator, async scene =>
        {
            var poll = await scene.Others.OpenPollAsync(PollKind.SingleChoice, ResultsPolicy.AfterClose);
            await scene.Others.AnswerAsync(0);
            await scene.Others.AnswerAsync(1);
            await scene.Others.MoveAsync(poll, PollAction.Close);
            return $"{scene.Room}/consola";
        })
        {
            Then = page => Expect(page.Locator("[data-live=polls]")).ToContainTextAsync("con correo confirmado"),
        },
    ];

    private static Task<string> At(string address) => Task.FromResult(address);

    private static async Task PressAsync(IPage page, string button, string seen)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(page.Locator(seen)).ToBeVisibleAsync();
    }

    // The same person confirms in another browser.
    private static async Task JoinAsync(Scene scene)
    {
        var email = await scene.EmailAsync();
        var (other, _) = await scene.Week.NewAttendeeAsync(Registering.Name, email: email);
        using (other)
        {
            await scene.Week.ConfirmAsync(other);
        }
    }
}
