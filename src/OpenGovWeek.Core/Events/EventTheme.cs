namespace OpenGovWeek.Core.Events;

/// <summary>
/// The colours of an event's pages, made from whatever accent colour its organiser chose: the hue stays, the lightness moves as
/// little as contrast asks for. Least contrasts: WCAG 2.2, 1.4.3 (text, 4.5:1) and 1.4.11 (borders and drawings, 3:1).
/// </summary>
public sealed class EventTheme
{
    /// <summary>Least contrast of text.</summary>
    public const double TextContrast = 4.5;

    /// <summary>Least contrast of borders and bars.</summary>
    public const double ShapeContrast = 3;

    // A hair more than the least, so that no rounding of a browser falls below it.
    private const double Margin = 0.02;
    private const double Step = 0.0025;

    private static readonly Rgb Dark = Rgb.Parse("#1a120f");

    private EventTheme(AccentTokens light, AccentTokens dark) => (LightTokens, DarkTokens) = (light, dark);

    /// <summary>What lies under the accent in the light theme; the same values as in <c>wwwroot/css/tokens.css</c>.</summary>
    public static ThemeGround Light { get; } = new(
        [Rgb.Parse("#faf5ec"), Rgb.Parse("#fffdf8"), Rgb.Parse("#f1e9dc")], Rgb.Parse("#241b18"), WashLightness: 0.945, WashChroma: 0.03);

    /// <summary>What lies under the accent in the dark theme.</summary>
    public static ThemeGround Night { get; } = new(
        [Rgb.Parse("#181310"), Rgb.Parse("#231b18"), Rgb.Parse("#30261f")], Rgb.Parse("#f6eee4"), WashLightness: 0.29, WashChroma: 0.05);

    public AccentTokens LightTokens { get; }

    public AccentTokens DarkTokens { get; }

    /// <summary>The theme of an accent colour; every colour has one.</summary>
    public static EventTheme Of(Rgb accent) => new(Tokens(accent, Light), Tokens(accent, Night));

    /// <summary>The accent colour as an organiser types it: <c>#rrggbb</c>, with or without the sign.</summary>
    /// <returns>In lower case with the sign; null when nothing was typed.</returns>
    /// <exception cref="RuleException"><c>accent-invalid</c>, field accent.</exception>
    public static string? Accent(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        return Rgb.TryParse($"#{typed.Trim().TrimStart('#')}", out var color)
            ? color.ToString()
            : throw new RuleException("accent-invalid", field: "accent");
    }

    private static AccentTokens Tokens(Rgb accent, ThemeGround ground)
    {
        var hue = Oklch.Of(accent);
        var wash = hue.At(ground.WashLightness, ground.WashChroma);
        var fill = Near(accent, hue.Lightness, color => Readable(color) >= TextContrast);
        var onAccent = Rgb.Contrast(fill, Rgb.White) >= TextContrast ? Rgb.White : Dark;
        return new(
            Accent: Near(accent, hue.Lightness, color => color.ContrastWith([.. ground.Surfaces, wash]) >= TextContrast + Margin),
            Wash: wash,
            Fill: fill,
            FillStrong: Stronger(fill, onAccent),
            OnAccent: onAccent,
            Edge: Near(accent, hue.Lightness, color => color.ContrastWith(ground.Surfaces) >= ShapeContrast + Margin));
    }

    private static double Readable(Rgb fill) => Math.Max(Rgb.Contrast(fill, Rgb.White), Rgb.Contrast(fill, Dark)) - Margin;

    // Away from its text, so that what is pressed reads better; where there is no way left, a little towards it.
    private static Rgb Stronger(Rgb fill, Rgb text)
    {
        var own = Oklch.Of(fill);
        var away = text == Rgb.White ? -0.09 : 0.07;
        var lightness = own.Lightness + away is > 0.04 and < 0.99 ? own.Lightness + away : own.Lightness - away;
        return Near(own.At(lightness), lightness, color => Rgb.Contrast(color, text) >= TextContrast + Margin);
    }

    /// <summary>The colour itself when it will do, or the same hue at the nearest lightness that does.</summary>
    private static Rgb Near(Rgb color, double lightness, Func<Rgb, bool> does)
    {
        if (does(color))
        {
            return color;
        }

        var hue = Oklch.Of(color);
        for (var distance = Step; distance <= 1; distance += Step)
        {
            foreach (var at in (double[])[lightness - distance, lightness + distance])
            {
                if (at is >= 0 and <= 1 && hue.At(at) is var moved && does(moved))
                {
                    return moved;
                }
            }
        }

        throw new InvalidOperationException($"No lightness of {color} does: what is asked for cannot be had from black or white either.");
    }
}

/// <summary>What lies under an accent colour.</summary>
/// <param name="Surfaces">Page, card and sunken area.</param>
/// <param name="Ink">Text on all of them, and on the wash.</param>
/// <param name="WashLightness">Lightness of the accent's wash in OKLab.</param>
/// <param name="WashChroma">Most chroma of it.</param>
public sealed record ThemeGround(IReadOnlyList<Rgb> Surfaces, Rgb Ink, double WashLightness, double WashChroma);

/// <summary>The accent's colours in one theme, by the names of <c>wwwroot/css/tokens.css</c>.</summary>
/// <param name="Accent">Text and links on each surface and on the wash.</param>
/// <param name="Wash">Ground of what is chosen or new.</param>
/// <param name="Fill">Ground of buttons and of what is live.</param>
/// <param name="FillStrong">The same while it is pointed at.</param>
/// <param name="OnAccent">Text on both fills.</param>
/// <param name="Edge">Borders of fills, and bars.</param>
public sealed record AccentTokens(Rgb Accent, Rgb Wash, Rgb Fill, Rgb FillStrong, Rgb OnAccent, Rgb Edge);
