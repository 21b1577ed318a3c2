using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Certificates;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>What a machine reads of a certificate: no more than the paper shows; see <see cref="Certificate"/> for the units.</summary>
/// <param name="Code">As it is printed; what was asked for when there is no such certificate.</param>
/// <param name="Status">valid, revoked, superseded, unknown, or mistyped when it cannot be a code; of the last two nothing else is told.</param>
/// <param name="DocumentNumber">All but its last three characters are asterisks.</param>
/// <param name="LastDate">The last day, of a certificate of several.</param>
/// <param name="Hours">As printed; left out when the minutes were printed.</param>
/// <param name="SupersededBy">Code of the certificate that stands in its place.</param>
/// <param name="StatusReason">Why it was revoked or superseded, in the organiser's words.</param>
/// <param name="Sha256">SHA-256 of the issued PDF, in lower-case hex.</param>
/// <param name="SignedBy">Whom the certificate names that signed the PDF; left out when it is not signed.</param>
/// <param name="Editions">All editions of this certificate, the first first.</param>
public sealed record CertificateAnswer(
    string Code,
    string Status,
    string? Name = null,
    string? DocumentNumber = null,
    string? Event = null,
    string? Subject = null,
    string? Institution = null,
    DateOnly? Date = null,
    DateOnly? LastDate = null,
    int? Minutes = null,
    decimal? Hours = null,
    string? Language = null,
    int? Edition = null,
    DateTime? IssuedAt = null,
    DateTime? StatusSince = null,
    string? StatusReason = null,
    string? SupersededBy = null,
    string? Sha256 = null,
    string? SignedBy = null,
    IReadOnlyList<EditionAnswer>? Editions = null)
{
    public static CertificateAnswer Of(Verification verification) => verification.Certificate is not { } found
        ? new CertificateAnswer(verification.Code, verification.Verdict)
        : new CertificateAnswer(
            verification.Code,
            verification.Verdict,
            found.Name,
            found.DocumentNumber is { } number ? DocumentMask.Of(number) : null,
            found.EventName,
            found.Subject,
            found.Institution,
            found.Date,
            found.LastDate,
            found.Minutes,
            found.Hours,
            found.Language,
            found.Edition,
            found.IssuedAt,
            found.StatusSince,
            found.StatusReason,
            found.SupersededBy is { } code ? CertificateCode.Parse(code).Display : null,
            found.PdfSha256,
            found.SignedBy,
            [.. found.Editions.Select(edition => EditionAnswer.Of(edition, found.Edition))]);
}

/// <summary>One edition of a certificate.</summary>
/// <param name="Code">Left out of an earlier edition: who holds the corrected paper is not thereby shown the name that was wrong.</param>
public sealed record EditionAnswer(int Edition, string Status, DateTime IssuedAt, string? Code = null)
{
    public static EditionAnswer Of(CertificateEdition edition, int asked) => new(
        edition.Number,
        Verification.VerdictOf(edition.Status),
        edition.IssuedAt,
        edition.Number < asked ? null : CertificateCode.Parse(edition.Code).Display);
}
