using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpenGovWeek.Certificates.Signing;

/// <summary>Objects that are appended to a PDF file, which itself stays as it is (ISO 32000-1, 7.5.6).</summary>
internal sealed class PdfUpdate
{
    private readonly byte[] _file;
    private readonly SortedDictionary<int, string> _objects = [];
    private int _next;

    internal PdfUpdate(byte[] file)
    {
        _file = file;
        Original = new PdfReader(file);
        _next = Original.Size;
    }

    /// <summary>The file as it was.</summary>
    internal PdfReader Original { get; }

    /// <summary>Puts another content in the place of an object.</summary>
    internal void Set(int number, string content) => _objects[number] = content;

    /// <summary>Adds an object.</summary>
    /// <returns>Its number.</returns>
    internal int Add(string content)
    {
        _objects.Add(_next, content);
        return _next++;
    }

    /// <summary>The updated file; the same update gives the same bytes.</summary>
    internal byte[] Write()
    {
        var update = new StringBuilder("\n");
        var offsets = new SortedDictionary<int, int>();
        foreach (var (number, content) in _objects)
        {
            offsets[number] = _file.Length + update.Length;
            update.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{content}\nendobj\n");
        }

        var table = _file.Length + update.Length;
        if (Original.TableIsStream)
        {
            offsets[_next] = table;
            update.Append(TableStream(offsets));
        }
        else
        {
            update.Append(Table(offsets));
        }
        update.Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");
        return [.. _file, .. Encoding.Latin1.GetBytes(update.ToString())];
    }

    private string Table(SortedDictionary<int, int> offsets)
    {
        var table = new StringBuilder("xref\n");
        foreach (var range in Ranges(offsets))
        {
            table.Append(CultureInfo.InvariantCulture, $"{range[0].Key} {range.Count}\n");
            foreach (var (_, offset) in range)
                table.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        }
        return table.Append(CultureInfo.InvariantCulture, $"trailer\n{Trailer(_next)}\n").ToString();
    }

    private string TableStream(SortedDictionary<int, int> offsets)
    {
        var rows = new StringBuilder();
        foreach (var (_, offset) in offsets)
            rows.Append('\u0001').Append((char)(offset >> 24 & 0xFF)).Append((char)(offset >> 16 & 0xFF)).Append((char)(offset >> 8 & 0xFF)).Append((char)(offset & 0xFF)).Append('\0');
        var dictionary = Trailer(_next + 1);
        dictionary["Type"] = "/XRef";
        dictionary["W"] = "[1 4 1]";
        dictionary["Index"] = $"[{string.Join(' ', Ranges(offsets).Select(range => string.Create(CultureInfo.InvariantCulture, $"{range[0].Key} {range.Count}")))}]";
        dictionary["Length"] = rows.Length.ToString(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{_next} 0 obj\n{dictionary}\nstream\n{rows}\nendstream\nendobj\n");
    }

    private PdfDictionary Trailer(int size)
    {
        var trailer = new PdfDictionary { ["Size"] = size.ToString(CultureInfo.InvariantCulture) };
        foreach (var name in (string[])["Root", "Info"])
        {
            if (Original.Trailer[name] is { } value)
                trailer[name] = value;
        }
        // The first identifier is that of the document, the second that of this state of it (14.4).
        var state = $"<{Convert.ToHexString(SHA256.HashData(_file).AsSpan(0, 16))}>";
        trailer["ID"] = $"[{FirstIdentifier() ?? state} {state}]";
        trailer["Prev"] = Original.TableAt.ToString(CultureInfo.InvariantCulture);
        return trailer;
    }

    private string? FirstIdentifier()
    {
        if (Original.Trailer["ID"] is not { } identifiers || !identifiers.StartsWith('['))
            return null;
        var begin = PdfSyntax.SkipSpace(identifiers, 1);
        return identifiers[begin..PdfSyntax.EndOfValue(identifiers, begin)];
    }

    private static List<List<KeyValuePair<int, int>>> Ranges(SortedDictionary<int, int> offsets)
    {
        var ranges = new List<List<KeyValuePair<int, int>>>();
        foreach (var entry in offsets)
        {
            if (ranges.Count > 0 && ranges[^1][^1].Key == entry.Key - 1)
                ranges[^1].Add(entry);
            else
                ranges.Add([entry]);
        }
        return ranges;
    }
}
