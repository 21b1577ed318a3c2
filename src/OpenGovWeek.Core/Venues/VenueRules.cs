using System.Security.Cryptography;
using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Venues;

/// <summary>How venues are opened.</summary>
public static class VenueRules
{
    public const int MaxName = 120;

    private const int SecretLength = 32;
    private const int KeyLength = 16;

    /// <summary>Opens a venue, with a secret and a key from the operating system's cryptographic random numbers.</summary>
    /// <param name="id">The client's, so that opening it again is safe.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/>.</exception>
    public static Venue Open(Guid id, Guid eventId, string? name, DateTime now) => new()
    {
        Id = id,
        EventId = eventId,
        Name = PlainText.Line(name, 2, MaxName, "Name"),
        Secret = RandomNumberGenerator.GetBytes(SecretLength),
        ScreenKey = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyLength)),
        CreatedAt = now,
    };
}
