using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Mail;

namespace OpenGovWeek.Data.Certificates;

/// <summary>
/// How a run goes on: one node takes it in hand for a while and walks the attendees in the order of their ids. Each step is one transaction in which
/// the certificate, its mail, the cursor and the counters stand or fall together, so that a node may die anywhere.
/// </summary>
public sealed class RunSteps(
    IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, Outbox outbox, IDatabaseProvider provider, TimeProvider clock)
{
    /// <summary>Takes a run in hand that is under way and that nobody has in hand any more.</summary>
    /// <param name="lease">For how long; each step begins it anew.</param>
    /// <returns>The run with its lease; null when there is none to take.</returns>
    public async Task<CertificateRun?> TakeAsync(TimeSpan lease, CancellationToken cancellation)
    {
        foreach (var id in await FreeAsync(cancellation))
        {
            var mine = Guid.NewGuid();
            var now = clock.UtcNow();
            var taken = await gate.RunAsync((db, token) => db.CertificateRuns
                .Where(r => r.Id == id && r.Status == CertificateRunStatus.Running && (r.LeasedUntil == null || r.LeasedUntil < now))
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Lease, mine).SetProperty(r => r.LeasedUntil, now + lease), token), cancellation);
            if (taken == 1)
            {
                await using var db = await contexts.CreateDbContextAsync(cancellation);
                return await db.CertificateRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Lease == mine, cancellation);
            }
        }

        return null;
    }

    /// <summary>The attendees after the cursor, in order, and which of them have a certificate of the run's kind.</summary>
    public async Task<RunBatch> NextAsync(CertificateRun run, int count, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var all = db.Attendees.AsNoTracking().Where(a => a.EventId == run.EventId && a.JoinedIntoId == null);
        if (run.Cursor is { } cursor)
        {
            all = all.Where(a => a.Id.CompareTo(cursor) > 0);
        }

        var attendees = await all.OrderBy(a => a.Id).Take(count).ToListAsync(cancellation);
        var ids = attendees.ConvertAll(a => a.Id);
        var served = await db.Certificates.Where(c => c.Kind == run.Kind && ids.Contains(c.AttendeeId)).Select(c => c.AttendeeId).ToHashSetAsync(cancellation);
        return new RunBatch(attendees, served);
    }

    /// <summary>Records a step, and goes on having the run in hand.</summary>
    public async Task<StepOutcome> RecordAsync(RunStep step, TimeSpan lease, CancellationToken cancellation)
    {
        try
        {
            return await gate.RunAsync((db, token) => RecordAsync(db, step, lease, token), cancellation);
        }
        catch (DbUpdateException fault) when (step.Certificate is not null && provider.IsUniqueViolation(fault))
        {
            return StepOutcome.ServedMeanwhile;
        }
    }

    /// <summary>Ends a run that has come to the last attendee.</summary>
    public Task FinishAsync(CertificateRun run, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        return gate.RunAsync((db, token) => Mine(db, run.Id, run.Lease)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(r => r.Status, CertificateRunStatus.Finished)
                    .SetProperty(r => r.FinishedAt, now)
                    .SetProperty(r => r.Lease, (Guid?)null)
                    .SetProperty(r => r.LeasedUntil, (DateTime?)null)
                    .SetProperty(r => r.Version, r => r.Version + 1),
                token), cancellation);
    }

    /// <summary>Gives a run out of hand, so that another node need not wait.</summary>
    public Task ReleaseAsync(CertificateRun run, CancellationToken cancellation) => gate.RunAsync((db, token) => Mine(db, run.Id, run.Lease)
        .ExecuteUpdateAsync(set => set.SetProperty(r => r.Lease, (Guid?)null).SetProperty(r => r.LeasedUntil, (DateTime?)null), token), cancellation);

    private async Task<List<Guid>> FreeAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.UtcNow();
        return await db.CertificateRuns
            .Where(r => r.Status == CertificateRunStatus.Running && (r.LeasedUntil == null || r.LeasedUntil < now))
            .OrderBy(r => r.StartedAt).Select(r => r.Id).ToListAsync(cancellation);
    }

    // The first statement holds the run's row: a stop, or another node that took the run, is either seen here or waits.
    private async Task<StepOutcome> RecordAsync(OpenGovWeekDbContext db, RunStep step, TimeSpan lease, CancellationToken cancellation)
    {
        var now = clock.UtcNow();
        var (issued, failed) = (step.Certificate is null ? 0 : 1, step.Failure is null ? 0 : 1);
        var moved = await Mine(db, step.RunId, step.Lease).Where(r => r.Cursor == step.From)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(r => r.Cursor, step.To)
                    .SetProperty(r => r.Seen, r => r.Seen + step.Seen)
                    .SetProperty(r => r.Issued, r => r.Issued + issued)
                    .SetProperty(r => r.Failed, r => r.Failed + failed)
                    .SetProperty(r => r.LeasedUntil, now + lease)
                    .SetProperty(r => r.Version, r => r.Version + 1),
                cancellation);
        if (moved == 0)
        {
            // When a commit's answer was lost, this very step is what stands.
            return await Mine(db, step.RunId, step.Lease).AnyAsync(r => r.Cursor == step.To, cancellation) ? StepOutcome.Recorded : StepOutcome.Lost;
        }

        if (step.Certificate is not null)
        {
            db.Certificates.Add(step.Certificate);
        }

        if (step.Mail is not null)
        {
            outbox.Add(db, step.Mail);
        }

        if (step.Failure is not null)
        {
            db.AuditEntries.Add(AuditEntries.Of(AuditAction.CertificateRun, step.RunId, null, Actor.Application, now, null, step.Failure));
        }

        await db.SaveChangesAsync(cancellation);
        return StepOutcome.Recorded;
    }

    private static IQueryable<CertificateRun> Mine(OpenGovWeekDbContext db, Guid runId, Guid? lease) =>
        db.CertificateRuns.Where(r => r.Id == runId && r.Lease == lease && r.Status == CertificateRunStatus.Running);
}

/// <summary>Attendees that a run comes to next.</summary>
/// <param name="Served">Those who have a certificate of the run's kind.</param>
public sealed record RunBatch(IReadOnlyList<Attendee> Attendees, IReadOnlySet<Guid> Served);

/// <summary>One step of a run: attendees looked at, the last of whom may get a certificate.</summary>
/// <param name="From">The cursor before it.</param>
/// <param name="To">The last attendee looked at.</param>
/// <param name="Seen">How many were looked at.</param>
/// <param name="Failure">Why the last of them got none, though qualified.</param>
public sealed record RunStep(
    Guid RunId, Guid? Lease, Guid? From, Guid To, int Seen, Certificate? Certificate = null, NewMail? Mail = null, RunFailure? Failure = null);

/// <summary>What became of a step.</summary>
public enum StepOutcome
{
    Recorded,

    /// <summary>The run was stopped, or is in another's hands; nothing was recorded.</summary>
    Lost,

    /// <summary>The attendee got the certificate by another way in that moment; nothing was recorded.</summary>
    ServedMeanwhile,
}
