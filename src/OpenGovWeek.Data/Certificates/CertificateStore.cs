using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Data.Certificates;

/// <summary>Keeps issued certificates. Nothing that was printed is ever changed.</summary>
public sealed class CertificateStore(IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, IDatabaseProvider provider)
{
    /// <summary>All certificates of an attendee, without their PDFs; of a kind the newest edition first.</summary>
    public async Task<IReadOnlyList<IssuedCertificate>> OfAttendeeAsync(Guid attendeeId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await WithoutPdf(db, c => c.AttendeeId == attendeeId).OrderBy(c => c.Kind).ThenByDescending(c => c.Edition).ToListAsync(cancellation);
    }

    /// <summary>The PDF as it was issued to this attendee; null when there is no such certificate, or it is somebody else's.</summary>
    public async Task<byte[]?> FindPdfAsync(string code, Guid attendeeId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Certificates.Where(c => c.Code == code && c.AttendeeId == attendeeId).Select(c => c.Pdf).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>An attendee with the event and its days.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-attendee</c>.</exception>
    public async Task<(Attendee Attendee, Event Event)> ReadHolderAsync(Guid attendeeId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var attendee = await db.Attendees.AsNoTracking().SingleOrDefaultAsync(a => a.Id == attendeeId, cancellation)
            ?? throw new RuleException("unknown-attendee", RuleKind.NotFound);
        var week = await db.Events.AsNoTracking()
            .Include(e => e.Days.OrderBy(d => d.Number))
            .ThenInclude(d => d.Sessions.OrderBy(s => s.PlannedStart))
            .AsSplitQuery()
            .SingleAsync(e => e.Id == attendee.EventId, cancellation);
        return (attendee, week);
    }

    /// <summary>Keeps a certificate, once per attendee and kind however often it is pressed: the first one that was kept is returned.</summary>
    public async Task<IssuedCertificate> KeepAsync(Certificate certificate, CancellationToken cancellation)
    {
        try
        {
            await gate.RunAsync(async (db, token) =>
            {
                db.Certificates.Add(certificate);
                return await db.SaveChangesAsync(token);
            }, cancellation);
        }
        catch (DbUpdateException exception) when (provider.IsUniqueViolation(exception))
        {
            // Another press was first, on this node or another; its paper is the one that counts.
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await WithoutPdf(db, c => c.AttendeeId == certificate.AttendeeId && c.Kind == certificate.Kind)
            .OrderByDescending(c => c.Edition).FirstAsync(cancellation);
    }

    internal static IQueryable<IssuedCertificate> WithoutPdf(OpenGovWeekDbContext db, Expression<Func<Certificate, bool>> which) =>
        from c in db.Certificates.Where(which)
        join week in db.Events on c.EventId equals week.Id
        select new IssuedCertificate
        {
            Code = c.Code,
            Kind = c.Kind,
            Status = c.Status,
            Name = c.Name,
            EventName = c.EventName,
            Subject = c.Subject,
            Date = c.Date,
            Minutes = c.Minutes,
            Institution = c.Institution,
            IssuedAt = c.IssuedAt,
            StatusSince = c.StatusSince,
            PdfSha256 = c.PdfSha256,
            TimeZone = week.TimeZone,
            EventId = week.Id,
            Id = c.Id,
            AttendeeId = c.AttendeeId,
            Edition = c.Edition,
            LastDate = c.LastDate,
            Hours = c.Hours,
            DocumentNumber = c.DocumentNumber,
            Language = c.Language,
            StatusReason = c.StatusReason,
            SupersededBy = c.SupersededBy,
            Blocks = c.Blocks,
        };
}

/// <summary>A certificate as it was issued, without the paper itself; see <see cref="Certificate"/> for the units.</summary>
public sealed record IssuedCertificate
{
    public required string Code { get; init; }

    public required string Kind { get; init; }

    public required CertificateStatus Status { get; init; }

    public required string Name { get; init; }

    public required string EventName { get; init; }

    public required string Subject { get; init; }

    public required DateOnly Date { get; init; }

    public required int Minutes { get; init; }

    public required string Institution { get; init; }

    public required DateTime IssuedAt { get; init; }

    public required DateTime? StatusSince { get; init; }

    public required string PdfSha256 { get; init; }

    /// <summary>IANA name of the event's time zone.</summary>
    public required string TimeZone { get; init; }

    public required Guid EventId { get; init; }

    public required Guid Id { get; init; }

    public required Guid AttendeeId { get; init; }

    public required int Edition { get; init; }

    public required DateOnly? LastDate { get; init; }

    public required decimal? Hours { get; init; }

    public required string? DocumentNumber { get; init; }

    public required string Language { get; init; }

    public required string? StatusReason { get; init; }

    public required string? SupersededBy { get; init; }

    public required string Blocks { get; init; }
}
