using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Layout;

/// <summary>How a text is set. Lengths in points (1/72 inch).</summary>
/// <param name="Face">The typeface.</param>
/// <param name="Size">The size of the letters.</param>
/// <param name="Leading">From baseline to baseline, in sizes.</param>
/// <param name="Color">The colour.</param>
internal readonly record struct TextStyle(Typeface Face, float Size, float Leading, CertificateColor Color);

/// <summary>A text broken into lines, ready to be placed.</summary>
internal sealed class Paragraph(TextStyle style, IReadOnlyList<TextLine> lines)
{
    // From the top of a line to its baseline, in sizes: room for capitals with accents.
    private const float Ascent = 0.92f;

    internal TextStyle Style => style;

    internal IReadOnlyList<TextLine> Lines => lines;

    internal float Height => lines.Count * style.Size * style.Leading;

    internal float Width => lines.Count == 0 ? 0 : lines.Max(line => line.Width) * style.Size;

    internal bool BreaksWord => lines.Any(line => line.BreaksWord);

    internal static Paragraph Set(TextStyle style, string text, float width) =>
        new(style, LineBreaker.Break(style.Face, text, width / style.Size));

    /// <summary>
    /// The same number of lines in the narrowest column that holds them, so that no line is left with a single word.
    /// </summary>
    internal static Paragraph SetBalanced(TextStyle style, string text, float width)
    {
        var set = Set(style, text, width);
        if (set.Lines.Count < 2 || set.BreaksWord)
            return set;
        var best = set;
        for (var (low, high) = (width / 2, width); high - low > 2;)
        {
            var middle = (low + high) / 2;
            var tried = Set(style, text, middle);
            if (tried.Lines.Count > set.Lines.Count || tried.BreaksWord)
                low = middle;
            else
                (best, high) = (tried, middle);
        }
        return best;
    }

    /// <summary>The distance from the top of the paragraph to the baseline of a line.</summary>
    internal float Baseline(int line) => (((line + Ascent) * style.Leading) - ((style.Leading - 1) / 2)) * style.Size;
}
