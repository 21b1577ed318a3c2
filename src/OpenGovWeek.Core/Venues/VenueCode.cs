using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OpenGovWeek.Core.Venues;

/// <summary>
/// The code on a venue's screen, which proves that whoever knows it saw the screen just now: a time-based one-time password (RFC 6238) with SHA-256 over the
/// session's id and the number of the step, cut to 40 bits and written as eight characters of Crockford's base 32.
/// </summary>
public static class VenueCode
{
    /// <summary>How long a code stands on the screen.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>Steps for which a code still counts after it has left the screen: two minutes for old phones and slow fingers.</summary>
    public const int StepsOfGrace = 4;

    /// <summary>Characters of a code.</summary>
    public const int Length = 8;

    private const int GroupLength = 4;
    private const int LongestInput = 64;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The code that a venue's screen shows at a moment during a session.</summary>
    /// <param name="now">UTC, by the server's clock.</param>
    /// <returns>Eight upper-case characters without separators.</returns>
    public static string At(Venue venue, Guid sessionId, DateTime now) => OfStep(venue, sessionId, StepOf(now));

    /// <summary>Until when the code of a moment stands on the screen, UTC.</summary>
    public static DateTime ShownUntil(DateTime now) => DateTime.UnixEpoch + (Step * (StepOf(now) + 1));

    /// <summary>Whether a code was on the venue's screen just now, or is; of a closed venue none counts.</summary>
    /// <param name="code">What <see cref="Normalize"/> gave.</param>
    public static bool Matches(Venue venue, Guid sessionId, string code, DateTime now)
    {
        if (venue.ClosedAt <= now)
        {
            return false;
        }

        var step = StepOf(now);
        return Enumerable.Range(0, StepsOfGrace + 1).Any(ago => OfStep(venue, sessionId, step - ago) == code);
    }

    /// <summary>Two groups of four, as the screen shows them.</summary>
    public static string Display(string code) => $"{code[..GroupLength]} {code[GroupLength..]}";

    /// <summary>Reads a code as people type it: any case, O for 0, I and L for 1, spaces and hyphens anywhere. Null when it cannot be one.</summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null || typed.Length > LongestInput)
        {
            return null;
        }

        var code = string.Concat(typed.Where(c => c != '-' && !char.IsWhiteSpace(c)).Select(char.ToUpperInvariant))
            .Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }

    private static long StepOf(DateTime now) => (now - DateTime.UnixEpoch).Ticks / Step.Ticks;

    private static string OfStep(Venue venue, Guid sessionId, long step)
    {
        Span<byte> message = stackalloc byte[24];
        sessionId.TryWriteBytes(message, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(message[16..], step);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(venue.Secret, message, hash);
        var bits = BinaryPrimitives.ReadUInt64BigEndian(hash) >> (64 - (5 * Length));
        Span<char> code = stackalloc char[Length];
        for (var place = Length - 1; place >= 0; place--, bits >>= 5)
        {
            code[place] = Alphabet[(int)(bits & 31)];
        }

        return new string(code);
    }
}
