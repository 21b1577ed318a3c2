using System.Text;
using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Attendees;

/// <summary>A person's name as it is to stand on a certificate: one line of 2 to 120 code points with at least one letter. Accents, hyphens and every apostrophe stay as typed.</summary>
public static class PersonName
{
    public const int Min = 2;
    public const int Max = 120;

    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/>; <c>name-letters</c> when there is no letter.</exception>
    public static string Parse(string? input, string field = "name")
    {
        var name = PlainText.Line(input, Min, Max, field);
        return name.EnumerateRunes().Any(Rune.IsLetter) ? name : throw new RuleException("name-letters", field: field);
    }
}
