using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Data.Attendance;

/// <summary>Reads the attendance of everybody, for staff. Each reading is one query over attendees and their intervals that streams through.</summary>
public sealed class AttendanceReader(IDbContextFactory<OpenGovWeekDbContext> contexts, TimeProvider clock)
{
    /// <summary>A day of an event as it is now.</summary>
    public async Task<DayScene> SetAsync(Event week, EventDay day, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var sessions = await db.Sessions.AsNoTracking().Include(s => s.LiveWindows).Where(s => s.EventId == week.Id).ToListAsync(cancellation);
        return new DayScene(week, day, sessions, clock.UtcNow());
    }

    /// <summary>Everybody who is registered for the event, with what the day gave.</summary>
    public async IAsyncEnumerable<AttendeeDay> ReadAsync(DayScene scene, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (attendee, intervals) in StreamAsync(scene, cancellation))
        {
            var facts = scene.Meter.Read(intervals);
            yield return new AttendeeDay(attendee, facts, scene.Of(facts.Attended));
        }
    }

    /// <summary>The numbers of a day and how many were there over it; nothing of it says who.</summary>
    public async Task<DayFigures> CountAsync(DayScene scene, CancellationToken cancellation)
    {
        var tally = new DayTally(scene);
        await foreach (var (_, intervals) in StreamAsync(scene, cancellation))
        {
            tally.Add(intervals);
        }

        return tally.Figures;
    }

    /// <summary>One page of the list of attendees, with the same numbers.</summary>
    public async Task<AttendeePage> ReadPageAsync(DayScene scene, AttendeeQuery query, CancellationToken cancellation)
    {
        var tally = new DayTally(scene);
        var rows = new List<AttendeeDay>();
        await foreach (var (attendee, intervals) in StreamAsync(scene, cancellation))
        {
            var facts = tally.Add(intervals);
            if (query.Finds(attendee))
            {
                rows.Add(new AttendeeDay(attendee, facts, scene.Of(facts.Attended)));
            }
        }

        rows.Sort(query.Compare);
        return new AttendeePage(tally.Figures, rows.Count, [.. rows.Skip((query.Page - 1) * AttendeeQuery.PageSize).Take(AttendeeQuery.PageSize)]);
    }

    /// <summary>All intervals that touch a day, by attendee.</summary>
    public async IAsyncEnumerable<(AttendeeLine Attendee, IReadOnlyList<AttendanceInterval> Intervals)> StreamAsync(
        DayScene scene, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var eventId = scene.Day.EventId;
        var (start, end) = (scene.Range.Start, scene.Range.End);
        var rows =
            from attendee in db.Attendees.AsNoTracking()
            where attendee.EventId == eventId && attendee.JoinedIntoId == null
            from interval in db.AttendanceIntervals.Where(i => i.AttendeeId == attendee.Id && i.JoinedAt < end && i.LastSeenAt >= start).DefaultIfEmpty()
            orderby attendee.Id
            select new
            {
                Attendee = new AttendeeLine(attendee.Id, attendee.Name, attendee.Email, attendee.Audience, attendee.Region, attendee.ConfirmedAt != null),
                Interval = interval,
            };
        AttendeeLine? present = null;
        List<AttendanceInterval> intervals = [];
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (present is not null && present.Id != row.Attendee.Id)
            {
                yield return (present, intervals);
                intervals = [];
            }

            present = row.Attendee;
            if (row.Interval is not null)
            {
                intervals.Add(row.Interval);
            }
        }

        if (present is not null)
        {
            yield return (present, intervals);
        }
    }
}

/// <summary>Who somebody is, as lists and exports tell it.</summary>
/// <param name="Region">Code of the region; null when not given.</param>
/// <param name="IsConfirmed">The address is confirmed.</param>
public sealed record AttendeeLine(Guid Id, string Name, string Email, Audience Audience, string? Region, bool IsConfirmed);

/// <summary>An attendee's day.</summary>
public sealed record AttendeeDay(AttendeeLine Attendee, DayFacts Facts, Core.Live.MyAttendance Attendance)
{
    /// <summary>Whole minutes that nothing but credits give.</summary>
    public int CreditedMinutes => (int)Facts.Credited.TotalMinutes;
}

/// <summary>A page of the list of attendees.</summary>
/// <param name="Found">How many the query finds on all pages.</param>
public sealed record AttendeePage(DayFigures Figures, int Found, IReadOnlyList<AttendeeDay> Rows)
{
    public int Pages => Math.Max(1, (Found + AttendeeQuery.PageSize - 1) / AttendeeQuery.PageSize);
}
