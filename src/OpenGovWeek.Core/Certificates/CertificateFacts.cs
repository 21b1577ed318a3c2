namespace OpenGovWeek.Core.Certificates;

/// <summary>What is certified, as it stood at issue. Dates and amounts come as the reader shall see them.</summary>
public sealed record CertificateFacts
{
    /// <summary>The name as the attendee gave it.</summary>
    public required string AttendeeName { get; init; }

    /// <summary>The event.</summary>
    public required string EventName { get; init; }

    /// <summary>The institution that organises the event and issues the certificate.</summary>
    public required string Organiser { get; init; }

    /// <summary>The title of the day.</summary>
    public required string DayTitle { get; init; }

    /// <summary>The titles of the day's sessions; one that repeats the day's title is left out.</summary>
    public IReadOnlyList<string> SessionTitles { get; init; } = [];

    /// <summary>The day, formatted for the certificate's language and the event's time zone.</summary>
    public required string Date { get; init; }

    /// <summary>Minutes attended, formatted.</summary>
    public required string Minutes { get; init; }

    /// <summary>The same as hours, formatted.</summary>
    public required string Hours { get; init; }

    /// <summary>The day of issue, formatted.</summary>
    public required string IssuedOn { get; init; }

    /// <summary>When the certificate was issued, UTC.</summary>
    public required DateTime IssuedAt { get; init; }

    /// <summary>The public code.</summary>
    public required CertificateCode Code { get; init; }

    /// <summary>The address at which this certificate is verified, absolute.</summary>
    public required Uri VerificationAddress { get; init; }

    /// <summary>Who signs; null when nobody does.</summary>
    public CertificateSignatory? Signatory { get; init; }
}

/// <summary>Who signs a certificate by hand.</summary>
/// <param name="Name">The name.</param>
/// <param name="Office">The office.</param>
public sealed record CertificateSignatory(string Name, string Office);
