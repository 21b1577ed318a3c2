using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Certificates;

public sealed class VerificationTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static readonly DateTime Since = new(2031, 2, 3, 15, 0, 0, DateTimeKind.Utc);

    private TestEvent Week => shared.Week;

    [Fact]
    public async Task A_valid_certificate_shows_verdict_words_and_facts()
    {
        var paper = await PrintAsync(hours: 3.5m, documentNumber: "45678901");

        var page = await ReadAsync($"/verificar/{paper.Code}", HttpStatusCode.OK);

        Assert.Equal("valid", page.QuerySelector(".verdict")!.GetAttribute("data-verdict"));
        Assert.Equal("Certificado válido", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(TestPapers.Holder, page.QuerySelector(".verdict-name")!.TextContent);
        var words = page.QuerySelector("article.paper")!;
        Assert.Equal("es-PE", words.GetAttribute("lang"));
        Assert.Equal("Certificado de participación", words.QuerySelector("h2")!.TextContent);
        Assert.Equal("Código QR que lleva a la verificación de este certificado", words.QuerySelector("svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Equal($"{shared.Node.Address}verificar/{paper.Code}", words.QuerySelector("a")!.GetAttribute("href"));
        Assert.False(page.QuerySelector("details")!.HasAttribute("open"));
        var facts = page.QuerySelector("details dl")!.TextContent;
        Assert.Contains("3.5 horas", facts, StringComparison.Ordinal);
        Assert.Contains(paper.PdfSha256, facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_stand_in_the_order_of_the_paper()
    {
        var paper = await PrintAsync();

        var page = await ReadAsync($"/verificar/{paper.Code}", HttpStatusCode.OK);

        var words = page.QuerySelector("article.paper")!.TextContent;
        var places = JsonSerializer.Deserialize<CertificateBlock[]>(paper.Blocks, Core.Live.LiveJson.Options)!
            .Where(block => block.Role != CertificateRole.Qr).Select(block => words.IndexOf(block.Text, StringComparison.Ordinal)).ToList();
        Assert.All(places, place => Assert.True(place >= 0));
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task A_certificate_whose_words_were_not_kept_shows_its_facts_open()
    {
        var paper = await PrintAsync(withWords: false);

        var page = await ReadAsync($"/verificar/{paper.Code}", HttpStatusCode.OK);

        Assert.Null(page.QuerySelector("article.paper"));
        Assert.True(page.QuerySelector("details")!.HasAttribute("open"));
        Assert.Contains(TestPapers.Holder, page.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_number_is_seen_by_nobody_but_its_last_three_characters()
    {
        var paper = await PrintAsync(documentNumber: "45678901");

        foreach (var path in (string[])[$"/verificar/{paper.Code}", $"/api/certificates/{paper.Code}", $"/api/certificates/by-hash/{paper.PdfSha256}"])
        {
            var answer = await shared.BrowserOf(Who.Everyone).Http.GetStringAsync(path);
            Assert.DoesNotContain("45678901", answer, StringComparison.Ordinal);
            Assert.Contains("*****901", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_revoked_certificate_says_when_and_why()
    {
        var paper = await PrintAsync();
        await Week.RevokeAsync(paper, Since);

        var page = await ReadAsync($"/verificar/{paper.Code}", HttpStatusCode.OK);
        var answer = await AnswerAsync($"/api/certificates/{paper.Code}", HttpStatusCode.OK);

        var verdict = page.QuerySelector(".verdict[data-verdict=revoked]")!.TextContent;
        Assert.Contains("3 de febrero de 2031", verdict, StringComparison.Ordinal);
        Assert.Contains("Motivo: Se emitió por error", verdict, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("a[href$=badge]"));
        Assert.False(page.QuerySelector("details:has(article.paper)")!.HasAttribute("open"));
        Assert.Equal(("revoked", "Se emitió por error"), ((string?)answer["status"], (string?)answer["statusReason"]));
        Assert.Equal(Since, (DateTime)answer["statusSince"]!);
    }

    [Fact]
    public async Task A_superseded_certificate_leads_to_its_successor_and_not_back()
    {
        var (_, attendee) = await Week.NewAttendeeAsync();
        var first = await Week.PrintAsync(attendee, "Nombre Equivocado");
        var second = await Week.PrintAsync(attendee, edition: 2);
        await Week.SupersedeAsync(first, second);

        var page = await ReadAsync($"/verificar/{first.Code}", HttpStatusCode.OK);
        var old = await AnswerAsync($"/api/certificates/{first.Code}", HttpStatusCode.OK);
        var present = await AnswerAsync($"/api/certificates/{second.Code}", HttpStatusCode.OK);
        var presentPage = await ReadAsync($"/verificar/{second.Code}", HttpStatusCode.OK);

        Assert.Equal($"/verificar/{second.Code}", page.QuerySelector(".verdict[data-verdict=superseded] a")!.GetAttribute("href"));
        Assert.Equal(Display(second), (string?)old["supersededBy"]);
        Assert.Equal([Display(first), Display(second)], old["editions"]!.AsArray().Select(edition => (string?)edition!["code"]));
        Assert.Equal([null, Display(second)], present["editions"]!.AsArray().Select(edition => (string?)edition!["code"]));
        Assert.Equal(["superseded", "valid"], present["editions"]!.AsArray().Select(edition => (string?)edition!["status"]));
        Assert.DoesNotContain(first.Code, presentPage.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Equivocado", presentPage.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_code_and_a_mistyped_one_are_told_apart()
    {
        var code = CertificateCode.Generate();
        var mistyped = code.Value[..^1] + (code.Value[^1] == '0' ? '2' : '0');

        var unknown = await ReadAsync($"/verificar/{code.Value}", HttpStatusCode.NotFound);
        var wrong = await ReadAsync($"/verificar/{mistyped}", HttpStatusCode.NotFound);

        Assert.Equal("unknown", unknown.QuerySelector(".verdict")!.GetAttribute("data-verdict"));
        Assert.Equal("mistyped", wrong.QuerySelector(".verdict")!.GetAttribute("data-verdict"));
        Assert.Equal("unknown", (string?)(await AnswerAsync($"/api/certificates/{code.Value}", HttpStatusCode.NotFound))["status"]);
        Assert.Equal("mistyped", (string?)(await AnswerAsync($"/api/certificates/{mistyped}", HttpStatusCode.NotFound))["status"]);
    }

    [Fact]
    public async Task Who_has_the_bytes_finds_their_certificate_with_a_script_and_without()
    {
        var paper = await PrintAsync();

        var answer = await AnswerAsync($"/api/certificates/by-hash/{paper.PdfSha256.ToUpperInvariant()}", HttpStatusCode.OK);
        var page = await ReadAsync($"/verificar?codigo={paper.PdfSha256}", HttpStatusCode.OK);
        var other = new string('7', 64);
        var unknown = await ReadAsync($"/verificar?codigo={other}", HttpStatusCode.NotFound);

        Assert.Equal(Display(paper), (string?)answer["code"]);
        Assert.Equal("valid", page.QuerySelector(".verdict")!.GetAttribute("data-verdict"));
        Assert.Contains("archivo de esta huella", unknown.QuerySelector(".verdict")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("unknown", (string?)(await AnswerAsync($"/api/certificates/by-hash/{other}", HttpStatusCode.NotFound))["status"]);
        Assert.Equal("unknown", (string?)(await AnswerAsync("/api/certificates/by-hash/x", HttpStatusCode.NotFound))["status"]);
    }

    [Fact]
    public async Task Without_a_script_the_page_shows_the_hash_and_how_to_compare_it()
    {
        var paper = await PrintAsync();

        var page = await ReadAsync($"/verificar/{paper.Code}", HttpStatusCode.OK);

        var byHand = page.QuerySelector("[data-check=by-hand]")!;
        Assert.False(byHand.HasAttribute("hidden"));
        Assert.Contains(paper.PdfSha256, byHand.TextContent, StringComparison.Ordinal);
        Assert.Contains("certutil -hashfile", byHand.TextContent, StringComparison.Ordinal);
        Assert.Contains("sha256sum", byHand.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_PDF_is_offered_to_its_holder_alone_and_no_search_engine_keeps_the_page()
    {
        var (holder, attendee) = await Week.NewAttendeeAsync();
        using var _ = holder;
        var paper = await Week.PrintAsync(attendee);

        var own = await holder.GetPageAsync($"/verificar/{paper.Code}");
        using var response = await shared.BrowserOf(Who.Attendee).Http.GetAsync($"/verificar/{paper.Code}");
        var others = await TestBrowser.ReadPageAsync(response);

        Assert.NotNull(own.QuerySelector("a[href$='.pdf']"));
        Assert.Null(others.QuerySelector("a[href$='.pdf']"));
        Assert.Equal(["noindex"], response.Headers.GetValues("X-Robots-Tag"));
    }

    private async Task<Certificate> PrintAsync(string? documentNumber = null, decimal? hours = null, bool withWords = true)
    {
        var (browser, attendee) = await Week.NewAttendeeAsync();
        browser.Dispose();
        return await Week.PrintAsync(attendee, documentNumber: documentNumber, hours: hours, withWords: withWords);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> ReadAsync(string path, HttpStatusCode expected)
    {
        using var response = await shared.BrowserOf(Who.Everyone).Http.GetAsync(path);
        Assert.Equal(expected, response.StatusCode);
        return await TestBrowser.ReadPageAsync(response);
    }

    private async Task<JsonObject> AnswerAsync(string path, HttpStatusCode expected)
    {
        using var response = await shared.BrowserOf(Who.Everyone).Http.GetAsync(path);
        Assert.Equal(expected, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
    }

    private static string Display(Certificate certificate) => CertificateCode.Parse(certificate.Code).Display;
}
