using System.Security.Claims;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Venues;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Venues;
using OpenGovWeek.Web.Features.Attendance;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Venues;

/// <summary>An attendee says "I am here" with the code of a venue's screen.</summary>
public sealed class CheckIn(VenueStore venues, AttendanceRecorder attendance)
{
    /// <summary>Notes the visit, and that the attendee was seen now.</summary>
    /// <param name="venueId">The venue whose code was known.</param>
    /// <exception cref="RuleException">Forbidden <c>register-first</c> or <c>other-event</c>; Conflict <c>session-ended</c>; NotFound <c>unknown-venue</c> when it was closed.</exception>
    public async Task<CheckedIn> RunAsync(SessionPlace place, Guid venueId, ClaimsPrincipal person, CancellationToken cancellation)
    {
        var attendee = person.RequireAttendee();
        if (person.AttendeeEventId() != place.Event.Id)
        {
            throw new RuleException("other-event", RuleKind.Forbidden);
        }

        SessionRules.EnsureNotOver(place.Session);
        var venue = await venues.FindAsync(venueId, cancellation);
        if (venue is not { ClosedAt: null } || venue.EventId != place.Event.Id)
        {
            throw new RuleException("unknown-venue", RuleKind.NotFound);
        }

        var visit = await venues.SeeAsync(venue.Id, place.Session.Id, attendee, cancellation);
        attendance.Seen(attendee, place.Session.Id, venue.Id);
        return new CheckedIn(venue, visit);
    }
}

/// <summary>A visit that was noted.</summary>
public sealed record CheckedIn(Venue Venue, VenueVisit Visit);
