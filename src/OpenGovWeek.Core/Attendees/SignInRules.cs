using System.Security.Cryptography;
using System.Text;

namespace OpenGovWeek.Core.Attendees;

/// <summary>When a <see cref="SignInRequest"/> counts, and how its secrets are kept.</summary>
public static class SignInRules
{
    /// <summary>How long link and code of a mail serve.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>In this time one address gets at most <see cref="MostMails"/>.</summary>
    public static readonly TimeSpan MailsWithin = TimeSpan.FromHours(1);

    /// <summary>Mails that one address gets within <see cref="MailsWithin"/>, whoever asks for them.</summary>
    public const int MostMails = 5;

    /// <summary>Codes that may be typed for one request; a wrong one counts, and the right one is no longer taken after so many.</summary>
    public const int MostTries = 5;

    /// <summary>Digits of a code.</summary>
    public const int CodeLength = 6;

    /// <summary>Neither used nor too old.</summary>
    public static bool IsOpen(SignInRequest request, DateTime now) => request.UsedAt is null && now < request.ExpiresAt;

    /// <summary>Neither used nor too old, and its code may still be typed.</summary>
    public static bool TakesCode(SignInRequest request, DateTime now) => IsOpen(request, now) && request.Failures < MostTries;

    /// <summary>Reads a code as it was typed: spaces and hyphens between its digits do not matter.</summary>
    /// <exception cref="RuleException"><c>code-shape</c> (detail: digits of a code).</exception>
    public static string ParseCode(string? typed, string field = "code")
    {
        var code = string.Concat((typed ?? "").Where(sign => !char.IsWhiteSpace(sign) && sign != '-'));
        return code.Length == CodeLength && code.All(char.IsAsciiDigit) ? code : throw new RuleException("code-shape", field: field, detail: CodeLength);
    }

    /// <summary>What is kept of a secret: SHA-256 in lower-case hex.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>What is kept of a code; the same code of another request has another hash.</summary>
    public static string HashOf(Guid requestId, string code) => HashOf($"{requestId:N} {code}");

    /// <summary>Whether two hashes are the same, in a time that tells nothing.</summary>
    public static bool AreSame(string hash, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));
}

/// <summary>What one mail proves an address with; only their hashes are kept.</summary>
/// <param name="Token">Of the link: 32 random bytes in base64url.</param>
/// <param name="Code">Digits that can be typed.</param>
public sealed record SignInSecrets(string Token, string Code)
{
    public static SignInSecrets New() => new(
        NewToken(),
        RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>32 random bytes in base64url.</summary>
    public static string NewToken() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
