using OpenGovWeek.Certificates;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>Names that the certificate can show: who cannot be printed is told at registration and not at issue.</summary>
public sealed class PrintableName(ICertificateRenderer renderer)
{
    /// <summary>Reads a name as typed.</summary>
    /// <exception cref="RuleException">Those of <see cref="PersonName.Parse"/>; <c>name-undrawable</c> (detail: the characters).</exception>
    public string Parse(string? input, string field)
    {
        var name = PersonName.Parse(input, field);
        var missing = renderer.UndrawableCharacters(DefaultLook.Fonts, name);
        return missing.Count == 0
            ? name
            : throw new RuleException("name-undrawable", field: field, detail: string.Join(", ", missing.Take(3)));
    }
}
