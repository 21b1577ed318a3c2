using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>
/// What a new password has to be: long, and not what everybody tries first (NIST SP 800-63B, section 5.1.1.2: length and a
/// list, no rules of composition).
/// </summary>
public static class NewPassword
{
    public const int Min = 12;
    public const int Max = 256;

    private static readonly string[] Obvious =
        ["contraseña", "contrasena", "password", "opengovweek", "gobiernoabierto", "organizador", "moderador", "qwertyuiop", "asdfghjkl", "123456789", "987654321"];

    /// <exception cref="RuleException"><c>password-short</c>, <c>password-long</c>, <c>password-address</c>, <c>password-obvious</c>.</exception>
    public static string Parse(string? input, EmailAddress? email, string field = "Password")
    {
        var password = input ?? "";
        var folded = password.ToLowerInvariant();
        return password switch
        {
            { Length: < Min } => throw new RuleException("password-short", field: field, detail: Min),
            { Length: > Max } => throw new RuleException("password-long", field: field, detail: Max),
            _ when folded == email?.Normalized || folded == email?.Address.ToLowerInvariant() => throw new RuleException("password-address", field: field),
            _ when IsObvious(folded) => throw new RuleException("password-obvious", field: field),
            _ => password,
        };
    }

    // What is left beside the well-known word has to be a password of its own.
    private static bool IsObvious(string folded) =>
        folded.Distinct().Count() < 5
        || Obvious.Any(word => folded.Contains(word, StringComparison.Ordinal) && folded.Length - word.Length < Min / 2);
}
