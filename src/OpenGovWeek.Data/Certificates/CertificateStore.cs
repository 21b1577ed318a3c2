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
    /// <summary>All certificates of an attendee, without their PDFs.</summary>
    public async Task<IReadOnlyList<IssuedCertificate>> OfAttendeeAsync(Guid attendeeId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await WithoutPdf(db, c => c.AttendeeId == attendeeId).ToListAsync(cancellation);
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
            .SingleAsync(cancellation);
    }

    private static IQueryable<IssuedCertificate> WithoutPdf(OpenGovWeekDbContext db, Expression<Func<Certificate, bool>> which) =>
        from c in db.Certificates.Where(which)
        join week in db.Events on c.EventId equals week.Id
        select new IssuedCertificate(
            c.Code, c.Kind, c.Status, c.Name, c.EventName, c.Subject, c.Date, c.Minutes, c.Institution, c.IssuedAt, c.StatusSince, c.PdfSha256, week.TimeZone, week.Id);
}

/// <summary>A certificate as it was issued, without the paper itself; see <see cref="Certificate"/> for the units.</summary>
/// <param name="TimeZone">IANA name of the event's time zone.</param>
public sealed record IssuedCertificate(
    string Code,
    string Kind,
    CertificateStatus Status,
    string Name,
    string EventName,
    string Subject,
    DateOnly Date,
    int Minutes,
    string Institution,
    DateTime IssuedAt,
    DateTime? StatusSince,
    string PdfSha256,
    string TimeZone,
    Guid EventId);
