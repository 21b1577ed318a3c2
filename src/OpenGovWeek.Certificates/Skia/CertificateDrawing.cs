using System.Text;
using OpenGovWeek.Certificates.Layout;
using OpenGovWeek.Core.Certificates;
using SkiaSharp;

namespace OpenGovWeek.Certificates.Skia;

/// <summary>Draws a laid-out certificate on a page.</summary>
internal sealed class CertificateDrawing(SKCanvas canvas, CertificateContent content, SubsetTypefaces typefaces)
{
    // Each repeat of the band reaches this far under the next, so that no ground shines through between them; in points.
    private const float Seam = 0.15f;

    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    internal void Draw(PageLayout page)
    {
        DrawBand(PageLayout.Band);
        foreach (var image in page.Images)
            DrawImage(image);
        foreach (var rule in page.Rules)
            Fill(Rectangle(rule), content.Theme.Line);
        if (page.Sample is { } sample)
            DrawSample(sample, page.Qr);
        foreach (var text in page.Texts)
            DrawText(text.Paragraph, text.X, text.Y);
        DrawQr(page.Qr);

        if (content.Blocks.FirstOrDefault(block => block.Role == CertificateRole.Qr) is { } qr)
        {
            canvas.DrawUrlAnnotation(Rectangle(page.Qr), qr.Text);
            canvas.DrawUrlAnnotation(Rectangle(page.Address), qr.Text);
        }
    }

    private void DrawText(Paragraph paragraph, float x, float y)
    {
        for (var i = 0; i < paragraph.Lines.Count; i++)
            DrawLine(paragraph.Style, paragraph.Lines[i], x, y + paragraph.Baseline(i));
    }

    private void DrawLine(TextStyle style, TextLine line, float x, float y)
    {
        using var font = new SKFont(typefaces[style.Face], style.Size) { Subpixel = true, Hinting = SKFontHinting.None };
        using var blob = new SKTextBlobBuilder();
        var shaped = line.Shaped;
        ushort[] glyphs = [.. shaped.Glyphs.Select(glyph => glyph.Glyph)];
        SKPoint[] positions = [.. shaped.Glyphs.Select(glyph => new SKPoint(glyph.X * style.Size, glyph.Y * style.Size))];
        if (shaped.Glyphs.DistinctBy(glyph => glyph.Cluster).Count() == glyphs.Length)
        {
            blob.AddPositionedRun(glyphs, font, positions);
        }
        else
        {
            // A letter with a mark of its own glyph: the characters of both go along, or readers may see a mark that stands for itself.
            var utf8 = Encoding.UTF8.GetBytes(shaped.Text);
            var run = blob.AllocatePositionedTextRun(font, glyphs.Length, utf8.Length);
            run.SetGlyphs(glyphs);
            run.SetPositions(positions);
            run.SetText(utf8);
            run.SetClusters([.. shaped.Glyphs.Select(glyph => (uint)Encoding.UTF8.GetByteCount(shaped.Text.AsSpan(0, glyph.Cluster)))]);
        }
        using var text = blob.Build();
        using var paint = Paint(style.Color);
        canvas.DrawText(text, x, y, paint);
    }

    // Over the signatures and beneath all that is read; the code keeps its clear ground.
    private void DrawSample(Paragraph sample, Box qr)
    {
        canvas.Save();
        canvas.Translate(PageLayout.SampleCentre.X, PageLayout.SampleCentre.Y);
        canvas.RotateDegrees(-PageLayout.SampleAngle);
        DrawText(sample, -sample.Width / 2, -sample.Height / 2);
        canvas.Restore();
        var quiet = qr.Width / content.Qr.Size * QrMatrix.QuietZone;
        Fill(SKRect.Create(qr.X - quiet, qr.Y - quiet, qr.Width + (2 * quiet), qr.Height + (2 * quiet)), new CertificateColor(255, 255, 255));
    }

    // Each repeat is written from its own origin: the same numbers again, which a document compresses to next to nothing.
    private void DrawBand(Box band)
    {
        var theme = content.Theme;
        Fill(Rectangle(band), theme.BandGround);
        var (rows, repeats) = BandWeave.Of(theme, band);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var box = band with { Y = band.Y + (repeat * band.Height / repeats), Height = (band.Height / repeats) + (repeat + 1 < repeats ? Seam : 0) };
            foreach (var (thread, color) in theme.BandThreads.OrderBy(pair => pair.Key))
                DrawMosaic(Mosaic.Rectangles(rows, theme.BandPattern[0].Length, (row, column) => theme.BandPattern[row][column] == thread), rows, theme.BandPattern[0].Length, box, color);
        }
    }

    // Black, whatever the theme: a scanner wants all the contrast there is.
    private void DrawQr(Box box) =>
        DrawMosaic(Mosaic.Rectangles(content.Qr.Size, content.Qr.Size, (row, column) => content.Qr[row, column]), content.Qr.Size, content.Qr.Size, box, default);

    // Sharp at any size, small in the file: one path, in whole numbers, which write shortest.
    private void DrawMosaic(IEnumerable<Cells> rectangles, int rows, int columns, Box box, CertificateColor color)
    {
        using var builder = new SKPathBuilder();
        foreach (var cells in rectangles)
            builder.AddRect(new SKRect(cells.Left, cells.Top, cells.Right, cells.Bottom), SKPathDirection.Clockwise);
        using var path = builder.Detach();
        using var paint = Paint(color);
        canvas.Save();
        canvas.Translate(box.X, box.Y);
        canvas.Scale(box.Width / columns, box.Height / rows);
        canvas.DrawPath(path, paint);
        canvas.Restore();
    }

    private void DrawImage(PlacedImage image)
    {
        using var data = SKData.CreateCopy(image.Picture.File);
        using var picture = SKImage.FromEncodedData(data);
        canvas.DrawImage(picture, Rectangle(image.Box), Sampling);
    }

    private void Fill(SKRect rectangle, CertificateColor color)
    {
        using var paint = Paint(color);
        canvas.DrawRect(rectangle, paint);
    }

    private static SKRect Rectangle(Box box) => SKRect.Create(box.X, box.Y, box.Width, box.Height);

    private static SKPaint Paint(CertificateColor color) =>
        new() { Color = new SKColor(color.Red, color.Green, color.Blue), IsAntialias = true, Style = SKPaintStyle.Fill };
}
