using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Core.Certificates;

/// <summary>The picture of a handwritten signature, known by its bytes and not by its name. It travels in every certificate, so it is small.</summary>
public static class SignatureFile
{
    /// <summary>60 KB.</summary>
    public const int MaxBytes = 60 * 1024;

    /// <summary>Least pixels of each side.</summary>
    public const int MinSide = 16;

    /// <summary>Most pixels of each side.</summary>
    public const int MaxSide = 1600;

    /// <summary>Checks what the file says about itself.</summary>
    /// <exception cref="RuleException">
    /// <c>signature-size</c> (detail: most kilobytes), <c>signature-format</c>, <c>signature-dimensions</c> (detail: least and most pixels).
    /// </exception>
    public static void Check(ReadOnlySpan<byte> file, string field)
    {
        if (file.Length > MaxBytes)
        {
            throw new RuleException("signature-size", RuleKind.Invalid, field, MaxBytes / 1024);
        }

        if (LogoFile.Recognise(file) is not { } picture)
        {
            throw new RuleException("signature-format", RuleKind.Invalid, field);
        }

        if (picture is not { Width: >= MinSide and <= MaxSide, Height: >= MinSide and <= MaxSide })
        {
            throw new RuleException("signature-dimensions", RuleKind.Invalid, field, MinSide, MaxSide);
        }
    }
}
