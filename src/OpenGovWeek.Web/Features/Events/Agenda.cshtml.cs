using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>The days of an event with the status of every session.</summary>
[AllowAnonymous]
public sealed class AgendaModel(EventStore store) : PageModel
{
    public Event Event { get; private set; } = null!;

    public EventClock Clock { get; private set; } = null!;

    /// <summary>This browser's attendee is registered for the event.</summary>
    public bool IsRegistered { get; private set; }

    public bool HasIllustrativeTimes { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>What the hub would send; for a page that cannot reach it.</summary>
    public async Task<IActionResult> OnGetLiveAsync(string slug, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        Response.Headers.CacheControl = "no-store";
        return new JsonResult(View(Event), LiveJson.Options);
    }

    public async Task OnGetAsync(string slug, CancellationToken cancellation) => await LoadAsync(slug, cancellation);

    /// <summary>Key of what the link to a session's room says.</summary>
    public static string Go(SessionStatus status) => status switch
    {
        SessionStatus.Live or SessionStatus.Paused => "Go_Now",
        SessionStatus.Scheduled => "Go_Before",
        _ => "Go_After",
    };

    private async Task LoadAsync(string slug, CancellationToken cancellation)
    {
        Event = await store.GetAsync(slug, cancellation);
        Clock = EventClock.Of(Event);
        IsRegistered = User.AttendeeEventId() == Event.Id;
        var sessions = Event.Days.SelectMany(day => day.Sessions).ToList();
        HasIllustrativeTimes = sessions.Exists(session => session.IllustrativeTimes);
        IsOver = sessions.TrueForAll(SessionRules.IsOver);
    }

    private static AgendaView View(Event shown) => new(shown.Slug, [.. shown.Days.SelectMany(day => day.Sessions).Select(session => new AgendaSession(
        session.Slug, session.Title, session.Status, session.PlannedStart, session.PlannedEnd, session.IllustrativeTimes))]);
}
