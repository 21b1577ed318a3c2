using OpenGovWeek.Core.Attendance;

namespace OpenGovWeek.Core.Events;

/// <summary>The calendar of an event's time zone: which day an instant belongs to, and when a day begins.</summary>
public sealed class EventCalendar
{
    private readonly TimeZoneInfo zone;

    private EventCalendar(TimeZoneInfo zone) => this.zone = zone;

    /// <summary>The calendar of a time zone.</summary>
    /// <param name="timeZone">IANA name, such as <c>America/Lima</c>.</param>
    /// <exception cref="RuleException"><c>time-zone-unknown</c> (detail: the name).</exception>
    public static EventCalendar Of(string timeZone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) && zone.HasIanaId
            ? new EventCalendar(zone)
            : throw new RuleException("time-zone-unknown", field: "timeZone", detail: timeZone);

    /// <summary>The day that an instant (UTC) belongs to.</summary>
    public DateOnly DayOf(DateTime instant)
    {
        var date = LocalDate(instant);
        // Where clocks go back across midnight, the hour that comes again stays with the day that had begun.
        return instant >= Start(date.AddDays(1)) ? date.AddDays(1) : date;
    }

    /// <summary>From the first instant of a day to the first of the next one, UTC; 23 or 25 hours where clocks change.</summary>
    public TimeRange Day(DateOnly date) => new(Start(date), Start(date.AddDays(1)));

    /// <summary>An instant (UTC) on the clocks of the time zone.</summary>
    public DateTime ToLocal(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(instant, zone);

    /// <summary>A time on the clocks of the time zone, in UTC: of two the earlier, and for a time that clocks skip the moment of the change.</summary>
    public DateTime ToUtc(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        if (zone.IsAmbiguousTime(local))
        {
            return DateTime.SpecifyKind(local - zone.GetAmbiguousTimeOffsets(local).Max(), DateTimeKind.Utc);
        }

        return zone.IsInvalidTime(local) ? FirstFrom(local) : TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }

    private DateTime Start(DateOnly date) => ToUtc(date, TimeOnly.MinValue);

    private DateOnly LocalDate(DateTime instant) => DateOnly.FromDateTime(ToLocal(instant));

    private DateTime FirstFrom(DateTime local)
    {
        var before = DateTime.SpecifyKind(local, DateTimeKind.Utc).AddDays(-2).Ticks;
        var from = DateTime.SpecifyKind(local, DateTimeKind.Utc).AddDays(2).Ticks;
        while (from - before > 1)
        {
            var middle = before + ((from - before) / 2);
            if (ToLocal(new DateTime(middle, DateTimeKind.Utc)) >= local)
            {
                from = middle;
            }
            else
            {
                before = middle;
            }
        }

        return new DateTime(from, DateTimeKind.Utc);
    }
}
