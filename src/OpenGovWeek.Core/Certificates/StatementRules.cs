namespace OpenGovWeek.Core.Certificates;

/// <summary>What an organiser may write as the statement of a certificate.</summary>
public static class StatementRules
{
    /// <summary>What stands in braces and is replaced by what is certified; of the event's certificate <c>day</c> is the event and <c>date</c> its span.</summary>
    public static IReadOnlyList<string> Placeholders { get; } =
        ["attendee", "event", "organiser", "day", "date", "minutes", "hours", "issued", "code", "address"];

    /// <summary>Checks the placeholders of a statement.</summary>
    /// <returns>The statement.</returns>
    /// <exception cref="RuleException"><c>statement-placeholder</c> (detail: the name in braces, and those that there are); <c>statement-brace</c> (detail: what follows the brace).</exception>
    public static string Check(string statement, string field)
    {
        for (var open = statement.IndexOf('{', StringComparison.Ordinal); open >= 0;)
        {
            var close = statement.IndexOf('}', open);
            if (close < 0)
            {
                throw new RuleException("statement-brace", RuleKind.Invalid, field, statement[open..Math.Min(statement.Length, open + 20)]);
            }

            var name = statement[(open + 1)..close];
            if (!Placeholders.Contains(name))
            {
                throw new RuleException("statement-placeholder", RuleKind.Invalid, field, name, string.Join(", ", Placeholders.Select(known => $"{{{known}}}")));
            }

            open = statement.IndexOf('{', close);
        }

        return statement;
    }
}
