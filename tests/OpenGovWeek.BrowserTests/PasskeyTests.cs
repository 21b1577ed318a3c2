using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>A member of staff with a passkey, in a browser whose authenticator is Chromium's own virtual one.</summary>
public sealed class PasskeyTests(Chromium chromium)
{
    [BrowserFact]
    public async Task A_passkey_is_added_and_named_signs_in_and_is_of_no_use_once_removed()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var staff = await week.NewStaffAsync();
        await using var visitor = await chromium.VisitAsync(node, Window.Phone(), staff);
        await HoldAuthenticatorAsync(visitor);
        await visitor.GoAsync("/equipo/seguridad");
        await StaffStates.OpenAsync(visitor.Page);

        await visitor.Page.GetByLabel("Nombre de la llave nueva").FillAsync("Teléfono de Ñusta");
        await visitor.PressAsync("Agregar llave de acceso");
        await Expect(visitor.Page.Locator(".notice[data-kind=good]")).ToContainTextAsync("llave de acceso está lista");
        await Expect(visitor.Page.Locator(".keys")).ToContainTextAsync("Teléfono de Ñusta");

        await SignOutAndInAsync(visitor);
        await Expect(visitor.Page).ToHaveURLAsync(new Uri(node.Address, "/equipo").ToString());
        // The use was noted; signing in a second time works by what was noted.
        await SignOutAndInAsync(visitor);
        await Expect(visitor.Page).ToHaveURLAsync(new Uri(node.Address, "/equipo").ToString());

        await visitor.GoAsync("/equipo/seguridad");
        await StaffStates.OpenAsync(visitor.Page);
        await visitor.Page.Locator(".keys button").ClickAsync();
        await Expect(visitor.Page.Locator(".keys")).ToHaveCountAsync(0);
        await SignOutAndInAsync(visitor);
        await Expect(visitor.Page.Locator("#errores")).ToContainTextAsync("llave de acceso no se pudo comprobar");
        Assert.Equal(2, await node.WithDatabaseAsync(db => db.AuditEntries.CountAsync(a => a.Action == AuditAction.StaffPasskey)));
        visitor.SawNoComplaints();
    }

    [BrowserFact]
    public async Task Who_cancels_is_told_and_may_press_again_and_without_a_script_the_page_says_what_is_missing()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var staff = await week.NewStaffAsync();
        await using var visitor = await chromium.VisitAsync(node, Window.Phone());
        await HoldAuthenticatorAsync(visitor);
        await visitor.GoAsync("/equipo/entrar");
        await visitor.PressAsync("Ingresar con una llave de acceso");
        await Expect(visitor.Part("passkey-failed")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Ingresar con una llave de acceso" })).ToBeEnabledAsync();

        await using var plain = await chromium.VisitAsync(node, Window.Phone().WithoutScript(), staff);
        await plain.GoAsync("/equipo/seguridad");
        await StaffStates.OpenAsync(plain.Page);
        await Expect(plain.Part("passkey")).ToBeHiddenAsync();
        await Expect(plain.Part("no-passkeys")).ToBeVisibleAsync();
        await plain.Page.GetByRole(AriaRole.Textbox, new() { Name = "Contraseña nueva" }).FillAsync("otra frase muy larga y nueva");
        await plain.PressAsync("Cambiar la contraseña");
        await Expect(plain.Page.Locator(".notice[data-kind=good]")).ToContainTextAsync("Su contraseña cambió");
    }

    private static async Task HoldAuthenticatorAsync(Visitor visitor)
    {
        var tools = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await tools.SendAsync("WebAuthn.enable");
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task SignOutAndInAsync(Visitor visitor)
    {
        await visitor.Page.Locator("form[action='/equipo/salir'] button").ClickAsync();
        await visitor.GoAsync("/equipo/entrar");
        await visitor.PressAsync("Ingresar con una llave de acceso");
    }
}
