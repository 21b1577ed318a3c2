using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Mail;

namespace OpenGovWeek.Data.Certificates;

/// <summary>
/// Takes certificates out of force: superseded by the next edition, or revoked. What was printed stays, with the date and the reason; the holder is told once.
/// Asking for the same again changes nothing.
/// </summary>
public sealed class AmendmentStore(
    IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, Outbox outbox, IDatabaseProvider provider, TimeProvider clock)
{
    /// <summary>A certificate of an event, without its PDF.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-certificate</c>.</exception>
    public async Task<IssuedCertificate> GetAsync(Guid eventId, Guid id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await CertificateStore.WithoutPdf(db, c => c.Id == id && c.EventId == eventId).SingleOrDefaultAsync(cancellation)
            ?? throw new RuleException("unknown-certificate", RuleKind.NotFound);
    }

    /// <summary>Keeps the next edition, and marks the present one as superseded by it.</summary>
    /// <param name="old">The edition that is to be superseded.</param>
    /// <param name="next">Of the same attendee and kind, one edition further.</param>
    /// <param name="reason">In the organiser's words.</param>
    /// <param name="mail">What the holder is told.</param>
    /// <param name="actor">Who does it.</param>
    /// <exception cref="RuleException">Conflict <c>certificate-not-valid</c>: it was superseded by something else, or revoked.</exception>
    public async Task SupersedeAsync(IssuedCertificate old, Certificate next, string reason, NewMail mail, Actor actor, CancellationToken cancellation)
    {
        try
        {
            await gate.RunAsync(async (db, token) =>
            {
                if (!await EndAsync(db, old.Id, CertificateStatus.Superseded, reason, next.Code, token))
                {
                    await EnsureSameAsync(db, old.Id, CertificateStatus.Superseded, reason, next.Name, token);
                    return 0;
                }

                db.Certificates.Add(next);
                return await TellAsync(db, AuditAction.CertificateSupersede, old, new { by = next.Code, name = next.Name, reason }, mail, actor, token);
            }, cancellation);
        }
        catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            await EnsureSameAsync(db, old.Id, CertificateStatus.Superseded, reason, next.Name, cancellation);
        }
    }

    /// <summary>Marks a certificate as revoked.</summary>
    /// <exception cref="RuleException">Conflict <c>certificate-not-valid</c>: it was superseded, or revoked for another reason.</exception>
    public Task RevokeAsync(IssuedCertificate certificate, string reason, NewMail mail, Actor actor, CancellationToken cancellation) => gate.RunAsync(async (db, token) =>
    {
        if (await EndAsync(db, certificate.Id, CertificateStatus.Revoked, reason, null, token))
        {
            return await TellAsync(db, AuditAction.CertificateRevoke, certificate, new { reason }, mail, actor, token);
        }

        await EnsureSameAsync(db, certificate.Id, CertificateStatus.Revoked, reason, null, token);
        return 0;
    }, cancellation);

    private async Task<bool> EndAsync(
        OpenGovWeekDbContext db, Guid id, CertificateStatus status, string reason, string? by, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        return await db.Certificates.Where(c => c.Id == id && c.Status == CertificateStatus.Valid).ExecuteUpdateAsync(
            set => set
                .SetProperty(c => c.Status, status)
                .SetProperty(c => c.StatusSince, now)
                .SetProperty(c => c.StatusReason, reason)
                .SetProperty(c => c.SupersededBy, by),
            cancellation) == 1;
    }

    private async Task<int> TellAsync(
        OpenGovWeekDbContext db, AuditAction action, IssuedCertificate old, object after, NewMail mail, Actor actor, CancellationToken cancellation)
    {
        outbox.Add(db, mail);
        db.AuditEntries.Add(AuditEntries.Of(action, old.Id, null, actor, clock.UtcNow(), new { code = old.Code, name = old.Name }, after));
        return await db.SaveChangesAsync(cancellation);
    }

    private static async Task EnsureSameAsync(
        OpenGovWeekDbContext db, Guid id, CertificateStatus status, string reason, string? name, CancellationToken cancellation)
    {
        var same = await db.Certificates.Where(c => c.Id == id && c.Status == status && c.StatusReason == reason)
            .AnyAsync(c => name == null || db.Certificates.Any(by => by.Code == c.SupersededBy && by.Name == name), cancellation);
        if (!same)
        {
            throw new RuleException("certificate-not-valid", RuleKind.Conflict);
        }
    }
}
