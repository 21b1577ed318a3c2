using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>An organiser with the certificates of an event, and an attendee who gets one.</summary>
public sealed class CertificateManagementTests(Chromium chromium)
{
    [BrowserFact]
    public async Task From_the_settings_over_a_sample_and_a_run_to_a_corrected_and_a_revoked_certificate()
    {
        await using var node = await TestNode.StartAsync(settings: new(Passing.Quick) { ["CertificateRuns:Every"] = "00:00:00.200" });
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        await scene.AttendToTheEndAsync();
        await using var attendee = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        await scene.EnterAsync(Reader.Organiser);
        await using var organiser = await chromium.VisitAsync(node, Window.Desk(), scene.Person);

        await organiser.GoAsync("/equipo");
        await organiser.FollowAsync("Certificados");
        await organiser.FollowAsync("Ajustes de los certificados");
        await SetPolicyAsync(organiser);

        await organiser.GoAsync($"/equipo/certificados?evento={scene.Week.Event.Slug}");
        await organiser.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Emitir para 1 persona.*Día 1$") }).ClickAsync();
        await Expect(organiser.Page.Locator("#emisiones .status")).ToHaveTextAsync("Terminada", new() { Timeout = 30_000 });
        await Expect(organiser.Page.Locator("#emisiones")).ToContainTextAsync("Certificados emitidos: 1");

        await attendee.GoAsync("/mis-certificados");
        var text = Paper.TextOf(await attendee.DownloadAsync());
        Assert.Contains("actividad de 4 horas", text, StringComparison.Ordinal);
        Assert.Contains("Ana Quispe Rojas", text, StringComparison.Ordinal);

        await organiser.FollowAsync("Certificados emitidos");
        await organiser.Page.GetByLabel("Nombre o código").FillAsync("huaman");
        await organiser.PressAsync("Buscar");
        await organiser.FollowAsync(Registering.Name);
        await organiser.Page.GetByLabel("Nombre correcto").FillAsync("Rosa Huamán Ñaupari de Quispe");
        await organiser.Page.GetByLabel("Motivo").First.FillAsync("Faltaba el apellido de casada");
        await organiser.PressAsync("Emitir con este nombre");
        await Expect(organiser.Page.Locator(".notice[data-kind=good]")).ToContainTextAsync("edición corregida");

        await attendee.Page.ReloadAsync();
        await Expect(attendee.Page.Locator("#dia-1 details")).ToContainTextAsync(Registering.Name, new() { UseInnerText = false });
        Assert.Contains("Rosa Huamán Ñaupari de Quispe", Paper.TextOf(await attendee.DownloadAsync()), StringComparison.Ordinal);

        await organiser.Page.Locator("ul a").Filter(new() { HasText = "edición 2" }).ClickAsync();
        await organiser.Page.GetByLabel("Motivo").Last.FillAsync("Asistió otra persona en su lugar");
        await organiser.PressAsync("Revocar el certificado");
        await Expect(organiser.Page.Locator(".notice[data-kind=good]")).ToContainTextAsync("revocado");
        await attendee.Page.ReloadAsync();
        await Expect(attendee.Page.Locator("#dia-1")).ToContainTextAsync("Asistió otra persona en su lugar");
        await Expect(attendee.Page.Locator("#dia-1 a[download]")).ToHaveCountAsync(0);
        Assert.All([organiser, attendee], visitor => visitor.SawNoComplaints());
    }

    private static async Task SetPolicyAsync(Visitor organiser)
    {
        await organiser.Page.GetByLabel("Horas de un día").FillAsync("4");
        await organiser.Page.GetByLabel("Nombre y apellidos").First.FillAsync("Ana Quispe Rojas");
        await organiser.Page.GetByLabel("Cargo").First.FillAsync("Secretaria de Gestión Pública");
        var shown = await organiser.Page.RunAndWaitForPopupAsync(() => organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Un día (en otra pestaña)" }).ClickAsync());
        await shown.CloseAsync();
        await organiser.PressAsync("Guardar");
        await Expect(organiser.Page.Locator(".notice[data-kind=good]")).ToContainTextAsync("Guardado");
    }
}
