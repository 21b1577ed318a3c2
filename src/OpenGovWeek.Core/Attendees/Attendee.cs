namespace OpenGovWeek.Core.Attendees;

/// <summary>A person registered for an event; provisional, bound to one browser, until the address is confirmed.</summary>
public sealed class Attendee
{
    public required Guid Id { get; init; }

    public required Guid EventId { get; init; }

    /// <summary>Name as it is to stand on the certificate, normalised to NFC.</summary>
    public required string Name { get; set; }

    public required string Email { get; set; }

    /// <summary>The address folded for comparison; several provisional attendees may share it.</summary>
    public required string NormalizedEmail { get; set; }

    public required Audience Audience { get; set; }

    /// <summary>Code of the region (see <see cref="Regions"/>); null when not given.</summary>
    public string? Region { get; set; }

    /// <summary>Version of the consent text that was accepted.</summary>
    public required string ConsentVersion { get; set; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTime ConsentedAt { get; set; }

    /// <summary>Language that the attendee registered in: es or en.</summary>
    public required string Language { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>When the address was confirmed, UTC; null while the attendee is provisional.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>The confirmed attendee of the same address that took over what this one did; its browsers have to sign in. Null for everybody else.</summary>
    public Guid? JoinedIntoId { get; set; }

    /// <summary>Number of an identity document, printed on certificates where the event asks for it; null when not given.</summary>
    public string? DocumentNumber { get; set; }

    /// <summary>Concurrency token of the row.</summary>
    public int Version { get; set; }
}
