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
            "kok   kwwww  o o  wwwwk   kok",
            "kokww kwww  o w o  wwwk wwkok",
            "kokww kwww  o w o  wwwk wwkok",
            "kokwwwkww  o w w o  wwkwwwkok",
            "kokwwwkww  o w w o  wwkwwwkok",
            "kokwwwkw  o w o w o  wkwwwkok",
            "kokww kw  o w o w o  wk wwkok",
            "kokww k  o w ooo w o  k wwkok",
            "kok   k  o w ooo w o  k   kok",
            "kokww k o w ookoo w o k wwkok",
            "kokww k o w ookoo w o k wwkok",
            "kokwwwko w ook koo w okwwwkok",
            "kokwwwko w ook koo w okwwwkok",
            "kokwwwk w ook w koo w kwwwkok",
            "kokww k w ook w koo w k wwkok",
            "kokww kw ook www koo wk wwkok",
            "kok   kw ook www koo wk   kok",
            "kokww kw ook www koo wk wwkok",
            "kokww k w ook w koo w k wwkok",
            "kokwwwk w ook w koo w kwwwkok",
            "kokwwwko w ook koo w okwwwkok",
            "kokwwwko w ook koo w okwwwkok",
            "kokww k o w ookoo w o k wwkok",
            "kokww k o w ookoo w o k wwkok",
            "kok   k  o w ooo w o  k   kok",
            "kokww k  o w ooo w o  k wwkok",
            "kokww kw  o w o w o  wk wwkok",
            "kokwwwkw  o w o w o  wkwwwkok",
            "kokwwwkww  o w w o  wwkwwwkok",
            "kokwwwkww  o w w o  wwkwwwkok",
            "kokww kwww  o w o  wwwk wwkok",
            "kokww kwww  o w o  wwwk wwkok",
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
