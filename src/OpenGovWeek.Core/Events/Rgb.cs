using System.Globalization;

namespace OpenGovWeek.Core.Events;

/// <summary>An opaque colour of the sRGB space, 0 to 255 each.</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    public static Rgb White { get; } = new(255, 255, 255);

    /// <summary>Reads <c>#rrggbb</c> in any letter case.</summary>
    public static bool TryParse(string? text, out Rgb color)
    {
        color = default;
        if (text is not ['#', ..] || text.Length != 7 || !int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        color = new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>The colour of <c>#rrggbb</c>.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static Rgb Parse(string text) => TryParse(text, out var color) ? color : throw new FormatException($"'{text}' is not a colour such as #8c1630.");

    /// <summary>Contrast of two colours, 1 to 21: WCAG 2.2, definitions of contrast ratio and relative luminance (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).</summary>
    public static double Contrast(Rgb one, Rgb other)
    {
        var (a, b) = (one.Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>The least contrast with any of the others.</summary>
    public double ContrastWith(IEnumerable<Rgb> others)
    {
        var own = this;
        return others.Min(other => Contrast(own, other));
    }

    /// <summary><c>#rrggbb</c> in lower case.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    internal static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));
}
