using System.Text;
using OpenGovWeek.Core.Certificates;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>The file as the programs of poppler and qpdf see it.</summary>
public sealed class CertificateProgramsTests
{
    [PaperFact]
    public void Qpdf_finds_nothing_wrong()
    {
        using var folder = new PaperFolder();
        foreach (var (name, content) in Variants())
        {
            var said = PaperFolder.Qpdf("--check", folder.Write($"{name}.pdf", Engine.OfThisBuild.Render(content)));
            Assert.Contains("No syntax or stream encoding errors found", said, StringComparison.Ordinal);
            Assert.DoesNotContain("WARNING", said, StringComparison.Ordinal);
        }
    }

    [PaperFact]
    public void Every_typeface_is_embedded_subset_and_has_its_characters()
    {
        using var folder = new PaperFolder();
        foreach (var (name, content) in Variants())
        {
            var fonts = PaperFolder.Poppler("pdffonts", folder.Write($"{name}.pdf", Engine.OfThisBuild.Render(content))).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
            Assert.NotEmpty(fonts);
            Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+\S+ .* yes yes yes +\d+ +0$", font));
        }
    }

    [PaperFact]
    public void The_code_reads_from_a_grey_print_of_150_dots_an_inch()
    {
        using var folder = new PaperFolder();
        foreach (var (name, content) in Variants())
        {
            folder.Write($"{name}.pdf", Engine.OfThisBuild.Render(content));
            PaperFolder.Poppler("pdftoppm", "-gray", "-r", "150", "-singlefile", folder[$"{name}.pdf"], folder[name]);
            var printed = GreyPrint.Read(folder[$"{name}.pgm"]);
            Assert.Equal(content.Blocks.Single(block => block.Role == CertificateRole.Qr).Text, QrReader.Read(printed.Qr()));
        }
    }

    [PaperFact]
    public void In_black_and_white_the_heading_the_name_and_the_band_stay_apart_from_the_paper()
    {
        using var folder = new PaperFolder();
        folder.Write("grey.pdf", Engine.OfThisBuild.Render(CertificateSample.Fullest()));
        PaperFolder.Poppler("pdftoppm", "-gray", "-r", "150", "-singlefile", folder["grey.pdf"], folder["grey"]);
        var printed = GreyPrint.Read(folder["grey.pgm"]);
        var band = printed.Levels(40, 36, 58, 523);
        Assert.True(band.Max() - band.Min() > 150, "the weave has light and dark threads");
        Assert.True(printed.Levels(138, 80, 652, 120).Min() < 80, "the heading and the name are dark");
        Assert.True(printed.Levels(100, 36, 30, 523).Min() > 250, "nothing stands between band and column");
        Assert.True(printed.Levels(795, 10, 40, 575).Min() > 250, "nothing stands in the right margin");
    }

    [PaperFact]
    public void Pdftotext_reads_a_thousand_awkward_names_as_they_were_typed()
    {
        using var folder = new PaperFolder();
        var names = AwkwardNames.All.Where(CorpusTests.IsPrintable).ToList();
        Assert.InRange(names.Count, 950, AwkwardNames.All.Count);
        Parallel.For(0, names.Count, i => folder.Write($"{i:0000}.pdf", Engine.OfThisBuild.Render(CertificateSample.For(names[i]))));
        File.WriteAllLines(folder["all"], ["--empty", "--pages", .. Enumerable.Range(0, names.Count).Select(i => folder[$"{i:0000}.pdf"]), "--", folder["all.pdf"]]);
        PaperFolder.Qpdf("@" + folder["all"]);
        var pages = PaperFolder.Poppler("pdftotext", "-raw", "-enc", "UTF-8", folder["all.pdf"], "-").Split('\f')[..^1];

        Assert.Equal(names.Count, pages.Length);
        Assert.Empty(names.Zip(pages, (name, page) => (Name: CorpusTests.Printed(name), Read: NameOn(page)))
            .Where(pair => pair.Name.Length > 0 && !Same(pair.Name, pair.Read)).Select(pair => $"{pair.Name} | {pair.Read}"));
    }

    private static IEnumerable<(string Name, CertificateContent Content)> Variants()
    {
        yield return ("plain", CertificateSample.Compose(CertificateSample.Facts));
        yield return ("week", CertificateSample.Compose(CertificateSample.Week with { DocumentNumber = "45678912" }, CertificateSample.Signed(2)));
        yield return ("fullest", CertificateSample.Fullest());
        yield return ("sample", CertificateSample.Compose(CertificateSample.Week, CertificateSample.Signed(3), isSample: true));
    }

    private static string NameOn(string page)
    {
        var start = page.IndexOf("Se otorga a", StringComparison.Ordinal) + "Se otorga a".Length;
        return page[start..page.IndexOf("por haber asistido", start, StringComparison.Ordinal)].Trim().Normalize(NormalizationForm.FormC);
    }

    // Where a line ends a space was typed; inside a word that is longer than a line, nothing was.
    private static bool Same(string typed, string read) =>
        typed == read.Replace('\n', ' ') || (!typed.Contains(' ') && typed == read.Replace("\n", "", StringComparison.Ordinal));
}
