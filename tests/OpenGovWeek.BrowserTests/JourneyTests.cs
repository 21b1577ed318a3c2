using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Staff;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>A day as those see it who take part: attendee, moderator, screen and agenda, open at once.</summary>
public sealed class JourneyTests(Chromium chromium)
{
    private const string Asked = "¿Cómo se verifica que un compromiso se cumplió?";
    private const string Regretted = "¿Y esta pregunta, se puede retirar otra vez?";
    private const string Prompt = "¿Qué pilar debe ir primero?";

    [BrowserFact]
    public async Task A_day_from_registration_to_a_verified_certificate()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node, SessionStatus.Scheduled);
        using var others = new Backstage(week);
        await using var attendee = await chromium.VisitAsync(node, Window.Phone());
        await using var moderator = await chromium.VisitAsync(node);
        await using var screen = await chromium.VisitAsync(node, Window.Projector());
        await using var agenda = await chromium.VisitAsync(node, Window.Phone(ColorScheme.Dark));
        await attendee.FollowTimeAsync();

        await attendee.GoAsync($"/s/{week.Slug}");
        await attendee.FollowAsync("Inscribirme gratis");
        await attendee.RegisterAsync();
        await Expect(attendee.Part("status")).ToHaveTextAsync("Programada");
        await screen.GoAsync($"/s/{week.Slug}/pantalla");
        await agenda.GoAsync("/");
        var listed = agenda.Page.Locator($"[data-slug={week.Slug}]");
        await Expect(listed.Locator("[data-live=status]")).ToHaveTextAsync("Programada");

        await JoinAsOrganiserAsync(node, moderator.Page);
        await moderator.GoAsync($"/s/{week.Slug}/consola");
        await moderator.PressAsync("Comenzar");
        await Expect(moderator.Part("status")).ToHaveTextAsync("En vivo");
        await Expect(attendee.Part("status")).ToHaveTextAsync("En vivo");
        await Expect(screen.Part("status")).ToHaveTextAsync("En vivo");
        await Expect(listed.Locator("[data-live=status]")).ToHaveTextAsync("En vivo");

        await AskAsync(attendee.Page, Asked);
        await Expect(attendee.Part("mine")).ToContainTextAsync("En revisión");
        await PressBesideAsync(moderator.Page, Asked, "Publicar");
        await attendee.SeeQuestionAsync(Asked);
        await Expect(screen.Page.Locator("body")).Not.ToContainTextAsync(Asked);
        await ShowAsync(moderator.Page, "Publicadas");
        await PressBesideAsync(moderator.Page, Asked, "Al aire");
        await Expect(screen.Part("screen")).ToContainTextAsync(Asked);
        await Expect(attendee.Part("on-air")).ToContainTextAsync(Asked);

        await AskAsync(attendee.Page, Regretted);
        await ShowAsync(moderator.Page, "Pendientes");
        await PressBesideAsync(moderator.Page, Regretted, "Publicar");
        await attendee.SeeQuestionAsync(Regretted);
        await moderator.Part("toasts").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Deshacer") }).Last.ClickAsync();
        await Expect(attendee.Part("questions")).Not.ToContainTextAsync(Regretted);
        await Expect(attendee.Part("questions")).ToContainTextAsync(Asked);

        await ShowAsync(moderator.Page, "Publicadas");
        await PressBesideAsync(moderator.Page, Asked, "Respondida");
        await RunPollAsync(others, moderator, attendee);
        var room = await attendee.Part("poll").ReadResultsAsync();
        Assert.Equal(
            [new("Participación ciudadana", "2", "67 %", "67%"), new("Rendición de cuentas", "1", "33 %", "33%")],
            room.Select(row => row with { Share = row.Share.Replace(' ', ' ') }));
        Assert.Equal(room, await moderator.Part("polls").ReadResultsAsync());
        Assert.Equal(room, await screen.Part("screen").ReadResultsAsync());

        await attendee.StayAsync(node, minutes: 12);
        await moderator.PressAsync("Terminar");
        await moderator.PressAsync("Terminar la sesión");
        await Expect(attendee.Part("status")).ToHaveTextAsync("Finalizada");
        await Expect(screen.Part("status")).ToHaveTextAsync("Finalizada");
        node.Clock.Advance(TimeSpan.FromSeconds(61));

        await attendee.Part("now").GetByRole(AriaRole.Link).ClickAsync();
        await attendee.ConfirmAsync(node);
        await attendee.PressAsync("Emitir mi certificado");
        var code = await attendee.Page.Locator("#dia-1 .code").InnerTextAsync();
        var paper = Paper.TextOf(await attendee.DownloadAsync());
        Assert.Contains(Registering.Name, paper, StringComparison.Ordinal);
        Assert.Contains(week.Session.Title, paper, StringComparison.Ordinal);
        Assert.Contains(code, paper, StringComparison.Ordinal);

        await using var employer = await chromium.VisitAsync(node);
        await employer.GoAsync("/verificar");
        await employer.Page.GetByRole(AriaRole.Textbox, new() { Name = "Código del certificado" }).FillAsync(code.ToLowerInvariant());
        await employer.PressAsync("Verificar");
        await Expect(employer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Certificado válido");
        await Expect(employer.Page.Locator(".verdict")).ToContainTextAsync(Registering.Name);

        Assert.All([attendee, moderator, screen, agenda, employer], visitor => visitor.SawNoComplaints());
    }

    private static async Task JoinAsOrganiserAsync(TestNode node, IPage page)
    {
        var link = await node.Services.GetRequiredService<FirstOrganiser>().OfferAsync(TestContext.Current.CancellationToken);
        await page.GotoAsync(link!);
        await page.GetByLabel("Nombre", new() { Exact = true }).FillAsync("Carmen Quispe");
        await page.GetByLabel("Correo electrónico").FillAsync("carmen@ejemplo.pe");
        await page.GetByLabel("Contraseña nueva").FillAsync("cuatro palabras bien sueltas");
        await page.GetByRole(AriaRole.Button, new() { Name = "Unirme al equipo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Equipo");
    }

    private static async Task AskAsync(IPage page, string text)
    {
        await page.GetByLabel("Su pregunta").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Enviar pregunta" }).ClickAsync();
        await Expect(page.Locator("[data-live=mine]")).ToContainTextAsync(text);
    }

    private static Task PressBesideAsync(IPage console, string question, string button) => console
        .Locator(".queue-item", new() { HasText = question })
        .GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static Task ShowAsync(IPage console, string view) =>
        console.Locator("[data-live=views]").GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{view}") }).ClickAsync();

    private static async Task RunPollAsync(Backstage others, Visitor moderator, Visitor attendee)
    {
        var console = moderator.Page;
        await moderator.Part("new-poll").ClickAsync();
        await console.GetByLabel("Pregunta", new() { Exact = true }).FillAsync(Prompt);
        await console.GetByRole(AriaRole.Textbox, new() { Name = "Respuesta 1", Exact = true }).FillAsync("Participación ciudadana");
        await console.GetByRole(AriaRole.Textbox, new() { Name = "Respuesta 2", Exact = true }).FillAsync("Rendición de cuentas");
        await moderator.PressAsync("Guardar borrador");
        await Expect(moderator.Part("polls")).ToContainTextAsync(Prompt);
        await Expect(attendee.Part("poll")).Not.ToContainTextAsync(Prompt);
        await moderator.Part("polls").GetByRole(AriaRole.Button, new() { Name = "Abrir" }).ClickAsync();

        await attendee.Part("poll-link").ClickAsync();
        await attendee.Part("poll").GetByLabel("Participación ciudadana").CheckAsync();
        await attendee.PressAsync("Enviar respuesta");
        await Expect(attendee.Part("poll")).ToContainTextAsync("Respuesta registrada: Participación ciudadana");
        foreach (var choice in (int[])[0, 1])
        {
            await others.AnswerAsync(choice);
        }

        await Expect(moderator.Part("polls")).ToContainTextAsync("3 de");
        await moderator.PressAsync("Cerrar ya");
    }
}
