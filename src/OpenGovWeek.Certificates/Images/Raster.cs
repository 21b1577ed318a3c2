using System.IO.Compression;
using SkiaSharp;

namespace OpenGovWeek.Certificates.Images;

/// <summary>Pixels without transparency: one byte a sample, row by row, grey or red, green and blue.</summary>
internal sealed class Raster(int width, int height, int channels, byte[] samples)
{
    internal int Width => width;

    internal int Height => height;

    internal byte[] Samples => samples;

    /// <summary>Reads a PNG, JPEG or WebP file as it looks on white paper.</summary>
    /// <returns>Null when it is none of these, or broken.</returns>
    internal static Raster? Decode(ReadOnlySpan<byte> file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is not { EncodedFormat: SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp })
            return null;
        using var bitmap = new SKBitmap();
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        if (!bitmap.TryAllocPixels(info) || codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
            return null;
        var pixels = bitmap.GetPixelSpan();
        var samples = new byte[info.Width * info.Height * 3];
        for (int from = 0, to = 0; to < samples.Length; from += 4)
        {
            for (var channel = 0; channel < 3; channel++)
                samples[to++] = (byte)(((pixels[from + channel] * pixels[from + 3]) + (255 * (255 - pixels[from + 3])) + 127) / 255);
        }
        return new Raster(info.Width, info.Height, 3, samples);
    }

    /// <summary>How bright each pixel is (ITU-R BT.709).</summary>
    internal Raster Grey()
    {
        if (channels == 1)
            return this;
        var grey = new byte[width * height];
        for (var i = 0; i < grey.Length; i++)
            grey[i] = (byte)(((samples[i * 3] * 2126) + (samples[(i * 3) + 1] * 7152) + (samples[(i * 3) + 2] * 722)) / 10_000);
        return new Raster(width, height, 1, grey);
    }

    /// <summary>A part of it.</summary>
    internal Raster Cut(int left, int top, int cutWidth, int cutHeight)
    {
        var cut = new byte[cutWidth * cutHeight * channels];
        for (var row = 0; row < cutHeight; row++)
            samples.AsSpan((((top + row) * width) + left) * channels, cutWidth * channels).CopyTo(cut.AsSpan(row * cutWidth * channels));
        return new Raster(cutWidth, cutHeight, channels, cut);
    }

    /// <summary>The same in fewer pixels, each the mean of those it stands for; itself when it has no more than wanted.</summary>
    /// <param name="scale">Pixels afterwards by pixels before.</param>
    internal Raster Reduced(float scale)
    {
        if (scale >= 1)
            return this;
        var (columns, rows) = (Math.Max(1, (int)MathF.Round(width * scale)), Math.Max(1, (int)MathF.Round(height * scale)));
        var reduced = new byte[columns * rows * channels];
        for (var row = 0; row < rows; row++)
        {
            var (top, bottom) = (row * height / rows, Math.Max((row * height / rows) + 1, (row + 1) * height / rows));
            for (var column = 0; column < columns; column++)
            {
                var (left, right) = (column * width / columns, Math.Max((column * width / columns) + 1, (column + 1) * width / columns));
                for (var channel = 0; channel < channels; channel++)
                {
                    var sum = 0L;
                    for (var y = top; y < bottom; y++)
                    {
                        for (var x = left; x < right; x++)
                            sum += samples[(((y * width) + x) * channels) + channel];
                    }
                    reduced[(((row * columns) + column) * channels) + channel] = (byte)(sum / ((bottom - top) * (right - left)));
                }
            }
        }
        return new Raster(columns, rows, channels, reduced);
    }

    /// <summary>The same with 32 levels of each channel, which no eye tells apart on paper.</summary>
    internal Raster InFewerColours() => new(width, height, channels, Array.ConvertAll(samples, sample => (byte)((sample & 0xF8) | (sample >> 5))));

    /// <summary>Bytes that its samples take in a document.</summary>
    internal int Weight()
    {
        using var deflated = new MemoryStream();
        using (var deflate = new ZLibStream(deflated, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(samples);
        return (int)deflated.Length;
    }

    /// <summary>A file of it.</summary>
    internal byte[] Encode(SKEncodedImageFormat format, int quality = 100)
    {
        using var image = channels == 1
            ? SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque), samples, width)
            : SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque), Opaque(), width * 4);
        using var data = image.Encode(format, quality);
        return data.ToArray();
    }

    private byte[] Opaque()
    {
        var pixels = new byte[width * height * 4];
        for (int from = 0, to = 0; from < samples.Length; to++)
            pixels[to] = to % 4 == 3 ? (byte)255 : samples[from++];
        return pixels;
    }
}
