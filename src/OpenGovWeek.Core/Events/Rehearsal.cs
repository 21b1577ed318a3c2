using System.Globalization;

namespace OpenGovWeek.Core.Events;

/// <summary>Moves the days of an event file so that day 1 is today and its sessions are on now, with everything else as it stands.</summary>
public static class Rehearsal
{
    /// <summary>How long a session of day 1 is planned to last.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(2);

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>Last start that leaves room for an end on the same day.</summary>
    private static readonly TimeOnly LatestStart = new(23, 50);

    private static readonly TimeOnly LatestEnd = new(23, 59);

    /// <summary>
    /// The file with its days moved. Every session of day 1 is planned from a little before <paramref name="now"/>, on a full five minutes, for <see cref="Length"/>
    /// or until the end of the day; all times are illustrative.
    /// </summary>
    /// <param name="file">A file in which <see cref="EventFileRules.Validate"/> finds nothing.</param>
    /// <param name="now">The server's clock, UTC.</param>
    /// <param name="copy">1 for the first; from the second on the slugs end with it, since they are unique.</param>
    /// <exception cref="RuleException"><c>time-zone-unknown</c> or <c>date-invalid</c>.</exception>
    public static EventFile Of(EventFile file, DateTime now, int copy = 1)
    {
        var calendar = EventCalendar.Of(file.TimeZone ?? "");
        var today = calendar.DayOf(now);
        var days = file.Days ?? [];
        var shift = days.Count == 0 ? 0 : today.DayNumber - Date(days[0]).DayNumber;
        var start = Start(TimeOnly.FromDateTime(calendar.ToLocal(now)));
        return file with
        {
            Slug = file.Slug + Suffix(copy),
            Days = [.. days.Select((day, index) => new EventFileDay(
                Date(day).AddDays(shift).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                [.. (day?.Sessions ?? []).OfType<EventFileSession>().Select(session => Move(session, index == 0 ? start : null, copy))]))],
        };
    }

    private static EventFileSession Move(EventFileSession session, TimeOnly? start, int copy)
    {
        var moved = session with { Slug = session.Slug + Suffix(copy), IllustrativeTimes = true };
        return start is { } from ? moved with { Start = Clock(from), End = Clock(End(from)) } : moved;
    }

    private static TimeOnly Start(TimeOnly now)
    {
        var full = new TimeOnly(now.Ticks - now.Ticks % Step.Ticks);
        var before = full.Ticks >= Step.Ticks ? full.Add(-Step) : TimeOnly.MinValue;
        return before > LatestStart ? LatestStart : before;
    }

    private static TimeOnly End(TimeOnly start)
    {
        var end = start.Add(Length, out var wrapped);
        return wrapped > 0 ? LatestEnd : end;
    }

    private static string Suffix(int copy) => copy == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{copy}");

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static DateOnly Date(EventFileDay? day) =>
        DateOnly.TryParseExact(day?.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new RuleException("date-invalid", field: "date");
}
