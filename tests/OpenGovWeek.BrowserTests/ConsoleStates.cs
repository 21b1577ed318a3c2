using Microsoft.Playwright;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>The states of the console's queue and of what it sets for everybody.</summary>
internal static class ConsoleStates
{
    private const string Route = "s/{slug}/consola";

    public static IEnumerable<PageState> All =>
    [
        new(Route, "an announcement running, the invitation on the screen", Reader.Moderator, async scene =>
        {
            await scene.ChangeAsync(session =>
            {
                AnnouncementRules.Announce(session, Guid.CreateVersion7(), "Volvemos a las 10:30", 10, DateTime.UnixEpoch.AddMilliseconds(scene.Node.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
                OnAir.ShowInvitation(session);
            });
            return $"{scene.Room}/consola";
        }),
        new(Route, "held by another", Reader.Moderator, async scene =>
        {
            var id = await scene.Others.AskAsync("¿Quién tiene esta pregunta?");
            using var other = await scene.Week.NewStaffAsync(name: "Luis Quispe");
            using var response = await other.SendAsync(HttpMethod.Put, $"/api/sessions/{scene.Week.Slug}/questions/{id}/hold", new { on = true });
            response.EnsureSuccessStatusCode();
            return $"{scene.Room}/consola";
        })
        {
            Refused = 409,
            Then = async page =>
            {
                await Expect(page.Locator(".badge-held")).ToBeVisibleAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Publicar", Exact = true }).ClickAsync();
                await Expect(page.Locator("#tomada")).ToBeVisibleAsync();
            },
        },
        new(Route, "likely duplicates", Reader.Moderator, async scene =>
        {
            await scene.Others.AskAsync("¿Habrá traducción al quechua en las sesiones?");
            await scene.Others.AskAsync("¿Habrá traducción al quechua en las sesiones?");
            return $"{scene.Room}/consola";
        })
        {
            Then = page => Expect(page.Locator(".badge-button").First).ToBeVisibleAsync(),
        },
        new(Route, "a search without a result", Reader.Moderator, Asked)
        {
            Then = async page =>
            {
                await page.Locator("[data-live=search]").FillAsync("nadie preguntó esto");
                await Expect(page.GetByText("Ninguna coincide")).ToBeVisibleAsync();
            },
        },
        new(Route, "several chosen", Reader.Moderator, Asked)
        {
            Then = async page =>
            {
                await page.Keyboard.PressAsync("t");
                await Expect(page.Locator(".bulk")).ToBeVisibleAsync();
            },
        },
        new(Route, "about to merge", Reader.Moderator, Asked)
        {
            Then = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Unir…", Exact = true }).First.ClickAsync();
                await Expect(page.Locator("#unir")).ToBeVisibleAsync();
            },
        },
        new(Route, "the list of keys", Reader.Moderator, Asked)
        {
            Then = async page =>
            {
                await page.Locator("[data-live=keys]").ClickAsync();
                await Expect(page.Locator("#teclas")).ToBeVisibleAsync();
            },
        },
        new(Route, "about to end the session", Reader.Moderator, Asked)
        {
            Then = async page =>
            {
                await page.Keyboard.PressAsync("Shift+Z");
                await Expect(page.Locator("#terminar")).ToBeVisibleAsync();
            },
        },
        new(Route, "a stream that is not allowed", Reader.Moderator, Asked)
        {
            Refused = 422,
            Then = async page =>
            {
                await page.Locator("#transmision summary").ClickAsync();
                await page.GetByLabel("Dirección del video").FillAsync("https://ejemplo.pe/video");
                await page.GetByRole(AriaRole.Button, new() { Name = "Cambiar ahora" }).ClickAsync();
                await Expect(page.Locator("#transmision-f .field-error")).ToBeVisibleAsync();
            },
        },
    ];

    private static async Task<string> Asked(Scene scene)
    {
        await scene.Others.AskAsync("¿Cuándo sale el próximo plan de acción?");
        await scene.Others.AskAsync("¿Cuándo se publica el próximo plan de acción?");
        return $"{scene.Room}/consola";
    }
}
