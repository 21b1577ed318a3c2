using System.Globalization;

namespace OpenGovWeek.Web.Composition;

/// <summary>Makes certificates and letters speak the language of their reader, whatever language the request has that causes them.</summary>
internal static class SpokenLanguage
{
    /// <summary>The language from here on, until what is returned is disposed.</summary>
    /// <param name="language">As attendees and certificates keep it, such as <c>es</c> or <c>en</c>; one that is not offered is answered in Spanish.</param>
    public static IDisposable Use(string language)
    {
        var before = new Before(CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var spoken = Languages.Offered.FirstOrDefault(offered => offered.Split('-')[0] == language.Split('-')[0], Languages.Offered[0]);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(spoken);
        return before;
    }

    private sealed class Before(CultureInfo culture, CultureInfo texts) : IDisposable
    {
        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, texts);
    }
}
