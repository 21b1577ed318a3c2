using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Certificates;

/// <summary>Reads what attendees have reached of every day of an event, many at once, by the same rules as for one.</summary>
public sealed class QualifyingReader(IDbContextFactory<OpenGovWeekDbContext> contexts, TimeProvider clock)
{
    // Each id is a parameter of a query, and SQL Server takes 2100.
    private const int BatchSize = 400;

    /// <summary>What the days of an event ask for, with all that is needed to measure people by it.</summary>
    public async Task<EventMeasure> MeasureAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var week = await db.Events.AsNoTracking()
            .Include(e => e.Days.OrderBy(d => d.Number))
            .ThenInclude(d => d.Sessions.OrderBy(s => s.PlannedStart))
            .ThenInclude(s => s.LiveWindows)
            .AsSplitQuery()
            .SingleAsync(e => e.Id == eventId, cancellation);
        return new EventMeasure(week, clock.UtcNow());
    }

    /// <summary>What attendees have reached, for each of them every day in order.</summary>
    public async Task<IReadOnlyDictionary<Guid, Standing>> OfAsync(EventMeasure measure, IReadOnlyCollection<Guid> attendees, CancellationToken cancellation)
    {
        var standings = new Dictionary<Guid, Standing>();
        var sessions = measure.Days.SelectMany(day => day.Day.Sessions).Select(s => s.Id).ToHashSet();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var batch in attendees.Chunk(BatchSize))
        {
            var ids = batch.ToList();
            var seen = (await db.AttendanceIntervals.AsNoTracking().Where(i => ids.Contains(i.AttendeeId)).ToListAsync(cancellation))
                .Where(interval => sessions.Contains(interval.SessionId))
                .ToLookup(interval => interval.AttendeeId);
            foreach (var id in batch)
            {
                standings[id] = measure.Of([.. seen[id]]);
            }
        }

        return standings;
    }

    /// <summary>What one attendee has reached.</summary>
    public async Task<Standing> OfAsync(EventMeasure measure, Guid attendee, CancellationToken cancellation) =>
        (await OfAsync(measure, [attendee], cancellation))[attendee];
}

/// <summary>The days of an event by which attendees are measured, at one moment.</summary>
public sealed class EventMeasure
{
    private readonly DateTime now;

    internal EventMeasure(Event week, DateTime now)
    {
        this.now = now;
        Event = week;
        var calendar = EventCalendar.Of(week.TimeZone);
        var all = week.Days.SelectMany(day => day.Sessions).ToList();
        Days = [.. week.Days.Where(day => day.Sessions.Count > 0).Select(day => Measure(day, calendar.Day(day.Date), all, now))];
    }

    /// <summary>The event with its days, their sessions and live windows.</summary>
    public Event Event { get; }

    /// <summary>The days that have sessions, in order.</summary>
    public IReadOnlyList<MeasuredDay> Days { get; }

    /// <summary>What somebody has reached.</summary>
    internal Standing Of(IReadOnlyList<AttendanceInterval> intervals)
    {
        var days = Days.Select(day => AttendanceRules.Of(
            day.Day.Number, AttendanceRules.Attended(day.Sessions, intervals, day.Range, now), day.Goal, Event.AttendanceShare)).ToList();
        return new Standing(days, EventGoal.Of(days, Event.DaysForEvent));
    }

    // As of one attendee's day: the sessions planned on it, and those that were live on it.
    private static MeasuredDay Measure(EventDay day, TimeRange range, List<Session> all, DateTime now)
    {
        var sessions = all.Where(s => s.EventDayId == day.Id
            || s.LiveWindows.Exists(w => w.OpenedAt < range.End && (w.ClosedAt is null || w.ClosedAt > range.Start))).ToList();
        return new MeasuredDay(day, range, sessions, AttendanceRules.Goal(sessions, range, now));
    }
}

/// <summary>A day by which attendees are measured.</summary>
/// <param name="Range">The day in UTC.</param>
/// <param name="Sessions">Those planned or live on it.</param>
/// <param name="Goal">The live time that the share is taken of.</param>
public sealed record MeasuredDay(EventDay Day, TimeRange Range, IReadOnlyList<Session> Sessions, DayGoal Goal);

/// <summary>What an attendee has reached.</summary>
/// <param name="Days">Every day in order.</param>
/// <param name="Event">The event's certificate.</param>
public sealed record Standing(IReadOnlyList<MyAttendance> Days, EventGoal Event)
{
    /// <summary>Whether a certificate can be issued.</summary>
    /// <param name="kind">See <see cref="CertificateKinds"/>; one that the event does not have is never reached.</param>
    public bool Reached(string kind) => kind == CertificateKinds.Event
        ? Event.Reached
        : CertificateKinds.DayOf(kind) is { } number && Days.FirstOrDefault(day => day.Day == number) is { Reached: true };
}
