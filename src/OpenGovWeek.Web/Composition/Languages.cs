using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;

namespace OpenGovWeek.Web.Composition;

/// <summary>Spanish of Peru first, English complete; the pseudo-language only where <c>Languages:Pseudo</c> is set, for tests.</summary>
public static class Languages
{
    public const string Cookie = "idioma";

    public const string Pseudo = "qps-ploc";

    public static IReadOnlyList<string> Offered { get; } = ["es-PE", "en"];

    public static void AddLanguages(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        var cultures = Offered.ToList();
        if (builder.Configuration.GetValue<bool>("Languages:Pseudo"))
        {
            cultures.Add(Pseudo);
            builder.Services.AddSingleton<ResourceManagerStringLocalizerFactory>();
            builder.Services.AddSingleton<IStringLocalizerFactory, PseudoLocalizerFactory>();
        }

        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            // The shared ones: of any other the middleware makes a copy, with formats of its own, for each request.
            options.SupportedCultures = options.SupportedUICultures = [.. cultures.Select(CultureInfo.GetCultureInfo)];
            options.DefaultRequestCulture = new RequestCulture(options.SupportedCultures[0]);
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = Cookie },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
    }

    /// <summary>Language of the current request in the <c>lang</c> attribute's form.</summary>
    public static string Current => IsPseudo || CultureInfo.CurrentUICulture.Name.Length == 0 ? Offered[0] : CultureInfo.CurrentUICulture.Name;

    // The runtime writes the subtag with a capital.
    private static bool IsPseudo => string.Equals(CultureInfo.CurrentUICulture.Name, Pseudo, StringComparison.OrdinalIgnoreCase);

    private sealed class PseudoLocalizerFactory(ResourceManagerStringLocalizerFactory inner) : IStringLocalizerFactory
    {
        public IStringLocalizer Create(Type resourceSource) => new PseudoLocalizer(inner.Create(resourceSource));

        public IStringLocalizer Create(string baseName, string location) => new PseudoLocalizer(inner.Create(baseName, location));
    }

    private sealed class PseudoLocalizer(IStringLocalizer inner) : IStringLocalizer
    {
        public LocalizedString this[string name] => Wrap(inner[name]);

        public LocalizedString this[string name, params object[] arguments] => Wrap(inner[name, arguments]);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
            inner.GetAllStrings(includeParentCultures).Select(Wrap);

        private static LocalizedString Wrap(LocalizedString text) =>
            IsPseudo ? new(text.Name, $"⟦{text.Value}⟧", text.ResourceNotFound) : text;
    }
}
