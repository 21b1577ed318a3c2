using OpenGovWeek.Certificates.Layout;

namespace OpenGovWeek.Certificates.Images;

/// <summary>The strokes of a handwritten signature, taken off the paper they were photographed or scanned with.</summary>
internal static class Ink
{
    /// <summary>The most a signature adds to a document, in bytes; three of them and the logo leave it under its 80 KB.</summary>
    internal const int Heaviest = 4_500;

    // In sixteen greys a stroke still has soft edges.
    private const int Greys = 16;
    private const int LeastContrast = 60;
    private const int LightestStroke = 215;
    private const float PointsPerInch = 72;

    private static readonly float[] Finenesses = [300, 220, 150];

    /// <summary>The strokes in black on white, cut to where they are, in the fineness of print.</summary>
    /// <returns>Null when no stroke stands out from a light ground.</returns>
    internal static Raster? Of(Raster picture)
    {
        var grey = picture.Grey();
        var (paper, ink) = (Level(grey.Samples, 0.6), Level(grey.Samples, 0.005));
        if (paper < 128 || paper - ink < LeastContrast)
            return null;
        // The ground and its shadows become white; what is as dark as the darkest stroke becomes black.
        var ground = paper - ((paper - ink) / 4);
        var strokes = new Raster(grey.Width, grey.Height, 1, Array.ConvertAll(grey.Samples, value => (byte)Math.Clamp((value - ink) * 255 / (ground - ink), 0, 255)));
        var cut = Cut(strokes);
        var printed = Math.Min(SignatoryLayout.SignatureWidth / cut.Width, SignatoryLayout.SignatureHeight / cut.Height);
        var set = Finenesses.Select(dpi => Quantised(cut.Reduced(dpi / PointsPerInch * printed)));
        return set.FirstOrDefault(raster => raster.Weight() <= Heaviest) ?? set.Last();
    }

    private static Raster Cut(Raster strokes)
    {
        var (left, top, right, bottom) = (strokes.Width, strokes.Height, 0, 0);
        for (var y = 0; y < strokes.Height; y++)
        {
            for (var x = 0; x < strokes.Width; x++)
            {
                if (strokes.Samples[(y * strokes.Width) + x] <= LightestStroke)
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            }
        }
        return strokes.Cut(left, top, right - left + 1, bottom - top + 1);
    }

    private static Raster Quantised(Raster raster) => new(raster.Width, raster.Height, 1,
        Array.ConvertAll(raster.Samples, value => (byte)(((value * (Greys - 1)) + 127) / 255 * 255 / (Greys - 1))));

    // How bright the pixel is that has this share of darker ones.
    private static int Level(byte[] samples, double share)
    {
        Span<int> counts = stackalloc int[256];
        foreach (var sample in samples)
            counts[sample]++;
        var wanted = (int)(samples.Length * share);
        var level = 0;
        for (var seen = counts[0]; seen <= wanted && level < 255; seen += counts[level])
            level++;
        return level;
    }
}
