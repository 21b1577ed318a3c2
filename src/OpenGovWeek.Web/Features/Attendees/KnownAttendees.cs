using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>
/// The attendee's cookie: given at registration, and taken back when the database no longer knows the attendee, as after a
/// restore. One read by primary key a minute and attendee.
/// </summary>
public sealed class KnownAttendees(AttendeeStore attendees, TimeProvider clock)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> seen = new();

    /// <summary>Lets a browser in as an attendee, for as long as the cookie's lifetime is set to.</summary>
    public async Task SignInAsync(HttpContext context, Attendee attendee)
    {
        var person = People.ForAttendee(attendee.Id, attendee.EventId, attendee.Name);
        await context.SignInAsync(People.AttendeeScheme, person, new AuthenticationProperties { IsPersistent = true });
        seen[attendee.Id] = clock.GetUtcNow();
    }

    /// <summary>Lets the browser forget who it is; what the attendee did stays.</summary>
    public static Task LeaveAsync(HttpContext context) => context.SignOutAsync(People.AttendeeScheme);

    internal async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.AttendeeId() is { } id && await IsKnownAsync(id, context.HttpContext.RequestAborted))
        {
            return;
        }

        context.RejectPrincipal();
        await LeaveAsync(context.HttpContext);
    }

    private async Task<bool> IsKnownAsync(Guid id, CancellationToken cancellation)
    {
        if (seen.TryGetValue(id, out var at) && clock.GetUtcNow() - at < Trusted)
        {
            return true;
        }

        if (!await attendees.ExistsAsync(id, cancellation))
        {
            seen.TryRemove(id, out _);
            return false;
        }

        seen[id] = clock.GetUtcNow();
        return true;
    }
}
