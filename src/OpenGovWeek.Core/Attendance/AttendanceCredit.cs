namespace OpenGovWeek.Core.Attendance;

/// <summary>Time that staff credit to people whom the application could not see: an outage, or a venue that watched together.</summary>
public sealed class AttendanceCredit
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>The venue whose visitors get it; null for an outage, which everybody gets who was seen shortly before, and for one attendee.</summary>
    public Guid? VenueId { get; init; }

    /// <summary>The one attendee who asked for it and gets it; null for an outage or a venue.</summary>
    public Guid? AttendeeId { get; set; }

    /// <summary>Beginning of the time, UTC.</summary>
    public required DateTime From { get; init; }

    /// <summary>End of the time, UTC.</summary>
    public required DateTime To { get; init; }

    /// <summary>Why, in the words of who credited it.</summary>
    public required string Reason { get; init; }

    /// <summary>How many attendees got it.</summary>
    public required int People { get; init; }

    public required Guid StaffId { get; init; }

    public required string StaffName { get; init; }

    public required DateTime At { get; init; }

    /// <summary>When it was taken back, UTC; its intervals are gone since.</summary>
    public DateTime? WithdrawnAt { get; set; }
}
