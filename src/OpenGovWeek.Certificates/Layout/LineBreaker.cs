using System.Globalization;
using OpenGovWeek.Certificates.Typefaces;

namespace OpenGovWeek.Certificates.Layout;

/// <summary>Breaks a text into lines of a given width.</summary>
internal static class LineBreaker
{
    /// <summary>
    /// The lines of a text. A line that ends between words, and the last one, keep a space at the end: a reader that
    /// puts the lines together again would otherwise fuse two words.
    /// </summary>
    /// <param name="face">The typeface that shapes the lines.</param>
    /// <param name="text">A composed text; any run of white space counts as one space.</param>
    /// <param name="width">The width of a line in ems of the typeface.</param>
    internal static IReadOnlyList<TextLine> Break(Typeface face, string text, float width)
    {
        var lines = new List<TextLine>();
        var current = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = current.Length == 0 ? word : $"{current} {word}";
            if (face.Shape(longer).Width <= width)
            {
                current = longer;
                continue;
            }
            if (current.Length > 0)
                lines.Add(TextLine.EndingAtSpace(face, current));
            current = BreakWord(face, word, width, lines);
        }
        if (current.Length > 0)
            lines.Add(TextLine.EndingAtSpace(face, current));
        return lines;
    }

    // A word wider than a line goes on in the next one, without a hyphen: that would be a character nobody typed.
    private static string BreakWord(Typeface face, string word, float width, List<TextLine> lines)
    {
        var rest = word;
        while (face.Shape(rest).Width > width)
        {
            var boundaries = StringInfo.ParseCombiningCharacters(rest);
            var fitting = boundaries.Skip(1).LastOrDefault(end => face.Shape(rest[..end]).Width <= width);
            if (fitting == 0)
                fitting = boundaries.Length > 1 ? boundaries[1] : rest.Length;
            if (fitting == rest.Length)
                return rest;
            lines.Add(TextLine.InsideWord(face, rest[..fitting]));
            rest = rest[fitting..];
        }
        return rest;
    }
}

/// <summary>A line of text.</summary>
/// <param name="Shaped">What is drawn, with the space at its end if there is one.</param>
/// <param name="Width">The width in ems without that space.</param>
/// <param name="BreaksWord">Whether the next line goes on with the same word.</param>
internal sealed record TextLine(ShapedText Shaped, float Width, bool BreaksWord)
{
    internal static TextLine EndingAtSpace(Typeface face, string text) =>
        new(face.Shape(text + " "), face.Shape(text).Width, false);

    internal static TextLine InsideWord(Typeface face, string text)
    {
        var shaped = face.Shape(text);
        return new TextLine(shaped, shaped.Width, true);
    }
}
