using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Attendance;

/// <summary>Reads all that is kept of one attendee's attendance, for the attendee and for organisers.</summary>
public sealed class AttendeeRecords(IDbContextFactory<OpenGovWeekDbContext> contexts, TimeProvider clock)
{
    /// <summary>Everything about one attendee.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-attendee</c>.</exception>
    public async Task<AttendeeRecord> ReadAsync(Guid attendeeId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var attendee = await db.Attendees.AsNoTracking().SingleOrDefaultAsync(a => a.Id == attendeeId, cancellation)
            ?? throw new RuleException("unknown-attendee", RuleKind.NotFound);
        var week = await db.Events.AsNoTracking()
            .Include(e => e.Days.OrderBy(d => d.Number))
            .ThenInclude(d => d.Sessions.OrderBy(s => s.PlannedStart))
            .ThenInclude(s => s.LiveWindows)
            .AsSplitQuery()
            .SingleAsync(e => e.Id == attendee.EventId, cancellation);
        var intervals = await db.AttendanceIntervals.AsNoTracking().Where(i => i.AttendeeId == attendeeId).OrderBy(i => i.JoinedAt).ToListAsync(cancellation);
        var requests = await (
            from request in db.AttendanceRequests.AsNoTracking()
            where request.AttendeeId == attendeeId
            join decided in db.AttendanceDecisions on request.Id equals decided.RequestId into decisions
            from decision in decisions.DefaultIfEmpty()
            join granted in db.AttendanceCredits on decision.CreditId equals (Guid?)granted.Id into credits
            from credit in credits.DefaultIfEmpty()
            orderby request.At descending
            select new RequestRow(request, decision, credit)).ToListAsync(cancellation);
        return new AttendeeRecord(attendee, week, intervals, requests, clock.UtcNow());
    }
}

/// <summary>A request with what became of it.</summary>
/// <param name="Decision">Null while nobody decided.</param>
/// <param name="Credit">What was granted; null when nothing was.</param>
public sealed record RequestRow(AttendanceRequest Request, AttendanceDecision? Decision, AttendanceCredit? Credit);

/// <summary>One attendee's attendance of a whole event.</summary>
public sealed class AttendeeRecord(
    Attendee attendee, Event week, IReadOnlyList<AttendanceInterval> intervals, IReadOnlyList<RequestRow> requests, DateTime now)
{
    public Attendee Attendee { get; } = attendee;

    public Event Event { get; } = week;

    /// <summary>All intervals, in order.</summary>
    public IReadOnlyList<AttendanceInterval> Intervals { get; } = intervals;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<RequestRow> Requests { get; } = requests;

    /// <summary>The days that have sessions.</summary>
    public IReadOnlyList<DayRecord> Days { get; } = Read(week, intervals, now);

    private static List<DayRecord> Read(Event week, IReadOnlyList<AttendanceInterval> intervals, DateTime now)
    {
        var sessions = week.Days.SelectMany(day => day.Sessions).ToList();
        var days = new List<DayRecord>();
        foreach (var scene in week.Days.Select(day => new DayScene(week, day, sessions, now)).Where(scene => scene.Sessions.Count > 0))
        {
            var facts = scene.Meter.Read([.. intervals.Where(interval => interval.JoinedAt < scene.Range.End && interval.LastSeenAt >= scene.Range.Start)]);
            days.Add(new DayRecord(scene, facts, scene.Of(facts.Attended), [.. scene.Sessions.Select(session =>
                new SessionRecord(session, SessionAccount.Of(session, intervals, scene.Range, now)))]));
        }

        return days;
    }
}

/// <summary>One attendee's day.</summary>
public sealed record DayRecord(DayScene Scene, DayFacts Facts, MyAttendance Attendance, IReadOnlyList<SessionRecord> Sessions);

/// <summary>One attendee's time in a session on a day.</summary>
public sealed record SessionRecord(Session Session, IReadOnlyList<Span> Spans);
