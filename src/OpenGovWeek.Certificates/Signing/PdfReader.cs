using System.Globalization;
using System.Text;

namespace OpenGovWeek.Certificates.Signing;

/// <summary>
/// The objects of a PDF file by their numbers (ISO 32000-1, 7.5): cross-reference tables and streams, object streams, and
/// earlier updates. Encrypted files are refused.
/// </summary>
internal sealed class PdfReader
{
    private readonly string _text;
    private readonly Dictionary<int, Place> _places = [];

    /// <exception cref="FormatException">The file is not a PDF, is damaged or encrypted.</exception>
    internal PdfReader(byte[] file)
    {
        _text = Encoding.Latin1.GetString(file);
        var at = _text.LastIndexOf("startxref", StringComparison.Ordinal);
        if (at < 0)
            throw new FormatException("This is not a PDF: it does not say where its table is.");
        at += "startxref".Length;
        TableAt = PdfSyntax.Number(_text, ref at);
        Trailer = ReadSections();
        if (Trailer["Encrypt"] is not null)
            throw new FormatException("The PDF is encrypted.");
    }

    /// <summary>Where the newest cross-reference section begins.</summary>
    internal int TableAt { get; }

    /// <summary>Whether the newest section is a stream; an update has to have the same form.</summary>
    internal bool TableIsStream { get; private set; }

    /// <summary>The newest trailer.</summary>
    internal PdfDictionary Trailer { get; }

    /// <summary>The number of the next new object.</summary>
    internal int Size => Trailer.Number("Size") ?? throw new FormatException("The PDF does not say how many objects it has.");

    /// <summary>An object as it is written; of a stream only its dictionary.</summary>
    internal string ReadObject(int number)
    {
        var (text, at) = Find(number);
        var begin = PdfSyntax.SkipSpace(text, at);
        return text[begin..PdfSyntax.EndOfValue(text, begin)];
    }

    /// <summary>An object that is a dictionary.</summary>
    internal PdfDictionary ReadDictionary(int number)
    {
        var (text, at) = Find(number);
        return PdfDictionary.Read(text, ref at);
    }

    private (string Text, int At) Find(int number)
    {
        if (!_places.TryGetValue(number, out var place))
            throw new FormatException($"The PDF lacks the object {number}.");
        return place.Stream is { } stream ? InStream(stream, place.At) : (_text, Body(place.At));
    }

    private PdfDictionary ReadSections()
    {
        PdfDictionary? newest = null;
        var seen = new HashSet<int>();
        var next = new Queue<int>([TableAt]);
        while (next.TryDequeue(out var at))
        {
            if (!seen.Add(at))
                continue;
            var isStream = !PdfSyntax.Take(_text, "xref", ref at);
            var trailer = isStream ? ReadTableStream(at) : ReadTable(at);
            if (newest is null)
                (newest, TableIsStream) = (trailer, isStream);
            foreach (var older in (int?[])[trailer.Number("XRefStm"), trailer.Number("Prev")])
            {
                if (older is { } place)
                    next.Enqueue(place);
            }
        }
        return newest!;
    }

    private PdfDictionary ReadTable(int at)
    {
        while (!PdfSyntax.Take(_text, "trailer", ref at))
        {
            var first = PdfSyntax.Number(_text, ref at);
            var count = PdfSyntax.Number(_text, ref at);
            for (var number = first; number < first + count; number++)
            {
                var place = PdfSyntax.Number(_text, ref at);
                PdfSyntax.Number(_text, ref at);
                if (PdfSyntax.Take(_text, "n", ref at))
                    _places.TryAdd(number, new Place(place, null));
                else if (!PdfSyntax.Take(_text, "f", ref at))
                    throw new FormatException($"The table of the PDF is damaged at {at}.");
            }
        }
        return PdfDictionary.Read(_text, ref at);
    }

    private PdfDictionary ReadTableStream(int at)
    {
        var (dictionary, bytes) = ReadStream(Body(at));
        var widths = dictionary.Numbers("W") is { Count: 3 } w ? w : throw new FormatException("The table of the PDF has no columns.");
        var ranges = dictionary.Numbers("Index") ?? [0, dictionary.Number("Size") ?? 0];
        var place = 0;
        foreach (var range in ranges.Chunk(2))
        {
            for (var number = range[0]; number < range[0] + range[1]; number++)
            {
                var kind = widths[0] == 0 ? 1 : Field(widths[0]);
                var (second, third) = (Field(widths[1]), Field(widths[2]));
                if (kind == 1)
                    _places.TryAdd(number, new Place(second, null));
                else if (kind == 2)
                    _places.TryAdd(number, new Place(third, second));
            }
        }
        return dictionary;

        int Field(int width)
        {
            var value = 0;
            for (; width > 0; width--)
                value = (value << 8) | (place < bytes.Length ? bytes[place++] : throw new FormatException("The table of the PDF is too short."));
            return value;
        }
    }

    private (string Text, int At) InStream(int stream, int index)
    {
        var (dictionary, bytes) = ReadStream(Find(stream).At);
        var text = Encoding.Latin1.GetString(bytes);
        var (at, offset) = (0, 0);
        for (var i = 0; i <= index; i++)
        {
            PdfSyntax.Number(text, ref at);
            offset = PdfSyntax.Number(text, ref at);
        }
        return (text, offset + (dictionary.Number("First") ?? 0));
    }

    private (PdfDictionary Dictionary, byte[] Bytes) ReadStream(int at)
    {
        var dictionary = PdfDictionary.Read(_text, ref at);
        if (!PdfSyntax.Take(_text, "stream", ref at))
            throw new FormatException($"A stream is missing in the PDF at {at}.");
        at += _text[at..].StartsWith('\r') ? 2 : 1;
        var length = dictionary.Number("Length")
            ?? int.Parse(ReadObject(dictionary.Reference("Length") ?? throw new FormatException("A stream of the PDF has no length.")), CultureInfo.InvariantCulture);
        return at <= _text.Length - length
            ? (dictionary, PdfStream.Unpack(Encoding.Latin1.GetBytes(_text, at, length), dictionary))
            : throw new FormatException("The PDF ends within a stream.");
    }

    // Behind "12 0 obj".
    private int Body(int at)
    {
        PdfSyntax.Number(_text, ref at);
        PdfSyntax.Number(_text, ref at);
        return PdfSyntax.Take(_text, "obj", ref at) ? at : throw new FormatException($"An object is missing in the PDF at {at}.");
    }

    /// <summary>Where an object is.</summary>
    /// <param name="At">Its offset in the file, or its index in the object stream.</param>
    /// <param name="Stream">Number of that stream; null for none.</param>
    private readonly record struct Place(int At, int? Stream);
}
