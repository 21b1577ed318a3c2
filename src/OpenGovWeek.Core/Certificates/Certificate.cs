namespace OpenGovWeek.Core.Certificates;

/// <summary>An issued certificate; everything that was printed is frozen at issue.</summary>
public sealed class Certificate
{
    public required Guid Id { get; init; }

    /// <summary>Public code in canonical form, unique.</summary>
    public required string Code { get; init; }

    public required Guid EventId { get; init; }

    public required Guid AttendeeId { get; init; }

    /// <summary>What it is for, such as <c>day:1</c>; with the attendee it is the key that makes issuing happen once.</summary>
    public required string Kind { get; init; }

    public required CertificateStatus Status { get; set; }

    /// <summary>Name as printed.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the event as printed.</summary>
    public required string EventName { get; init; }

    /// <summary>What was attended, as printed.</summary>
    public required string Subject { get; init; }

    /// <summary>Calendar date of the day in the event's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Whole minutes attended.</summary>
    public required int Minutes { get; init; }

    public required string Institution { get; init; }

    /// <summary>Language of the texts: es or en.</summary>
    public required string Language { get; init; }

    public required DateTime IssuedAt { get; init; }

    public required byte[] Pdf { get; init; }

    /// <summary>SHA-256 of <see cref="Pdf"/>, in lower-case hex.</summary>
    public required string PdfSha256 { get; init; }

    /// <summary>When it was revoked or superseded, UTC.</summary>
    public DateTime? StatusSince { get; set; }
}

/// <summary>What verification says of a code; an unknown code has no record.</summary>
public enum CertificateStatus
{
    Valid = 1,
    Revoked = 2,
    Superseded = 3,
}
