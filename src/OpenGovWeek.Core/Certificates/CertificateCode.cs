using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpenGovWeek.Core.Certificates;

/// <summary>
/// The public code of a certificate: 128 random bits as 26 characters of Crockford's base 32
/// (https://www.crockford.com/base32.html: no I, L, O or U) and one check character of the same alphabet.
/// </summary>
public sealed record CertificateCode
{
    /// <summary>Characters of the stored form, the check character included.</summary>
    public const int Length = PayloadLength + 1;

    /// <summary>Bytes a code is made of.</summary>
    public const int ByteCount = 16;

    private const int PayloadLength = 26;
    private const int GroupLength = 4;
    private const int LongestInput = 128;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private CertificateCode(string value) => Value = value;

    /// <summary>The stored form: 27 upper-case characters without separators. Two codes are equal when these are.</summary>
    public string Value { get; }

    /// <summary>The printed form: groups of four joined by hyphens, the last of three.</summary>
    public string Display => string.Join('-', Value.Chunk(GroupLength).Select(group => new string(group)));

    /// <summary>A new code from the operating system's cryptographic random numbers.</summary>
    public static CertificateCode Generate()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        RandomNumberGenerator.Fill(bytes);
        return FromBytes(bytes);
    }

    /// <summary>The code of the given bits, most significant first.</summary>
    /// <param name="bytes">Exactly <see cref="ByteCount"/> bytes.</param>
    /// <exception cref="ArgumentException">Another number of bytes.</exception>
    public static CertificateCode FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteCount)
            throw new ArgumentException($"A code is made of {ByteCount} bytes, not of {bytes.Length}.", nameof(bytes));

        // 26 characters hold 130 bits: the two above the 128 are zero, so the first character is 0 to 7.
        var bits = new UInt128(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        Span<byte> symbols = stackalloc byte[Length];
        for (var i = PayloadLength - 1; i >= 0; i--, bits >>= 5)
            symbols[i] = (byte)(bits & 31);
        symbols[^1] = (byte)CheckCharacter.For(symbols[..^1]);
        return FromSymbols(symbols);
    }

    /// <summary>
    /// Reads a code as people write it: any case, O for 0, I and L for 1, full-width characters, and any spaces,
    /// hyphens or dashes between the characters.
    /// </summary>
    /// <param name="text">What was typed, scanned or taken from an address; may be null.</param>
    /// <param name="code">The code, or null when the answer is false.</param>
    /// <returns>False when a character is foreign, one is missing or too many, or the check character does not fit.</returns>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CertificateCode? code)
    {
        code = null;
        if (text is null || text.Length > LongestInput || !IsWellFormed(text))
            return false;

        Span<byte> symbols = stackalloc byte[Length];
        var count = 0;
        foreach (var character in text.Normalize(NormalizationForm.FormKC))
        {
            if (IsSeparator(character))
                continue;
            var symbol = SymbolOf(character);
            if (symbol < 0 || count == Length)
                return false;
            symbols[count++] = (byte)symbol;
        }
        if (count != Length || symbols[0] > 7 || CheckCharacter.Syndrome(symbols) != 0)
            return false;
        code = FromSymbols(symbols);
        return true;
    }

    /// <summary>Reads the stored or any other written form.</summary>
    /// <exception cref="FormatException">The text is not a code, see <see cref="TryParse"/>.</exception>
    public static CertificateCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException("The text is not a certificate code.");

    /// <summary>The printed form.</summary>
    public override string ToString() => Display;

    private static CertificateCode FromSymbols(ReadOnlySpan<byte> symbols)
    {
        Span<char> characters = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
            characters[i] = Alphabet[symbols[i]];
        return new CertificateCode(new string(characters));
    }

    private static int SymbolOf(char character) => character switch
    {
        'o' or 'O' => 0,
        'i' or 'I' or 'l' or 'L' => 1,
        _ => char.IsAscii(character) ? Alphabet.IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal) : -1,
    };

    // U+2212 is the minus sign that word processors put for a hyphen; soft hyphens and zero-width characters are Format.
    private static bool IsSeparator(char character) => character == '\u2212' || char.IsWhiteSpace(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format;

    // Normalize throws on a lone surrogate.
    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                return false;
        }
        return true;
    }
}
