using System.Text;
using System.Text.RegularExpressions;
using OpenGovWeek.Core.Certificates;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>The file as the programs of poppler and qpdf see it.</summary>
public sealed partial class CertificateProgramsTests
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
            Assert.All(fonts, font => Assert.Matches(Engine.OfThisBuild.SubsetsTypefaces ? @"^[A-Z]{6}\+\S+ .* yes yes yes +\d+ +0$" : @" yes (yes|no ) yes +\d+ +0$", font));
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
        var papers = CorpusTests.Papers;
        Assert.InRange(papers.Count, 950, AwkwardNames.All.Count);
        var files = papers.Select((paper, i) => folder.Write($"{i:0000}.pdf", paper.File)).ToList();
        File.WriteAllLines(folder["all"], ["--empty", "--pages", .. files, "--", folder["all.pdf"]]);
        PaperFolder.Qpdf("@" + folder["all"]);
        var pages = PaperFolder.Poppler("pdftotext", "-raw", "-enc", "UTF-8", folder["all.pdf"], "-").Split('\f')[..^1];

        Assert.Equal(papers.Count, pages.Length);
        var pairs = papers.Zip(pages, (paper, page) => (Typed: CorpusTests.Printed(paper.Name), Read: NameOn(page))).ToList();
        Assert.Empty(pairs.Where(pair => !Same(pair.Typed, pair.Read)).Select(pair => $"{pair.Typed} | {pair.Read}"));
        Assert.InRange(pairs.Count(pair => !AsTyped(pair.Typed, pair.Read)), 0, papers.Count / 50);
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
    private static bool AsTyped(string typed, string read) =>
        typed == read.Replace('\n', ' ') || (!typed.Contains(' ') && typed == read.Replace("\n", "", StringComparison.Ordinal));

    // After a letter with a mark that no character joins with it, pdftotext may see a gap; the characters are right.
    private static bool Same(string typed, string read) => AsTyped(typed, read) || AsTyped(typed, GapAfterMark().Replace(read, ""));

    [GeneratedRegex(@"(?<=\p{Mn})[ \n](?=\p{L})")]
    private static partial Regex GapAfterMark();
}
