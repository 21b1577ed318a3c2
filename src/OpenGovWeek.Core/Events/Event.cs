namespace OpenGovWeek.Core.Events;

/// <summary>The whole week: several days of sessions that one institution holds online.</summary>
public sealed class Event
{
    public required Guid Id { get; init; }

    /// <summary>Name of the event in addresses: lower case letters a to z, digits and hyphens.</summary>
    public required string Slug { get; init; }

    public required string Name { get; set; }

    /// <summary>The institution that holds the event and issues its certificates.</summary>
    public required string Institution { get; set; }

    /// <summary>The unit of the institution that is in charge, as it signs.</summary>
    public string? Unit { get; set; }

    public string? Purpose { get; set; }

    /// <summary>IANA name of the time zone in which the event's days begin and end, such as <c>America/Lima</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Share of a day's live minutes, above 0 and up to 1, that its certificate asks for.</summary>
    public double AttendanceShare { get; set; } = 0.6;

    /// <summary>Days whose certificate one must have reached for the certificate of the whole event; 0 when there is none.</summary>
    public int DaysForEvent { get; set; }

    /// <summary>The event's accent colour as <c>#rrggbb</c> in lower case; null for the application's own.</summary>
    public string? Accent { get; set; }

    /// <summary>SHA-256, in lower-case hex, of its <see cref="EventLogo"/>; null while it has none.</summary>
    public string? LogoHash { get; set; }

    /// <summary>When the event was loaded, UTC; the newest is the one that the home page shows.</summary>
    public required DateTime CreatedAt { get; init; }

    public List<EventDay> Days { get; init; } = [];

    /// <summary>Concurrency token of the row.</summary>
    public int Version { get; set; }
}
