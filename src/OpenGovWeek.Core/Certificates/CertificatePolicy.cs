namespace OpenGovWeek.Core.Certificates;

/// <summary>What an event's certificates say and who signs them, apart from what has to be attended for them.</summary>
public sealed class CertificatePolicy
{
    public required Guid EventId { get; init; }

    /// <summary>Hours printed on the certificate of a day, such as 3.5; null to print the time that was attended.</summary>
    public decimal? DayHours { get; set; }

    /// <summary>Hours printed on the certificate of the whole event; null to print the time that was attended.</summary>
    public decimal? EventHours { get; set; }

    /// <summary>Attendees are asked for the number of an identity document, which is printed; giving it stays voluntary.</summary>
    public bool AsksDocument { get; set; }

    /// <summary>The statement of a day's certificate with the placeholders of <see cref="CertificateTexts"/>; null for the application's own words.</summary>
    public string? DayStatement { get; set; }

    /// <summary>The statement of the event's certificate; null for the application's own words.</summary>
    public string? EventStatement { get; set; }

    /// <summary>The event's logo, read beside the policy and kept with the event; null for none.</summary>
    public byte[]? Logo { get; set; }

    public List<Signatory> Signatories { get; init; } = [];

    /// <summary>Concurrency token of the row.</summary>
    public int Version { get; set; }
}

/// <summary>Somebody whose name and signature stand on an event's certificates.</summary>
public sealed class Signatory
{
    public required Guid Id { get; init; }

    public required Guid EventId { get; init; }

    /// <summary>0 for the first, from the left.</summary>
    public required int Position { get; set; }

    public required string Name { get; set; }

    public required string Post { get; set; }

    /// <summary>The handwritten signature, a PNG, JPEG or WebP file; null when it is left to the pen.</summary>
    public byte[]? Signature { get; set; }
}
