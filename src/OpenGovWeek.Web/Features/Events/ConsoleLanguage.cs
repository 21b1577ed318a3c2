using System.Globalization;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>The language of what is written to the console, which no request chooses.</summary>
public static class ConsoleLanguage
{
    /// <summary>Spanish where the machine speaks it, English everywhere else; for the flow of the caller only.</summary>
    public static void Use()
    {
        var isSpanish = CultureInfo.InstalledUICulture.TwoLetterISOLanguageName == "es";
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(isSpanish ? "es-PE" : "en");
    }
}
