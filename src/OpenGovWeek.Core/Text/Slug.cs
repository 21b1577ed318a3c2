using System.Text.RegularExpressions;

namespace OpenGovWeek.Core.Text;

/// <summary>A name in an address: lower case letters a to z and digits, in words joined by single hyphens, at most 60 characters.</summary>
public static partial class Slug
{
    public const int Max = 60;

    /// <summary>Whether a text is a slug as it stands; nothing is folded or trimmed.</summary>
    public static bool IsValid(string? text) => text is { Length: > 0 and <= Max } && Pattern().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
