namespace OpenGovWeek.Core.Events;

/// <summary>
/// A colour by lightness (0 to 1), chroma and hue (radians) of the space OKLab, in which a change of lightness leaves the hue
/// as people see it. Formulas and numbers: Björn Ottosson, "A perceptual color space for image processing", https://bottosson.github.io/posts/oklab/.
/// </summary>
internal readonly record struct Oklch(double Lightness, double Chroma, double Hue)
{
    public static Oklch Of(Rgb color)
    {
        var (r, g, b) = (Rgb.Linear(color.Red), Rgb.Linear(color.Green), Rgb.Linear(color.Blue));
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        var lightness = (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s);
        var a = (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s);
        var blue = (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s);
        return new(lightness, Math.Sqrt((a * a) + (blue * blue)), Math.Atan2(blue, a));
    }

    /// <summary>The same hue at another lightness, with as much of its chroma as a screen can show.</summary>
    public Rgb At(double lightness, double mostChroma = double.MaxValue)
    {
        var wanted = Math.Min(Chroma, mostChroma);
        if (TryRgb(lightness, wanted, out var color))
        {
            return color;
        }

        var (low, high) = (0.0, wanted);
        for (var step = 0; step < 16; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = TryRgb(lightness, middle, out _) ? (middle, high) : (low, middle);
        }

        // Without chroma it is a grey, which always exists; what rounding leaves over is cut.
        TryRgb(lightness, low, out color);
        return color;
    }

    private bool TryRgb(double lightness, double chroma, out Rgb color)
    {
        var (a, b) = (chroma * Math.Cos(Hue), chroma * Math.Sin(Hue));
        var l = Cube(lightness + (0.3963377774 * a) + (0.2158037573 * b));
        var m = Cube(lightness - (0.1055613458 * a) - (0.0638541728 * b));
        var s = Cube(lightness - (0.0894841775 * a) - (1.2914855480 * b));
        var red = (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s);
        var green = (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s);
        var blue = (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s);
        color = new(Channel(red), Channel(green), Channel(blue));
        return IsShown(red) && IsShown(green) && IsShown(blue);
    }

    private static bool IsShown(double linear) => linear is > -0.0005 and < 1.0005;

    private static byte Channel(double linear)
    {
        var cut = Math.Clamp(linear, 0, 1);
        var share = cut <= 0.0031308 ? cut * 12.92 : (1.055 * Math.Pow(cut, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(share * 255);
    }

    private static double Cube(double value) => value * value * value;
}
