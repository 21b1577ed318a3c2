using System.Buffers.Binary;
using System.Text;

namespace OpenGovWeek.Core.Events;

/// <summary>A picture that may be the logo of an event, known by its bytes and not by its name.</summary>
/// <param name="ContentType"><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record LogoFile(string ContentType, int Width, int Height)
{
    /// <summary>300 KB.</summary>
    public const int MaxBytes = 300 * 1024;

    /// <summary>Least pixels of each side.</summary>
    public const int MinSide = 16;

    /// <summary>Most pixels of each side.</summary>
    public const int MaxSide = 4000;

    /// <summary>Reads what the file says about itself.</summary>
    /// <exception cref="RuleException">
    /// Field logo: <c>logo-size</c> (detail: most kilobytes), <c>logo-svg</c>, <c>logo-format</c>, <c>logo-dimensions</c> (detail: least and most pixels).
    /// </exception>
    public static LogoFile Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > MaxBytes)
        {
            throw new RuleException("logo-size", field: "logo", detail: MaxBytes / 1024);
        }

        var read = Recognise(file)
            ?? throw new RuleException(IsSvg(file) ? "logo-svg" : "logo-format", field: "logo");
        return read is { Width: >= MinSide and <= MaxSide, Height: >= MinSide and <= MaxSide }
            ? read
            : throw new RuleException("logo-dimensions", RuleKind.Invalid, "logo", MinSide, MaxSide);
    }

    /// <summary>What a file says about itself, whatever its size; null when it is no picture of these kinds.</summary>
    public static LogoFile? Recognise(ReadOnlySpan<byte> file) => Png(file) ?? Jpeg(file) ?? Webp(file);

    // PNG (ISO/IEC 15948): the signature, and the header as the first chunk.
    private static LogoFile? Png(ReadOnlySpan<byte> file) =>
        file.Length >= 33 && file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) && file[12..].StartsWith("IHDR"u8)
            ? new("image/png", BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]))
            : null;

    // JPEG (ITU-T T.81): segments up to the first start of frame, which carries the size.
    private static LogoFile? Jpeg(ReadOnlySpan<byte> file)
    {
        if (file is not [0xFF, 0xD8, 0xFF, ..])
        {
            return null;
        }

        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return null;
    }

    // WebP (RFC 9649): a lossy, a lossless or an extended picture.
    private static LogoFile? Webp(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30 || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WEBP"u8))
        {
            return null;
        }

        var body = file[20..];
        return file.Slice(12, 4) switch
        {
            var kind when kind.SequenceEqual("VP8 "u8) && body[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]) =>
                new("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF),
            var kind when kind.SequenceEqual("VP8L"u8) && body[0] == 0x2F && BinaryPrimitives.ReadUInt32LittleEndian(body[1..]) is var bits =>
                new("image/webp", (int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1),
            var kind when kind.SequenceEqual("VP8X"u8) =>
                new("image/webp", (body[4] | body[5] << 8 | body[6] << 16) + 1, (body[7] | body[8] << 8 | body[9] << 16) + 1),
            _ => null,
        };
    }

    private static bool IsSvg(ReadOnlySpan<byte> file) =>
        Encoding.UTF8.GetString(file[..Math.Min(file.Length, 2048)]).Contains("<svg", StringComparison.OrdinalIgnoreCase);
}
