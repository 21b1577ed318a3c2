using OpenGovWeek.Certificates.Typefaces;
using SkiaSharp;

namespace OpenGovWeek.Certificates.Skia;

/// <summary>The typefaces of one document as Skia embeds them, each cut down to what was used of it when it is first asked for.</summary>
internal sealed class SubsetTypefaces : IDisposable
{
    private readonly Dictionary<Typeface, SKTypeface> _subsets = [];

    internal SKTypeface this[Typeface face]
    {
        get
        {
            if (_subsets.TryGetValue(face, out var known))
                return known;
            using var data = SKData.CreateCopy(face.Subset());
            return _subsets[face] = SKTypeface.FromData(data) ?? throw new InvalidOperationException("Skia cannot read the subset of a typeface.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var subset in _subsets.Values)
            subset.Dispose();
    }
}
