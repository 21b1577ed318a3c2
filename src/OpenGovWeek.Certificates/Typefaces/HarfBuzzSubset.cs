using System.Runtime.InteropServices;
using HarfBuzzSharp;

namespace OpenGovWeek.Certificates.Typefaces;

/// <summary>
/// Cuts a typeface down to what one document uses, with HarfBuzz's hb-subset. HarfBuzzSharp does not wrap it, its native
/// library exports it: https://harfbuzz.github.io/harfbuzz-hb-subset.html.
/// </summary>
internal static partial class HarfBuzzSubset
{
    private const string Library = "libHarfBuzzSharp";
    private const uint NoHinting = 0x1;
    private const uint RetainGlyphIds = 0x2;
    private const uint NoLayoutClosure = 0x200;
    private const int DropTableSet = 3;

    // Positions are settled before a line is drawn, so the tables that substitute and place glyphs are dead weight.
    private static readonly string[] Unneeded = ["GSUB", "GPOS", "GDEF", "STAT", "DSIG", "meta", "BASE"];

    /// <summary>A TrueType file of the given glyphs, under the numbers they have in the whole typeface.</summary>
    /// <param name="face">The whole typeface.</param>
    /// <param name="codePoints">The characters the file's character map keeps, from which extracted text is read.</param>
    /// <param name="glyphs">The glyphs that are drawn.</param>
    /// <exception cref="InvalidOperationException">HarfBuzz cannot subset the file.</exception>
    internal static byte[] Create(Face face, IEnumerable<int> codePoints, IEnumerable<uint> glyphs)
    {
        var input = hb_subset_input_create_or_fail();
        if (input == 0)
            throw new InvalidOperationException("HarfBuzz has no memory for a subset.");
        try
        {
            hb_subset_input_set_flags(input, NoHinting | RetainGlyphIds | NoLayoutClosure);
            foreach (var codePoint in codePoints)
                hb_set_add(hb_subset_input_unicode_set(input), (uint)codePoint);
            foreach (var glyph in glyphs)
                hb_set_add(hb_subset_input_glyph_set(input), glyph);
            foreach (var table in Unneeded)
                hb_set_add(hb_subset_input_set(input, DropTableSet), Tag.Parse(table));
            var subset = hb_subset_or_fail(face.Handle, input);
            if (subset == 0)
                throw new InvalidOperationException("HarfBuzz cannot subset this typeface.");
            return BytesOf(subset);
        }
        finally
        {
            hb_subset_input_destroy(input);
        }
    }

    private static byte[] BytesOf(nint face)
    {
        var blob = hb_face_reference_blob(face);
        hb_face_destroy(face);
        try
        {
            var data = hb_blob_get_data(blob, out var length);
            var bytes = new byte[length];
            Marshal.Copy(data, bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            hb_blob_destroy(blob);
        }
    }

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_create_or_fail();

    [LibraryImport(Library)]
    private static partial void hb_subset_input_destroy(nint input);

    [LibraryImport(Library)]
    private static partial void hb_subset_input_set_flags(nint input, uint flags);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_unicode_set(nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_glyph_set(nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_set(nint input, int kind);

    [LibraryImport(Library)]
    private static partial nint hb_subset_or_fail(nint face, nint input);

    [LibraryImport(Library)]
    private static partial void hb_set_add(nint set, uint value);

    [LibraryImport(Library)]
    private static partial nint hb_face_reference_blob(nint face);

    [LibraryImport(Library)]
    private static partial void hb_face_destroy(nint face);

    [LibraryImport(Library)]
    private static partial nint hb_blob_get_data(nint blob, out uint length);

    [LibraryImport(Library)]
    private static partial void hb_blob_destroy(nint blob);
}
