namespace OpenGovWeek.Core.Venues;

/// <summary>A place where people watch the event together on one screen, such as the hall of a municipality.</summary>
public sealed class Venue
{
    public required Guid Id { get; init; }

    public required Guid EventId { get; init; }

    public required string Name { get; set; }

    /// <summary>From which the codes on its screen are made; 32 random bytes that never leave the server.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>Opens the venue's screen; a random word in its address.</summary>
    public required string ScreenKey { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>From when its codes no longer count, UTC; null while it is open.</summary>
    public DateTime? ClosedAt { get; set; }
}
