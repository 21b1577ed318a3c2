using System.Globalization;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Events;

/// <summary>Checks an event file and makes the event of it.</summary>
public static class EventFileRules
{
    public const int MaxDays = 31;
    public const int MaxSessionsOfADay = 50;
    private const string DateFormat = "yyyy-MM-dd";
    private const string TimeFormat = "HH:mm";

    /// <summary>Everything that is wrong with a file, in the order of the file; empty when it can be imported.</summary>
    /// <param name="file">The file as read.</param>
    /// <param name="allowedHosts">Hosts of streams that configuration lists.</param>
    /// <remarks>
    /// Codes: those of <see cref="EventPlan.Check"/> and <see cref="SessionPlan.Check"/>; <c>slug-invalid</c>; <c>slug-twice</c>; <c>time-zone-unknown</c>;
    /// <c>days-count</c> and <c>sessions-count</c> (detail: least, most); <c>date-invalid</c>; <c>dates-order</c>; <c>time-invalid</c>.
    /// </remarks>
    public static IReadOnlyList<EventFileError> Validate(EventFile file, IReadOnlyCollection<string> allowedHosts)
    {
        var errors = new Errors();
        errors.Try("/slug", () => CheckSlug(file.Slug));
        Plan(file).Check(rule => errors.Found.Add(new EventFileError("/" + rule.Field, rule)));
        errors.Try("/timeZone", () => EventCalendar.Of(file.TimeZone ?? ""));
        errors.Try("/days", () => CheckCount(file.Days?.Count ?? 0, MaxDays, "days-count"));
        var slugs = new HashSet<string>();
        var before = DateOnly.MinValue;
        foreach (var (index, day) in (file.Days ?? []).Index())
        {
            var path = $"/days/{index}";
            errors.Try(path + "/date", () => before = Later(ParseDate(day?.Date), before));
            errors.Try(path + "/sessions", () => CheckCount(day?.Sessions?.Count ?? 0, MaxSessionsOfADay, "sessions-count"));
            foreach (var (position, session) in (day?.Sessions ?? []).Index())
            {
                Validate(session ?? new EventFileSession(), $"{path}/sessions/{position}", slugs, allowedHosts, errors);
            }
        }

        return errors.Found;
    }

    /// <summary>Makes the event, with its days and sessions, of a file in which <see cref="Validate"/> finds nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="allowedHosts">Hosts of streams that configuration lists.</param>
    /// <param name="now">The server's clock, UTC.</param>
    /// <exception cref="RuleException">The first of the errors that <see cref="Validate"/> finds.</exception>
    public static Event Build(EventFile file, IReadOnlyCollection<string> allowedHosts, DateTime now)
    {
        if (Validate(file, allowedHosts) is [var first, ..])
        {
            throw first.Rule;
        }

        var calendar = EventCalendar.Of(file.TimeZone!);
        var plan = Plan(file).Check(rule => throw rule);
        var made = new Event
        {
            Id = NewId(now),
            Slug = file.Slug!,
            Name = plan.Name!,
            Institution = plan.Institution!,
            Unit = plan.Unit,
            Purpose = plan.Purpose,
            TimeZone = file.TimeZone!,
            AttendanceShare = plan.AttendanceShare,
            CreatedAt = now,
        };
        foreach (var (index, source) in file.Days!.Index())
        {
            var day = new EventDay { Id = NewId(now), EventId = made.Id, Number = index + 1, Date = ParseDate(source!.Date) };
            day.Sessions.AddRange(source.Sessions!.Select(session => BuildSession(session!, day, calendar, allowedHosts, now)));
            made.Days.Add(day);
        }

        return made;
    }

    private static Session BuildSession(
        EventFileSession source, EventDay day, EventCalendar calendar, IReadOnlyCollection<string> allowedHosts, DateTime now)
    {
        var session = new Session
        {
            Id = NewId(now),
            EventId = day.EventId,
            EventDayId = day.Id,
            Slug = source.Slug!,
            Title = "",
            PlannedStart = now,
            PlannedEnd = now,
        };
        Plan(source, ParseTime(source.Start), ParseTime(source.End)).ApplyTo(session, day.Date, calendar, allowedHosts);
        return session;
    }

    private static void Validate(
        EventFileSession session, string path, HashSet<string> slugs, IReadOnlyCollection<string> allowedHosts, Errors errors)
    {
        errors.Try(path + "/slug", () => CheckNewSlug(session.Slug, slugs));
        TimeOnly? start = null, end = null;
        errors.Try(path + "/start", () => start = ParseTime(session.Start));
        errors.Try(path + "/end", () => end = ParseTime(session.End));

        // Each part alone, in place of the others something that is right, so that one slip does not hide the next.
        var good = new SessionPlan("...", TimeOnly.MinValue, TimeOnly.MaxValue, false, null, 0);
        var plan = Plan(session, start ?? good.Start, end ?? good.End);
        errors.Try(path + "/title", () => (good with { Title = plan.Title }).Check(allowedHosts));
        if (start is not null && end is not null)
        {
            errors.Try(path + "/end", () => (good with { Start = plan.Start, End = plan.End }).Check(allowedHosts));
        }

        errors.Try(path + "/streamUrl", () => (good with { StreamUrl = plan.StreamUrl }).Check(allowedHosts));
        errors.Try(path + "/streamDelaySeconds", () => (good with { StreamDelaySeconds = plan.StreamDelaySeconds }).Check(allowedHosts));
    }

    private static SessionPlan Plan(EventFileSession session, TimeOnly start, TimeOnly end) =>
        new(session.Title, start, end, session.IllustrativeTimes, session.StreamUrl, session.StreamDelaySeconds ?? 20);

    private static EventPlan Plan(EventFile file) => new(file.Name, file.Institution, file.Unit, file.Purpose, file.AttendanceShare ?? 0.6);

    private static Guid NewId(DateTime now) => Guid.CreateVersion7(new DateTimeOffset(now));

    private static string CheckSlug(string? slug) => Slug.IsValid(slug) ? slug! : throw new RuleException("slug-invalid", field: "slug");

    private static bool CheckNewSlug(string? slug, HashSet<string> slugs) =>
        slugs.Add(CheckSlug(slug)) ? true : throw new RuleException("slug-twice", field: "slug", detail: slug!);

    private static int CheckCount(int count, int most, string code) =>
        count >= 1 && count <= most ? count : throw new RuleException(code, detail: [1, most]);

    private static DateOnly Later(DateOnly date, DateOnly before) => date > before ? date : throw new RuleException("dates-order", field: "date");

    private static DateOnly ParseDate(string? text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new RuleException("date-invalid", field: "date");

    private static TimeOnly ParseTime(string? text) =>
        TimeOnly.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new RuleException("time-invalid");

    private sealed class Errors
    {
        public List<EventFileError> Found { get; } = [];

        public void Try<T>(string path, Func<T> check)
        {
            try
            {
                check();
            }
            catch (RuleException rule)
            {
                Found.Add(new EventFileError(path, rule));
            }
        }
    }
}
