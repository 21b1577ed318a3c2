using Microsoft.Playwright;
using OpenGovWeek.Testing;

namespace OpenGovWeek.BrowserTests;

/// <summary>The short form, filled in as a person does.</summary>
internal static class Registering
{
    public const string Name = "Rosa Huamán Ñaupari";

    public const string Email = "rosa@ejemplo.pe";

    public static async Task RegisterAsync(this Visitor visitor)
    {
        await visitor.Page.GetByLabel("Nombre y apellidos").FillAsync(Name);
        await visitor.Page.GetByLabel("Correo electrónico").FillAsync(Email);
        await visitor.Page.GetByLabel("Sociedad civil").CheckAsync();
        await visitor.Page.GetByLabel("Acepto que mis datos").CheckAsync();
        await visitor.PressAsync("Inscribirme y entrar");
        await Assertions.Expect(visitor.Page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/registro"));
    }

    /// <summary>Types the code of the mail that the registration sent, on the way from a page that asks for it.</summary>
    public static async Task ConfirmAsync(this Visitor visitor, TestNode node)
    {
        await visitor.FollowAsync("Confirmar mi correo");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/confirmar"));
        if (await visitor.Page.GetByLabel("Código de 6 dígitos").CountAsync() == 0)
        {
            // The mail of the registration is too old by now.
            await visitor.PressAsync("Enviarme el correo");
            await Assertions.Expect(visitor.Page.GetByLabel("Código de 6 dígitos")).ToBeVisibleAsync();
        }

        await visitor.Page.GetByLabel("Código de 6 dígitos").FillAsync((await SignInMail.ReadAsync(node, Email))[^1].Code!);
        await visitor.PressAsync("Confirmar");
    }
}
