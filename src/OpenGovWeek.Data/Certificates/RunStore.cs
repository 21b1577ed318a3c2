using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Certificates;

/// <summary>What organisers do with runs, and how they stand.</summary>
public sealed class RunStore(IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, IDatabaseProvider provider, TimeProvider clock)
{
    private const int MostShown = 20;

    /// <summary>The runs of an event, the newest first.</summary>
    public async Task<IReadOnlyList<CertificateRun>> OfEventAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.CertificateRuns.AsNoTracking().Where(r => r.EventId == eventId)
            .OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id)
            .Take(MostShown).ToListAsync(cancellation);
    }

    /// <summary>Who of a run qualifies and got no certificate, with the reasons; the first of them.</summary>
    public async Task<IReadOnlyList<RunFailure>> FailuresAsync(Guid runId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(a => a.SubjectId == runId && a.SessionId == null && a.Action == AuditAction.CertificateRun && a.StaffId == null)
            .OrderBy(a => a.At).ThenBy(a => a.Id)
            .Take(MostShown).Select(a => a.After).ToListAsync(cancellation);
        return entries.ConvertAll(AuditJson.Read<RunFailure>);
    }

    /// <summary>Starts a run. The same id again changes nothing.</summary>
    /// <exception cref="RuleException">Conflict <c>run-running</c>: one of this kind is under way; <c>id-taken</c>; NotFound <c>unknown-event</c>.</exception>
    public async Task StartAsync(NewRun run, Actor actor, CancellationToken cancellation)
    {
        try
        {
            await gate.RunAsync((db, token) => StartAsync(db, run, actor, token), cancellation);
        }
        catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
        {
            // The same request was faster on another connection.
        }
    }

    /// <summary>Stops a run; it goes on where it stood when it is resumed. Stopping one that is not under way changes nothing.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-run</c>.</exception>
    public Task StopAsync(Guid eventId, Guid runId, Actor actor, CancellationToken cancellation) => gate.RunAsync(async (db, token) =>
    {
        var stopped = await db.CertificateRuns.Where(r => r.Id == runId && r.EventId == eventId && r.Status == CertificateRunStatus.Running)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(r => r.Status, CertificateRunStatus.Stopped)
                    .SetProperty(r => r.Lease, (Guid?)null)
                    .SetProperty(r => r.LeasedUntil, (DateTime?)null)
                    .SetProperty(r => r.Version, r => r.Version + 1),
                token);
        return await RecordAsync(db, eventId, runId, stopped, AuditAction.CertificateRunStop, actor, token);
    }, cancellation);

    /// <summary>Lets a stopped run go on. Resuming one that is under way or done changes nothing.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-run</c>; Conflict <c>run-running</c>.</exception>
    public Task ResumeAsync(Guid eventId, Guid runId, Actor actor, CancellationToken cancellation) => gate.RunAsync(async (db, token) =>
    {
        await LockAsync(db, eventId, token);
        var kind = await db.CertificateRuns.Where(r => r.Id == runId && r.EventId == eventId).Select(r => r.Kind).SingleOrDefaultAsync(token);
        await EnsureNoneRunsAsync(db, eventId, kind, runId, token);
        var resumed = await db.CertificateRuns.Where(r => r.Id == runId && r.EventId == eventId && r.Status == CertificateRunStatus.Stopped)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, CertificateRunStatus.Running).SetProperty(r => r.Version, r => r.Version + 1), token);
        return await RecordAsync(db, eventId, runId, resumed, AuditAction.CertificateRun, actor, token);
    }, cancellation);

    private async Task<int> StartAsync(OpenGovWeekDbContext db, NewRun run, Actor actor, CancellationToken cancellation)
    {
        await LockAsync(db, run.EventId, cancellation);
        if (await db.CertificateRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == run.Id, cancellation) is { } earlier)
        {
            return (earlier.EventId, earlier.Kind) == (run.EventId, run.Kind) ? 0 : throw new RuleException("id-taken", RuleKind.Conflict);
        }

        await EnsureNoneRunsAsync(db, run.EventId, run.Kind, run.Id, cancellation);
        var now = clock.UtcNow();
        db.CertificateRuns.Add(new CertificateRun
        {
            Id = run.Id,
            EventId = run.EventId,
            Kind = run.Kind,
            Status = CertificateRunStatus.Running,
            SendsMail = run.SendsMail,
            Site = run.Site.AbsoluteUri,
            Total = await db.Attendees.CountAsync(a => a.EventId == run.EventId && a.JoinedIntoId == null, cancellation),
            StaffId = actor.StaffId ?? Guid.Empty,
            StaffName = actor.Name,
            StartedAt = now,
        });
        db.AuditEntries.Add(AuditEntries.Of(AuditAction.CertificateRun, run.Id, null, actor, now, null, new { kind = run.Kind, sendsMail = run.SendsMail }));
        return await db.SaveChangesAsync(cancellation);
    }

    // Sets nothing: it holds the row of the event, so that of two that start at once one sees the other.
    private static async Task LockAsync(OpenGovWeekDbContext db, Guid eventId, CancellationToken cancellation)
    {
        if (await db.Events.Where(e => e.Id == eventId).ExecuteUpdateAsync(set => set.SetProperty(e => e.DaysForEvent, e => e.DaysForEvent), cancellation) == 0)
        {
            throw new RuleException("unknown-event", RuleKind.NotFound);
        }
    }

    private static async Task EnsureNoneRunsAsync(OpenGovWeekDbContext db, Guid eventId, string? kind, Guid except, CancellationToken cancellation)
    {
        if (await db.CertificateRuns.AnyAsync(
            r => r.EventId == eventId && r.Kind == kind && r.Status == CertificateRunStatus.Running && r.Id != except, cancellation))
        {
            throw new RuleException("run-running", RuleKind.Conflict);
        }
    }

    private async Task<int> RecordAsync(
        OpenGovWeekDbContext db, Guid eventId, Guid runId, int changed, AuditAction action, Actor actor, CancellationToken cancellation)
    {
        var run = await db.CertificateRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.EventId == eventId, cancellation)
            ?? throw new RuleException("unknown-run", RuleKind.NotFound);
        if (changed == 0)
        {
            return 0;
        }

        db.AuditEntries.Add(AuditEntries.Of(
            action, runId, null, actor, clock.UtcNow(), null, new { kind = run.Kind, seen = run.Seen, issued = run.Issued, failed = run.Failed }));
        return await db.SaveChangesAsync(cancellation);
    }
}

/// <summary>A run as an organiser asks for it.</summary>
/// <param name="Id">Made with the form, so that asking again is safe.</param>
/// <param name="Kind">See <see cref="CertificateKinds"/>.</param>
/// <param name="Site">Address under which the codes are verified.</param>
public sealed record NewRun(Guid Id, Guid EventId, string Kind, bool SendsMail, Uri Site);

/// <summary>Somebody who qualifies and whose certificate could not be made.</summary>
/// <param name="Name">As it was to be printed.</param>
/// <param name="Code">The rule that was broken.</param>
/// <param name="Detail">What its sentence mentions.</param>
public sealed record RunFailure(Guid Attendee, string Name, string Code, IReadOnlyList<string> Detail);
