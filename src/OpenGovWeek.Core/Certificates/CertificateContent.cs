using System.Text;

namespace OpenGovWeek.Core.Certificates;

/// <summary>
/// All that is on one certificate. An engine lays it out and adds nothing of its own, above all not the current time:
/// the same content gives the same bytes for as long as the engine stays the same.
/// </summary>
public sealed record CertificateContent
{
    /// <summary>The texts in reading order.</summary>
    public required IReadOnlyList<CertificateBlock> Blocks { get; init; }

    /// <summary>The title of the document, as a reader shows it in its window.</summary>
    public required string Title { get; init; }

    /// <summary>The institution that issues the certificate; the author in the document's metadata.</summary>
    public required string Author { get; init; }

    /// <summary>The language of the texts as a BCP 47 tag, such as es-PE.</summary>
    public required string Language { get; init; }

    /// <summary>When the certificate was issued, UTC.</summary>
    public required DateTime IssuedAt { get; init; }

    /// <summary>The modules of the QR code that carries the verification address.</summary>
    public required QrMatrix Qr { get; init; }

    /// <summary>The colours and the woven band.</summary>
    public required CertificateTheme Theme { get; init; }

    /// <summary>The typefaces.</summary>
    public required CertificateFonts Fonts { get; init; }

    /// <summary>The event's logo and the signatures of who signs; may be empty.</summary>
    public IReadOnlyList<CertificateImage> Images { get; init; } = [];

    /// <summary>Whether it is only to be looked at, which the page says across all else.</summary>
    public bool IsSample => Blocks.Any(block => block.Role == CertificateRole.Sample);
}

/// <summary>What a text of a certificate is for; an engine decides place and size by it.</summary>
public enum CertificateRole
{
    /// <summary>The institution that issues.</summary>
    Issuer,

    /// <summary>The event.</summary>
    Event,

    /// <summary>What the paper is: the heading.</summary>
    Heading,

    /// <summary>The words before the name.</summary>
    Lead,

    /// <summary>The name of the attendee.</summary>
    Recipient,

    /// <summary>The attendee's identity document.</summary>
    Document,

    /// <summary>What is certified.</summary>
    Statement,

    /// <summary>More about it: a session of the day, a day of the event. May stand several times.</summary>
    Detail,

    /// <summary>The day it was issued.</summary>
    IssuedOn,

    /// <summary>The name of somebody who signs. May stand several times, each with the post after it.</summary>
    SignatoryName,

    /// <summary>The post of the signatory whose name stands before.</summary>
    SignatoryPost,

    /// <summary>How to verify the paper.</summary>
    VerificationHint,

    /// <summary>The address to verify at, printed.</summary>
    VerificationAddress,

    /// <summary>The code, printed.</summary>
    Code,

    /// <summary>The QR code: the text is the address it leads to, which is not printed again.</summary>
    Qr,

    /// <summary>That the page is only a sample: drawn large across it.</summary>
    Sample,
}

/// <summary>One text of a certificate.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Text">The text, one paragraph.</param>
/// <param name="AlternativeText">What a screen reader says in its place; null to read the text itself.</param>
public sealed record CertificateBlock(CertificateRole Role, string Text, string? AlternativeText = null);

/// <summary>Where an image stands.</summary>
public enum CertificateImageRole
{
    /// <summary>The event's logo, at the head.</summary>
    Logo,

    /// <summary>A handwritten signature, above the name of who signs.</summary>
    Signature,
}

/// <summary>An image on the certificate.</summary>
/// <param name="Role">Where it stands.</param>
/// <param name="Bytes">A PNG, JPEG or WebP file of any size; an engine embeds no more than print shows of it.</param>
/// <param name="AlternativeText">What it shows, in the certificate's language.</param>
/// <param name="Signatory">Whose signature it is: 0 for the signatory whose name stands first. 0 for a logo.</param>
public sealed record CertificateImage(CertificateImageRole Role, ReadOnlyMemory<byte> Bytes, string AlternativeText, int Signatory = 0);

/// <summary>The typefaces of a certificate, each a whole TrueType file. An engine embeds only what a document needs.</summary>
/// <param name="Display">For the heading and the name.</param>
/// <param name="Text">For everything else.</param>
/// <param name="Strong">For what stands out in the text.</param>
public sealed record CertificateFonts(ReadOnlyMemory<byte> Display, ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> Strong);

/// <summary>A character of a text that a certificate cannot show.</summary>
/// <param name="Character">The character.</param>
public readonly record struct UndrawableCharacter(Rune Character)
{
    /// <summary>The character's number as U+ and four to six hexadecimal digits.</summary>
    public string CodePoint => $"U+{Character.Value:X4}";

    /// <summary>The character itself and its number, or only the number when it has no shape of its own.</summary>
    public override string ToString() => Rune.GetUnicodeCategory(Character)
        is System.Globalization.UnicodeCategory.Control
        or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.Surrogate
        or System.Globalization.UnicodeCategory.PrivateUse
        or System.Globalization.UnicodeCategory.OtherNotAssigned
        or System.Globalization.UnicodeCategory.LineSeparator
        or System.Globalization.UnicodeCategory.ParagraphSeparator
        ? CodePoint
        : $"{Character} ({CodePoint})";
}
