namespace OpenGovWeek.Core.Attendance;

/// <summary>Half-open [JoinedAt, LastSeenAt) of one browser tab in one session, UTC by the server's clock.</summary>
public sealed class AttendanceInterval
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid AttendeeId { get; init; }

    /// <summary>Id that the tab made for itself.</summary>
    public required Guid TabId { get; init; }

    public required DateTime JoinedAt { get; set; }

    public required DateTime LastSeenAt { get; set; }

    /// <summary>The credit that it comes from; null for what was seen.</summary>
    public Guid? CreditId { get; init; }
}
