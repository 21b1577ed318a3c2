using System.Text;
using System.Xml.Linq;
using OpenGovWeek.Testing;
using UglyToad.PdfPig;
using Xunit;

namespace OpenGovWeek.Web.Tests.Certificates;

/// <summary>Who signs is said where somebody signs, and nowhere else.</summary>
public sealed class SignedNodeTests
{
    private static readonly string[] Claims = ["firmado digitalmente", "firma digital", "digitally signed", "digital signature"];

    [Fact]
    public async Task With_a_signer_every_certificate_is_signed_and_its_page_says_by_whom()
    {
        using var identity = SigningIdentity.Create(ecdsa: true);
        await using var node = await TestNode.StartAsync(settings: identity.Settings);
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        using var _ = browser;

        var paper = await week.PrintAsync(attendee);
        var page = await browser.GetPageAsync($"/verificar/{paper.Code}");
        var answer = await browser.Http.GetStringAsync($"/api/certificates/{paper.Code}");

        Assert.Equal(SigningIdentity.Name, paper.SignedBy);
        Assert.Equal($"Firmado digitalmente por {SigningIdentity.Name}", page.QuerySelector(".verdict-signed")!.TextContent.Trim());
        Assert.Contains($"\"signedBy\":\"{SigningIdentity.Name}\"", answer, StringComparison.Ordinal);
        Assert.Contains("/ETSI.CAdES.detached", Encoding.Latin1.GetString(paper.Pdf), StringComparison.Ordinal);
        Assert.Equal(paper.Pdf, await browser.Http.GetByteArrayAsync($"/mis-certificados/{paper.Code}.pdf"));
        Assert.True(paper.Pdf.Length < 80 * 1024, $"The file has {paper.Pdf.Length} bytes.");
    }

    [Theory]
    [InlineData("es-PE")]
    [InlineData("en")]
    public async Task Without_one_nothing_claims_a_digital_signature(string language)
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (browser, attendee) = await week.NewAttendeeAsync();
        using var _1 = browser;
        using var organiser = await week.NewStaffAsync(Data.Staff.StaffRoles.Organiser);
        var paper = await week.PrintAsync(attendee);

        string[] paths = [.. EndpointTable.Pages.Select(row => row.In(week)), $"/verificar/{paper.Code}", $"/api/certificates/{paper.Code}"];
        foreach (var (path, reader) in paths.SelectMany(path => (TestBrowser[])[browser, organiser], (path, reader) => (path, reader)))
        {
            reader.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
            reader.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            using var response = await reader.Http.GetAsync(path);
            AssertNoClaim(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), path);
        }

        using var document = PdfDocument.Open(paper.Pdf);
        AssertNoClaim(string.Join(' ', document.GetPage(1).GetWords().Select(word => word.Text)), "the paper");
        Assert.DoesNotContain("/ByteRange", Encoding.Latin1.GetString(paper.Pdf), StringComparison.Ordinal);
        Assert.Null(paper.SignedBy);
    }

    /// <summary>What pages, mails and papers say comes from these files: one text alone speaks of it, and it has a place for who signed.</summary>
    [Fact]
    public void One_text_alone_speaks_of_a_digital_signature()
    {
        var speaking = Directory.EnumerateFiles(Repository.PathOf("src"), "*.resx", SearchOption.AllDirectories)
            .SelectMany(path => XDocument.Load(path).Descendants("data"), (path, data) => (File: Path.GetFileName(path), Key: (string)data.Attribute("name")!, Text: (string)data.Element("value")!))
            .Where(text => Claims.Any(claim => text.Text.Contains(claim, StringComparison.OrdinalIgnoreCase)));

        Assert.All(speaking, text => Assert.Equal(("SignedBy", true), (text.Key, text.Text.Contains("{0}", StringComparison.Ordinal))));
        Assert.Equal(["CertificateWords.en.resx", "CertificateWords.resx"], speaking.Select(text => text.File).Order());
    }

    private static void AssertNoClaim(string text, string where) =>
        Assert.All(Claims, claim => Assert.False(text.Contains(claim, StringComparison.OrdinalIgnoreCase), $"\"{claim}\" stands in {where}"));
}
