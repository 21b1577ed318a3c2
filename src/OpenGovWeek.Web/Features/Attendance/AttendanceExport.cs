using System.Globalization;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Web.Features.Attendees;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>Attendance as files, of one day or of all, also while the event runs. Rows are written as they are read.</summary>
public sealed class AttendanceExport(
    AttendanceReader reader, IStringLocalizer<AttendanceTexts> texts, IStringLocalizer<AttendeeTexts> people, TimeProvider clock)
{
    private static readonly string[] PeopleColumns =
        ["Day", "Date", "Name", "Email", "Audience", "Region", "Confirmed", "FirstSeen", "LastSeen", "Minutes", "Credited", "Share", "Needed", "Reached"];

    private static readonly string[] IntervalColumns = ["Day", "Name", "Email", "Session", "Joined", "LastSeen", "Kind"];

    /// <summary>A file by its name: <c>personas</c> or <c>intervalos</c>, as <c>.csv</c> or <c>.xlsx</c>; null for any other.</summary>
    /// <param name="day">Number of the day; null for all of them.</param>
    public ExportFile? Of(Event week, int? day, string file)
    {
        var days = week.Days.Where(one => day is null || one.Number == day).ToList();
        var (table, format) = (Path.GetFileNameWithoutExtension(file), Path.GetExtension(file));
        var rows = table switch
        {
            "personas" => PeopleAsync(week, days),
            "intervalos" => IntervalsAsync(week, days),
            _ => null,
        };
        if (rows is null || format is not (".csv" or ".xlsx"))
        {
            return null;
        }

        var now = EventCalendar.Of(week.TimeZone).ToLocal(clock.UtcNow()).ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture);
        var stem = texts[$"Export_File_{table}"].Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"{week.Slug}-{stem}{(day is null ? "" : $"-{day}")}-{now}{format}");
        string[] columns = [.. (table == "personas" ? PeopleColumns : IntervalColumns).Select(column => texts[$"Column_{column}"].Value)];
        return new ExportFile(name, format == ".csv" ? new CsvTable() : new XlsxTable(stem), columns, rows);
    }

    private async IAsyncEnumerable<TableCell[]> PeopleAsync(Event week, List<EventDay> days)
    {
        var clocks = new ZonedClock(week.TimeZone);
        foreach (var day in days)
        {
            var scene = await reader.SetAsync(week, day, CancellationToken.None);
            var goal = (int)scene.Goal.Live.TotalMinutes;
            await foreach (var row in reader.ReadAsync(scene, CancellationToken.None))
            {
                var who = row.Attendee;
                yield return
                [
                    day.Number,
                    day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    who.Name,
                    who.Email,
                    people[$"Audience_{who.Audience}"].Value,
                    RegionOf(who.Region),
                    YesNo(who.IsConfirmed),
                    clocks.Write(row.Facts.FirstSeen),
                    clocks.Write(row.Facts.LastSeen),
                    row.Attendance.Minutes,
                    row.CreditedMinutes,
                    goal == 0 ? 0 : 100 * row.Attendance.Minutes / goal,
                    row.Attendance.NeededMinutes,
                    YesNo(row.Attendance.Reached),
                ];
            }
        }
    }

    private async IAsyncEnumerable<TableCell[]> IntervalsAsync(Event week, List<EventDay> days)
    {
        var clocks = new ZonedClock(week.TimeZone);
        foreach (var day in days)
        {
            var scene = await reader.SetAsync(week, day, CancellationToken.None);
            var titles = scene.Sessions.ToDictionary(session => session.Id, session => session.Title);
            await foreach (var (who, intervals) in reader.StreamAsync(scene, CancellationToken.None))
            {
                foreach (var interval in intervals.OrderBy(one => one.JoinedAt))
                {
                    var part = new TimeRange(interval.JoinedAt, interval.LastSeenAt).Clip(scene.Range);
                    yield return
                    [
                        day.Number,
                        who.Name,
                        who.Email,
                        titles.GetValueOrDefault(interval.SessionId, ""),
                        clocks.Write(part.Start),
                        clocks.Write(part.End),
                        texts[interval.CreditId is null ? "Kind_Seen" : "Kind_Credited"].Value,
                    ];
                }
            }
        }
    }

    private string YesNo(bool value) => texts[value ? "Yes" : "No"];

    private string RegionOf(string? code) =>
        code is null || !Regions.All.TryGetValue(code, out var name) ? "" : name.Length > 0 ? name : people["RegionAbroad"].Value;
}

/// <summary>A file that writes itself.</summary>
public sealed class ExportFile(string name, ITableFormat format, string[] columns, IAsyncEnumerable<TableCell[]> rows)
{
    public string Name { get; } = name;

    public string ContentType => format.ContentType;

    public Task WriteAsync(Stream body, CancellationToken cancellation) => format.WriteAsync(body, columns, rows, cancellation);
}

/// <summary>Instants on the clocks of a time zone with the difference to UTC, such as <c>2024-05-28T10:05:00-05:00</c>.</summary>
internal sealed class ZonedClock(string timeZone)
{
    private readonly EventCalendar calendar = EventCalendar.Of(timeZone);

    public string Write(DateTime? instant)
    {
        if (instant is not { } at)
        {
            return "";
        }

        var local = calendar.ToLocal(at);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), local - at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
