using System.Globalization;
using System.Text;
using HarfBuzzSharp;
using OpenGovWeek.Core.Certificates;
using Buffer = HarfBuzzSharp.Buffer;

namespace OpenGovWeek.Certificates.Typefaces;

/// <summary>A glyph of a shaped text, in ems from the text's start.</summary>
/// <param name="Cluster">Where in the text, in UTF-16, the characters begin that it shows, alone or with its neighbours of the same cluster.</param>
internal readonly record struct PlacedGlyph(ushort Glyph, float X, float Y, int Cluster);

/// <summary>A shaped text: its glyphs and how far it runs, in ems.</summary>
internal sealed record ShapedText(string Text, IReadOnlyList<PlacedGlyph> Glyphs, float Width);

/// <summary>One typeface of a document: it shapes texts and knows afterwards what a subset must hold.</summary>
internal sealed class Typeface : IDisposable
{
    // A feature that exchanges glyphs (f + i for one ligature) makes the text extract as something other than what was
    // typed. Kerning and the placing of marks stay on.
    private static readonly Feature[] Features =
        [.. new[] { "liga", "clig", "dlig", "hlig", "calt", "rlig", "rclt", "ccmp", "locl" }.Select(tag => new Feature(Tag.Parse(tag), 0))];

    private readonly Blob _blob;
    private readonly Face _face;
    private readonly Font _font;
    private readonly float _unitsPerEm;
    private readonly SortedSet<int> _codePoints = [];
    private readonly SortedSet<uint> _glyphs = [];

    internal unsafe Typeface(ReadOnlyMemory<byte> file)
    {
        fixed (byte* data = file.Span)
            _blob = new Blob((nint)data, file.Length, MemoryMode.Duplicate);
        _face = new Face(_blob, 0);
        _font = new Font(_face);
        _unitsPerEm = _face.UnitsPerEm;
        _font.SetScale(_face.UnitsPerEm, _face.UnitsPerEm);
        _font.SetFunctionsOpenType();
    }

    /// <summary>From the top of a line to its baseline, as the typeface has it, in ems.</summary>
    internal float Ascent => _font.TryGetHorizontalFontExtents(out var extents) ? extents.Ascender / _unitsPerEm : 1;

    /// <summary>Shapes a text that is already composed (NFC), in one line from left to right.</summary>
    internal ShapedText Shape(string text)
    {
        using var buffer = new Buffer { Direction = Direction.LeftToRight, Language = new Language("und") };
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        buffer.Direction = Direction.LeftToRight;
        _font.Shape(buffer, Features);

        var infos = buffer.GetGlyphInfoSpan();
        var positions = buffer.GetGlyphPositionSpan();
        var glyphs = new PlacedGlyph[infos.Length];
        float x = 0;
        for (var i = 0; i < infos.Length; i++)
        {
            glyphs[i] = new PlacedGlyph((ushort)infos[i].Codepoint,
                (x + positions[i].XOffset) / _unitsPerEm, -positions[i].YOffset / _unitsPerEm, (int)infos[i].Cluster);
            x += positions[i].XAdvance;
        }
        return new ShapedText(text, glyphs, x / _unitsPerEm);
    }

    /// <summary>Remembers that a text is drawn, so that the subset holds it.</summary>
    internal void Use(ShapedText text)
    {
        foreach (var rune in text.Text.EnumerateRunes())
        {
            _codePoints.Add(rune.Value);
            foreach (var part in rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
                _codePoints.Add(part.Value);
        }
        foreach (var glyph in text.Glyphs)
            _glyphs.Add(glyph.Glyph);
    }

    /// <summary>A TrueType file of what was used so far.</summary>
    internal byte[] Subset() => HarfBuzzSubset.Create(_face, _codePoints, _glyphs);

    /// <summary>Whether the typeface has a shape for the character, whole or put together from its parts.</summary>
    internal bool Draws(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || IsRightToLeft(rune))
            return false;
        return _font.TryGetNominalGlyph((uint)rune.Value, out _)
            || rune.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes()
                .All(part => part != rune && _font.TryGetNominalGlyph((uint)part.Value, out _));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _font.Dispose();
        _face.Dispose();
        _blob.Dispose();
    }

    // HarfBuzz does not reorder; the blocks of the scripts that run from right to left (Unicode, DerivedBidiClass).
    private static bool IsRightToLeft(Rune rune) => rune.Value
        is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
        or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
