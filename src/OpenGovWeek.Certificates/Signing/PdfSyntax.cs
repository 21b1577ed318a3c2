using System.Globalization;

namespace OpenGovWeek.Certificates.Signing;

/// <summary>Finds where values of a PDF file end (ISO 32000-1, 7.2 and 7.3), in a text of one character a byte.</summary>
internal static class PdfSyntax
{
    /// <summary>Where the next token begins, after white space and comments.</summary>
    internal static int SkipSpace(string text, int at)
    {
        if (at < 0)
            throw new FormatException("The PDF points before its own beginning.");
        while (at < text.Length)
        {
            if (text[at] == '%')
                at = EndOfLine(text, at);
            else if (IsSpace(text[at]))
                at++;
            else
                break;
        }
        return at;
    }

    /// <summary>Where the value that begins here ends.</summary>
    /// <exception cref="FormatException">There is no value here.</exception>
    internal static int EndOfValue(string text, int at)
    {
        if (at >= text.Length)
            throw new FormatException("The PDF ends within a value.");
        switch (text[at])
        {
            case '<' when At(text, at, "<<"):
                return EndOfCollection(text, at + 2, ">>");
            case '<':
                return Find(text, '>', at) + 1;
            case '[':
                return EndOfCollection(text, at + 1, "]");
            case '(':
                return EndOfString(text, at);
            case '/':
                return EndOfWord(text, at + 1);
            default:
                return EndOfReference(text, at) ?? EndOfWord(text, at, mustMove: true);
        }
    }

    /// <summary>The whole number that stands next, and the place behind it.</summary>
    internal static int Number(string text, ref int at)
    {
        var begin = SkipSpace(text, at);
        at = EndOfWord(text, begin, mustMove: true);
        return int.TryParse(text.AsSpan(begin, at - begin), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"A number is missing in the PDF at {begin}.");
    }

    /// <summary>Whether a word stands next; the place is then behind it.</summary>
    internal static bool Take(string text, string word, ref int at)
    {
        var begin = SkipSpace(text, at);
        if (!At(text, begin, word))
            return false;
        at = begin + word.Length;
        return true;
    }

    private static int EndOfCollection(string text, int at, string end)
    {
        for (at = SkipSpace(text, at); !At(text, at, end); at = SkipSpace(text, EndOfValue(text, at)))
        {
        }
        return at + end.Length;
    }

    private static int EndOfString(string text, int at)
    {
        var depth = 0;
        for (; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\':
                    at++;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return at + 1;
            }
        }
        throw new FormatException("The PDF ends within a string.");
    }

    // "12 0 R" is one value of three words.
    private static int? EndOfReference(string text, int at)
    {
        for (var word = 0; word < 2; word++)
        {
            var end = EndOfWord(text, at);
            if (end == at || !text.AsSpan(at, end - at).ContainsOnlyDigits())
                return null;
            at = SkipSpace(text, end);
        }
        return At(text, at, "R") && EndOfWord(text, at) == at + 1 ? at + 1 : null;
    }

    private static int EndOfWord(string text, int at, bool mustMove = false)
    {
        var begin = at;
        while (at < text.Length && !IsSpace(text[at]) && !"()<>[]{}/%".Contains(text[at], StringComparison.Ordinal))
            at++;
        return at > begin || !mustMove ? at : throw new FormatException($"A value is missing in the PDF at {begin}.");
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> word) => !word.ContainsAnyExceptInRange('0', '9');

    private static bool At(string text, int at, string word) => at <= text.Length - word.Length && text.AsSpan(at, word.Length).SequenceEqual(word);

    private static int Find(string text, char character, int at) =>
        text.IndexOf(character, at) is >= 0 and var found ? found : throw new FormatException("The PDF ends within a string.");

    private static int EndOfLine(string text, int at) => text.AsSpan(at).IndexOfAny('\r', '\n') is >= 0 and var length ? at + length : text.Length;

    private static bool IsSpace(char character) => character is '\0' or '\t' or '\n' or '\f' or '\r' or ' ';
}
