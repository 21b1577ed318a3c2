namespace OpenGovWeek.Core.Sessions;

/// <summary>A stretch of time in which a session was Live, half-open, UTC.</summary>
public sealed class LiveWindow
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required DateTime OpenedAt { get; set; }

    /// <summary>Null while the session is Live.</summary>
    public DateTime? ClosedAt { get; set; }
}
