using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Attendance;

/// <summary>
/// Writes time that staff credit: as intervals that carry the credit's id beside those of sightings, so that the same union counts nothing twice and taking a
/// credit back leaves what was seen as it is.
/// </summary>
public sealed class CreditStore(
    IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, Commits commits, IDatabaseProvider provider, TimeProvider clock)
{
    /// <summary>The credits of a session that went to a venue or to those of an outage, the newest first.</summary>
    public async Task<IReadOnlyList<CreditRow>> OfSessionAsync(Guid sessionId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.AttendanceCredits.AsNoTracking().Where(c => c.SessionId == sessionId && c.AttendeeId == null)
            .OrderByDescending(c => c.At)
            .Select(c => new CreditRow(c, db.Venues.Where(v => v.Id == c.VenueId).Select(v => v.Name).FirstOrDefault()))
            .ToListAsync(cancellation);
    }

    /// <summary>How many attendees a credit would reach now.</summary>
    public async Task<int> CountAsync(NewCredit credit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await PeopleAsync(db, credit, cancellation)).Count;
    }

    /// <summary>Credits the time to everybody concerned. The same id again changes nothing.</summary>
    /// <exception cref="RuleException">Those of <see cref="CreditRules.Check"/>; NotFound <c>unknown-session</c> or <c>unknown-venue</c>; Conflict <c>credit-nobody</c>.</exception>
    public async Task AddAsync(NewCredit credit, Actor actor, CancellationToken cancellation)
    {
        IReadOnlyCollection<Guid> told;
        try
        {
            told = await gate.RunAsync((db, token) => AddAsync(db, credit, actor, token), cancellation);
        }
        catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
        {
            // The same request was faster on another connection.
            return;
        }

        Tell(told);
    }

    /// <summary>Takes a credit back: its intervals go, the record of it stays. Doing it again changes nothing.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-credit</c>.</exception>
    public Task WithdrawAsync(Guid sessionId, Guid creditId, Actor actor, CancellationToken cancellation) =>
        WithdrawAsync(c => c.Id == creditId && c.SessionId == sessionId && c.AttendeeId == null, actor, cancellation);

    /// <summary>Takes back what one attendee was credited. Doing it again changes nothing; that it was granted once stays.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-credit</c>.</exception>
    public Task WithdrawFromAsync(Guid attendeeId, Guid creditId, Actor actor, CancellationToken cancellation) =>
        WithdrawAsync(c => c.Id == creditId && c.AttendeeId == attendeeId, actor, cancellation);

    private async Task WithdrawAsync(Expression<Func<AttendanceCredit, bool>> which, Actor actor, CancellationToken cancellation)
    {
        var told = await gate.RunAsync(async (db, token) =>
        {
            var credit = await db.AttendanceCredits.SingleOrDefaultAsync(which, token)
                ?? throw new RuleException("unknown-credit", RuleKind.NotFound);
            if (credit.WithdrawnAt is not null)
            {
                return [];
            }

            credit.WithdrawnAt = clock.UtcNow();
            var people = await db.AttendanceIntervals.Where(i => i.CreditId == credit.Id).Select(i => i.AttendeeId).ToListAsync(token);
            await db.AttendanceIntervals.Where(i => i.CreditId == credit.Id).ExecuteDeleteAsync(token);
            db.AuditEntries.Add(AuditEntries.Of(
                AuditAction.AttendanceCreditWithdraw, credit.Id, credit.SessionId, actor, credit.WithdrawnAt.Value, CreditTrace.Of(credit), null));
            await db.SaveChangesAsync(token);
            return people;
        }, cancellation);
        Tell(told);
    }

    /// <summary>The same within a transaction that has more to do; who calls it tells the attendees that it returns.</summary>
    internal async Task<IReadOnlyCollection<Guid>> AddAsync(OpenGovWeekDbContext db, NewCredit credit, Actor actor, CancellationToken cancellation)
    {
        if (await db.AttendanceCredits.AnyAsync(c => c.Id == credit.Id, cancellation))
        {
            return [];
        }

        var now = clock.UtcNow();
        var session = await db.Sessions.AsNoTracking().Include(s => s.LiveWindows).SingleOrDefaultAsync(s => s.Id == credit.SessionId, cancellation)
            ?? throw new RuleException("unknown-session", RuleKind.NotFound);
        if (credit.VenueId is { } venueId && !await db.Venues.AnyAsync(v => v.Id == venueId && v.EventId == session.EventId, cancellation))
        {
            throw new RuleException("unknown-venue", RuleKind.NotFound);
        }

        var reason = CreditRules.Check(session, credit.Time, credit.Reason, now);
        var people = await PeopleAsync(db, credit, cancellation);
        if (people.Count == 0)
        {
            throw new RuleException("credit-nobody", RuleKind.Conflict);
        }

        var stored = db.AttendanceCredits.Add(new AttendanceCredit
        {
            Id = credit.Id,
            SessionId = credit.SessionId,
            VenueId = credit.VenueId,
            AttendeeId = credit.AttendeeId,
            From = credit.Time.Start,
            To = credit.Time.End,
            Reason = reason,
            People = people.Count,
            StaffId = actor.StaffId ?? Guid.Empty,
            StaffName = actor.Name,
            At = now,
        }).Entity;
        db.AttendanceIntervals.AddRange(people.Select(person => new AttendanceInterval
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)),
            SessionId = credit.SessionId,
            AttendeeId = person.Key,
            TabId = credit.Id,
            JoinedAt = person.Value.Start,
            LastSeenAt = person.Value.End,
            CreditId = credit.Id,
        }));
        db.AuditEntries.Add(AuditEntries.Of(AuditAction.AttendanceCredit, credit.Id, credit.SessionId, actor, now, null, CreditTrace.Of(stored)));
        await db.SaveChangesAsync(cancellation);
        return people.Keys;
    }

    // Who gets it, and which part of the time.
    private static async Task<Dictionary<Guid, TimeRange>> PeopleAsync(OpenGovWeekDbContext db, NewCredit credit, CancellationToken cancellation)
    {
        var time = credit.Time;
        if (credit.AttendeeId is { } attendeeId)
        {
            return new() { [attendeeId] = time };
        }

        if (credit.VenueId is { } venueId)
        {
            var visits = await db.VenueVisits.AsNoTracking().Where(v => v.VenueId == venueId && v.SessionId == credit.SessionId).ToListAsync(cancellation);
            return visits.Select(visit => (visit.AttendeeId, Time: CreditRules.OfVisit(visit, time)))
                .Where(person => !person.Time.IsEmpty)
                .ToDictionary(person => person.AttendeeId, person => person.Time);
        }

        var since = time.Start - CreditRules.SeenBefore;
        var seen = await db.AttendanceIntervals.AsNoTracking()
            .Where(i => i.SessionId == credit.SessionId && i.JoinedAt <= time.Start && i.LastSeenAt >= since)
            .ToListAsync(cancellation);
        return seen.Where(interval => CreditRules.WasThere(interval, time)).Select(interval => interval.AttendeeId).Distinct()
            .ToDictionary(attendee => attendee, _ => time);
    }

    private void Tell(IEnumerable<Guid> attendees)
    {
        foreach (var attendee in attendees)
        {
            commits.Raise(new Hint.AttendeeNews(attendee));
        }
    }
}

/// <summary>A credit as staff ask for it.</summary>
/// <param name="Id">The client's, so that asking again is safe.</param>
/// <param name="VenueId">The venue whose visitors get it; null for an outage and for one attendee.</param>
/// <param name="Time">UTC.</param>
/// <param name="AttendeeId">The one attendee who gets it; null for a venue or an outage.</param>
public sealed record NewCredit(Guid Id, Guid SessionId, Guid? VenueId, TimeRange Time, string? Reason, Guid? AttendeeId = null);

/// <summary>A credit with the name of its venue; null for an outage.</summary>
public sealed record CreditRow(AttendanceCredit Credit, string? Venue);

/// <summary>What the audit keeps of a credit.</summary>
internal sealed record CreditTrace(DateTime From, DateTime To, Guid? Venue, Guid? Attendee, string Reason, int People)
{
    public static CreditTrace Of(AttendanceCredit credit) =>
        new(credit.From, credit.To, credit.VenueId, credit.AttendeeId, credit.Reason, credit.People);
}
