using Microsoft.Playwright;

namespace OpenGovWeek.BrowserTests;

/// <summary>The short form, filled in as a person does.</summary>
internal static class Registering
{
    public const string Name = "Rosa Huamán Ñaupari";

    public static async Task RegisterAsync(this Visitor visitor)
    {
        await visitor.Page.GetByLabel("Nombre y apellidos").FillAsync(Name);
        await visitor.Page.GetByLabel("Correo electrónico").FillAsync("rosa@ejemplo.pe");
        await visitor.Page.GetByLabel("Sociedad civil").CheckAsync();
        await visitor.Page.GetByLabel("Acepto que mis datos").CheckAsync();
        await visitor.PressAsync("Inscribirme y entrar");
        await Assertions.Expect(visitor.Page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/registro"));
    }
}
