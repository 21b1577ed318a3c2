namespace OpenGovWeek.Core.Venues;

/// <summary>An attendee was seen in a venue during a session, by a code of its screen; venue, session and attendee are the key.</summary>
public sealed class VenueVisit
{
    public required Guid VenueId { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid AttendeeId { get; init; }

    public required DateTime FirstSeenAt { get; set; }

    public required DateTime LastSeenAt { get; set; }
}
