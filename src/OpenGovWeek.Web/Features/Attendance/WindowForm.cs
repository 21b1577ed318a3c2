using System.Globalization;
using Microsoft.AspNetCore.Http;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>A live window as it is typed, on the clocks of the event's time zone.</summary>
/// <param name="Seen">What it was when the form was made; null for a new one.</param>
/// <param name="Opened">Such as <c>2024-05-28T10:00:00</c>.</param>
/// <param name="Closed">Empty while it is open.</param>
public sealed record WindowRow(Guid Id, WindowTimes? Seen, string? Opened, string? Closed, bool IsRemoved)
{
    public string OpenedField => $"OpenedAt-{Id}";

    public string ClosedField => $"ClosedAt-{Id}";

    /// <summary>Nothing was typed into the row of a new window.</summary>
    public bool IsBlank => Seen is null && string.IsNullOrWhiteSpace(Opened) && string.IsNullOrWhiteSpace(Closed);

    /// <summary>What was typed. A time that was not touched keeps its fraction of a second.</summary>
    /// <exception cref="RuleException"><c>moment-invalid</c>.</exception>
    public WindowTimes Read(EventCalendar calendar) => new(
        Id,
        Exact(TypedTime.Moment(Opened, OpenedField, calendar), Seen?.OpenedAt),
        string.IsNullOrWhiteSpace(Closed) ? null : Exact(TypedTime.Moment(Closed, ClosedField, calendar), Seen?.ClosedAt));

    // Fields have whole seconds, and browsers leave those out that are zero: what was typed is compared, not its text.
    private static DateTime Exact(DateTime typed, DateTime? seen) =>
        seen is { } before && before.Ticks / TimeSpan.TicksPerSecond == typed.Ticks / TimeSpan.TicksPerSecond ? before : typed;
}

/// <summary>The form that corrects the live windows of a session.</summary>
public static class WindowForm
{
    /// <summary>The form of a session as it is, with an empty row for one more.</summary>
    public static IReadOnlyList<WindowRow> Of(Session session, EventCalendar calendar) =>
    [
        .. LiveWindowRules.Of(session).Select(window => new WindowRow(
            window.Id, window, TypedTime.OfMoment(window.OpenedAt, calendar), window.ClosedAt is { } closed ? TypedTime.OfMoment(closed, calendar) : null, false)),
        new WindowRow(Guid.CreateVersion7(), null, null, null, false),
    ];

    /// <summary>What was sent; rows that make no sense are left out.</summary>
    public static IReadOnlyList<WindowRow> Read(IFormCollection form) =>
    [
        .. form["Window"].Select(sent => sent?.Split(' ') ?? []).Where(parts => parts.Length == 3 && Guid.TryParse(parts[0], out _)).Take(LiveWindowRules.MostWindows + 1)
            .Select(parts => new WindowRow(
                Guid.Parse(parts[0]), SeenOf(Guid.Parse(parts[0]), parts[1], parts[2]), form[$"OpenedAt-{parts[0]}"], form[$"ClosedAt-{parts[0]}"], form.ContainsKey($"Remove-{parts[0]}"))),
    ];

    /// <summary>What a row keeps of the window that its form showed.</summary>
    public static string Keep(WindowRow row) => string.Create(
        CultureInfo.InvariantCulture, $"{row.Id} {row.Seen?.OpenedAt.Ticks ?? 0} {row.Seen?.ClosedAt?.Ticks ?? 0}");

    private static WindowTimes? SeenOf(Guid id, string opened, string closed) =>
        Instant(opened) is { } at ? new WindowTimes(id, at, Instant(closed)) : null;

    private static DateTime? Instant(string ticks) =>
        long.TryParse(ticks, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= DateTime.MaxValue.Ticks ? new DateTime(value, DateTimeKind.Utc) : null;
}
