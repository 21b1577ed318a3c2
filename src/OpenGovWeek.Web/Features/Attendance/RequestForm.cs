using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>A request as an attendee types it, all of it texts, so that whatever was typed can be shown again.</summary>
public sealed class RequestForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Slug of the session.</summary>
    public string? Session { get; set; }

    /// <summary>On the clocks of the event's time zone on the session's day, such as <c>10:20</c>.</summary>
    public string? From { get; set; }

    public string? To { get; set; }

    public string? Reason { get; set; }

    /// <summary>What was typed, by the rules of its form.</summary>
    /// <exception cref="RuleException"><c>session-missing</c>; <c>time-invalid</c>.</exception>
    public NewRequest Read(Event week, Guid attendeeId)
    {
        var day = week.Days.Find(one => one.Sessions.Exists(session => session.Slug == Session)) ?? throw new RuleException("session-missing", field: nameof(Session));
        return new NewRequest(
            Id,
            day.Sessions.Find(session => session.Slug == Session)!.Id,
            attendeeId,
            TypedTime.Range(From, To, day.Date, EventCalendar.Of(week.TimeZone)),
            Reason);
    }
}
