namespace OpenGovWeek.Certificates.Layout;

/// <summary>
/// Finds the largest setting of a name: in one line down to a size that still looks like a name, then in several lines,
/// and only then with a word broken. A name is never clipped and never abbreviated.
/// </summary>
internal static class NameFitter
{
    private const float LargestWrapped = 34;
    private const float SmallestWrapped = 17;
    private const float Smallest = 12;
    private const float Step = 1;

    /// <summary>The name set within a width, in at most three lines.</summary>
    /// <param name="style">Typeface, colour, leading and the size of a short name.</param>
    /// <param name="name">The composed name.</param>
    /// <param name="width">The width in points.</param>
    /// <param name="smallestOneLine">Down to this size a single line is preferred.</param>
    internal static Paragraph Fit(TextStyle style, string name, float width, float smallestOneLine) =>
        First(style, name, width, style.Size, smallestOneLine, 1, false)
        ?? First(style, name, width, Math.Min(LargestWrapped, style.Size), SmallestWrapped, 2, false)
        ?? First(style, name, width, Math.Min(LargestWrapped, style.Size), SmallestWrapped, 3, false)
        ?? First(style, name, width, Math.Min(LargestWrapped, style.Size), Smallest, 3, true)
        ?? Paragraph.Set(style with { Size = Smallest }, name, width);

    private static Paragraph? First(TextStyle style, string name, float width, float from, float to, int lines, bool breakWords)
    {
        for (var size = from; size >= to; size -= Step)
        {
            var set = Paragraph.SetBalanced(style with { Size = size }, name, width);
            if (set.Lines.Count <= lines && (breakWords || !set.BreaksWord))
                return set;
        }
        return null;
    }
}
