namespace OpenGovWeek.Core.Attendees;

/// <summary>
/// Somebody asked, in one browser, to prove that an address is theirs: by the link or by the code of one mail. Only hashes are kept. The row of an address
/// that nobody registered is made all the same, so that the answer reveals nothing.
/// </summary>
public sealed class SignInRequest
{
    public required Guid Id { get; init; }

    public required Guid EventId { get; init; }

    /// <summary>The provisional attendee of the browser that asks; null when it only signs in.</summary>
    public Guid? AttendeeId { get; init; }

    /// <summary>The address, folded; see <see cref="EmailAddress.Normalized"/>.</summary>
    public required string NormalizedEmail { get; init; }

    /// <summary>SHA-256 of the secret in the cookie of the browser that asked, in lower-case hex: link and code serve nowhere else.</summary>
    public required string BrowserHash { get; init; }

    /// <summary>SHA-256 of the link's token, in lower-case hex.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Hash of the code that can be typed, salted with <see cref="Id"/>.</summary>
    public required string CodeHash { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    /// <summary>Codes that were typed and were wrong.</summary>
    public int Failures { get; set; }

    /// <summary>When it was used, UTC; it serves once.</summary>
    public DateTime? UsedAt { get; set; }

    /// <summary>Concurrency token of the row.</summary>
    public int Version { get; set; }
}
