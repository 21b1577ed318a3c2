using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>One attendee's time in a session on a day, as a bar and as a table.</summary>
public sealed record SessionTime(SessionRecord Record, DayScene Scene, EventClock Clock)
{
    // What is shorter says nothing to people: a phone that took some seconds to connect, a tab that was loaded again.
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    public TimelineDrawing? Drawing { get; } = TimelineDrawing.Of(Record, Scene);

    /// <summary>The spans that are long enough to be told.</summary>
    public IReadOnlyList<Span> Spans { get; } = [.. Record.Spans.Where(span => span.Time.Length >= Least || span.Kind is SpanKind.Counted or SpanKind.Credited)];

    /// <summary>Whole minutes that count in this session.</summary>
    public int Minutes => (int)TimeRange.Covered(Record.Spans.Where(span => span.Kind is SpanKind.Counted or SpanKind.Credited).Select(span => span.Time)).TotalMinutes;
}

/// <summary>Requests of one attendee, for that attendee or for organisers.</summary>
public sealed record RequestList(AttendeeRecord Record, EventClock Clock, bool IsStaff)
{
    public string TitleOf(Guid sessionId) => Record.Days.SelectMany(day => day.Sessions).FirstOrDefault(one => one.Session.Id == sessionId)?.Session.Title ?? "";

    /// <summary>Key of what became of a request, and the look of its word.</summary>
    public static (string Key, string Status) StateOf(RequestRow row) => row switch
    {
        { Decision: null } => ("State_Open", "Pending"),
        { Decision.IsGranted: false } => ("State_Refused", "Rejected"),
        { Credit.WithdrawnAt: not null } => ("State_Withdrawn", "Withdrawn"),
        _ => ("State_Granted", "Published"),
    };
}
