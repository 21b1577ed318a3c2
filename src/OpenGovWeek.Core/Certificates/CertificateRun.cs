namespace OpenGovWeek.Core.Certificates;

/// <summary>Issuing for all who qualify, under way or done; goes on where it stood when it, or its node, was stopped.</summary>
public sealed class CertificateRun
{
    public required Guid Id { get; init; }

    public required Guid EventId { get; init; }

    /// <summary>See <see cref="Certificate.Kind"/>.</summary>
    public required string Kind { get; init; }

    public required CertificateRunStatus Status { get; set; }

    /// <summary>Whoever gets a certificate is sent a mail.</summary>
    public required bool SendsMail { get; init; }

    /// <summary>Address under which the codes are verified, as it is printed.</summary>
    public required string Site { get; init; }

    /// <summary>Attendees that were to be looked at when it began.</summary>
    public required int Total { get; set; }

    /// <summary>Attendees that were looked at.</summary>
    public int Seen { get; set; }

    /// <summary>Certificates that it issued.</summary>
    public int Issued { get; set; }

    /// <summary>Attendees who qualify and whose certificate could not be made.</summary>
    public int Failed { get; set; }

    /// <summary>The attendee that was looked at last, in the order of ids; null before the first.</summary>
    public Guid? Cursor { get; set; }

    public required Guid StaffId { get; init; }

    public required string StaffName { get; init; }

    public required DateTime StartedAt { get; init; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>Until when one node has it in hand, UTC; null while none has.</summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>Which taking in hand it is.</summary>
    public Guid? Lease { get; set; }

    /// <summary>Concurrency token of the row.</summary>
    public int Version { get; set; }
}

/// <summary>Where a run stands.</summary>
public enum CertificateRunStatus
{
    Running = 1,
    Stopped = 2,
    Finished = 3,
}
