namespace OpenGovWeek.Core.Certificates;

/// <summary>What is certified, as it stood at issue. Dates and amounts come as the reader shall see them.</summary>
public abstract record CertificateFacts
{
    /// <summary>The name as the attendee gave it.</summary>
    public required string AttendeeName { get; init; }

    /// <summary>The number of the attendee's identity document, whole; null when none is printed.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>The event.</summary>
    public required string EventName { get; init; }

    /// <summary>The institution that organises the event and issues the certificate.</summary>
    public required string Organiser { get; init; }

    /// <summary>Minutes attended, formatted.</summary>
    public required string Minutes { get; init; }

    /// <summary>The same as hours, formatted.</summary>
    public required string Hours { get; init; }

    /// <summary>The hours that the policy prints instead of what was attended, formatted; null when it sets none.</summary>
    public string? PolicyHours { get; init; }

    /// <summary>The day of issue, formatted.</summary>
    public required string IssuedOn { get; init; }

    /// <summary>When the certificate was issued, UTC.</summary>
    public required DateTime IssuedAt { get; init; }

    /// <summary>The public code.</summary>
    public required CertificateCode Code { get; init; }

    /// <summary>The address at which this certificate is verified, absolute.</summary>
    public required Uri VerificationAddress { get; init; }
}

/// <summary>What is certified of one day.</summary>
public sealed record DayFacts : CertificateFacts
{
    /// <summary>The title of the day.</summary>
    public required string DayTitle { get; init; }

    /// <summary>The titles of the day's sessions; one that repeats the day's title is left out.</summary>
    public IReadOnlyList<string> SessionTitles { get; init; } = [];

    /// <summary>The day, formatted for the certificate's language and the event's time zone.</summary>
    public required string Date { get; init; }
}

/// <summary>What is certified of the whole event.</summary>
public sealed record EventFacts : CertificateFacts
{
    /// <summary>The event's first day, formatted.</summary>
    public required string FirstDate { get; init; }

    /// <summary>The event's last day, formatted; the same as <see cref="FirstDate"/> for an event of one day.</summary>
    public required string LastDate { get; init; }

    /// <summary>Days of the event.</summary>
    public required string TotalDays { get; init; }

    /// <summary>Days that were attended.</summary>
    public required string AttendedDays { get; init; }

    /// <summary>The days that are named on the paper, in their order; may be empty.</summary>
    public IReadOnlyList<DayOfEvent> Days { get; init; } = [];
}

/// <summary>A day as the certificate of the whole event names it.</summary>
/// <param name="Date">The date, formatted.</param>
/// <param name="Title">What it was about.</param>
public sealed record DayOfEvent(string Date, string Title);
