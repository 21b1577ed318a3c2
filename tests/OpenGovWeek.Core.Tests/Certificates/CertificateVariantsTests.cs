using OpenGovWeek.Core.Certificates;
using SkiaSharp;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>Whatever is on it: everything stands inside the page, apart from each other, at a size that can be read.</summary>
public sealed class CertificateVariantsTests
{
    private const string LongName = "Wilfredo Maximiliano Huamán Quispe Condorcanqui y Túpac Amaru Bastidas de la Vega Choquehuanca Atahualpa Inca Yupanqui";

    public static TheoryData<bool, int, bool, bool, string> Variants()
    {
        var variants = new TheoryData<bool, int, bool, bool, string>();
        foreach (var wholeEvent in new[] { false, true })
        {
            foreach (var signatories in new[] { 0, 1, 2, 3 })
            {
                foreach (var (logo, document) in new[] { (false, false), (true, false), (false, true), (true, true) })
                {
                    variants.Add(wholeEvent, signatories, logo, document, "Ana Ríos");
                    variants.Add(wholeEvent, signatories, logo, document, LongName);
                }
            }
        }
        return variants;
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Everything_finds_its_place(bool wholeEvent, int signatories, bool logo, bool document, string name)
    {
        CertificateFacts facts = wholeEvent ? CertificateSample.Week : CertificateSample.Facts;
        AssertLayout(CertificateSample.Compose(
            facts with { AttendeeName = name, DocumentNumber = document ? "45678912" : null },
            CertificateSample.Signed(signatories),
            logo ? SomePictures.Logo(SKEncodedImageFormat.Png) : null));
    }

    [Fact]
    public void As_much_as_a_certificate_may_hold_finds_its_place() => AssertLayout(CertificateSample.Fullest());

    [Fact]
    public void A_statement_of_the_greatest_length_finds_its_place_with_ten_sessions_and_three_who_sign()
    {
        var policy = CertificateSample.Signed(3);
        policy.DayStatement = string.Join(' ', Enumerable.Repeat("participación", CertificateStatement.Max / 14));
        AssertLayout(CertificateSample.Compose(
            CertificateSample.Facts with { AttendeeName = LongName, SessionTitles = [.. Enumerable.Range(1, 10).Select(i => $"Sesión {i}: Presupuesto participativo en gobiernos regionales y locales")] }, policy));
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_so_is_a_fourth_who_signs()
    {
        Assert.Throws<CertificateOverflowException>(() => Engine.OfThisBuild.Render(CertificateSample.Compose(
            CertificateSample.Facts with { SessionTitles = [.. Enumerable.Range(1, 60).Select(i => $"Sesión {i}: Presupuesto participativo en gobiernos regionales y locales")] })));
        Assert.Throws<CertificateOverflowException>(() => Engine.OfThisBuild.Render(CertificateSample.Compose(
            CertificateSample.Facts, CertificateSample.Policy([("A", "a"), ("B", "b"), ("C", "c"), ("D", "d")]))));
    }

    [Fact]
    public void A_sample_says_so_across_the_page_in_letters_and_keeps_its_code_clear()
    {
        using var pdf = PdfDocument.Open(Engine.OfThisBuild.Render(CertificateSample.Compose(CertificateSample.Facts, CertificateSample.Signed(3), isSample: true)));
        var page = pdf.GetPage(1);
        Assert.Contains("MUESTRA SIN VALIDEZ", page.Text, StringComparison.Ordinal);
        var across = page.Letters.Where(letter => letter.TextOrientation == TextOrientation.Other).ToList();
        Assert.Equal("MUESTRASINVALIDEZ", string.Concat(across.Select(letter => letter.Value)).Replace(" ", "", StringComparison.Ordinal));
        Assert.True(across.Max(letter => letter.BoundingBox.BottomRight.X) - across.Min(letter => letter.BoundingBox.BottomLeft.X) > page.Width / 2);
        Assert.Equal(0, page.NumberOfImages - 3);
    }

    private static void AssertLayout(CertificateContent content)
    {
        using var pdf = PdfDocument.Open(Engine.OfThisBuild.Render(content));
        var page = pdf.GetPage(1);
        var letters = page.Letters.Where(letter => letter.Value.Trim().Length > 0).ToList();
        Assert.All(letters, letter =>
        {
            Assert.InRange(letter.BoundingBox.Left, 130, 800);
            Assert.InRange(letter.BoundingBox.Right, 130, 800);
            Assert.InRange(letter.BoundingBox.Bottom, 36, 565);
            Assert.InRange(letter.BoundingBox.Top, 36, 565);
            Assert.True(letter.PointSize >= 8.49, $"{letter.Value} of {letter.PointSize} points");
        });
        foreach (var block in content.Blocks.Where(block => block.Role != CertificateRole.Qr))
            Assert.Contains(block.Text + " ", page.Text, StringComparison.Ordinal);

        var lines = LinesOf(letters);
        for (var i = 0; i < lines.Count; i++)
        {
            // Letters of one line may lean over each other.
            foreach (var other in lines.Skip(i + 1).Where(other => other.Bottom != lines[i].Bottom))
                Assert.False(Meet(lines[i], other), $"lines at {lines[i].Bottom} and {other.Bottom} meet");
        }
        foreach (var image in page.GetImages())
            Assert.DoesNotContain(lines, line => Meet(line, image.BoundingBox));
    }

    // From baseline to the height of small letters: accents and descenders may reach into the neighbours' space.
    private static List<PdfRectangle> LinesOf(List<Letter> letters) =>
        [.. letters.GroupBy(letter => (Math.Round(letter.StartBaseLine.Y, 1), letter.PointSize, Column: letter.BoundingBox.Left < 138 + (652 / 3.0) - 14 ? 0 : letter.BoundingBox.Left < 464 ? 1 : 2))
            .Select(line => new PdfRectangle(line.Min(letter => letter.BoundingBox.Left), line.Key.Item1, line.Max(letter => letter.BoundingBox.Right), line.Key.Item1 + (line.Key.PointSize * 0.45)))];

    private static bool Meet(PdfRectangle one, PdfRectangle other) =>
        one.Left < other.Right - 0.5 && other.Left < one.Right - 0.5 && one.Bottom < other.Top - 0.5 && other.Bottom < one.Top - 0.5;
}
