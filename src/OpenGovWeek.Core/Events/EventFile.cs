using System.Text.Json.Serialization;

namespace OpenGovWeek.Core.Events;

/// <summary>
/// The file that an event is imported from: JSON in UTF-8, names in camel case, unknown names refused so that a slip is seen.
/// Everything may be missing here; <see cref="EventFileRules"/> says what must not be.
/// </summary>
/// <param name="Slug">Name of the event in addresses: a to z, digits, hyphens; at most 60 characters.</param>
/// <param name="Name">Name of the event, up to 200 characters.</param>
/// <param name="Institution">Who holds the event and issues the certificates, up to 200 characters.</param>
/// <param name="Unit">The unit in charge, up to 200 characters; optional.</param>
/// <param name="Purpose">What the event is for, up to 1,000 characters; optional.</param>
/// <param name="TimeZone">IANA name, such as <c>America/Lima</c>.</param>
/// <param name="AttendanceShare">Share of a day's live minutes that its certificate asks for, above 0 and up to 1; 0.6 when missing.</param>
/// <param name="Days">The days in order, 1 to 31.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EventFile(
    string? Slug = null,
    string? Name = null,
    string? Institution = null,
    string? Unit = null,
    string? Purpose = null,
    string? TimeZone = null,
    double? AttendanceShare = null,
    IReadOnlyList<EventFileDay?>? Days = null);

/// <summary>A day of the event.</summary>
/// <param name="Date">Such as <c>2024-05-28</c>, after the date of the day before.</param>
/// <param name="Sessions">Its sessions, 1 to 50.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EventFileDay(string? Date = null, IReadOnlyList<EventFileSession?>? Sessions = null);

/// <summary>A session of the day.</summary>
/// <param name="Slug">Name of the session in addresses, unique among all sessions.</param>
/// <param name="Title">3 to 200 characters.</param>
/// <param name="Start">Planned start on the clocks of the event's time zone, such as <c>10:00</c>.</param>
/// <param name="End">Planned end, after the start and before midnight.</param>
/// <param name="StreamUrl">Address of the stream, if it is known.</param>
/// <param name="StreamDelaySeconds">How far viewers are behind, 0 to 120; 20 when missing.</param>
/// <param name="IllustrativeTimes">True when the times were invented; every page that shows them says so.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EventFileSession(
    string? Slug = null,
    string? Title = null,
    string? Start = null,
    string? End = null,
    string? StreamUrl = null,
    int? StreamDelaySeconds = null,
    bool IllustrativeTimes = false);

/// <summary>Something in an event file that cannot be imported.</summary>
/// <param name="Path">JSON pointer (RFC 6901) to it, such as <c>/days/0/sessions/1/start</c>.</param>
/// <param name="Rule">The rule that it breaks.</param>
public sealed record EventFileError(string Path, RuleException Rule);
