using System.Text;
using System.Xml.Linq;
using OpenGovWeek.Core.Certificates;
using SkiaSharp;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>The file as archives and readers see it.</summary>
public sealed class CertificateFileTests
{
    private static readonly ICertificateRenderer Renderer = Engine.OfThisBuild;
    // A chain of three certificates, with a time stamp's worth of room, in hexadecimal.
    private const int DigitalSignature = 16_000;

    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace PdfA = "http://www.aiim.org/pdfa/ns/id/";

    [Fact]
    public void It_is_one_page_of_A4_landscape()
    {
        using var pdf = PdfDocument.Open(Renderer.Render(CertificateSample.Compose(CertificateSample.Facts)));
        Assert.Equal(1, pdf.NumberOfPages);
        Assert.Equal(297.0, pdf.GetPage(1).Width / 72 * 25.4, 0.2);
        Assert.Equal(210.0, pdf.GetPage(1).Height / 72 * 25.4, 0.2);
    }

    [Theory]
    [MemberData(nameof(CertificateTextTests.Names), MemberType = typeof(CertificateTextTests))]
    public void It_stays_under_80_KB(string name) =>
        Assert.InRange(Renderer.Render(CertificateSample.For(name)).Length, 1, Most(80_000));

    [Fact]
    public void With_three_signatures_and_a_logo_there_is_room_for_a_digital_signature_below_80_KB() =>
        Assert.InRange(Renderer.Render(CertificateSample.Fullest()).Length, 1, Most(80_000 - DigitalSignature));

    [Fact]
    public void Every_typeface_is_embedded_as_a_subset()
    {
        if (!Renderer.SubsetsTypefaces)
            return;
        var content = CertificateSample.Compose(CertificateSample.Facts);
        using var pdf = PdfDocument.Open(Renderer.Render(content));
        var fonts = Objects(pdf).OfType<DictionaryToken>()
            .Where(dictionary => dictionary.TryGet(NameToken.Type, out NameToken type) && type.Data == "FontDescriptor").ToList();

        Assert.Equal(3, fonts.Count);
        Assert.All(fonts, font =>
        {
            Assert.Matches(@"^[A-Z]{6}\+\S+$", ((NameToken)font.Data[NameToken.FontName.Data]).Data);
            var file = (StreamToken)pdf.Structure.GetObject(((IndirectReferenceToken)font.Data[NameToken.FontFile2.Data]).Data).Data;
            Assert.InRange(file.Data.Length, 500, content.Fonts.Text.Length / 10);
        });
        Assert.All(pdf.GetPage(1).Letters, letter => Assert.Contains('+', letter.FontName!));
    }

    [Fact]
    public void It_declares_the_level_of_PDF_A_the_engine_states()
    {
        using var pdf = PdfDocument.Open(Renderer.Render(CertificateSample.Compose(CertificateSample.Facts)));
        Assert.Equal(Renderer.Tagged, pdf.Structure.Catalog.CatalogDictionary.ContainsKey(NameToken.Create("StructTreeRoot")));
        Assert.Equal(Renderer.PdfALevel is not null, pdf.Structure.Catalog.CatalogDictionary.ContainsKey(NameToken.Create("OutputIntents")));
        if (Renderer.PdfALevel is { } level)
            Assert.Equal(level, Xmp(pdf).Descendants(PdfA + "part").Single().Value + Xmp(pdf).Descendants(PdfA + "conformance").Single().Value.ToLowerInvariant());
    }

    [Fact]
    public void Title_author_and_time_of_issue_agree_in_both_places()
    {
        using var pdf = PdfDocument.Open(Renderer.Render(CertificateSample.Compose(CertificateSample.Facts)));
        Assert.Equal("Certificado de María José de los Ángeles Ñahui Qhawaq'a", pdf.Information.Title);
        Assert.Equal(CertificateSample.Facts.Organiser, pdf.Information.Author);
        Assert.Equal(CertificateSample.Facts.IssuedAt, pdf.Information.GetCreatedDateTimeOffset()!.Value.UtcDateTime);
        if (Renderer.PdfALevel is null)
            return;
        var xmp = Xmp(pdf);
        Assert.Equal(pdf.Information.Title, xmp.Descendants(Dc + "title").Single().Value);
        Assert.Equal(pdf.Information.Author, xmp.Descendants(Dc + "creator").Single().Value);
        Assert.Equal("2024-05-31T14:30:15+00:00", xmp.Descendants(XName.Get("CreateDate", "http://ns.adobe.com/xap/1.0/")).Single().Value);
    }

    [Theory]
    [MemberData(nameof(CertificateTextTests.Names), MemberType = typeof(CertificateTextTests))]
    public void The_title_reads_back_whatever_the_name(string name)
    {
        using var pdf = PdfDocument.Open(Renderer.Render(CertificateSample.For(name)));
        Assert.Equal("Certificado de " + name, pdf.Information.Title);
        if (Renderer.PdfALevel is not null)
            Assert.Equal("Certificado de " + name, Xmp(pdf).Descendants(Dc + "title").Single().Value);
    }

    [Theory]
    [InlineData("es-PE")]
    [InlineData("en")]
    public void The_language_stands_in_the_catalog_and_in_the_metadata(string language)
    {
        using var pdf = PdfDocument.Open(Renderer.Render(CertificateSample.Compose(CertificateSample.Facts) with { Language = language }));
        if (Renderer.PdfALevel is null)
            return;
        Assert.Equal(language, ((StringToken)pdf.Structure.Catalog.CatalogDictionary.Data["Lang"]).Data);
        Assert.Equal(language, Xmp(pdf).Descendants(Dc + "language").Single().Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("es PE")]
    [InlineData("es) /X (")]
    public void What_is_no_language_is_refused(string language) =>
        Assert.Throws<ArgumentException>(() => Renderer.Render(CertificateSample.Compose(CertificateSample.Facts) with { Language = language }));

    [Fact]
    public async Task The_same_content_gives_the_same_bytes_at_any_time_and_at_once_on_several_threads()
    {
        if (!Renderer.Reproducible)
            return;
        var content = CertificateSample.Fullest();
        var first = Renderer.Render(content);
        Renderer.Render(CertificateSample.For("Otra persona"));
        Assert.Equal(first, Renderer.Render(CertificateSample.Fullest()));

        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Renderer.Render(content))));
        Assert.All(together, bytes => Assert.Equal(first, bytes));
    }

    [Fact]
    public void Another_content_gets_another_identifier()
    {
        static string Id(CertificateContent content)
        {
            using var pdf = PdfDocument.Open(Renderer.Render(content));
            return Xmp(pdf).Descendants(XName.Get("DocumentID", "http://ns.adobe.com/xap/1.0/mm/")).Single().Value;
        }

        if (Renderer.PdfALevel is null)
            return;
        Assert.Matches("^uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", Id(CertificateSample.For("Ana Ríos")));
        Assert.NotEqual(Id(CertificateSample.For("Ana Ríos")), Id(CertificateSample.For("Ana Rios")));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Logo_and_signatures_are_drawn_in_any_format_that_is_taken(SKEncodedImageFormat format)
    {
        var content = CertificateSample.Compose(CertificateSample.Facts, CertificateSample.Signed(3, format), SomePictures.Logo(format));
        using var pdf = PdfDocument.Open(Renderer.Render(content));
        Assert.Equal(4, pdf.GetPage(1).NumberOfImages);
        Assert.Equal(["Logo de Semana de Gobierno Abierto 2024", "Firma de Rosa Quispe Mamani", "Firma de Jorge Ñahui Paredes", "Firma de Carmen T’ika Huamán"],
            content.Images.Select(image => image.AlternativeText));
    }

    [Fact]
    public void What_is_no_picture_is_refused() =>
        Assert.Throws<ArgumentException>(() => Renderer.Render(CertificateSample.Compose(CertificateSample.Facts, logo: "no"u8.ToArray())));

    [Fact]
    public void Nothing_on_the_page_is_transparent()
    {
        using var pdf = PdfDocument.Open(Renderer.Render(CertificateSample.Fullest()));
        var dictionaries = Objects(pdf).Select(token => token is StreamToken stream ? stream.StreamDictionary : token).OfType<DictionaryToken>().ToList();
        Assert.DoesNotContain(dictionaries, dictionary => dictionary.ContainsKey(NameToken.Create("SMask")));
        Assert.All(dictionaries.Where(dictionary => dictionary.ContainsKey(NameToken.Create("ca"))),
            dictionary => Assert.Equal(1, ((NumericToken)dictionary.Data["ca"]).Double));
    }

    [Fact]
    public void A_large_logo_is_reduced_to_what_a_printer_shows()
    {
        using var pdf = PdfDocument.Open(Renderer.Render(CertificateSample.Compose(CertificateSample.Facts, logo: SomePictures.Logo(SKEncodedImageFormat.Png, 4000))));
        var drawn = Assert.Single(pdf.GetPage(1).GetImages());
        Assert.InRange(drawn.WidthInSamples / (drawn.BoundingBox.Width / 72), 250, 301);
        Assert.Equal(SomePictures.LogoRatio, drawn.BoundingBox.Width / drawn.BoundingBox.Height, 0.02);
    }

    [Fact]
    public void A_logo_that_is_a_photograph_does_not_outweigh_the_certificate() =>
        Assert.InRange(Renderer.Render(CertificateSample.Compose(CertificateSample.Facts, logo: SomePictures.Noise(1200, 400))).Length, 1, Most(64_000));

    // An engine that embeds whole typefaces is held to no weight.
    private static int Most(int bytes) => Renderer.SubsetsTypefaces ? bytes : int.MaxValue;

    // PdfPig's own reading takes the bytes for Latin-1; XMP is UTF-8.
    private static XDocument Xmp(PdfDocument pdf) => pdf.TryGetXmpMetadata(out var metadata)
        ? XDocument.Parse(Encoding.UTF8.GetString(metadata.GetXmlBytes().ToArray()))
        : throw new InvalidOperationException("There is no XMP.");

    private static IEnumerable<IToken> Objects(PdfDocument pdf) =>
        pdf.Structure.CrossReferenceTable.ObjectOffsets.Keys.Select(reference => pdf.Structure.GetObject(reference).Data);
}
