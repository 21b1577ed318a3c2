namespace OpenGovWeek.Core.Certificates;

/// <summary>
/// The wording of a certificate in one language. Each text may hold the placeholders {attendee}, {event}, {organiser},
/// {day}, {date}, {minutes}, {hours}, {issued}, {code}, {address} and, in <see cref="Session"/>, {session}.
/// </summary>
public sealed record CertificateTexts
{
    /// <summary>The language as a BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>The title of the document.</summary>
    public required string DocumentTitle { get; init; }

    /// <summary>What the paper is.</summary>
    public required string Heading { get; init; }

    /// <summary>The words before the name.</summary>
    public required string Lead { get; init; }

    /// <summary>What is certified.</summary>
    public required string Statement { get; init; }

    /// <summary>One session of the day.</summary>
    public required string Session { get; init; }

    /// <summary>The day of issue.</summary>
    public required string IssuedOn { get; init; }

    /// <summary>How to verify.</summary>
    public required string VerificationHint { get; init; }

    /// <summary>The printed code with its label.</summary>
    public required string Code { get; init; }

    /// <summary>What a screen reader says for the QR code.</summary>
    public required string QrAlternative { get; init; }
}
