namespace OpenGovWeek.Core.Certificates;

/// <summary>An issued certificate; everything that was printed is frozen at issue.</summary>
public sealed class Certificate
{
    public required Guid Id { get; init; }

    /// <summary>Public code in canonical form, unique.</summary>
    public required string Code { get; init; }

    public required Guid EventId { get; init; }

    public required Guid AttendeeId { get; init; }

    /// <summary>What it is for: <c>day:1</c> or <c>event</c>; with the attendee and <see cref="Edition"/> it is the key that makes issuing happen once.</summary>
    public required string Kind { get; init; }

    /// <summary>1 when it was issued first, one more for each that superseded it.</summary>
    public int Edition { get; init; } = 1;

    public required CertificateStatus Status { get; set; }

    /// <summary>Name as printed.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the event as printed.</summary>
    public required string EventName { get; init; }

    /// <summary>What was attended, as printed.</summary>
    public required string Subject { get; init; }

    /// <summary>Calendar date of the day, or of the first day, in the event's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The last day of a certificate of several days; null for that of one.</summary>
    public DateOnly? LastDate { get; init; }

    /// <summary>Whole minutes attended.</summary>
    public required int Minutes { get; init; }

    /// <summary>Hours as printed; null when the minutes were printed.</summary>
    public decimal? Hours { get; init; }

    /// <summary>Number of the identity document as printed; null when there was none. Public pages mask it.</summary>
    public string? DocumentNumber { get; init; }

    public required string Institution { get; init; }

    /// <summary>Language of the texts: es or en.</summary>
    public required string Language { get; init; }

    public required DateTime IssuedAt { get; init; }

    public required byte[] Pdf { get; init; }

    /// <summary>SHA-256 of <see cref="Pdf"/>, in lower-case hex.</summary>
    public required string PdfSha256 { get; init; }

    /// <summary>The printed texts in reading order, as JSON of <see cref="CertificateBlock"/>s: what the web page behind the code shows.</summary>
    public required string Blocks { get; init; }

    /// <summary>Whom the certificate names that signed the PDF; null when it was not signed.</summary>
    public string? SignedBy { get; init; }

    /// <summary>When it was revoked or superseded, UTC.</summary>
    public DateTime? StatusSince { get; set; }

    /// <summary>Why it was revoked or superseded, in the organiser's words.</summary>
    public string? StatusReason { get; set; }

    /// <summary>Code of the certificate that superseded it, in canonical form.</summary>
    public string? SupersededBy { get; set; }
}

/// <summary>What verification says of a code; an unknown code has no record.</summary>
public enum CertificateStatus
{
    Valid = 1,
    Revoked = 2,
    Superseded = 3,
}
