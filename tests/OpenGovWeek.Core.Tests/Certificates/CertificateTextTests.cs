using System.Text;
using OpenGovWeek.Certificates;
using OpenGovWeek.Core.Certificates;
using UglyToad.PdfPig;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>What is typed is what is drawn, and what is drawn reads back as what was typed.</summary>
public sealed class CertificateTextTests
{
    private static readonly ICertificateRenderer Renderer = Engine.OfThisBuild;

    public static TheoryData<string> Names =>
    [
        "María José de los Ángeles Ñahui Qhawaq'a",
        "Ana Ríos",
        "O",
        "Efraín Afflick fi ffi fl ffl Fjord",
        "Jose\u0301 Mun\u0303oz de la Pen\u0303a",
        "Q\u02BCente Ch\u2019aska K'uychi",
        "T\u02BCika \u2018Sumaq\u2019 \"Wayra\" «Inti» “Killa”",
        "Aymara Jach\u02BCa Ma\u00EFra P\u00E4nk\u00FC",
        "Huamán-Quispe-Condorcanqui y Túpac-Amaru-Bastidas",
        "Żółć Ğüş Øre Ærø Ŀuís Šimůnek Þór ẞ Ǧ Ḥ Ṭ",
        "J. R. R. D’Ávila-Núñez, Ph. D. (h. c.) & Cía. nº 7/8",
        "{code} {attendee} <b>x</b> &amp; %s \\ (paréntesis)",
        "Wilfredo Maximiliano Huamán Quispe Condorcanqui y Túpac Amaru Bastidas de la Vega Choquehuanca Atahualpa Inca Yupanqui",
        new string('W', 120),
        new string('i', 120),
        string.Concat(Enumerable.Repeat("Ñ\u0301", 60)),
        string.Join(' ', Enumerable.Repeat("Ññ'Áé", 20)),
        string.Join('-', Enumerable.Repeat("Wamán", 20)),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_reads_back_as_it_was_typed(string name)
    {
        Assert.InRange(name.Length, 1, 120);
        using var pdf = PdfDocument.Open(Renderer.Render(CertificateSample.For(name)));
        var text = pdf.GetPage(1).Text;
        var start = text.IndexOf("Se otorga a ", StringComparison.Ordinal) + "Se otorga a ".Length;
        var end = text.IndexOf(" por haber asistido ", start, StringComparison.Ordinal);
        Assert.Equal(name.Normalize(NormalizationForm.FormC), text[start..end].Normalize(NormalizationForm.FormC));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_stays_inside_its_column_and_keeps_a_readable_size(string name)
    {
        using var pdf = PdfDocument.Open(Renderer.Render(CertificateSample.For(name)));
        var letters = pdf.GetPage(1).Letters;
        Assert.All(letters.Where(letter => letter.Value != " "), letter =>
        {
            Assert.InRange(letter.BoundingBox.Left, 130, 800);
            Assert.InRange(letter.BoundingBox.Right, 130, 800);
            Assert.InRange(letter.BoundingBox.Bottom, 40, 560);
        });
        // EB Garamond is the face of heading and name alone.
        Assert.All(letters.Where(letter => letter.FontName!.Contains("Garamond", StringComparison.Ordinal)),
            letter => Assert.True(letter.PointSize >= 12, $"{letter.PointSize} points"));
    }

    [Fact]
    public void Everything_on_the_page_reads_back_in_order_with_words_apart()
    {
        var content = CertificateSample.Compose(
            CertificateSample.Facts with
            {
                SessionTitles = ["Apertura", "Mejora de la calidad de los servicios en el marco de gobierno abierto"],
                DocumentNumber = "45678912",
            },
            CertificateSample.Policy([("Nombre de quien firma", "Cargo largo de quien firma, en la institución que organiza la semana"), ("Otro nombre", "Otro cargo")]));
        using var pdf = PdfDocument.Open(Renderer.Render(content));
        var printed = content.Blocks.Where(block => block.Role != CertificateRole.Qr).Select(block => block.Text).ToHashSet();

        var text = pdf.GetPage(1).Text;
        Assert.All(printed, block => Assert.Contains(block + " ", text, StringComparison.Ordinal));
        Assert.Equal(printed.Sum(block => block.Length + 1), text.Length);
    }

    [Fact]
    public void Many_long_titles_shrink_and_too_many_are_refused_rather_than_clipped()
    {
        var title = "Calidad Regulatoria y Gobierno Abierto: Impulsando la Participación Ciudadana en Perú y en sus veinticinco regiones";
        var many = CertificateSample.Compose(CertificateSample.Facts with { SessionTitles = [.. Enumerable.Repeat(title, 14)] });
        using var pdf = PdfDocument.Open(Renderer.Render(many));
        var page = pdf.GetPage(1);
        var lowestSession = page.Letters.Where((_, i) => i < page.Text.IndexOf("Verifique", StringComparison.Ordinal)).Min(letter => letter.BoundingBox.Bottom);
        Assert.True(lowestSession > page.Letters.Where((_, i) => i >= page.Text.IndexOf("Verifique", StringComparison.Ordinal)).Max(letter => letter.BoundingBox.Top));

        Assert.Throws<CertificateOverflowException>(() => Renderer.Render(
            CertificateSample.Compose(CertificateSample.Facts with { SessionTitles = [.. Enumerable.Repeat(title, 80)] })));
    }

    [Theory]
    [InlineData("李 Ríos", "李 (U+674E)")]
    [InlineData("Ana 😀", "😀 (U+1F600)")]
    [InlineData("אנה", "א (U+05D0)")]
    [InlineData("Ana\u200bRíos", "U+200B")]
    [InlineData("Ana\u202eRíos", "U+202E")]
    [InlineData("Ana\tRíos", "U+0009")]
    public void A_character_without_a_glyph_is_named_at_registration_and_at_issue(string name, string character)
    {
        Assert.Equal(character, Renderer.UndrawableCharacters(DefaultLook.Fonts, name)[0].ToString());

        var refused = Assert.Throws<UndrawableTextException>(() => Renderer.Render(CertificateSample.For(name)));
        Assert.Equal(CertificateRole.Recipient, refused.Role);
        Assert.Contains(character, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_character_is_named_once_in_the_order_of_its_appearance() =>
        Assert.Equal(["李 (U+674E)", "😀 (U+1F600)"],
            Renderer.UndrawableCharacters(DefaultLook.Fonts, "a李b😀李").Select(character => character.ToString()));

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_of_the_country_are_drawable(string name) => Assert.Empty(Renderer.UndrawableCharacters(DefaultLook.Fonts, name));
}
