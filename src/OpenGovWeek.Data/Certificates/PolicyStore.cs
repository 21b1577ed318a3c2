using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Certificates;

/// <summary>Reads and writes what an event's certificates say. Whoever saves says which version he saw: when another stands, nothing is written.</summary>
public sealed class PolicyStore(
    IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, Moderation moderation, IDatabaseProvider provider, TimeProvider clock)
{
    /// <summary>The policy of an event with its signatories from the left and the event's logo; one without any wording, of version 0, before it was saved first.</summary>
    public async Task<CertificatePolicy> ReadAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var policy = await db.CertificatePolicies.AsNoTracking()
            .Include(p => p.Signatories.OrderBy(s => s.Position))
            .SingleOrDefaultAsync(p => p.EventId == eventId, cancellation) ?? new CertificatePolicy { EventId = eventId };
        policy.Logo = await db.EventLogos.Where(l => l.EventId == eventId).Select(l => l.Bytes).SingleOrDefaultAsync(cancellation);
        return policy;
    }

    /// <summary>Whether attendees of an event are asked for the number of an identity document.</summary>
    public async Task<bool> AsksDocumentAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.CertificatePolicies.AnyAsync(p => p.EventId == eventId && p.AsksDocument, cancellation);
    }

    /// <summary>Saves a plan that was checked, with the days of the event, in one transaction.</summary>
    /// <param name="seen">Version of the policy that the plan was made from.</param>
    /// <exception cref="RuleException">Conflict <c>changed-meanwhile</c>.</exception>
    public async Task SaveAsync(Guid eventId, CertificatePlan plan, int seen, Actor actor, CancellationToken cancellation)
    {
        try
        {
            await gate.RunAsync((db, token) => SaveAsync(db, eventId, plan, seen, actor, token), cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw await ChangedAsync(eventId, cancellation);
        }
        catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
        {
            throw await ChangedAsync(eventId, cancellation);
        }
        catch (RuleException rule) when (rule.Code == Moderation.ChangedMeanwhile)
        {
            throw await moderation.ExplainAsync(rule, eventId, cancellation);
        }
    }

    private async Task<int> SaveAsync(
        OpenGovWeekDbContext db, Guid eventId, CertificatePlan plan, int seen, Actor actor, CancellationToken cancellation)
    {
        var policy = await db.CertificatePolicies.Include(p => p.Signatories).SingleOrDefaultAsync(p => p.EventId == eventId, cancellation);
        if ((policy?.Version ?? 0) != seen)
        {
            throw new RuleException(Moderation.ChangedMeanwhile, RuleKind.Conflict);
        }

        var daysBefore = await db.Events.Where(e => e.Id == eventId).Select(e => e.DaysForEvent).SingleAsync(cancellation);
        var before = PolicyTrace.Of(policy ?? new CertificatePolicy { EventId = eventId }, daysBefore);
        policy ??= db.CertificatePolicies.Add(new CertificatePolicy { EventId = eventId }).Entity;
        policy.Version++;
        (policy.DayHours, policy.EventHours, policy.AsksDocument) = (plan.DayHours, plan.EventHours, plan.AsksDocument);
        (policy.DayStatement, policy.EventStatement) = (plan.DayStatement, plan.EventStatement);
        ReplaceSignatories(db, policy, plan.Signatories);
        db.AuditEntries.Add(AuditEntries.Of(
            AuditAction.CertificatePolicyEdit, eventId, null, actor, clock.UtcNow(), before, PolicyTrace.Of(policy, plan.DaysForEvent)));
        var saved = await db.SaveChangesAsync(cancellation);
        await db.Events.Where(e => e.Id == eventId).ExecuteUpdateAsync(set => set.SetProperty(e => e.DaysForEvent, plan.DaysForEvent), cancellation);
        return saved;
    }

    private static void ReplaceSignatories(OpenGovWeekDbContext db, CertificatePolicy policy, IReadOnlyList<SignatoryPlan> plans)
    {
        foreach (var gone in policy.Signatories.Where(kept => plans.All(plan => plan.Id != kept.Id)).ToList())
        {
            policy.Signatories.Remove(gone);
            db.Remove(gone);
        }

        foreach (var (position, plan) in plans.Index())
        {
            var kept = policy.Signatories.Find(s => s.Id == plan.Id);
            if (kept is null)
            {
                kept = new Signatory { Id = plan.Id, EventId = policy.EventId, Position = position, Name = plan.Name!, Post = plan.Post! };
                policy.Signatories.Add(kept);
                db.Add(kept);
            }

            (kept.Position, kept.Name, kept.Post, kept.Signature) = (position, plan.Name!, plan.Post!, plan.Signature);
        }
    }

    private Task<RuleException> ChangedAsync(Guid eventId, CancellationToken cancellation) =>
        moderation.ExplainAsync(new RuleException(Moderation.ChangedMeanwhile, RuleKind.Conflict), eventId, cancellation);
}

/// <summary>What the audit keeps of a policy; of a signature only its fingerprint.</summary>
internal sealed record PolicyTrace(
    int DaysForEvent, decimal? DayHours, decimal? EventHours, bool AsksDocument, string? DayStatement, string? EventStatement, IReadOnlyList<SignatoryTrace> Signatories)
{
    public static PolicyTrace Of(CertificatePolicy policy, int daysForEvent) => new(
        daysForEvent, policy.DayHours, policy.EventHours, policy.AsksDocument, policy.DayStatement, policy.EventStatement,
        [.. policy.Signatories.OrderBy(s => s.Position).Select(s => new SignatoryTrace(
            s.Name, s.Post, s.Signature is null ? null : Convert.ToHexStringLower(SHA256.HashData(s.Signature))))]);
}

/// <summary>What the audit keeps of who signs.</summary>
internal sealed record SignatoryTrace(string Name, string Post, string? SignatureSha256);
