namespace OpenGovWeek.Core.Certificates;

/// <summary>
/// The wording of certificates in one language. Each text may hold the placeholders {attendee}, {event}, {organiser}, {date},
/// {minutes}, {hours}, {issued}, {code} and {address}; that of a day {day} besides, that of the event {days} and {total};
/// further ones stand with the text they belong to.
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

    /// <summary>The number of the attendee's identity document, as {document}.</summary>
    public required string Document { get; init; }

    /// <summary>What is certified of a day, with the time that was attended.</summary>
    public required string DayStatement { get; init; }

    /// <summary>What is certified of a day, with the hours that the policy prints.</summary>
    public required string DayStatementHours { get; init; }

    /// <summary>What is certified of the whole event, with the time that was attended.</summary>
    public required string EventStatement { get; init; }

    /// <summary>What is certified of the whole event, with the hours that the policy prints.</summary>
    public required string EventStatementHours { get; init; }

    /// <summary>{date} of an event of one day, which is {first}.</summary>
    public required string OneDate { get; init; }

    /// <summary>{date} of an event of several days, from {first} to {last}.</summary>
    public required string Dates { get; init; }

    /// <summary>One {session} of the day.</summary>
    public required string Session { get; init; }

    /// <summary>One day of the event: its {date} and what it was about, {day}.</summary>
    public required string EventDay { get; init; }

    /// <summary>The day of issue.</summary>
    public required string IssuedOn { get; init; }

    /// <summary>How to verify.</summary>
    public required string VerificationHint { get; init; }

    /// <summary>The printed code with its label.</summary>
    public required string Code { get; init; }

    /// <summary>What a screen reader says for the QR code.</summary>
    public required string QrAlternative { get; init; }

    /// <summary>What a screen reader says for the event's logo.</summary>
    public required string LogoAlternative { get; init; }

    /// <summary>What a screen reader says for the handwritten signature of {signatory}.</summary>
    public required string SignatureAlternative { get; init; }

    /// <summary>What stands across a page that is only a sample, in few words.</summary>
    public required string Sample { get; init; }
}
