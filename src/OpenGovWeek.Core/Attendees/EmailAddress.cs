using System.Globalization;
using System.Text;

namespace OpenGovWeek.Core.Attendees;

/// <summary>An e-mail address: what was typed, and the form by which two of them are the same.</summary>
/// <param name="Address">As typed, trimmed and in NFC.</param>
/// <param name="Normalized">Lower case, with the domain in its ASCII form: what is stored as <see cref="Attendee.NormalizedEmail"/>.</param>
public sealed record EmailAddress(string Address, string Normalized)
{
    /// <summary>Longest address in UTF-16 units, of either form (RFC 5321, section 4.5.3.1.3, less the angle brackets).</summary>
    public const int Max = 254;

    private const int MaxLocal = 64;
    private const string LocalSymbols = "!#$%&'*+-/=?^_`{|}~.";

    /// <summary>Checks the shape only: dots and printable characters before the sign, a domain of at least two labels after it. Quoted local parts and address literals are refused.</summary>
    /// <exception cref="RuleException"><c>email-invalid</c>.</exception>
    public static EmailAddress Parse(string? input, string field = "email") =>
        TryParse(input) ?? throw new RuleException("email-invalid", field: field);

    private static EmailAddress? TryParse(string? input)
    {
        var typed = (input ?? "").Trim();
        if (typed.Length is 0 or > Max || !typed.EnumerateRunes().All(rune => rune.Value == '@' || IsLocal(rune)))
        {
            return null;
        }

        var address = typed.Normalize(NormalizationForm.FormC);
        var sign = address.LastIndexOf('@');
        if (sign is < 1 or > MaxLocal || !IsLocal(address[..sign]) || AsciiDomain(address[(sign + 1)..]) is not { } domain)
        {
            return null;
        }

        var normalized = address[..sign].ToLowerInvariant() + "@" + domain;
        return normalized.Length <= Max ? new EmailAddress(address, normalized) : null;
    }

    private static bool IsLocal(string local) =>
        local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal) && local.EnumerateRunes().All(IsLocal);

    // A lone surrogate enumerates as U+FFFD, which is no letter.
    private static bool IsLocal(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || IsMark(rune) || (rune.IsAscii && LocalSymbols.Contains((char)rune.Value, StringComparison.Ordinal));

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string? AsciiDomain(string domain)
    {
        string ascii;
        try
        {
            ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        var labels = ascii.Split('.');
        var isHost = labels.Length > 1 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
        return isHost ? ascii : null;
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-');
}
