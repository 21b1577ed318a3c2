using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace OpenGovWeek.Certificates.Pdf;

/// <summary>
/// What Skia leaves open: the language of the document, in the catalog and in XMP, and an identifier that depends on the
/// content alone, where Skia's comes from the clock.
/// </summary>
internal static partial class PdfFinisher
{
    /// <summary>The finished file.</summary>
    /// <param name="drawn">What Skia wrote.</param>
    /// <param name="language">A BCP 47 tag.</param>
    /// <exception cref="ArgumentException">The language is not of the form of a tag.</exception>
    internal static byte[] Finish(byte[] drawn, string language)
    {
        if (!LanguageTag().IsMatch(language))
            throw new ArgumentException($"\"{language}\" is not a language tag.", nameof(language));

        var file = new PdfFile(drawn);
        var catalog = file.Root;
        file[catalog] = CatalogStart().Replace(file[catalog], $"$0\n/Lang ({language})", 1);

        var metadata = PdfFile.Reference(file[catalog], "/Metadata");
        file[metadata] = PdfFile.WithStream(file[metadata], xmp => WithId(WithLanguage(xmp, language), Guid.Empty));
        // The hash of the file with a blank identifier: another content, another identifier. UUID version 8, RFC 9562.
        var hash = SHA256.HashData(file.Write(Guid.Empty))[..16];
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        var id = new Guid(hash, bigEndian: true);
        file[metadata] = PdfFile.WithStream(file[metadata], xmp => WithId(xmp, id));
        return file.Write(id);
    }

    private static string WithLanguage(string xmp, string language) => xmp.Replace("<dc:title>",
        $"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n<dc:title>", StringComparison.Ordinal);

    private static string WithId(string xmp, Guid id) => Identifier().Replace(xmp, $"${{1}}{id:D}");

    [GeneratedRegex(@"\A\d+ 0 obj\n<</Type /Catalog\b")]
    private static partial Regex CatalogStart();

    [GeneratedRegex(@"(<xmpMM:(?:Document|Instance)ID>uuid:)[0-9a-f-]{36}")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z")]
    private static partial Regex LanguageTag();
}
