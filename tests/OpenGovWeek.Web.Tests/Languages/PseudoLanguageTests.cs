using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Languages;

/// <summary>In the pseudo-language every text from a resource file stands in ⟦ ⟧: what is outside and no data was written into a page.</summary>
public sealed partial class PseudoLanguageTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private const string Cookie = "c=qps-ploc|uic=qps-ploc";

    public static TheoryData<string> Pages => [.. EndpointTable.Pages.Select(row => row.Pattern)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_word_of_a_page_comes_from_a_resource_file(string pattern)
    {
        var row = EndpointTable.Pages.Single(row => row.Pattern == pattern);
        using var browser = shared.NewBrowser(row.Who);
        browser.Cookies.Add(new Cookie("idioma", Uri.EscapeDataString(Cookie), "/", shared.Node.Address.Host));

        var page = await browser.GetPageAsync(row.In(shared.Week));

        Assert.Contains("⟦", page.Body!.TextContent, StringComparison.Ordinal);
        Expect.None(WordsOf(page));
    }

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/s/no-such-session")]
    [InlineData("/verificar/0000-0000")]
    public async Task Errors_and_answers_too(string path)
    {
        using var browser = shared.NewBrowser(Who.Everyone);
        browser.Cookies.Add(new Cookie("idioma", Uri.EscapeDataString(Cookie), "/", shared.Node.Address.Host));

        var page = await browser.GetPageAsync(path);

        Assert.NotNull(page.QuerySelector("main"));
        Expect.None(WordsOf(page));
    }

    [Fact]
    public async Task The_search_finds_what_is_outside()
    {
        var page = (IHtmlDocument)await BrowsingContext.New().OpenAsync(
            response => response.Content("<body><p>⟦Hola ⟦a⟧⟧ todos</p><p>⟦uno</p><p>dos⟧ aquí</p><img alt='foto'>"), TestContext.Current.CancellationToken);

        Assert.Equal(["todos", "aquí", "foto"], WordsOf(page));
    }

    /// <summary>
    /// Texts and attributes that people are read, in the order of the page, without what stands in brackets. A text of several
    /// paragraphs opens its bracket in one element and closes it in another.
    /// </summary>
    private static IEnumerable<string> OutsideOf(IHtmlDocument page)
    {
        var depth = 0;
        foreach (var node in page.Body!.Descendants().Prepend(page.QuerySelector("title")?.FirstChild))
        {
            switch (node)
            {
                case IText text when !text.Ancestors<IElement>().Any(element => element.LocalName is "script" or "style" or "template" || element.GetAttribute("data-text") == "data"):
                    yield return Outside(text.Data, ref depth);
                    break;
                case IElement element:
                    foreach (var attribute in new[] { "aria-label", "title", "alt", "placeholder" }.Select(element.GetAttribute).OfType<string>())
                    {
                        var own = 0;
                        yield return Outside(attribute, ref own);
                    }

                    break;
            }
        }
    }

    private static string Outside(string text, ref int depth)
    {
        var outside = new StringBuilder();
        foreach (var character in text)
        {
            depth += character switch { '⟦' => 1, '⟧' => -1, _ => 0 };
            outside.Append(depth == 0 && character != '⟧' ? character : ' ');
        }

        return outside.ToString();
    }

    /// <summary>Words that are neither from a resource file nor data.</summary>
    private IEnumerable<string> WordsOf(IHtmlDocument page) => OutsideOf(page).Select(WithoutData).Where(text => Word().IsMatch(text));

    private string WithoutData(string text)
    {
        foreach (var datum in Data().Where(datum => datum.Length > 0).OrderByDescending(datum => datum.Length))
        {
            text = datum.Length > 3 ? text.Replace(datum, " ", StringComparison.OrdinalIgnoreCase) : text.Trim() == datum ? "" : text;
        }

        return Times().Replace(text, " ").Trim();
    }

    /// <summary>What the database holds, and names that are the same in every language.</summary>
    private IEnumerable<string> Data() =>
    [
        shared.Week.Event.Name, shared.Week.Event.Institution, shared.Week.Event.Unit ?? "", shared.Week.Event.TimeZone, shared.Week.Event.Slug,
        shared.Week.Slug, shared.Week.Tomorrow.Slug, shared.Week.Session.Title, shared.Week.Tomorrow.Title,
        "Rosa Huamán Ñaupari", "rosa1.prueba@ejemplo.pe", "Moderadora", "Organizadora", "equipo2@ejemplo.pe", "equipo3@ejemplo.pe", "Español", "English", "ES", "EN", "OpenGovWeek",
        shared.Node.Address.Authority + "/s/", .. Regions.All.Values,
    ];

    [GeneratedRegex(@"\b(lunes|martes|miércoles|jueves|viernes|sábado|domingo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|de|al|UTC|Lima|[A-Z][a-z]+day|January|February|March|April|May|June|July|August|September|October|November|December)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Times();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();
}
