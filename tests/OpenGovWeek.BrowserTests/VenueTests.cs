using Microsoft.Playwright;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>People who watch together: the screen of a venue, a phone in front of it, and a moderator.</summary>
public sealed class VenueTests(Chromium chromium)
{
    [BrowserFact]
    public async Task A_phone_that_scans_the_venues_screen_is_seen_there()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        var (key, _) = await scene.OpenVenueAsync();
        await using var screen = await chromium.VisitAsync(node, Window.Projector());
        await using var phone = await chromium.VisitAsync(node, Window.Phone());
        await screen.GoAsync($"{scene.Room}/pantalla?sala={key}");

        var shown = await screen.Part("venue-code").InnerTextAsync();
        node.Clock.Advance(TimeSpan.FromMinutes(4));
        await screen.Page.ReloadAsync();
        await Expect(screen.Part("venue-code")).Not.ToHaveTextAsync(shown);
        var code = await screen.Part("venue-code").InnerTextAsync();

        await phone.GoAsync($"{scene.Room}/sala?codigo={Uri.EscapeDataString(code)}");
        await phone.Page.Locator(".card a.button-primary").ClickAsync();
        await phone.RegisterAsync();
        await phone.PressAsync("Estoy aquí");
        await Expect(phone.Page.Locator(".notice")).ToContainTextAsync("Auditorio de la municipalidad");

        await scene.EnterAsync(Reader.Moderator);
        var venues = await scene.Person!.GetPageAsync($"{scene.Room}/salas");
        Assert.Contains("1 persona", venues.QuerySelector("#salas table")!.TextContent, StringComparison.Ordinal);
        Assert.All([screen, phone], visitor => visitor.SawNoComplaints());
    }

    [BrowserFact]
    public async Task Who_sits_in_a_venue_without_a_camera_finds_where_to_type_its_code()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        await using var phone = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        await phone.GoAsync(scene.Room);
        var way = phone.Page.GetByRole(AriaRole.Link, new() { Name = "Escriba el código de su pantalla" });
        await Expect(way).ToHaveCountAsync(0);

        var (_, code) = await scene.OpenVenueAsync();
        await phone.Page.ReloadAsync();
        await way.ClickAsync();
        await phone.Page.GetByLabel("Código de la pantalla").FillAsync(code);
        await phone.PressAsync("Continuar");
        await Expect(phone.Page.Locator(".notice")).ToContainTextAsync("Auditorio de la municipalidad");
        await phone.FollowAsync("Ir a la sesión");
        await Expect(phone.Part("title")).ToBeVisibleAsync();
        phone.SawNoComplaints();
    }

    [BrowserFact]
    public async Task A_venues_screen_goes_on_when_its_network_does_not_and_says_when_it_cannot()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        var (key, _) = await scene.OpenVenueAsync();
        await using var screen = await chromium.VisitAsync(node, Window.Projector());
        await screen.FollowTimeAsync();
        await screen.Page.RunAndWaitForResponseAsync(
            () => screen.GoAsync($"{scene.Room}/pantalla?sala={key}"),
            response => response.Url.Contains("/venue-codes", StringComparison.Ordinal));
        await Expect(screen.Part("venue-lost")).ToBeHiddenAsync();
        var first = await screen.Part("venue-code").InnerTextAsync();

        await screen.Page.Context.SetOfflineAsync(true);
        await screen.Page.EvaluateAsync("ms => window.letPass(ms)", 60_000);
        await Expect(screen.Part("venue-code")).Not.ToHaveTextAsync(first);
        await Expect(screen.Part("venue-code")).ToBeVisibleAsync();
        await screen.Page.EvaluateAsync("ms => window.letPass(ms)", 360_000);
        await Expect(screen.Part("venue-lost")).ToBeVisibleAsync();
        await Expect(screen.Part("venue-code")).ToBeHiddenAsync();
    }
}
