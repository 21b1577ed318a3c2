using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Mail;

namespace OpenGovWeek.Data.Attendance;

/// <summary>Keeps what attendees ask to be counted and what organisers decide about it: two entries beside each other, neither of which is ever changed.</summary>
public sealed class RequestStore(
    IDbContextFactory<OpenGovWeekDbContext> contexts, WriteGate gate, Commits commits, CreditStore credits, Outbox outbox, IDatabaseProvider provider, TimeProvider clock)
{
    /// <summary>The most open requests that a list shows at once; the oldest are first in turn.</summary>
    public const int MostShown = 20;

    /// <summary>Keeps a request. The same again changes nothing.</summary>
    /// <exception cref="RuleException">
    /// Those of <see cref="RequestRules.Check"/>; NotFound <c>unknown-session</c>; Forbidden <c>other-event</c>; Conflict <c>id-taken</c> when the id says something else.
    /// </exception>
    public async Task AskAsync(NewRequest asked, CancellationToken cancellation)
    {
        try
        {
            await gate.RunAsync((db, token) => AskAsync(db, asked, token), cancellation);
        }
        catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
        {
            // The same id at the same moment: now there is one to compare with.
            await gate.RunAsync((db, token) => AskAsync(db, asked, token), cancellation);
        }
    }

    /// <summary>How many requests of an event nobody has decided yet.</summary>
    public async Task<int> CountOpenAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Open(db, eventId).CountAsync(cancellation);
    }

    /// <summary>Requests that nobody has decided yet, the oldest first, at most <see cref="MostShown"/>.</summary>
    public async Task<IReadOnlyList<OpenRequest>> OpenOfEventAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Open(db, eventId).OrderBy(open => open.Request.At).Take(MostShown).AsNoTracking().ToListAsync(cancellation);
    }

    /// <summary>Adds a decision, and where it is granted the credit; the attendee is told live, and by mail when the address is confirmed.</summary>
    /// <param name="letter">What the mail says.</param>
    /// <exception cref="RuleException">
    /// Those of <see cref="RequestRules.Note"/> and <see cref="CreditRules.Check"/>; NotFound <c>unknown-request</c>; Conflict <c>request-decided</c> (detail: by whom)
    /// when something else was decided before.
    /// </exception>
    public async Task DecideAsync(NewDecision decision, Actor actor, Func<DecidedRequest, MailText> letter, CancellationToken cancellation)
    {
        Guid? told;
        try
        {
            told = await gate.RunAsync((db, token) => DecideAsync(db, decision, actor, letter, token), cancellation);
        }
        catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
        {
            // Somebody else decided at the same moment: now there is a decision to compare with.
            told = await gate.RunAsync((db, token) => DecideAsync(db, decision, actor, letter, token), cancellation);
        }

        if (told is { } attendee)
        {
            commits.Raise(new Hint.AttendeeNews(attendee));
        }
    }

    private async Task<int> AskAsync(OpenGovWeekDbContext db, NewRequest asked, CancellationToken cancellation)
    {
        if (await db.AttendanceRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == asked.Id, cancellation) is { } before)
        {
            return before.AttendeeId == asked.AttendeeId && before.SessionId == asked.SessionId && before.From == asked.Time.Start && before.To == asked.Time.End
                ? 0
                : throw new RuleException("id-taken", RuleKind.Conflict, "Id");
        }

        // Requests of one attendee are counted one after another: the row is locked from here on.
        await db.Attendees.Where(a => a.Id == asked.AttendeeId).ExecuteUpdateAsync(set => set.SetProperty(a => a.Version, a => a.Version), cancellation);
        var session = await db.Sessions.AsNoTracking().Include(s => s.LiveWindows).SingleOrDefaultAsync(s => s.Id == asked.SessionId, cancellation)
            ?? throw new RuleException("unknown-session", RuleKind.NotFound, "Session");
        if (!await db.Attendees.AnyAsync(a => a.Id == asked.AttendeeId && a.EventId == session.EventId, cancellation))
        {
            throw new RuleException("other-event", RuleKind.Forbidden);
        }

        var open = await db.AttendanceRequests.CountAsync(
            r => r.AttendeeId == asked.AttendeeId && r.SessionId == asked.SessionId && !db.AttendanceDecisions.Any(d => d.RequestId == r.Id), cancellation);
        var now = clock.UtcNow();
        db.AttendanceRequests.Add(new AttendanceRequest
        {
            Id = asked.Id,
            SessionId = asked.SessionId,
            AttendeeId = asked.AttendeeId,
            From = asked.Time.Start,
            To = asked.Time.End,
            Reason = RequestRules.Check(session, asked.Time, asked.Reason, open, now),
            At = now,
        });
        return await db.SaveChangesAsync(cancellation);
    }

    // Id of the attendee who is to be told; null when nothing was changed.
    private async Task<Guid?> DecideAsync(
        OpenGovWeekDbContext db, NewDecision decision, Actor actor, Func<DecidedRequest, MailText> letter, CancellationToken cancellation)
    {
        var found = await Of(db, decision.EventId).AsNoTracking().SingleOrDefaultAsync(r => r.Request.Id == decision.RequestId, cancellation)
            ?? throw new RuleException("unknown-request", RuleKind.NotFound);
        if (await db.AttendanceDecisions.AsNoTracking().SingleOrDefaultAsync(d => d.RequestId == decision.RequestId, cancellation) is { } before)
        {
            return before.IsGranted == (decision.Granted is not null) && before.StaffId == actor.StaffId
                ? null
                : throw new RuleException("request-decided", RuleKind.Conflict, detail: before.StaffName);
        }

        var now = clock.UtcNow();
        var added = new AttendanceDecision
        {
            RequestId = decision.RequestId,
            IsGranted = decision.Granted is not null,
            Note = RequestRules.Note(decision.Granted is not null, decision.Note),
            CreditId = decision.Granted is null ? null : decision.RequestId,
            StaffId = actor.StaffId ?? Guid.Empty,
            StaffName = actor.Name,
            At = now,
        };
        db.AttendanceDecisions.Add(added);
        if (decision.Granted is { } time)
        {
            // The credit has the request's id, so that one request can never give two.
            await credits.AddAsync(
                db, new NewCredit(decision.RequestId, found.Session.Id, null, time, found.Request.Reason, found.Attendee.Id), actor, cancellation);
        }

        db.AuditEntries.Add(AuditEntries.Of(
            AuditAction.AttendanceDecide, decision.RequestId, found.Session.Id, actor, now, RequestTrace.Of(found.Request), DecisionTrace.Of(added, decision.Granted)));
        if (found.Attendee.ConfirmedAt is not null)
        {
            outbox.Add(db, new NewMail($"attendance:{decision.RequestId}", found.Attendee.Email, letter(new DecidedRequest(found, added, decision.Granted))));
        }

        await db.SaveChangesAsync(cancellation);
        return found.Attendee.Id;
    }

    private static IQueryable<OpenRequest> Open(OpenGovWeekDbContext db, Guid eventId) =>
        Of(db, eventId).Where(open => !db.AttendanceDecisions.Any(d => d.RequestId == open.Request.Id));

    private static IQueryable<OpenRequest> Of(OpenGovWeekDbContext db, Guid eventId) =>
        from request in db.AttendanceRequests
        join session in db.Sessions on request.SessionId equals session.Id
        where session.EventId == eventId
        join attendee in db.Attendees on request.AttendeeId equals attendee.Id
        select new OpenRequest { Request = request, Session = session, Attendee = attendee };
}

/// <summary>A request as an attendee makes it.</summary>
/// <param name="Id">The client's, so that asking again is safe.</param>
/// <param name="Time">UTC.</param>
public sealed record NewRequest(Guid Id, Guid SessionId, Guid AttendeeId, TimeRange Time, string? Reason);

/// <summary>What an organiser decides.</summary>
/// <param name="Granted">The time that is credited, UTC, which may be another than was asked for; null to refuse.</param>
/// <param name="Note">What the attendee is told; a refusal needs one.</param>
public sealed record NewDecision(Guid EventId, Guid RequestId, TimeRange? Granted, string? Note);

/// <summary>A request with whose it is and where.</summary>
public sealed class OpenRequest
{
    public required AttendanceRequest Request { get; init; }

    public required Session Session { get; init; }

    public required Attendee Attendee { get; init; }
}

/// <summary>A request that was just decided.</summary>
/// <param name="Granted">The time that is credited, UTC; null when it was refused.</param>
public sealed record DecidedRequest(OpenRequest Asked, AttendanceDecision Decision, TimeRange? Granted);

/// <summary>What the audit keeps of a request.</summary>
internal sealed record RequestTrace(DateTime From, DateTime To, string Reason)
{
    public static RequestTrace Of(AttendanceRequest request) => new(request.From, request.To, request.Reason);
}

/// <summary>What the audit keeps of a decision.</summary>
internal sealed record DecisionTrace(bool IsGranted, DateTime? From, DateTime? To, string? Note)
{
    public static DecisionTrace Of(AttendanceDecision decision, TimeRange? granted) => new(decision.IsGranted, granted?.Start, granted?.End, decision.Note);
}
