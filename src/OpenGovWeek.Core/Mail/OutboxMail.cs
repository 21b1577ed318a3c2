namespace OpenGovWeek.Core.Mail;

/// <summary>A mail that is to be sent, written in the transaction of what causes it. Its text is sealed, and gone once it was sent.</summary>
public sealed class OutboxMail
{
    public required Guid Id { get; init; }

    /// <summary>What it is sent for, such as <c>certificate:{id}</c>; unique, so that nothing is told twice.</summary>
    public required string Cause { get; init; }

    /// <summary>Address of who gets it.</summary>
    public required string To { get; init; }

    /// <summary>Subject, text and HTML, sealed; null since it was sent or given up.</summary>
    public byte[]? Sealed { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Not before this moment, UTC.</summary>
    public required DateTime DueAt { get; set; }

    /// <summary>After this moment it is of no use and is given up; null when it stays useful.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>How often sending was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Until when one node has it in hand, UTC; null while none has.</summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>Which taking in hand it is: only who took it last may say what became of it.</summary>
    public Guid? Lease { get; set; }

    public DateTime? SentAt { get; set; }

    /// <summary>When it was given up, UTC.</summary>
    public DateTime? GivenUpAt { get; set; }

    /// <summary>What the mail server said last, without the address.</summary>
    public string? LastError { get; set; }
}
