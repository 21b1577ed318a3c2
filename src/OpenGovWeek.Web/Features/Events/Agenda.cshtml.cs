using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>The days of an event with the status of every session.</summary>
[AllowAnonymous]
public sealed class AgendaModel(EventPages pages) : PageModel
{
    public Event Event { get; private set; } = null!;

    public EventClock Clock { get; private set; } = null!;

    /// <summary>This browser's attendee is registered for the event.</summary>
    public bool IsRegistered { get; private set; }

    public bool HasIllustrativeTimes { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>When it was read, UTC, if the database does not answer now; null when it has just been read.</summary>
    public DateTime? AsOf { get; private set; }

    public async Task OnGetAsync(string slug, CancellationToken cancellation)
    {
        (Event, AsOf) = await pages.GetAsync(slug, cancellation);
        Clock = EventClock.Of(Event);
        IsRegistered = User.AttendeeEventId() == Event.Id;
        var sessions = Event.Days.SelectMany(day => day.Sessions).ToList();
        HasIllustrativeTimes = sessions.Exists(session => session.IllustrativeTimes);
        IsOver = sessions.TrueForAll(SessionRules.IsOver);
    }

    /// <summary>Key of what the link to a session's room says.</summary>
    public static string Go(SessionStatus status) => status switch
    {
        SessionStatus.Live or SessionStatus.Paused => "Go_Now",
        SessionStatus.Scheduled => "Go_Before",
        _ => "Go_After",
    };
}
