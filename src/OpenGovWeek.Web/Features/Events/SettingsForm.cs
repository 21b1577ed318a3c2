using System.Globalization;
using System.Text.Json;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>The settings as they are typed, all of them texts, so that whatever was typed can be shown again.</summary>
public sealed class SettingsForm
{
    public string? Name { get; set; }

    public string? Institution { get; set; }

    public string? Unit { get; set; }

    public string? Purpose { get; set; }

    /// <summary>Share of a day that its certificate asks for, in percent.</summary>
    public string? Share { get; set; }

    /// <summary>Accent colour as <c>#rrggbb</c>; empty for the application's own.</summary>
    public string? Accent { get; set; }

    /// <summary>A new logo; null to leave it as it is.</summary>
    public IFormFile? Logo { get; set; }

    public bool RemoveLogo { get; set; }

    /// <summary>How the event was when the form was written, as JSON of <see cref="EventPlan"/>.</summary>
    public string? Seen { get; set; }

    public List<SessionForm> Sessions { get; set; } = [];

    /// <summary>The form of an event as it stands.</summary>
    public static SettingsForm Of(Event @event)
    {
        var form = new SettingsForm();
        form.Show(EventPlan.Of(@event));
        var calendar = EventCalendar.Of(@event.TimeZone);
        foreach (var session in @event.Days.SelectMany(day => day.Sessions))
        {
            var part = new SessionForm { Slug = session.Slug };
            part.Show(SessionPlan.Of(session, calendar));
            form.Sessions.Add(part);
        }

        return form;
    }

    /// <summary>Fills in how the event is now.</summary>
    public void Show(EventPlan plan)
    {
        (Name, Institution, Unit, Purpose) = (plan.Name, plan.Institution, plan.Unit, plan.Purpose);
        Share = Percent(plan.AttendanceShare);
        Accent = plan.Accent;
        Seen = Written.As(plan);
    }

    /// <summary>What was typed; a percentage that was left alone keeps its fraction.</summary>
    public EventPlan Read(EventPlan seen) => new(Name, Institution, Unit, Purpose, ReadShare(seen.AttendanceShare), Accent);

    /// <summary>The colour that the preview shows, <c>rrggbb</c>; null when none was typed that is one.</summary>
    public string? PreviewAccent()
    {
        try
        {
            return EventTheme.Accent(Accent)?[1..];
        }
        catch (RuleException)
        {
            return null;
        }
    }

    private double ReadShare(double seen)
    {
        if (Share?.Trim() == Percent(seen))
        {
            return seen;
        }

        // Zero breaks the rule, as does what is no number.
        return int.TryParse(Share, NumberStyles.Integer, CultureInfo.InvariantCulture, out var percent) ? percent / 100.0 : 0;
    }

    private static string Percent(double share) => Math.Round(share * 100).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A session's part of <see cref="SettingsForm"/>.</summary>
public sealed class SessionForm
{
    public string? Slug { get; set; }

    public string? Title { get; set; }

    /// <summary>On the clocks of the event's time zone, such as <c>10:00</c>.</summary>
    public string? Start { get; set; }

    public string? End { get; set; }

    public string? StreamUrl { get; set; }

    /// <summary>Seconds.</summary>
    public string? StreamDelay { get; set; }

    public bool Illustrative { get; set; }

    /// <summary>How the session was when the form was written, as JSON of <see cref="SessionPlan"/>.</summary>
    public string? Seen { get; set; }

    /// <summary>Fills in how the session is now.</summary>
    public void Show(SessionPlan plan)
    {
        (Title, StreamUrl, Illustrative) = (plan.Title, plan.StreamUrl, plan.IllustrativeTimes);
        (Start, End) = (Clock(plan.Start), Clock(plan.End));
        StreamDelay = plan.StreamDelaySeconds.ToString(CultureInfo.InvariantCulture);
        Seen = Written.As(plan);
    }

    /// <summary>What was typed. Times that were changed are no longer illustrative.</summary>
    /// <param name="seen">How the session was when the form was written.</param>
    /// <param name="report">Told which field (a property of this class) breaks which rule.</param>
    public SessionPlan Read(SessionPlan seen, Action<string, RuleException> report)
    {
        var (start, end) = (ReadTime(Start, nameof(Start), report), ReadTime(End, nameof(End), report));
        var isChanged = start is not null && end is not null && (start != seen.Start || end != seen.End);
        if (!int.TryParse(StreamDelay, NumberStyles.Integer, CultureInfo.InvariantCulture, out var delay))
        {
            report(nameof(StreamDelay), new RuleException("stream-delay", detail: [0, SessionPlan.MaxStreamDelay]));
        }

        return new SessionPlan(
            Title,
            start ?? TimeOnly.MinValue,
            end ?? TimeOnly.MaxValue,
            Illustrative && !isChanged,
            string.IsNullOrWhiteSpace(StreamUrl) ? null : StreamUrl.Trim(),
            delay);
    }

    private static TimeOnly? ReadTime(string? typed, string field, Action<string, RuleException> report)
    {
        // Some browsers send seconds along.
        string[] formats = ["HH:mm", "H:mm", "HH:mm:ss"];
        if (TimeOnly.TryParseExact(typed?.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        report(field, new RuleException("time-invalid"));
        return null;
    }

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Carries what a form was written from through the browser and back.</summary>
internal static class Written
{
    public static string As<T>(T plan) => JsonSerializer.Serialize(plan, LiveJson.Options);

    /// <summary>What the form was written from; null when it came back broken.</summary>
    public static T? Read<T>(string? json)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, LiveJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
