using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Certificates;

/// <summary>
/// The look a certificate has unless an institution brings its own: madder, ochre, teal and undyed wool, the colours of
/// the pages on screen, as an Andean sash (chumpi) with a stepped diamond woven down the left of the page.
/// </summary>
public static class DefaultLook
{
    private static readonly Lazy<CertificateFonts> EmbeddedFonts = new(() => new CertificateFonts(Read("Display.ttf"), Read("Text.ttf"), Read("Strong.ttf")));

    /// <summary>EB Garamond for heading and name, Source Sans 3 for the rest; both under the SIL Open Font License.</summary>
    public static CertificateFonts Fonts => EmbeddedFonts.Value;

    /// <summary>The colours and the band.</summary>
    public static CertificateTheme Theme { get; } = new()
    {
        Ink = new(0x24, 0x1B, 0x18),
        Muted = new(0x5B, 0x4D, 0x45),
        Accent = new(0x8C, 0x16, 0x30),
        Line = new(0xB9, 0x86, 0x3B),
        BandGround = new(0x8C, 0x16, 0x30),
        BandThreads = new Dictionary<char, CertificateColor>
        {
            ['w'] = new(0xF5, 0xEA, 0xD7),
            ['o'] = new(0xD6, 0x9A, 0x2D),
            ['k'] = new(0x2E, 0x10, 0x17),
            ['t'] = new(0x1D, 0x6A, 0x78),
        },
        BandPattern =
        [
            "kokww  wttkw o   o wkttw  wwkok",
            "kokwww ttkw o  w  o wktt wwwkok",
            "kokwww ttkw o  w  o wktt wwwkok",
            "kokww  tkw o  w w  o wkt  wwkok",
            "kokww  tkw o  w w  o wkt  wwkok",
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
            "kokww  tkw o  w w  o wkt  wwkok",
            "kokw   tkw o  w w  o wkt   wkok",
            "kokw   ttkw o  w  o wktt   wkok",
            "kokww  ttkw o  w  o wktt  wwkok",
        ],
    };

    /// <summary>Colours, band and typefaces together, without a logo.</summary>
    public static CertificateLook Look => new(Theme, Fonts);

    /// <summary>The same look in the accent of an event, darkened as far as text on paper needs.</summary>
    /// <param name="accent"><c>#rrggbb</c>; null for the colours of the application.</param>
    public static CertificateLook LookIn(string? accent)
    {
        if (accent is null)
        {
            return Look;
        }

        var readable = EventTheme.Of(Rgb.Parse(accent)).LightTokens.Accent;
        var color = new CertificateColor(readable.Red, readable.Green, readable.Blue);
        return Look with { Theme = Theme with { Accent = color, BandGround = color } };
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(DefaultLook).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The typeface {resource} is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
