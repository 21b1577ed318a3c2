using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Layout;

/// <summary>How often the pattern of a band stands on it.</summary>
internal static class BandWeave
{
    /// <summary>Rows of the pattern, and the whole number of repeats with which its stitches come nearest to squares; none without a pattern.</summary>
    internal static (int Rows, int Repeats) Of(CertificateTheme theme, Box band)
    {
        var rows = theme.BandPattern.Count;
        return rows == 0
            ? (0, 0)
            : (rows, Math.Max(1, (int)MathF.Round(band.Height / (band.Width / theme.BandPattern[0].Length * rows))));
    }
}
