using OpenGovWeek.Certificates.Images;
using OpenGovWeek.Core;
using SkiaSharp;

namespace OpenGovWeek.Certificates;

/// <summary>The picture of a handwritten signature, as an organiser gives it.</summary>
public static class SignatureImage
{
    /// <summary>Most bytes of the file: 160 KB, so that all who sign can be sent in one form.</summary>
    public const int MaxBytes = 160 * 1024;

    /// <summary>Least pixels of each side.</summary>
    public const int MinSide = 40;

    /// <summary>Most pixels of each side.</summary>
    public const int MaxSide = 5000;

    /// <summary>Checks that a file can stand on certificates: a PNG, JPEG or WebP picture of ink on plain light paper.</summary>
    /// <param name="file">The file as it was given.</param>
    /// <param name="field">The field of the form.</param>
    /// <returns>What to keep: a PNG file of nothing but the strokes, in the size of print.</returns>
    /// <exception cref="RuleException">
    /// <c>signature-size</c> (detail: most kilobytes), <c>signature-format</c>, <c>signature-dimensions</c> (detail: least and most pixels),
    /// <c>signature-empty</c>, <c>signature-heavy</c>.
    /// </exception>
    public static byte[] Check(ReadOnlySpan<byte> file, string field = "signature")
    {
        if (file.Length > MaxBytes)
        {
            throw new RuleException("signature-size", RuleKind.Invalid, field, MaxBytes / 1024);
        }

        using (var data = SKData.CreateCopy(file))
        using (var codec = SKCodec.Create(data))
        {
            // Before it is decoded: what a small file unpacks to is bounded as well.
            if (codec is { Info: { Width: < MinSide or > MaxSide } or { Height: < MinSide or > MaxSide } })
            {
                throw new RuleException("signature-dimensions", RuleKind.Invalid, field, MinSide, MaxSide);
            }
        }

        var picture = Raster.Decode(file) ?? throw new RuleException("signature-format", field: field);
        var ink = Ink.Of(picture) ?? throw new RuleException("signature-empty", field: field);
        return ink.Weight() <= Ink.Heaviest
            ? ink.Encode(SKEncodedImageFormat.Png)
            : throw new RuleException("signature-heavy", field: field);
    }
}
