using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Web.Tests.Attendees;

/// <summary>What a person types into the registration.</summary>
internal static class RegistrationForm
{
    public const string Selector = "form.form";

    public static Dictionary<string, string?> Of(string name = "Rosa Huamán Ñaupari", string email = "rosa@ejemplo.pe") => new()
    {
        ["Name"] = name,
        ["Email"] = email,
        ["Audience"] = nameof(Audience.Academia),
        ["Region"] = "CUS",
        ["Accept"] = Consent.Version,
    };

    public static async Task<HttpResponseMessage> RegisterAsync(TestBrowser browser, Dictionary<string, string?> fields, string path = "/registro")
    {
        var page = await browser.GetPageAsync(path);
        return await browser.SubmitAsync(page, Selector, fields);
    }
}
