using System.Globalization;
using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.ScaleOut.Redis;

/// <summary>A hint as it crosses Redis: <c>node kind id revision</c>, a few bytes however large the audience.</summary>
internal static class HintText
{
    public static string Write(string node, Hint hint) => hint switch
    {
        Hint.SessionAdvanced advanced => string.Create(CultureInfo.InvariantCulture, $"{node} s {advanced.SessionId:N} {advanced.Revision}"),
        Hint.AttendeeNews news => $"{node} n {news.AttendeeId:N}",
        Hint.BallotCast cast => $"{node} b {cast.AttendeeId:N} {cast.PollId:N}",
        Hint.AccessChanged access => $"{node} a {access.PersonId:N}",
        _ => throw new ArgumentOutOfRangeException(nameof(hint)),
    };

    /// <summary>Null when it is this node's own or not a hint: another version of this software may share the channel.</summary>
    public static Hint? Read(string text, string ownNode)
    {
        var parts = text.Split(' ');
        if (parts.Length < 3 || parts[0] == ownNode || !Guid.TryParseExact(parts[2], "N", out var id))
        {
            return null;
        }

        return parts switch
        {
            [_, "s", _, var number] when long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
                => new Hint.SessionAdvanced(id, revision),
            [_, "n", _] => new Hint.AttendeeNews(id),
            [_, "b", _, var poll] when Guid.TryParseExact(poll, "N", out var pollId) => new Hint.BallotCast(id, pollId),
            [_, "a", _] => new Hint.AccessChanged(id),
            _ => null,
        };
    }
}
