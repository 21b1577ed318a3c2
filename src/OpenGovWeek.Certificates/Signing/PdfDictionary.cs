using System.Globalization;

namespace OpenGovWeek.Certificates.Signing;

/// <summary>A dictionary of a PDF file: names without their slash, values as they are written, in the order of the file.</summary>
internal sealed class PdfDictionary
{
    private readonly OrderedDictionary<string, string> _entries = [];

    /// <summary>Reads the dictionary that stands next; the place is then behind it.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    internal static PdfDictionary Read(string text, ref int at)
    {
        if (!PdfSyntax.Take(text, "<<", ref at))
            throw new FormatException($"A dictionary is missing in the PDF at {at}.");
        var dictionary = new PdfDictionary();
        while (!PdfSyntax.Take(text, ">>", ref at))
        {
            var name = Value(text, ref at);
            dictionary[name.StartsWith('/') ? name[1..] : throw new FormatException($"A name is missing in the PDF at {at}.")] = Value(text, ref at);
        }
        return dictionary;
    }

    /// <summary>A value as it is written; null for none.</summary>
    internal string? this[string name]
    {
        get => _entries.GetValueOrDefault(name);
        set => _entries[name] = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>A whole number; null when there is none.</summary>
    internal int? Number(string name) =>
        int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The numbers of an array; null when there is none.</summary>
    internal IReadOnlyList<int>? Numbers(string name) => this[name] is { } array && array.StartsWith('[')
        ? [.. array.Trim('[', ']').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))]
        : null;

    /// <summary>The number of the object that a value refers to; null when it refers to none.</summary>
    internal int? Reference(string name) => ReferenceIn(this[name]);

    /// <summary>The number of the object that the first reference in a value names; null when there is none.</summary>
    internal static int? ReferenceIn(string? value)
    {
        var words = (value ?? "").Trim('[', ']', ' ', '\r', '\n', '\t').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [var number, "0", "R", ..] ? int.Parse(number, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The dictionary as PDF.</summary>
    public override string ToString() => $"<<{string.Join('\n', _entries.Select(entry => $"/{entry.Key} {entry.Value}"))}>>";

    private static string Value(string text, ref int at)
    {
        var begin = PdfSyntax.SkipSpace(text, at);
        at = PdfSyntax.EndOfValue(text, begin);
        return text[begin..at];
    }
}
