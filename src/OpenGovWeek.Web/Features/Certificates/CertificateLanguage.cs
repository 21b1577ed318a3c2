using System.Globalization;
using OpenGovWeek.Web.Composition;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Makes certificates and letters speak the language of their reader where no request of that reader is at work.</summary>
internal static class CertificateLanguage
{
    /// <summary>The language from here on, until what is returned is disposed.</summary>
    /// <param name="language">As attendees and certificates keep it, such as <c>es</c> or <c>en</c>.</param>
    public static IDisposable Use(string language)
    {
        var before = new Before(CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var culture = CultureInfo.GetCultureInfo(Languages.Offered.FirstOrDefault(offered => offered.StartsWith(language.Split('-')[0], StringComparison.Ordinal)) ?? Languages.Offered[0]);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        return before;
    }

    private sealed class Before(CultureInfo culture, CultureInfo texts) : IDisposable
    {
        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, texts);
    }
}
