namespace OpenGovWeek.Core.Attendance;

/// <summary>An attendee says that some time was not counted, and why. What becomes of it is an <see cref="AttendanceDecision"/> of its own.</summary>
public sealed class AttendanceRequest
{
    /// <summary>The client's, so that asking again is safe.</summary>
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid AttendeeId { get; set; }

    /// <summary>Beginning of the time, UTC.</summary>
    public required DateTime From { get; init; }

    /// <summary>End of the time, UTC.</summary>
    public required DateTime To { get; init; }

    /// <summary>Why, in the attendee's words.</summary>
    public required string Reason { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>What an organiser decided about a request; added beside it, once.</summary>
public sealed class AttendanceDecision
{
    public required Guid RequestId { get; init; }

    public required bool IsGranted { get; init; }

    /// <summary>What the attendee is told; null when there is nothing to add.</summary>
    public string? Note { get; init; }

    /// <summary>The credit that it gave; null when it was refused.</summary>
    public Guid? CreditId { get; init; }

    public required Guid StaffId { get; init; }

    public required string StaffName { get; init; }

    public required DateTime At { get; init; }
}
