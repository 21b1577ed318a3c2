using System.Text;

namespace OpenGovWeek.Core.Certificates;

/// <summary>A text with placeholders in braces.</summary>
internal static class CertificateTemplate
{
    /// <summary>The text with each placeholder exchanged for its value. One pass: a brace in an attendee's name is a brace, not a placeholder.</summary>
    /// <exception cref="FormatException">A text has a placeholder that does not exist, or a brace that is not closed.</exception>
    internal static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        var filled = new StringBuilder();
        var at = 0;
        foreach (var (start, end, name) in Placeholders(template))
        {
            if (!values.TryGetValue(name, out var value))
                throw new FormatException($"There is no placeholder {{{name}}}, which stands in \"{template}\".");
            filled.Append(template, at, start - at).Append(value);
            at = end;
        }
        return filled.Append(template, at, template.Length - at).ToString();
    }

    /// <summary>Where placeholders stand, from the opening brace to behind the closing one.</summary>
    /// <exception cref="FormatException">A brace is not closed.</exception>
    internal static IEnumerable<(int Start, int End, string Name)> Placeholders(string template)
    {
        for (var open = template.IndexOf('{'); open >= 0; open = template.IndexOf('{', open))
        {
            var close = template.IndexOf('}', open);
            if (close < 0)
                throw new FormatException($"A brace is not closed in \"{template}\".");
            yield return (open, close + 1, template[(open + 1)..close]);
            open = close + 1;
        }
    }
}
