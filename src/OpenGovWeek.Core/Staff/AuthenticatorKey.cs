using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace OpenGovWeek.Core.Staff;

/// <summary>
/// The secret that a member of staff shares with an authenticator application, and its codes: time-based one-time passwords of six digits, a new one
/// every thirty seconds (RFC 6238 with SHA-1, which is what all applications understand).
/// </summary>
public sealed class AuthenticatorKey
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Bytes = 20;
    private const int Period = 30;

    private readonly byte[] key;

    private AuthenticatorKey(byte[] key) => this.key = key;

    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    /// <summary>In base 32 (RFC 4648, section 6), as applications take it.</summary>
    public string Text => string.Concat(key.Chunk(5).Select(Encode));

    /// <summary>The same in groups of four, to be typed.</summary>
    public string Display => string.Join(' ', Text.Chunk(4).Select(group => new string(group)));

    public static AuthenticatorKey Generate() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads <see cref="Text"/>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AuthenticatorKey? key)
    {
        key = null;
        if (text is null || text.Length != Bytes * 8 / 5 || text.Any(letter => !Alphabet.Contains(letter, StringComparison.Ordinal)))
        {
            return false;
        }

        key = new AuthenticatorKey([.. text.Chunk(8).SelectMany(Decode)]);
        return true;
    }

    /// <summary>The period of thirty seconds that a moment lies in.</summary>
    /// <param name="now">UTC.</param>
    public static long StepAt(DateTime now) => (long)(now - DateTime.UnixEpoch).TotalSeconds / Period;

    /// <summary>The code of a period.</summary>
    public string CodeOf(long step)
    {
        var message = BitConverter.GetBytes(step);
        if (BitConverter.IsLittleEndian)
        {
            Array.Reverse(message);
        }

#pragma warning disable CA5350 // What the applications of phones compute; as a keyed hash it is not known to be weak.
        var hash = HMACSHA1.HashData(key, message);
#pragma warning restore CA5350
        var at = hash[^1] & 0xF;
        var number = ((hash[at] & 0x7F) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The period whose code was typed: the present one, or one beside it for clocks that differ.</summary>
    /// <param name="typed">Spaces do not matter.</param>
    /// <param name="now">UTC.</param>
    /// <param name="after">The last period whose code was used; that code and all before it serve no more.</param>
    /// <returns>Null when the code is none of these.</returns>
    public long? Match(string? typed, DateTime now, long after)
    {
        var code = string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter)));
        var present = StepAt(now);
        long? matched = null;
        foreach (var step in (long[])[present - 1, present, present + 1])
        {
            if (step > after && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(CodeOf(step)), System.Text.Encoding.UTF8.GetBytes(code)))
            {
                matched = step;
            }
        }

        return matched;
    }

    private static string Encode(byte[] five)
    {
        var bits = five.Aggregate(0L, (sum, part) => (sum << 8) | part);
        return string.Concat(Enumerable.Range(0, 8).Select(place => Alphabet[(int)(bits >> (35 - (5 * place))) & 31]));
    }

    private static IEnumerable<byte> Decode(char[] eight)
    {
        var bits = eight.Aggregate(0L, (sum, letter) => (sum << 5) | (long)Alphabet.IndexOf(letter, StringComparison.Ordinal));
        return Enumerable.Range(0, 5).Select(place => (byte)(bits >> (32 - (8 * place))));
    }
}
