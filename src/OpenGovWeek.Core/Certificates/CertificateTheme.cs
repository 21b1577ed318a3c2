namespace OpenGovWeek.Core.Certificates;

/// <summary>An opaque colour of the sRGB space.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct CertificateColor(byte Red, byte Green, byte Blue);

/// <summary>
/// How a certificate looks apart from its layout. Each colour must stay apart from its neighbours in black and white too:
/// certificates are printed on whatever printer there is.
/// </summary>
public sealed record CertificateTheme
{
    /// <summary>For the name and the running text.</summary>
    public required CertificateColor Ink { get; init; }

    /// <summary>For what is read second: labels, the address, the date.</summary>
    public required CertificateColor Muted { get; init; }

    /// <summary>For the heading and the institution.</summary>
    public required CertificateColor Accent { get; init; }

    /// <summary>For hairlines.</summary>
    public required CertificateColor Line { get; init; }

    /// <summary>The cloth the band's pattern stands on.</summary>
    public required CertificateColor BandGround { get; init; }

    /// <summary>The threads of the band by the letter that stands for them in <see cref="BandPattern"/>.</summary>
    public required IReadOnlyDictionary<char, CertificateColor> BandThreads { get; init; }

    /// <summary>
    /// The weave of the band as a chart: one text a row, one character a stitch, all rows of one length; a space shows
    /// the ground. It is repeated down the page. Empty for no pattern.
    /// </summary>
    public required IReadOnlyList<string> BandPattern { get; init; }
}

/// <summary>What a certificate looks like: the part of its content that is the same for all.</summary>
/// <param name="Theme">The colours and the band.</param>
/// <param name="Fonts">The typefaces.</param>
/// <param name="Logo">The event's logo, a PNG, JPEG or WebP file; null for none.</param>
public sealed record CertificateLook(CertificateTheme Theme, CertificateFonts Fonts, ReadOnlyMemory<byte>? Logo = null);
