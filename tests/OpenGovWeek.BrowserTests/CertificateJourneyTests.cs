using Microsoft.Playwright;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>A certificate from before it is earned until long after it is worth nothing, as its holder, an organiser and an employer see it.</summary>
public sealed class CertificateJourneyTests(Chromium chromium)
{
    private const string Corrected = "Rosa Huamán Ñaupari de Quispe";

    [PrintedFact]
    public async Task From_registration_to_a_certificate_verified_in_three_ways_then_superseded_then_revoked()
    {
        using var identity = SigningIdentity.Create();
        await using var node = await TestNode.StartAsync(settings: new(Passing.Quick.Concat(identity.Settings)));
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await using var holder = await chromium.VisitAsync(node, Window.Phone());
        await holder.FollowTimeAsync();
        await holder.GoAsync(scene.Room);
        await holder.FollowAsync("Inscribirme gratis");
        await holder.RegisterAsync();
        await Expect(holder.Part("viewers")).ToHaveTextAsync("1");
        await holder.StayAsync(node, minutes: 12);
        await scene.Others.MoveAsync(SessionAction.End);
        node.Clock.Advance(TimeSpan.FromSeconds(61));

        await holder.GoAsync("/mis-certificados");
        await holder.ConfirmAsync(node);
        await holder.PressAsync("Emitir mi certificado");
        var code = CertificateCode.Parse(await holder.Page.Locator("#dia-1 .code").InnerTextAsync());
        var paper = await holder.DownloadAsync();
        Assert.All([Registering.Name, scene.Week.Session.Title, code.Display], words => Assert.Contains(words, Paper.TextOf(paper), StringComparison.Ordinal));

        await using var employer = await chromium.VisitAsync(node);
        await TypeAsync(employer, code);
        await SeeVerdictAsync(employer, "Certificado válido", Registering.Name);
        await employer.Page.GotoAsync(await PrintedQr.ReadAsync(paper));
        await SeeVerdictAsync(employer, "Certificado válido", $"Firmado digitalmente por {SigningIdentity.Name}");
        await employer.ChooseAndSeeAsync(paper, "good", "idéntico, byte por byte");
        await employer.ChooseAndSeeAsync(Paper.Flipped(paper), "bad", "No es el archivo que se emitió");

        await scene.EnterAsync(Reader.Organiser);
        await using var organiser = await chromium.VisitAsync(node, Window.Desk(), scene.Person);
        await organiser.GoAsync("/equipo/certificados/emitidos");
        await organiser.FollowAsync(Registering.Name);
        await organiser.Page.GetByLabel("Nombre correcto").FillAsync(Corrected);
        await organiser.Page.GetByLabel("Motivo").First.FillAsync("Faltaba el apellido de casada");
        await organiser.PressAsync("Emitir con este nombre");
        await Expect(organiser.Page.Locator(".notice[data-kind=good]")).ToContainTextAsync("edición corregida");

        await TypeAsync(employer, code);
        await SeeVerdictAsync(employer, "Certificado reemplazado", "otro certificado, que es el que vale");
        await employer.ChooseAndSeeAsync(paper, "good", "idéntico, byte por byte");
        await employer.FollowAsync("Ver el certificado que lo reemplaza");
        await SeeVerdictAsync(employer, "Certificado válido", Corrected);
        await employer.ChooseAndSeeAsync(paper, "warn", "otra edición de este mismo certificado: la número 1");
        await holder.Page.ReloadAsync();
        var second = await holder.DownloadAsync();
        Assert.Contains(Corrected, Paper.TextOf(second), StringComparison.Ordinal);
        await employer.ChooseAndSeeAsync(second, "good", "idéntico, byte por byte");

        await organiser.Page.Locator("ul a").Filter(new() { HasText = "edición 2" }).ClickAsync();
        await organiser.Page.GetByLabel("Motivo").Last.FillAsync("Asistió otra persona en su lugar");
        await organiser.PressAsync("Revocar el certificado");
        await Expect(organiser.Page.Locator(".notice[data-kind=good]")).ToContainTextAsync("revocado");

        await employer.Page.GotoAsync(await PrintedQr.ReadAsync(second));
        await SeeVerdictAsync(employer, "Certificado revocado", "Asistió otra persona en su lugar");
        await employer.GoAsync("/verificar");
        await employer.ChooseAndSeeAsync(second, "bad", "fue revocado");
        await employer.ChooseAndSeeAsync(paper, "warn", "fue reemplazado");
        Assert.All([holder, organiser], visitor => visitor.SawNoComplaints());
        // A file that was never issued is looked up, and not found.
        Assert.All(employer.Complaints, complaint => Assert.Contains("a status of 404", complaint, StringComparison.Ordinal));
    }

    private static async Task TypeAsync(Visitor employer, CertificateCode code)
    {
        await employer.GoAsync("/verificar");
        await employer.Page.GetByRole(AriaRole.Textbox, new() { Name = "Código del certificado" }).FillAsync(code.Display.ToLowerInvariant());
        await employer.PressAsync("Verificar");
    }

    private static async Task SeeVerdictAsync(Visitor employer, string verdict, string words)
    {
        await Expect(employer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(verdict);
        await Expect(employer.Page.Locator("main")).ToContainTextAsync(words);
    }
}
