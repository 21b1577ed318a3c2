using System.Globalization;
using System.Text;

namespace OpenGovWeek.Certificates.Signing;

/// <summary>
/// A PDF file with an empty signature that covers all of it but its own bytes (ISO 32000-1, 12.8; PAdES, ETSI EN 319 142-1).
/// The field has no appearance on the page, which PDF/A-2 allows for one of no size (ISO 19005-2, 6.3.3).
/// </summary>
internal sealed class SignatureField
{
    private readonly byte[] _file;
    private readonly int _begin;
    private readonly int _end;

    /// <summary>Appends the field to a file.</summary>
    /// <param name="pdf">The finished file.</param>
    /// <param name="signedAt">The time that the signature claims, UTC.</param>
    /// <param name="room">Bytes that the signature may take.</param>
    /// <exception cref="FormatException">The file cannot be read, or has a form already.</exception>
    internal SignatureField(byte[] pdf, DateTime signedAt, int room)
    {
        var update = new PdfUpdate(pdf);
        var original = update.Original;
        var catalogNumber = original.Trailer.Reference("Root") ?? throw new FormatException("The PDF has no catalog.");
        var catalog = original.ReadDictionary(catalogNumber);
        if (catalog["AcroForm"] is not null)
            throw new FormatException("The PDF has a form already.");
        var (pageNumber, page) = FirstPage(original, catalog);

        var time = signedAt.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var blank = new string('0', 2 * room);
        var signature = update.Add(
            $"<</Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/M (D:{time}+00'00')\n/ByteRange {ByteRange(0, 0, 0)}\n/Contents <{blank}>>>");
        var field = update.Add(string.Create(CultureInfo.InvariantCulture,
            $"<</Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Signature)\n/V {signature} 0 R\n/P {pageNumber} 0 R\n/F 132\n/Rect [0 0 0 0]>>"));
        catalog["AcroForm"] = string.Create(CultureInfo.InvariantCulture, $"<</Fields [{field} 0 R]\n/SigFlags 3>>");
        update.Set(catalogNumber, catalog.ToString());
        page["Annots"] = WithField(original, page["Annots"], field);
        update.Set(pageNumber, page.ToString());

        _file = update.Write();
        var contents = _file.AsSpan(pdf.Length).IndexOf(Encoding.Latin1.GetBytes($"<{blank}>"));
        _begin = pdf.Length + contents;
        _end = _begin + blank.Length + 2;
        var range = _file.AsSpan(pdf.Length).IndexOf(Encoding.Latin1.GetBytes(ByteRange(0, 0, 0)));
        Encoding.Latin1.GetBytes(ByteRange(_begin, _end, _file.Length - _end)).CopyTo(_file, pdf.Length + range);
    }

    /// <summary>What is signed: the file without the signature's own bytes.</summary>
    internal byte[] Signed => [.. _file.AsSpan(0, _begin), .. _file.AsSpan(_end)];

    /// <summary>The file with the signature in its place.</summary>
    /// <param name="signature">DER of a CMS structure, no longer than the room.</param>
    internal byte[] Fill(byte[] signature)
    {
        var filled = (byte[])_file.Clone();
        Encoding.Latin1.GetBytes(Convert.ToHexString(signature)).CopyTo(filled, _begin + 1);
        return filled;
    }

    // Of one length whatever the numbers, so that filling them in moves nothing.
    private static string ByteRange(int begin, int end, int rest) => string.Create(CultureInfo.InvariantCulture, $"[0 {begin,10} {end,10} {rest,10}]");

    private static (int Number, PdfDictionary Page) FirstPage(PdfReader file, PdfDictionary catalog)
    {
        var number = catalog.Reference("Pages");
        while (number is { } node)
        {
            var dictionary = file.ReadDictionary(node);
            if (dictionary["Kids"] is not { } kids)
                return (node, dictionary);
            number = PdfDictionary.ReferenceIn(kids);
        }
        throw new FormatException("The PDF has no page.");
    }

    private static string WithField(PdfReader file, string? annotations, int field)
    {
        var written = annotations is null ? "[]" : annotations.StartsWith('[') ? annotations : file.ReadObject(PdfDictionary.ReferenceIn(annotations) ?? throw new FormatException("The page's annotations are missing."));
        return string.Create(CultureInfo.InvariantCulture, $"{written[..^1]} {field} 0 R]");
    }
}
