using System.Globalization;
using System.Text;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Certificates.Typefaces;

/// <summary>The typefaces of one document.</summary>
internal sealed class TypefaceSet(CertificateFonts fonts) : IDisposable
{
    internal Typeface Display { get; } = new(fonts.Display);

    internal Typeface Text { get; } = new(fonts.Text);

    internal Typeface Strong { get; } = new(fonts.Strong);

    internal IReadOnlyList<Typeface> All => [Display, Text, Strong];

    /// <summary>The characters of a composed text that not all typefaces draw, each once. A space of any width is drawn as one.</summary>
    internal IReadOnlyList<UndrawableCharacter> Undrawable(string text) =>
        [.. text.EnumerateRunes().Distinct()
            .Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.SpaceSeparator && !All.All(face => face.Draws(rune)))
            .Select(rune => new UndrawableCharacter(rune))];

    /// <exception cref="UndrawableTextException">A printed text holds characters the typefaces do not draw.</exception>
    internal void RequireDrawable(IEnumerable<CertificateBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (block.Role != CertificateRole.Qr && Undrawable(Composed(block.Text)) is { Count: > 0 } missing)
                throw new UndrawableTextException(block.Role, missing);
        }
    }

    /// <summary>The text as it is drawn: composed, with a lone surrogate shown as the replacement character.</summary>
    internal static string Composed(string text)
    {
        var wellFormed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            wellFormed.Append(rune.ToString());
        return wellFormed.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var face in All)
            face.Dispose();
    }
}
