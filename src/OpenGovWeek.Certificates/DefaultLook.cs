using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates;

/// <summary>
/// The look a certificate has unless an institution brings its own: madder red, ochre and undyed wool, the colours of an
/// Andean sash (chumpi), with a stepped diamond woven down the left of the page.
/// </summary>
public static class DefaultLook
{
    private static readonly Lazy<CertificateFonts> EmbeddedFonts = new(() => new CertificateFonts(Read("Display.ttf"), Read("Text.ttf"), Read("Strong.ttf")));

    /// <summary>EB Garamond for heading and name, Source Sans 3 for the rest; both under the SIL Open Font License.</summary>
    public static CertificateFonts Fonts => EmbeddedFonts.Value;

    /// <summary>The colours and the band.</summary>
    public static CertificateTheme Theme { get; } = new()
    {
        Ink = new(0x22, 0x1B, 0x1B),
        Muted = new(0x5F, 0x55, 0x50),
        Accent = new(0x84, 0x1C, 0x2B),
        Line = new(0xB9, 0x86, 0x3B),
        BandGround = new(0x84, 0x1C, 0x2B),
        BandThreads = new Dictionary<char, CertificateColor>
        {
            ['w'] = new(0xF7, 0xEE, 0xDF),
            ['o'] = new(0xD2, 0x9A, 0x3E),
            ['k'] = new(0x33, 0x14, 0x1A),
        },
        BandPattern =
        [
            "kokww  wookw o   o wkoow  wwkok",
            "kokwww ookw o  w  o wkoo wwwkok",
            "kokwww ookw o  w  o wkoo wwwkok",
            "kokww  okw o  w w  o wko  wwkok",
            "kokww  okw o  w w  o wko  wwkok",
            "kokw   kw o  w k w  o wk   wkok",
            "kokw   kw o  w k w  o wk   wkok",
            "kokww  w o  w kok w  o w  wwkok",
            "kokww  w o  w kok w  o w  wwkok",
            "kokwww  o  w koook w  o  wwwkok",
            "kokwww  o  w koook w  o  wwwkok",
            "kokww  o  w kookook w  o  wwkok",
            "kokww  o  w kookook w  o  wwkok",
            "kokw     w kookwkook w     wkok",
            "kokw     w kookwkook w     wkok",
            "kokww   w kookwwwkook w   wwkok",
            "kokww   w kookwwwkook w   wwkok",
            "kokwww  w kookwwwkook w  wwwkok",
            "kokwww   w kookwkook w   wwwkok",
            "kokww    w kookwkook w    wwkok",
            "kokww  o  w kookook w  o  wwkok",
            "kokw   o  w kookook w  o   wkok",
            "kokw    o  w koook w  o    wkok",
            "kokww   o  w koook w  o   wwkok",
            "kokww  w o  w kok w  o w  wwkok",
            "kokwww w o  w kok w  o w wwwkok",
            "kokwww kw o  w k w  o wk wwwkok",
            "kokww  kw o  w k w  o wk  wwkok",
            "kokww  okw o  w w  o wko  wwkok",
            "kokw   okw o  w w  o wko   wkok",
            "kokw   ookw o  w  o wkoo   wkok",
            "kokww  ookw o  w  o wkoo  wwkok",
        ],
    };

    /// <summary>Colours, band and typefaces together, without logo and signature.</summary>
    public static CertificateLook Look => new(Theme, Fonts, []);

    private static byte[] Read(string resource)
    {
        using var stream = typeof(DefaultLook).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The typeface {resource} is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
