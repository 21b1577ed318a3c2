using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;
using SkiaSharp;

namespace OpenGovWeek.Certificates.Skia;

/// <summary>Draws a laid-out certificate on a page.</summary>
internal sealed class CertificateDrawing(SKCanvas canvas, CertificateContent content) : IDisposable
{
    // 300 pixels an inch: what a good printer shows.
    private const float LargestPixelsPerPoint = 300f / 72;

    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    private readonly Dictionary<Typeface, SKTypeface> _subsets = [];

    internal void Draw(PageLayout page)
    {
        DrawBand(CertificateLayout.Band);
        foreach (var rule in page.Rules)
            Fill(SKRect.Create(rule.X, rule.Y, rule.Width, rule.Height), content.Theme.Line);
        foreach (var image in content.Images)
        {
            if (page.Images.TryGetValue(image.Role, out var box))
                DrawImage(image, box);
        }
        foreach (var line in page.Lines)
            DrawLine(line);
        DrawQr(page.Qr);

        if (content.Blocks.FirstOrDefault(block => block.Role == CertificateRole.Qr) is { } qr)
        {
            canvas.DrawUrlAnnotation(SKRect.Create(page.Qr.X, page.Qr.Y, page.Qr.Width, page.Qr.Height), qr.Text);
            canvas.DrawUrlAnnotation(SKRect.Create(page.Address.X, page.Address.Y, page.Address.Width, page.Address.Height), qr.Text);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var subset in _subsets.Values)
            subset.Dispose();
    }

    private void DrawLine(PlacedLine placed)
    {
        using var font = new SKFont(SubsetOf(placed.Style.Face), placed.Style.Size) { Subpixel = true, Hinting = SKFontHinting.None };
        using var blob = new SKTextBlobBuilder();
        var glyphs = placed.Line.Shaped.Glyphs;
        blob.AddPositionedRun([.. glyphs.Select(glyph => glyph.Glyph)], font,
            [.. glyphs.Select(glyph => new SKPoint(glyph.X * placed.Style.Size, glyph.Y * placed.Style.Size))]);
        using var text = blob.Build();
        using var paint = Paint(placed.Style.Color);
        canvas.DrawText(text, placed.X, placed.Y, paint);
    }

    private void DrawBand(Box band)
    {
        var theme = content.Theme;
        Fill(SKRect.Create(band.X, band.Y, band.Width, band.Height), theme.BandGround);
        if (theme.BandPattern.Count == 0)
            return;
        var columns = theme.BandPattern[0].Length;
        var repeats = Math.Max(1, (int)MathF.Round(band.Height / (band.Width / columns * theme.BandPattern.Count)));
        var rows = repeats * theme.BandPattern.Count;
        foreach (var (thread, color) in theme.BandThreads.OrderBy(pair => pair.Key))
            DrawMosaic(rows, columns, (row, column) => theme.BandPattern[row % theme.BandPattern.Count][column] == thread, band, color);
    }

    // Black, whatever the theme: a scanner wants all the contrast there is.
    private void DrawQr(Box box) =>
        DrawMosaic(content.Qr.Size, content.Qr.Size, (row, column) => content.Qr[row, column], box, default);

    private void DrawMosaic(int rows, int columns, Func<int, int, bool> isSet, Box box, CertificateColor color)
    {
        using var path = Mosaic.Path(rows, columns, isSet);
        using var paint = Paint(color);
        canvas.Save();
        canvas.Translate(box.X, box.Y);
        canvas.Scale(box.Width / columns, box.Height / rows);
        canvas.DrawPath(path, paint);
        canvas.Restore();
    }

    // Keeps the proportions; an emblem stands at the right of its box, a signature over the left of its line.
    private void DrawImage(CertificateImage image, Box box)
    {
        using var data = SKData.CreateCopy(image.Bytes.Span);
        using var picture = SKImage.FromEncodedData(data)
            ?? throw new ArgumentException($"The image {image.Role} is neither PNG nor JPEG.");
        var scale = Math.Min(box.Width / picture.Width, box.Height / picture.Height);
        var (width, height) = (picture.Width * scale, picture.Height * scale);
        var x = image.Role == CertificateImageRole.Logo ? box.X + box.Width - width : box.X;
        var place = SKRect.Create(x, box.Y + box.Height - height, width, height);
        if (scale >= 1 / LargestPixelsPerPoint)
        {
            canvas.DrawImage(picture, place, Sampling);
            return;
        }
        // A PDF keeps every pixel it is given: a photograph of an emblem would make each certificate weigh megabytes.
        using var smaller = SKSurface.Create(new SKImageInfo(
            Math.Max(1, (int)(width * LargestPixelsPerPoint)), Math.Max(1, (int)(height * LargestPixelsPerPoint)), SKColorType.Rgba8888, SKAlphaType.Premul));
        smaller.Canvas.DrawImage(picture, new SKRect(0, 0, smaller.Canvas.DeviceClipBounds.Width, smaller.Canvas.DeviceClipBounds.Height), Sampling);
        using var reduced = smaller.Snapshot();
        canvas.DrawImage(reduced, place, Sampling);
    }

    private void Fill(SKRect rectangle, CertificateColor color)
    {
        using var paint = Paint(color);
        canvas.DrawRect(rectangle, paint);
    }

    private SKTypeface SubsetOf(Typeface face)
    {
        if (_subsets.TryGetValue(face, out var known))
            return known;
        using var data = SKData.CreateCopy(face.Subset());
        return _subsets[face] = SKTypeface.FromData(data) ?? throw new InvalidOperationException("Skia cannot read the subset of a typeface.");
    }

    private static SKPaint Paint(CertificateColor color) =>
        new() { Color = new SKColor(color.Red, color.Green, color.Blue), IsAntialias = true, Style = SKPaintStyle.Fill };
}
