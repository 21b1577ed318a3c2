using System.Globalization;
using System.Text;

namespace OpenGovWeek.Web.ScaleOut.Redis;

/// <summary>One node's counts as they cross Redis: <c>node session=count session=count</c>.</summary>
internal static class PresenceText
{
    public static string Write(string node, IReadOnlyDictionary<Guid, int> counts)
    {
        var text = new StringBuilder(node);
        foreach (var (session, count) in counts)
        {
            text.Append(CultureInfo.InvariantCulture, $" {session:N}={count}");
        }

        return text.ToString();
    }

    /// <summary>Null when nothing of it makes sense.</summary>
    public static (string Node, IReadOnlyDictionary<Guid, int> Counts)? Read(string text)
    {
        var parts = text.Split(' ');
        if (parts[0].Length == 0)
        {
            return null;
        }

        var counts = new Dictionary<Guid, int>(parts.Length - 1);
        foreach (var part in parts.AsSpan(1))
        {
            if (part.Split('=') is [var id, var number]
                && Guid.TryParseExact(id, "N", out var session)
                && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                counts[session] = count;
            }
        }

        return (parts[0], counts);
    }
}
