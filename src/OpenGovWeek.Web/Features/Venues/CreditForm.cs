using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Venues;

/// <summary>A credit as it is typed, all of it texts, so that whatever was typed can be shown again.</summary>
public sealed class CreditForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Id of the venue; empty for an outage.</summary>
    public string? Venue { get; set; }

    /// <summary>On the clocks of the event's time zone on the session's day, such as <c>10:20</c>.</summary>
    public string? From { get; set; }

    public string? To { get; set; }

    public string? Reason { get; set; }

    /// <summary>The venue; null for an outage, and an id that nothing has for what is no id.</summary>
    public Guid? VenueId => string.IsNullOrEmpty(Venue) ? null : Guid.TryParse(Venue, out var id) ? id : Guid.Empty;

    /// <summary>The time that was typed, UTC.</summary>
    /// <param name="date">The session's day.</param>
    /// <exception cref="RuleException"><c>time-invalid</c>.</exception>
    public TimeRange Time(DateOnly date, EventCalendar calendar) => TypedTime.Range(From, To, date, calendar);
}
