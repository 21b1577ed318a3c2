using System.Security.Cryptography;
using System.Text;

namespace OpenGovWeek.Core.Staff;

/// <summary>What gets a member of staff in when the phone with the authenticator is gone: eighty random bits, used once; only hashes are kept.</summary>
public static class RecoveryCode
{
    /// <summary>How many are given out together.</summary>
    public const int Many = 8;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;

    /// <summary>A new one, as it is shown: <c>XXXX-XXXX-XXXX-XXXX</c>.</summary>
    public static string Generate() => string.Join('-', RandomNumberGenerator.GetItems<char>(Alphabet, Length).Chunk(4).Select(group => new string(group)));

    /// <summary>SHA-256 of a code in lower-case hex. Letter case, spaces, hyphens, and O for 0 or I and L for 1 do not matter.</summary>
    public static string Hash(string? typed)
    {
        var plain = string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(plain)));
    }
}
