using System.Globalization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Web.Features.Shared;

/// <summary>Times as people type them, on the clocks of an event's time zone.</summary>
public static class TypedTime
{
    private static readonly string[] Hours = ["HH:mm", "H:mm", "HH:mm:ss"];
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>A stretch of one day.</summary>
    /// <param name="from">Such as <c>10:20</c>; errors carry the field From, and To for <paramref name="to"/>.</param>
    /// <exception cref="RuleException"><c>time-invalid</c>.</exception>
    public static TimeRange Range(string? from, string? to, DateOnly date, EventCalendar calendar) =>
        new(calendar.ToUtc(date, Hour(from, "From")), calendar.ToUtc(date, Hour(to, "To")));

    /// <summary>A moment such as <c>2024-05-28T10:20:05</c>, in UTC.</summary>
    /// <exception cref="RuleException"><c>moment-invalid</c>.</exception>
    public static DateTime Moment(string? typed, string field, EventCalendar calendar) =>
        DateTime.TryParseExact(typed?.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? calendar.ToUtc(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : throw new RuleException("moment-invalid", field: field);

    /// <summary>A moment as its field shows it, in whole seconds.</summary>
    /// <param name="instant">UTC.</param>
    public static string OfMoment(DateTime instant, EventCalendar calendar) => calendar.ToLocal(instant).ToString(Moments[0], CultureInfo.InvariantCulture);

    private static TimeOnly Hour(string? typed, string field) =>
        TimeOnly.TryParseExact(typed?.Trim(), Hours, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new RuleException("time-invalid", field: field);
}
