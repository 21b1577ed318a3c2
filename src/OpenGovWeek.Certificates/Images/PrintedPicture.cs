using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace OpenGovWeek.Certificates.Images;

/// <summary>
/// A picture as a certificate carries it: no more pixels than print shows, without transparency, and of a weight that
/// leaves the document under its 80 KB. A file is prepared once for as long as its bytes are kept.
/// </summary>
/// <param name="File">A PNG or JPEG file.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record PrintedPicture(byte[] File, int Width, int Height)
{
    /// <summary>The most a logo adds to a document, in bytes.</summary>
    internal const int HeaviestLogo = 10_000;

    private const float PointsPerInch = 72;

    // What a good printer shows is 300 dots an inch; a picture that is too heavy in that fineness gets coarser.
    private static readonly (float Dpi, int Quality)[] LogoSteps = [(300, 85), (220, 80), (150, 75), (110, 60)];

    private static readonly ConditionalWeakTable<byte[], PrintedPicture> Logos = [];
    private static readonly ConditionalWeakTable<byte[], PrintedPicture> Signatures = [];

    /// <summary>A logo that is printed within a width and height in points.</summary>
    /// <exception cref="ArgumentException">It is neither PNG, JPEG nor WebP.</exception>
    internal static PrintedPicture Logo(ReadOnlyMemory<byte> file, float width, float height) =>
        Once(Logos, file, bytes => PrepareLogo(bytes, width, height));

    /// <summary>A handwritten signature.</summary>
    /// <exception cref="ArgumentException">It is neither PNG, JPEG nor WebP, or shows no stroke.</exception>
    internal static PrintedPicture Signature(ReadOnlyMemory<byte> file) => Once(Signatures, file, bytes =>
    {
        var ink = Ink.Of(Raster.Decode(bytes) ?? throw Unreadable()) ?? throw new ArgumentException("The signature shows no stroke on a light ground.");
        return new PrintedPicture(ink.Encode(SKEncodedImageFormat.Png), ink.Width, ink.Height);
    });

    /// <summary>The largest size within a width and height that keeps the proportions.</summary>
    internal (float Width, float Height) SizeWithin(float width, float height)
    {
        var scale = Math.Min(width / Width, height / Height);
        return (Width * scale, Height * scale);
    }

    private static PrintedPicture PrepareLogo(byte[] file, float width, float height)
    {
        var whole = Raster.Decode(file) ?? throw Unreadable();
        var printed = Math.Min(width / whole.Width, height / whole.Height);
        var fine = whole.Reduced(LogoSteps[0].Dpi / PointsPerInch * printed);
        foreach (var drawn in (Raster[])[fine, fine.InFewerColours()])
        {
            if (drawn.Weight() <= HeaviestLogo)
                return new PrintedPicture(drawn.Encode(SKEncodedImageFormat.Png), drawn.Width, drawn.Height);
        }
        // As many colours as that is a photograph.
        foreach (var (dpi, quality) in LogoSteps)
        {
            var coarser = whole.Reduced(dpi / PointsPerInch * printed);
            var encoded = coarser.Encode(SKEncodedImageFormat.Jpeg, quality);
            if (encoded.Length <= HeaviestLogo)
                return new PrintedPicture(encoded, coarser.Width, coarser.Height);
        }
        throw new ArgumentException("The logo is too heavy for a certificate.");
    }

    private static PrintedPicture Once(ConditionalWeakTable<byte[], PrintedPicture> known, ReadOnlyMemory<byte> file, Func<byte[], PrintedPicture> prepare) =>
        MemoryMarshal.TryGetArray(file, out var segment) && segment.Array is { } array && segment.Count == array.Length
            ? known.GetValue(array, bytes => prepare(bytes))
            : prepare(file.ToArray());

    private static ArgumentException Unreadable() => new("The image is neither PNG, JPEG nor WebP.");
}
