using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using OpenGovWeek.Certificates.Typefaces;
using OpenGovWeek.Core.Certificates;
using QuestPDF.Drawing;

namespace OpenGovWeek.Certificates.QuestPdf;

/// <summary>The names under which QuestPDF knows the typefaces of a document: it keeps them for the whole process, so each is registered once, under its hash.</summary>
internal sealed class RegisteredTypefaces(CertificateFonts fonts, TypefaceSet faces)
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Known = new(StringComparer.Ordinal);

    private readonly Dictionary<Typeface, string> _names = new()
    {
        [faces.Display] = Register(fonts.Display),
        [faces.Text] = Register(fonts.Text),
        [faces.Strong] = Register(fonts.Strong),
    };

    internal string this[Typeface face] => _names[face];

    private static string Register(ReadOnlyMemory<byte> file) => Known.GetOrAdd(Convert.ToHexStringLower(SHA256.HashData(file.Span)), hash => new Lazy<string>(() =>
    {
        using var stream = new MemoryStream(WithoutSubstitution(file.ToArray()));
        FontManager.RegisterFontWithCustomName(hash, stream);
        return hash;
    })).Value;

    // Exchanging glyphs (f + i for one ligature) makes a text extract as something other than what was typed, and not every
    // version can be told to leave it. A table under a name that nobody knows (OpenType, table directory) is not read;
    // the name keeps the directory in its order.
    private static byte[] WithoutSubstitution(byte[] file)
    {
        var tables = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(4));
        for (var at = 12; at < 12 + (tables * 16); at += 16)
        {
            if (file.AsSpan(at, 4).SequenceEqual("GSUB"u8))
                "GSUC"u8.CopyTo(file.AsSpan(at));
        }
        return file;
    }
}
