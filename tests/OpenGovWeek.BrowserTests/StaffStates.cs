using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OpenGovWeek.Core.Staff;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>How staff get in, and the mails of Development, in the states that look different.</summary>
internal static class StaffStates
{
    /// <summary>Password of the members that an event makes.</summary>
    public const string Password = TestEvent.StaffPassword;

    public static IReadOnlyList<PageState> All { get; } =
    [
        new("equipo/segundo-paso", "nobody has given a password", Reader.Stranger, _ => At("/equipo/segundo-paso")),
        new("equipo/segundo-paso", "a wrong code", Reader.Stranger, async scene => $"/equipo/entrar?volver=/equipo#{await WithAuthenticatorAsync(scene)}")
        {
            Then = async page =>
            {
                await page.GetByLabel("Correo electrónico").FillAsync(new Uri(page.Url).Fragment[1..]);
                await page.GetByLabel("Contraseña").FillAsync(Password);
                await page.GetByRole(AriaRole.Button, new() { Name = "Ingresar", Exact = true }).ClickAsync();
                await page.GetByLabel("Código").FillAsync("000000");
                await PressAndSeeAsync(page, "Ingresar", "#errores");
            },
        },
        new("equipo/recuperar", "empty", Reader.Stranger, _ => At("/equipo/recuperar")),
        new("equipo/recuperar", "asked", Reader.Stranger, _ => At("/equipo/recuperar"))
        {
            Then = async page =>
            {
                await page.GetByLabel("Correo electrónico").FillAsync("nadie@ejemplo.pe");
                await PressAndSeeAsync(page, "Enviar el correo", ".notice[data-kind=good]");
            },
        },
        new("equipo/recuperar/nueva", "with a token that is no good", Reader.Stranger, _ => At("/equipo/recuperar/nueva#nada"))
        {
            Then = async page =>
            {
                await Expect(page.GetByLabel("Contraseña nueva")).ToBeFocusedAsync();
                await PressAndSeeAsync(page, "Cambiar la contraseña", "#errores");
            },
        },
        new("equipo/seguridad", "closed", Reader.Moderator, _ => At("/equipo/seguridad")),
        new("equipo/seguridad", "a wrong password", Reader.Moderator, _ => At("/equipo/seguridad"))
        {
            Then = async page =>
            {
                await page.GetByLabel("Contraseña actual").FillAsync("no es la contraseña");
                await PressAndSeeAsync(page, "Continuar", "#errores");
            },
        },
        new("equipo/seguridad", "an authenticator is set up", Reader.Moderator, _ => At("/equipo/seguridad"))
        {
            Then = async page =>
            {
                await OpenAsync(page);
                await PressAndSeeAsync(page, "Configurar", ".qr");
            },
        },
        new("equipo/seguridad", "an authenticator with new recovery codes", Reader.Moderator, scene => At($"/equipo/seguridad#{scene.Node.Clock.Now.Ticks - TimeProvider.System.GetUtcNow().Ticks}"))
        {
            Then = async page =>
            {
                var ahead = long.Parse(new Uri(page.Url).Fragment[1..], System.Globalization.CultureInfo.InvariantCulture);
                await OpenAsync(page);
                await PressAndSeeAsync(page, "Configurar", ".qr");
                _ = AuthenticatorKey.TryParse((await page.Locator("dd.code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal), out var key);
                await page.GetByLabel("Código de seis cifras").FillAsync(key!.CodeOf(AuthenticatorKey.StepAt(TimeProvider.System.GetUtcNow().UtcDateTime.AddTicks(ahead))));
                await PressAndSeeAsync(page, "Activar", ".code-list");
            },
        },
        new("buzon", "not here", Reader.Stranger, _ => At("/buzon")) { WithoutEvent = true, Status = 404 },
        new("buzon", "a mail", Reader.Stranger, async scene =>
        {
            await scene.Node.Services.GetRequiredService<WriteGate>().RunAsync(
                (db, cancellation) =>
                {
                    var text = new MailText("Confirme su correo", "Hola, Rosa:\n\nConfirmar e ingresar:\nhttps://localhost/ingresar#abcdefghijklmnopqrstuvwxyz0123456789\n\n    123 456", "<p>Hola</p>");
                    scene.Node.Services.GetRequiredService<Outbox>().Add(db, new NewMail($"{Guid.NewGuid()}", "rosa@ejemplo.pe", text));
                    return db.SaveChangesAsync(cancellation);
                },
                CancellationToken.None);
            await Eventually.TrueAsync(() => scene.Node.WithDatabaseAsync(db => db.OutboxMails.AllAsync(m => m.Sealed == null)), "the mail is sent");
            return "/buzon";
        })
        {
            Then = page => Expect(page.Locator("article").First).ToBeVisibleAsync(),
        },
    ];

    /// <summary>Gives the password on the page of security.</summary>
    public static async Task OpenAsync(IPage page)
    {
        await page.GetByLabel("Contraseña actual").FillAsync(Password);
        await PressAndSeeAsync(page, "Continuar", "[aria-labelledby=contrasena]");
    }

    // A member who is asked for a code; gives the address back.
    private static async Task<string> WithAuthenticatorAsync(Scene scene)
    {
        using var made = await scene.Week.NewStaffAsync();
        var suffix = $".{scene.Week.Event.Slug}@ejemplo.pe";
        var member = await scene.Node.WithDatabaseAsync(db => db.Users.AsNoTracking().Where(u => u.Email!.EndsWith(suffix)).OrderByDescending(u => u.Id).FirstAsync());
        await scene.Node.Services.GetRequiredService<StaffSecurity>().SetAuthenticatorAsync(
            member.Id, member.SecurityStamp!, AuthenticatorKey.Generate(), 1, [RecoveryCode.Hash(RecoveryCode.Generate())], CancellationToken.None);
        return member.Email!;
    }

    private static Task<string> At(string address) => Task.FromResult(address);

    private static async Task PressAndSeeAsync(IPage page, string button, string seen)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(page.Locator(seen)).ToBeVisibleAsync();
    }
}
