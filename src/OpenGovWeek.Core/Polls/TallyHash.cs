using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpenGovWeek.Core.Polls;

/// <summary>
/// The seal of a closed poll's tally, which anyone can compute again from the open data: SHA-256, in lower-case hex, of UTF-8 lines that each end with LF:
/// <c>OpenGovWeek tally 1</c>; <c>poll {id}</c>; <c>prompt {text}</c>; for each choice in its order <c>choice {id} {count} {text}</c>; <c>ballots {number}</c>.
/// Ids are in lower case with hyphens, numbers in decimal digits; no text holds a line break.
/// </summary>
public static class TallyHash
{
    public static string Of(Poll poll) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText(poll))));

    /// <summary>What is hashed.</summary>
    public static string CanonicalText(Poll poll)
    {
        var text = new StringBuilder();
        text.Append("OpenGovWeek tally 1\n");
        text.Append(CultureInfo.InvariantCulture, $"poll {poll.Id:D}\nprompt {poll.Prompt}\n");
        foreach (var choice in poll.Choices.OrderBy(choice => choice.Position))
        {
            text.Append(CultureInfo.InvariantCulture, $"choice {choice.Id:D} {choice.Count} {choice.Text}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"ballots {poll.Ballots}\n");
        return text.ToString();
    }
}
