using Microsoft.AspNetCore.SignalR;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Web.Features.Attendance;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// Where pages enter a session or an agenda to be told what changes. Everything else goes over HTTP: what is told here can be
/// lost, and is then read there.
/// </summary>
public sealed class SessionHub(
    LiveDirectory directory, Broadcaster broadcaster, Presence presence, Tallies tallies, AttendanceRecorder attendance) : Hub
{
    private static readonly TimeSpan MostForTallies = TimeSpan.FromSeconds(2);

    public override async Task OnConnectedAsync()
    {
        foreach (var id in new[] { Context.User?.AttendeeId(), Context.User?.StaffId() })
        {
            if (id is { } person)
            {
                await Groups.AddToGroupAsync(Context.ConnectionId, LiveGroups.Person(person));
            }
        }
    }

    /// <summary>Joins what the place is told. The page reads over HTTP after this returned, so that nothing lies between.</summary>
    /// <param name="slug">The session's slug; for an agenda the event's.</param>
    /// <param name="place"><c>room</c>, <c>screen</c>, <c>console</c> (staff only) or <c>agenda</c>.</param>
    /// <param name="tab">Id that the tab made for itself; counts who is not registered.</param>
    /// <exception cref="HubException"><c>unknown-session</c>, <c>unknown-place</c>, <c>forbidden</c> or <c>too-many-places</c>.</exception>
    public async Task Enter(string slug, string place, Guid? tab)
    {
        await Leave(slug);
        if (Visitor.Places.Count >= Visitor.MostPlaces)
        {
            throw new HubException("too-many-places");
        }

        switch (place)
        {
            case "room":
                var session = await EnterSessionAsync(slug, LiveAudience.Public, Context.User?.AttendeeId() ?? Real(tab));
                if (Context.User?.AttendeeId() is { } attendee)
                {
                    await EnterTalliesAsync(session.Id, attendee);
                }

                break;
            case "screen":
                await EnterSessionAsync(slug, LiveAudience.Public, null);
                break;
            case "console" when Context.User?.IsModerator() == true:
                await EnterSessionAsync(slug, LiveAudience.Staff, null);
                break;
            case "console":
                throw new HubException("forbidden");
            case "agenda":
                await EnterAgendaAsync(slug);
                break;
            default:
                throw new HubException("unknown-place");
        }
    }

    /// <summary>Leaves what was entered under this slug; nothing happens when nothing was.</summary>
    public async Task Leave(string slug)
    {
        if (Visitor.Places.Remove(slug, out var place))
        {
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, place.Group);
            Forget(place);
        }
    }

    /// <summary>The page is open in the room of this session: a sighting, when an attendee of the session's event is behind it.</summary>
    /// <param name="tab">Id that the tab made for itself.</param>
    public void Heartbeat(string slug, Guid tab)
    {
        if (Real(tab) is { } known
            && Visitor.Places.GetValueOrDefault(slug) is { Session: { } session, Who: not null }
            && Context.User?.AttendeeId() is { } attendee
            && Context.User.AttendeeEventId() == session.EventId)
        {
            attendance.Seen(attendee, session.Id, known);
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var place in Visitor.Places.Values)
        {
            Forget(place);
        }

        return Task.CompletedTask;
    }

    private Visitor Visitor => VisitorFilter.VisitorOf(Context);

    private static Guid? Real(Guid? tab) => tab == Guid.Empty ? null : tab;

    private async Task<LiveSession> EnterSessionAsync(string slug, LiveAudience audience, Guid? who)
    {
        var session = await directory.FindSessionAsync(slug, Context.ConnectionAborted) ?? throw new HubException("unknown-session");
        var group = LiveGroups.Session(session.Id, audience);
        await Groups.AddToGroupAsync(Context.ConnectionId, group);
        Visitor.Places[slug] = new Place(group, session, who);
        if (who is { } present)
        {
            presence.Enter(session.Id, present);
        }

        broadcaster.Watch(session);
        return session;
    }

    // A database that does not answer keeps nobody waiting: the tallies that one sees are joined when it does.
    private async Task EnterTalliesAsync(Guid sessionId, Guid attendeeId)
    {
        try
        {
            await tallies.EnterAsync(sessionId, attendeeId, Context.ConnectionId, Context.ConnectionAborted).WaitAsync(MostForTallies, Context.ConnectionAborted);
        }
        catch (TimeoutException)
        {
        }
    }

    private async Task EnterAgendaAsync(string slug)
    {
        var @event = await directory.FindEventAsync(slug, Context.ConnectionAborted) ?? throw new HubException("unknown-session");
        var group = LiveGroups.Agenda(@event.Id);
        await Groups.AddToGroupAsync(Context.ConnectionId, group);
        Visitor.Places[slug] = new Place(group, null, null);
        // The page was written before it entered; what changed in between would be missing.
        var agenda = await broadcaster.WatchAgendaAsync(@event, Context.ConnectionAborted);
        await Clients.Caller.SendAsync(LiveNames.Agenda, agenda, Context.ConnectionAborted);
    }

    private void Forget(Place place)
    {
        if (place is { Session: { } session, Who: { } who })
        {
            presence.Leave(session.Id, who);
        }
    }
}
