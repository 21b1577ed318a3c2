namespace OpenGovWeek.Core.Attendees;

/// <summary>The number of an identity document of any country, as it is printed: 6 to 20 letters A to Z, digits and hyphens.</summary>
public static class DocumentNumber
{
    public const int Min = 6;
    public const int Max = 20;

    // What a public page shows of it, so that its holder recognises it and nobody else learns it.
    private const int Shown = 3;

    /// <summary>Reads what was typed; giving it is voluntary.</summary>
    /// <returns>In capitals without spaces; null when nothing was typed.</returns>
    /// <exception cref="RuleException"><c>document-number</c> (detail: least and most characters).</exception>
    public static string? Parse(string? input, string field = "documentNumber")
    {
        var typed = string.Concat((input ?? "").Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
        if (typed.Length == 0)
        {
            return null;
        }

        return typed.Length is >= Min and <= Max && typed.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '-')
            && typed.Any(char.IsAsciiLetterOrDigit)
            ? typed
            : throw new RuleException("document-number", RuleKind.Invalid, field, Min, Max);
    }

    /// <summary>The number with all but its last three characters hidden.</summary>
    public static string Mask(string number) =>
        number.Length <= Shown ? new string('•', number.Length) : new string('•', number.Length - Shown) + number[^Shown..];
}
