using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Data.Certificates;

/// <summary>Reads issued certificates for those who verify them; never the paper itself.</summary>
public sealed class VerificationStore(IDbContextFactory<OpenGovWeekDbContext> contexts)
{
    /// <summary>The certificate with a code in canonical form; null when none was issued.</summary>
    public Task<VerifiedCertificate?> FindByCodeAsync(string code, CancellationToken cancellation) => FindAsync(c => c.Code == code, cancellation);

    /// <summary>The certificate that was issued with these very bytes; null when none was.</summary>
    /// <param name="sha256">In lower-case hex.</param>
    public Task<VerifiedCertificate?> FindByHashAsync(string sha256, CancellationToken cancellation) => FindAsync(c => c.PdfSha256 == sha256, cancellation);

    /// <summary>The certificate of an event and kind that was issued first: what is said of all of its kind.</summary>
    public Task<VerifiedCertificate?> FindFirstOfKindAsync(Guid eventId, string kind, CancellationToken cancellation) =>
        FindAsync(c => c.EventId == eventId && c.Kind == kind, cancellation);

    /// <summary>What of an event's certificates does not stand any more, the oldest first.</summary>
    public async Task<IReadOnlyList<WithdrawnCertificate>> WithdrawnAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Certificates.Where(c => c.EventId == eventId && c.Status != CertificateStatus.Valid)
            .OrderBy(c => c.StatusSince).ThenBy(c => c.Id)
            .Select(c => new WithdrawnCertificate(c.Id, c.Status))
            .ToListAsync(cancellation);
    }

    /// <summary>The institution of an event; null when there is no such event.</summary>
    public async Task<string?> FindInstitutionAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Events.Where(e => e.Id == eventId).Select(e => e.Institution).SingleOrDefaultAsync(cancellation);
    }

    private async Task<VerifiedCertificate?> FindAsync(Expression<Func<Certificate, bool>> which, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from c in db.Certificates.Where(which)
            join week in db.Events on c.EventId equals week.Id
            join attendee in db.Attendees on c.AttendeeId equals attendee.Id
            orderby c.IssuedAt, c.Id
            select new VerifiedCertificate
            {
                Id = c.Id,
                Code = c.Code,
                EventId = c.EventId,
                AttendeeId = c.AttendeeId,
                Email = attendee.NormalizedEmail,
                Kind = c.Kind,
                Edition = c.Edition,
                Status = c.Status,
                StatusSince = c.StatusSince,
                StatusReason = c.StatusReason,
                SupersededBy = c.SupersededBy,
                Name = c.Name,
                DocumentNumber = c.DocumentNumber,
                EventName = c.EventName,
                Subject = c.Subject,
                Date = c.Date,
                LastDate = c.LastDate,
                Minutes = c.Minutes,
                Hours = c.Hours,
                Institution = c.Institution,
                Language = c.Language,
                IssuedAt = c.IssuedAt,
                PdfSha256 = c.PdfSha256,
                Blocks = c.Blocks,
                SignedBy = c.SignedBy,
                TimeZone = week.TimeZone,
            }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        return found with
        {
            Editions = await db.Certificates.Where(c => c.AttendeeId == found.AttendeeId && c.Kind == found.Kind)
                .OrderBy(c => c.Edition)
                .Select(c => new CertificateEdition(c.Edition, c.Code, c.Status, c.IssuedAt))
                .ToListAsync(cancellation),
        };
    }
}

/// <summary>A certificate as it was issued, without the paper; see <see cref="Certificate"/> for what is not explained here.</summary>
public sealed record VerifiedCertificate
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required Guid EventId { get; init; }

    public required Guid AttendeeId { get; init; }

    /// <summary>The holder's address, folded; for the holder's own badge only.</summary>
    public required string Email { get; init; }

    public required string Kind { get; init; }

    public required int Edition { get; init; }

    public required CertificateStatus Status { get; init; }

    public required DateTime? StatusSince { get; init; }

    public required string? StatusReason { get; init; }

    public required string? SupersededBy { get; init; }

    public required string Name { get; init; }

    public required string? DocumentNumber { get; init; }

    public required string EventName { get; init; }

    public required string Subject { get; init; }

    public required DateOnly Date { get; init; }

    public required DateOnly? LastDate { get; init; }

    public required int Minutes { get; init; }

    public required decimal? Hours { get; init; }

    public required string Institution { get; init; }

    public required string Language { get; init; }

    public required DateTime IssuedAt { get; init; }

    public required string PdfSha256 { get; init; }

    public required string Blocks { get; init; }

    public required string? SignedBy { get; init; }

    /// <summary>IANA name of the event's time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>All editions of this attendee's certificate of this kind, the first first.</summary>
    public IReadOnlyList<CertificateEdition> Editions { get; init; } = [];
}

/// <summary>One of the editions of a certificate.</summary>
public sealed record CertificateEdition(int Number, string Code, CertificateStatus Status, DateTime IssuedAt);

/// <summary>A certificate that was revoked or superseded.</summary>
public sealed record WithdrawnCertificate(Guid Id, CertificateStatus Status);
