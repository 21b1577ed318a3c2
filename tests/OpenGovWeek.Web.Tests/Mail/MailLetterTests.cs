using System.Globalization;
using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Mail;
using OpenGovWeek.Web.Features.Staff;
using Xunit;

namespace OpenGovWeek.Web.Tests.Mail;

public sealed class MailLetterTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static readonly Uri Link = new("https://semana.ejemplo.pe/ingresar#abc-DEF_1");

    [Theory]
    [InlineData("es-PE", "es-PE", "Hola, Ñusta <b>:")]
    [InlineData("en", "en", "Hello Ñusta <b>,")]
    [InlineData("qu", "es-PE", "Hola, Ñusta <b>:")]
    public async Task A_letter_is_in_the_language_of_who_gets_it_whatever_the_request_speaks(string language, string spoken, string greeting)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language == "en" ? "es-PE" : "en");
        var before = CultureInfo.CurrentUICulture;

        var text = Mails.Write(language, Week, () => Letter() with { Lead = [Mails.Greeting("Ñusta <b>")] });

        Assert.Equal(before, CultureInfo.CurrentUICulture);
        Assert.Contains(greeting, text.Plain, StringComparison.Ordinal);
        var page = await ReadAsync(text.Html);
        Assert.Equal((spoken, "Su asunto"), (page.DocumentElement.GetAttribute("lang"), page.QuerySelector("h1")!.TextContent));
        Assert.Contains(page.QuerySelectorAll("p"), paragraph => paragraph.TextContent == greeting);
        Assert.Null(page.QuerySelector("b"));
    }

    [Fact]
    public async Task Link_and_code_stand_in_the_text_and_in_the_HTML_with_the_event_and_its_institution()
    {
        foreach (var text in new[] { Mails.Write(Week, Letter()), shared.Node.Services.GetRequiredService<RecoveryLetter>().Of(Week, "Rosa", Link, "ABCD-EFGH", 30) })
        {
            var page = await ReadAsync(text.Html);
            foreach (var said in new[] { Week.Name, Week.Institution, Link.AbsoluteUri, "ABCD-EFGH" })
            {
                Assert.Contains(said, text.Plain, StringComparison.Ordinal);
                Assert.Contains(said, page.Body!.TextContent, StringComparison.Ordinal);
            }

            Assert.Equal(2, page.QuerySelectorAll("a").Count(link => link.GetAttribute("href") == Link.AbsoluteUri));
            Assert.Empty(page.QuerySelectorAll("script, img, link, [style*=url]"));
        }
    }

    [Fact]
    public async Task Without_a_mail_server_Development_shows_the_mails_and_Production_has_no_such_page()
    {
        using var stranger = shared.Node.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.GetAsync("/buzon")).StatusCode);

        var mailbox = new DevelopmentMailbox();
        await using var node = await TestNode.StartAsync(services: all => all.AddSingleton(mailbox).AddSingleton<IMailTransport>(mailbox));
        await Mail.Letters.WriteAsync(node, "primero");
        await Eventually.TrueAsync(() => mailbox.Newest.Count == 1, "the first mail");
        await Mail.Letters.WriteAsync(node, "segundo");
        await Eventually.TrueAsync(() => mailbox.Newest.Count == 2, "the second mail");

        using var browser = node.NewBrowser();
        var page = await browser.GetPageAsync("/buzon");
        Assert.Equal(["segundo", "primero"], page.QuerySelectorAll("article h2").Select(heading => heading.TextContent));
        Assert.Equal("https://semana.ejemplo.pe/s/dia-1", page.QuerySelector("article .letter a")!.GetAttribute("href"));
        Assert.Contains("Hola: segundo", page.QuerySelector("article .letter")!.TextContent, StringComparison.Ordinal);
    }

    private MailWriter Mails => shared.Node.Services.GetRequiredService<MailWriter>();

    private Event Week => shared.Week.Event;

    private static MailLetter Letter() => new()
    {
        Subject = "Su asunto",
        Heading = "Su asunto",
        Lead = ["Lo que se dice."],
        Button = new("Ver", Link),
        Code = new("Su código:", "ABCD-EFGH"),
    };

    private static async Task<IHtmlDocument> ReadAsync(string html) => (IHtmlDocument)await BrowsingContext.New().OpenAsync(response => response.Content(html));
}
