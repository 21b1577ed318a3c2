using OpenGovWeek.Certificates;
using SkiaSharp;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>Pictures as organisers have them.</summary>
internal static class SomePictures
{
    internal const double LogoRatio = 1200.0 / 420;

    /// <summary>An emblem with a name in two lines on a transparent ground.</summary>
    internal static byte[] Logo(SKEncodedImageFormat format, int width = 1200) => Draw(width, (int)(width / LogoRatio), SKColors.Transparent, format, canvas =>
    {
        canvas.Scale(width / 1200f);
        using var paint = new SKPaint { Color = new SKColor(200, 20, 40), IsAntialias = true };
        canvas.DrawRect(0, 0, 260, 420, paint);
        paint.Color = SKColors.White;
        canvas.DrawCircle(130, 210, 90, paint);
        paint.Color = new SKColor(60, 60, 60);
        using var data = SKData.CreateCopy(DefaultLook.Fonts.Strong.Span);
        using var face = SKTypeface.FromData(data);
        using var font = new SKFont(face, 150);
        canvas.DrawText("PERÚ", 300, 190, SKTextAlign.Left, font, paint);
        font.Size = 92;
        canvas.DrawText("Gobierno abierto", 300, 330, SKTextAlign.Left, font, paint);
    });

    /// <summary>A signature in blue ink on paper that is not quite white, as a scanner sees it.</summary>
    internal static byte[] Signature(int seed, SKEncodedImageFormat format = SKEncodedImageFormat.Png) =>
        Draw(1400, 420, new SKColor(240, 238, 232), format, canvas => Write(canvas, seed, new SKColor(30, 40, 120)));

    /// <summary>The same as a phone's photograph: a shadow over half of the paper, and its grain.</summary>
    internal static byte[] PhotographedSignature() => Draw(1400, 420, new SKColor(226, 222, 214), SKEncodedImageFormat.Jpeg, canvas =>
    {
        using var shadow = SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(1400, 0), [SKColors.White, new SKColor(215, 215, 215)], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shadow, BlendMode = SKBlendMode.Multiply };
        canvas.DrawPaint(paint);
        var random = new Random(5);
        using var grain = new SKPaint { Color = new SKColor(0, 0, 0, 14) };
        for (var i = 0; i < 20_000; i++)
            canvas.DrawRect(random.Next(1400), random.Next(420), 1, 1, grain);
        Write(canvas, 2, new SKColor(30, 40, 90));
    });

    /// <summary>Nothing but noise, the heaviest there is.</summary>
    internal static byte[] Noise(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var random = new Random(7);
        random.NextBytes(bitmap.GetPixelSpan());
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    /// <summary>A picture of one colour.</summary>
    internal static byte[] Plain(int width, int height, SKColor color) => Draw(width, height, color, SKEncodedImageFormat.Png, _ => { });

    private static void Write(SKCanvas canvas, int seed, SKColor ink)
    {
        using var paint = new SKPaint { Color = ink, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 9, StrokeCap = SKStrokeCap.Round };
        using var builder = new SKPathBuilder();
        var random = new Random(seed);
        builder.MoveTo(80, 300);
        for (var i = 0; i < 14; i++)
            builder.CubicTo(80 + (i * 85) + random.Next(90), random.Next(30, 390), 100 + (i * 85) + random.Next(90), random.Next(30, 390), 160 + (i * 85), 150 + random.Next(150));
        using var path = builder.Detach();
        canvas.DrawPath(path, paint);
    }

    private static byte[] Draw(int width, int height, SKColor ground, SKEncodedImageFormat format, Action<SKCanvas> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(ground);
        draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }
}
