using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Certificates;

/// <summary>The statement of an event's certificates in the organiser's own words.</summary>
public static class CertificateStatement
{
    /// <summary>Most characters.</summary>
    public const int Max = 600;

    private static readonly string[] OfBoth = ["attendee", "event", "organiser", "date", "minutes", "hours", "issued", "code", "address"];

    /// <summary>The placeholders that the statement of a day knows, without their braces.</summary>
    public static IReadOnlyList<string> DayPlaceholders { get; } = [.. OfBoth, "day"];

    /// <summary>The placeholders that the statement of the whole event knows, without their braces.</summary>
    public static IReadOnlyList<string> EventPlaceholders { get; } = [.. OfBoth, "days", "total"];

    /// <summary>The statement of a day as an organiser typed it; null when nothing was typed.</summary>
    /// <exception cref="RuleException">
    /// Those of <see cref="PlainText.Line"/>; <c>statement-placeholder</c> (detail: one that does not exist, those that do), <c>statement-brace</c>.
    /// </exception>
    public static string? ForDay(string? typed, string field) => Parse(typed, field, DayPlaceholders);

    /// <summary>The statement of the whole event as an organiser typed it; null when nothing was typed.</summary>
    /// <exception cref="RuleException">As with <see cref="ForDay"/>.</exception>
    public static string? ForEvent(string? typed, string field) => Parse(typed, field, EventPlaceholders);

    private static string? Parse(string? typed, string field, IReadOnlyList<string> known)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var statement = PlainText.Line(typed, 1, Max, field);
        try
        {
            foreach (var (_, _, name) in CertificateTemplate.Placeholders(statement))
            {
                if (!known.Contains(name))
                {
                    throw new RuleException("statement-placeholder", RuleKind.Invalid, field, $"{{{name}}}", string.Join(", ", known.Select(one => $"{{{one}}}")));
                }
            }
        }
        catch (FormatException)
        {
            throw new RuleException("statement-brace", field: field);
        }

        return statement;
    }
}
