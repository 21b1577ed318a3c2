using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OpenGovWeek.Certificates.Pdf;

/// <summary>
/// A PDF file as its objects, to change some and write it again. Reads what Skia writes: one section, a classic
/// cross-reference table, no object streams (ISO 32000-1, 7.5). Each object is a text of one character a byte.
/// </summary>
internal sealed partial class PdfFile
{
    private readonly SortedDictionary<int, string> _objects = [];
    private readonly string _header;
    private readonly string _trailer;

    internal PdfFile(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var start = StartOfTable().Match(text, text.Length - Math.Min(text.Length, 64));
        var table = start.Success ? int.Parse(start.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : throw Unreadable();
        var entries = TableEntry().Matches(text[table..]);
        var offsets = entries.Select((entry, number) => (Number: number, Offset: int.Parse(entry.Groups[1].ValueSpan, CultureInfo.InvariantCulture), Used: entry.Groups[2].Value == "n"))
            .Where(entry => entry.Used).OrderBy(entry => entry.Offset).ToList();
        if (offsets.Count == 0)
            throw Unreadable();
        _header = text[..offsets[0].Offset];
        for (var i = 0; i < offsets.Count; i++)
            _objects[offsets[i].Number] = text[offsets[i].Offset..(i + 1 < offsets.Count ? offsets[i + 1].Offset : table)];
        var trailer = text.LastIndexOf("trailer", StringComparison.Ordinal);
        _trailer = text[trailer..text.LastIndexOf("startxref", StringComparison.Ordinal)];
    }

    /// <summary>The number of the catalog.</summary>
    internal int Root => Reference(_trailer, "/Root");

    /// <summary>An object, from its number to its endobj.</summary>
    internal string this[int number]
    {
        get => _objects[number];
        set => _objects[number] = value;
    }

    /// <summary>The number of the object that a key of a dictionary points to.</summary>
    internal static int Reference(string dictionary, string key)
    {
        var match = Regex.Match(dictionary, Regex.Escape(key) + @" (\d+) 0 R");
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : throw Unreadable();
    }

    /// <summary>The object with its stream exchanged; the length follows.</summary>
    internal static string WithStream(string stream, Func<string, string> change)
    {
        const string Begin = ">> stream\n";
        const string End = "\nendstream";
        var begin = stream.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = stream.LastIndexOf(End, StringComparison.Ordinal);
        var changed = change(stream[begin..end]);
        return string.Concat(LengthEntry().Replace(stream[..begin], $"/Length {changed.Length.ToString(CultureInfo.InvariantCulture)}", 1), changed, stream[end..]);
    }

    /// <summary>The file with the given identifier (ISO 32000-1, 14.4).</summary>
    internal byte[] Write(Guid id)
    {
        var file = new StringBuilder(_header);
        var table = new StringBuilder().Append(CultureInfo.InvariantCulture, $"xref\n0 {_objects.Keys.Last() + 1}\n0000000000 65535 f \n");
        foreach (var (_, content) in _objects)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Append(content);
        }
        var start = file.Length;
        var hex = id.ToString("N").ToUpperInvariant();
        file.Append(table).Append(Identifier().Replace(_trailer, $"/ID [<{hex}> <{hex}>]"))
            .Append(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static InvalidOperationException Unreadable() => new("The PDF that was drawn is not of the form Skia writes.");

    [GeneratedRegex(@"startxref\s+(\d+)\s+%%EOF")]
    private static partial Regex StartOfTable();

    [GeneratedRegex(@"(\d{10}) \d{5} ([nf])")]
    private static partial Regex TableEntry();

    [GeneratedRegex(@"/Length \d+")]
    private static partial Regex LengthEntry();

    // Skia writes the identifier, the trailer's last entry, as hexadecimal or, where that is shorter, as literal strings.
    [GeneratedRegex(@"/ID \[.*\](?=>>\s*\z)", RegexOptions.Singleline)]
    private static partial Regex Identifier();
}
