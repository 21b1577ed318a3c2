using OpenGovWeek.Core.Certificates;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

public sealed class CertificateQrTests
{
    [Theory]
    [InlineData("https://eventos.example.pe/verificar/01081G81860W40J2GB1G6GW3RGR")]
    [InlineData("https://e.pe/v/01081G81860W40J2GB1G6GW3RGR")]
    [InlineData("https://e.pe/v/01081081860W40J2000001234567GR")]
    [InlineData("https://semana-de-gobierno-abierto.presidencia.example.gob.pe/verificar/01081G81860W40J2GB1G6GW3RGR")]
    public void The_drawn_code_reads_as_the_verification_address(string address)
    {
        var content = CertificateSample.Compose(CertificateSample.Facts with { VerificationAddress = new Uri(address) });
        using var pdf = PdfDocument.Open(Engine.OfThisBuild.Render(content));
        Assert.Equal(address, QrReader.Read(Modules(pdf.GetPage(1)).Modules));
    }

    [Fact]
    public void The_quiet_zone_is_clear_and_a_module_is_large_enough_to_scan()
    {
        using var pdf = PdfDocument.Open(Engine.OfThisBuild.Render(CertificateSample.Compose(CertificateSample.Facts)));
        var page = pdf.GetPage(1);
        var (_, box, module) = Modules(page);
        var zone = new PdfRectangle(box.Left - (QrMatrix.QuietZone * module), box.Bottom - (QrMatrix.QuietZone * module),
            box.Right + (QrMatrix.QuietZone * module), box.Top + (QrMatrix.QuietZone * module));

        Assert.DoesNotContain(page.Letters, letter => letter.Value != " " && Meet(letter.BoundingBox, zone));
        Assert.DoesNotContain(page.Paths.Where(path => !IsBlack(path)).SelectMany(path => path).Select(subpath => subpath.GetBoundingRectangle()!.Value),
            rectangle => Meet(rectangle, zone));
        Assert.True(box.Width >= 24 / 25.4 * 72, $"the code is {box.Width} points wide");
        // 0.6 mm in points: what a phone reads from paper at arm's length.
        Assert.True(module > 0.6 / 25.4 * 72, $"a module is {module} points");
    }

    [Fact]
    public void The_code_and_the_printed_address_lead_to_the_verification()
    {
        using var pdf = PdfDocument.Open(Engine.OfThisBuild.Render(CertificateSample.Compose(CertificateSample.Facts)));
        var links = pdf.GetPage(1).GetAnnotations().Select(annotation => ((UglyToad.PdfPig.Actions.UriAction)annotation.Action!).Uri);
        Assert.Equal([CertificateSample.Facts.VerificationAddress.AbsoluteUri, CertificateSample.Facts.VerificationAddress.AbsoluteUri], links);
    }

    private static (bool[,] Modules, PdfRectangle Box, double Module) Modules(Page page)
    {
        var dark = page.Paths.Where(IsBlack).SelectMany(path => path).Select(subpath => subpath.GetBoundingRectangle()!.Value).ToList();
        var box = new PdfRectangle(dark.Min(r => r.Left), dark.Min(r => r.Bottom), dark.Max(r => r.Right), dark.Max(r => r.Top));
        var size = (int)Math.Round(box.Width / dark.Min(r => Math.Min(r.Width, r.Height)));
        var module = box.Width / size;
        var modules = new bool[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var (x, y) = (box.Left + ((column + 0.5) * module), box.Top - ((row + 0.5) * module));
                modules[row, column] = dark.Exists(r => r.Left < x && x < r.Right && r.Bottom < y && y < r.Top);
            }
        }
        return (modules, box, module);
    }

    private static bool IsBlack(UglyToad.PdfPig.Graphics.PdfPath path) =>
        path.IsFilled && path.FillColor?.ToRGBValues() is (0, 0, 0);

    private static bool Meet(PdfRectangle one, PdfRectangle other) =>
        one.Left < other.Right && other.Left < one.Right && one.Bottom < other.Top && other.Bottom < one.Top;
}
