using OpenGovWeek.Certificates.Layout;
using OpenGovWeek.Core.Certificates;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace OpenGovWeek.Certificates.QuestPdf;

/// <summary>Puts a laid-out certificate together from layers, each at its place of the page, in reading order.</summary>
internal sealed class PageComposition(CertificateContent content, PageLayout page, RegisteredTypefaces typefaces)
{
    internal void Compose(LayersDescriptor layers)
    {
        layers.PrimaryLayer().Extend();
        ComposeBand(layers);
        foreach (var image in page.Images)
            At(layers, image.Box).As("Image", image.AlternativeText).Image(image.Picture.File).FitUnproportionally();
        foreach (var rule in page.Rules)
            Fill(layers, rule, content.Theme.Line);
        if (page.Sample is { } sample)
            ComposeSample(layers, sample);
        foreach (var text in page.Texts)
            ComposeText(layers, text);
        ComposeQr(layers);
    }

    private void ComposeBand(LayersDescriptor layers)
    {
        var (band, theme) = (PageLayout.Band, content.Theme);
        Fill(layers, band, theme.BandGround);
        var (rows, repeats) = BandWeave.Of(theme, band);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var box = band with { Y = band.Y + (repeat * band.Height / repeats), Height = band.Height / repeats };
            foreach (var (thread, color) in theme.BandThreads.OrderBy(pair => pair.Key))
                Fill(layers, box, rows, theme.BandPattern[0].Length, (row, column) => theme.BandPattern[row][column] == thread, color);
        }
    }

    private void ComposeQr(LayersDescriptor layers)
    {
        Fill(layers, page.Qr, content.Qr.Size, content.Qr.Size, (row, column) => content.Qr[row, column], default);
        if (content.Blocks.FirstOrDefault(block => block.Role == CertificateRole.Qr) is not { } qr)
            return;
        At(layers, page.Qr).As("Link", qr.AlternativeText ?? qr.Text).Hyperlink(qr.Text).Extend();
        At(layers, page.Address).As("Link", qr.AlternativeText ?? qr.Text).Hyperlink(qr.Text).Extend();
    }

    private void ComposeText(LayersDescriptor layers, PlacedText text) =>
        layers.Layer().As(text.Role == CertificateRole.Heading ? "Header1" : "Paragraph").Layers(lines =>
        {
            lines.PrimaryLayer().Extend();
            for (var i = 0; i < text.Paragraph.Lines.Count; i++)
                Write(At(lines, text.X, text.Y + text.Paragraph.Baseline(i)), text.Paragraph, i);
        });

    private void ComposeSample(LayersDescriptor layers, Paragraph sample)
    {
        var quiet = page.Qr.Width / content.Qr.Size * QrMatrix.QuietZone;
        var (x, y) = PageLayout.SampleCentre;
        Write(At(layers, x, y).Rotate(-PageLayout.SampleAngle).Unconstrained().PaddingLeft(-sample.Width / 2).PaddingTop((sample.Style.Face.Ascent / 2) * sample.Style.Size).Unconstrained(), sample, 0);
        Fill(layers, new Box(page.Qr.X - quiet, page.Qr.Y - quiet, page.Qr.Width + (2 * quiet), page.Qr.Height + (2 * quiet)), new CertificateColor(255, 255, 255));
    }

    // A line hangs from the top of its typeface; what is placed is its baseline.
    private void Write(IContainer baseline, Paragraph paragraph, int line)
    {
        var style = paragraph.Style;
        var text = baseline.PaddingTop(-style.Face.Ascent * style.Size).Unconstrained().Text(paragraph.Lines[line].Shaped.Text)
            .FontFamily(typefaces[style.Face]).FontSize(style.Size).FontColor(Hex(style.Color));
        if (!QuestPdfVersion.LinesAreAsHighAsTheirTypeface)
            text.LineHeight(1);
    }

    private static void Fill(LayersDescriptor layers, Box box, int rows, int columns, Func<int, int, bool> isSet, CertificateColor color)
    {
        var (width, height) = (box.Width / columns, box.Height / rows);
        foreach (var cells in Mosaic.Rectangles(rows, columns, isSet))
            Fill(layers, new Box(box.X + (cells.Left * width), box.Y + (cells.Top * height), (cells.Right - cells.Left) * width, (cells.Bottom - cells.Top) * height), color);
    }

    private static void Fill(LayersDescriptor layers, Box box, CertificateColor color) => At(layers, box).As("Ignore").Background(Hex(color)).Extend();

    private static IContainer At(LayersDescriptor layers, Box box) => At(layers, box.X, box.Y).Width(box.Width).Height(box.Height);

    private static IContainer At(LayersDescriptor layers, float x, float y) => layers.Layer().PaddingLeft(x).PaddingTop(y).Unconstrained();

    private static string Hex(CertificateColor color) => $"#{color.Red:X2}{color.Green:X2}{color.Blue:X2}";
}
