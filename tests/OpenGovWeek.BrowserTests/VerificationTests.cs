using System.Text;
using Microsoft.Playwright;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>Whoever is given a certificate finds out whether it is one: by its QR code, its file or its code, with a script and without.</summary>
public sealed class VerificationTests(Chromium chromium, Place place) : IClassFixture<Place>
{
    [BrowserFact]
    public async Task A_file_is_compared_where_it_is_and_never_sent()
    {
        using var scene = await Scene.SetAsync(place.Node, SessionStatus.Ended);
        await scene.EnterAsync(Reader.Attendee);
        var first = await scene.Week.PrintAsync(scene.AttendeeId, "Nombre Equivocado");
        var paper = await scene.Week.PrintAsync(scene.AttendeeId, edition: 2);
        await scene.Week.SupersedeAsync(first, paper);
        var (other, otherId) = await scene.Week.NewAttendeeAsync();
        other.Dispose();
        var foreign = await scene.Week.PrintAsync(otherId, "Otra Persona");
        await using var employer = await chromium.VisitAsync(place.Node, Window.Phone());
        var sent = new List<IRequest>();
        employer.Page.Request += (_, request) => sent.Add(request);

        await employer.GoAsync($"/verificar/{paper.Code}");
        await employer.ChooseAndSeeAsync(paper.Pdf, "good", "idéntico, byte por byte");
        await employer.ChooseAndSeeAsync(Paper.Flipped(paper.Pdf), "bad", "No es el archivo que se emitió");
        await employer.ChooseAndSeeAsync(first.Pdf, "warn", "otra edición de este mismo certificado: la número 1");
        await employer.ChooseAndSeeAsync(foreign.Pdf, "bad", "otro certificado, con el código");
        await employer.ChooseAndSeeAsync(Encoding.UTF8.GetBytes("esto no es un PDF"), "bad", "no es un PDF");
        await employer.GoAsync($"/verificar/{first.Code}");
        await employer.ChooseAndSeeAsync(paper.Pdf, "warn", "otra edición de este mismo certificado: la número 2");

        Assert.All(sent, request => Assert.Equal(("GET", null), (request.Method, request.PostDataBuffer)));
    }

    [BrowserFact]
    public async Task A_file_without_a_code_finds_its_certificate()
    {
        using var scene = await Scene.SetAsync(place.Node, SessionStatus.Ended);
        await scene.EnterAsync(Reader.Attendee);
        var paper = await scene.Week.PrintAsync(scene.AttendeeId);
        await using var employer = await chromium.VisitAsync(place.Node);

        await employer.GoAsync("/verificar");
        await employer.ChooseAndSeeAsync(Paper.Flipped(paper.Pdf), "bad", "Ningún certificado se emitió con este archivo");
        await DropAsync(employer.Page, paper.Pdf);
        await employer.SeeAsync("good", "archivo original de un certificado válido");
        await employer.FollowAsync("Ver ese certificado");
        await Expect(employer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Certificado válido");

        await scene.Week.RevokeAsync(paper);
        await employer.GoAsync("/verificar");
        await employer.ChooseAndSeeAsync(paper.Pdf, "bad", "fue revocado");
    }

    [PrintedFact]
    public async Task The_QR_code_on_the_paper_leads_to_its_page()
    {
        using var identity = SigningIdentity.Create();
        await using var node = await TestNode.StartAsync(settings: identity.Settings);
        var week = await TestEvent.CreateAsync(node);
        var (holder, attendee) = await week.NewAttendeeAsync();
        using var _ = holder;
        var paper = await week.PrintAsync(attendee);

        var address = await PrintedQr.ReadAsync(paper.Pdf);
        await using var employer = await chromium.VisitAsync(node, Window.Phone());
        await employer.Page.GotoAsync(address);

        Assert.Equal($"{node.Address}verificar/{paper.Code}", address);
        await Expect(employer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Certificado válido");
        await Expect(employer.Page.Locator(".verdict")).ToContainTextAsync($"Firmado digitalmente por {SigningIdentity.Name}");
        employer.SawNoComplaints();
    }

    [BrowserFact]
    public async Task With_keys_alone_a_code_is_typed_the_facts_unfold_and_a_file_is_chosen()
    {
        using var scene = await Scene.SetAsync(place.Node, SessionStatus.Ended);
        await scene.EnterAsync(Reader.Attendee);
        var paper = await scene.Week.PrintAsync(scene.AttendeeId);
        await using var employer = await chromium.VisitAsync(place.Node);
        var page = employer.Page;
        // Who listens only when the key is pressed may be too late: the browser has opened its own dialog by then.
        page.FileChooser += (_, _) => { };

        await employer.GoAsync("/verificar");
        await employer.TypeIntoAsync(page.GetByRole(AriaRole.Textbox, new() { Name = "Código del certificado" }), CertificateCode.Parse(paper.Code).Display.ToLowerInvariant());
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Certificado válido");
        await employer.PressOnAsync(page.GetByText("Datos técnicos"));
        await Expect(page.GetByText(paper.PdfSha256).First).ToBeVisibleAsync();
        var field = page.GetByLabel("Elija el archivo PDF");
        await employer.TabToAsync(field);
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Enter"));
        await chooser.SetFilesAsync(Paper.FileOf(paper.Pdf));
        await employer.SeeAsync("good", "idéntico, byte por byte");
        await Expect(field).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Without_JavaScript_a_code_or_a_hash_is_verified_and_the_hash_is_shown()
    {
        using var scene = await Scene.SetAsync(place.Node, SessionStatus.Ended);
        await scene.EnterAsync(Reader.Attendee);
        var paper = await scene.Week.PrintAsync(scene.AttendeeId);
        await using var employer = await chromium.VisitAsync(place.Node, Window.Phone().WithoutScript());
        var page = employer.Page;

        foreach (var typed in (string[])[paper.Code, paper.PdfSha256])
        {
            await employer.GoAsync("/verificar");
            await Expect(page.GetByText("Calcule la huella SHA-256")).ToBeVisibleAsync();
            await Expect(page.GetByLabel("Elija el archivo PDF")).ToBeHiddenAsync();
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Código del certificado" }).FillAsync(typed);
            await employer.PressAsync("Verificar");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Certificado válido");
            await Expect(page.Locator(".file-check")).ToContainTextAsync(paper.PdfSha256);
        }
    }

    [BrowserFact]
    public async Task On_paper_the_page_is_verdict_and_words_alone()
    {
        using var scene = await Scene.SetAsync(place.Node, SessionStatus.Ended);
        await scene.EnterAsync(Reader.Attendee);
        var paper = await scene.Week.PrintAsync(scene.AttendeeId);
        await using var employer = await chromium.VisitAsync(place.Node);

        await employer.GoAsync($"/verificar/{paper.Code}");
        await employer.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(employer.Page.Locator(".verdict")).ToBeVisibleAsync();
        await Expect(employer.Page.Locator(".paper-qr")).ToBeVisibleAsync();
        foreach (var left in (string[])[".site-header", ".site-footer", "form[action='/verificar']", ".file-check", "details"])
        {
            await Expect(employer.Page.Locator(left)).ToBeHiddenAsync();
        }
    }

    private static async Task DropAsync(IPage page, byte[] content) => await page.Locator(".drop").EvaluateAsync(
        """
        (place, content) => {
          const carried = new DataTransfer();
          carried.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], 'certificado.pdf', { type: 'application/pdf' }));
          for (const kind of ['dragover', 'drop']) place.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
        }
        """,
        Convert.ToBase64String(content));
}
