using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Web.Http;
using OpenGovWeek.Web.ScaleOut;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>
/// The attendee's cookie: given at registration and when an address was proved, taken back when the database no longer knows the attendee, as after a restore, and no
/// longer good once the attendee was joined to another, or was confirmed in another browser. Asked once a minute and attendee, of all who come at the same moment together;
/// while the database does not answer, the cookie is believed.
/// </summary>
public sealed class KnownAttendees : IDisposable
{
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(1);
    private static readonly object JoinedKey = new();

    private readonly ConcurrentDictionary<Guid, (DateTimeOffset At, AttendeeStanding Standing)> seen = new();
    private readonly GroupReads<Guid, AttendeeStanding> reads;
    private readonly DatabaseSilence database;
    private readonly TimeProvider clock;
    private readonly IDisposable subscription;

    public KnownAttendees(AttendeeStore attendees, IHintBus hints, DatabaseSilence database, TimeProvider clock)
    {
        (this.database, this.clock) = (database, clock);
        reads = new(ids => attendees.ReadStandingsAsync(ids, CancellationToken.None));
        subscription = hints.Subscribe(Take);
    }

    /// <summary>The browser's attendee was joined to a confirmed one, or was confirmed elsewhere: it has to prove the address to be let in again.</summary>
    public static bool WasJoined(HttpContext context) => context.Items.ContainsKey(JoinedKey);

    /// <summary>Lets a browser in as an attendee, for as long as the cookie's lifetime is set to.</summary>
    public async Task SignInAsync(HttpContext context, Attendee attendee)
    {
        var isConfirmed = attendee.ConfirmedAt is not null;
        var person = People.ForAttendee(attendee.Id, attendee.EventId, attendee.Name, isConfirmed);
        await context.SignInAsync(People.AttendeeScheme, person, new AuthenticationProperties { IsPersistent = true });
        seen[attendee.Id] = (clock.GetUtcNow(), new AttendeeStanding(isConfirmed, IsJoined: false));
    }

    /// <summary>Lets the browser forget who it is; what the attendee did stays.</summary>
    public static Task LeaveAsync(HttpContext context) => context.SignOutAsync(People.AttendeeScheme);

    public void Dispose() => subscription.Dispose();

    internal async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.AttendeeId() is not { } id || await FindAsync(id, context.Principal, context.HttpContext.RequestAborted) is not { } standing)
        {
            context.RejectPrincipal();
            await LeaveAsync(context.HttpContext);
        }
        else if (standing.IsJoined || (standing.IsConfirmed && !context.Principal.IsConfirmedAttendee()))
        {
            // The cookie stays where it is: a request that was under way when the browser got its new one must not take that away.
            context.RejectPrincipal();
            context.HttpContext.Items[JoinedKey] = true;
        }
    }

    private async Task<AttendeeStanding?> FindAsync(Guid id, ClaimsPrincipal cookie, CancellationToken cancellation)
    {
        if (seen.TryGetValue(id, out var known) && clock.GetUtcNow() - known.At < Trusted)
        {
            return known.Standing;
        }

        try
        {
            if (await database.WaitAsync(reads.ReadAsync(id, CancellationToken.None), cancellation) is not { } standing)
            {
                seen.TryRemove(id, out _);
                return null;
            }

            seen[id] = (clock.GetUtcNow(), standing);
            return standing;
        }
        catch (RuleException away) when (away.Kind == RuleKind.Unavailable)
        {
            // It is signed, and whatever its bearer does waits for the database as well.
            return known.Standing ?? new AttendeeStanding(cookie.IsConfirmedAttendee(), IsJoined: false);
        }
    }

    private void Take(Hint hint)
    {
        if (hint is Hint.AccessChanged access)
        {
            // Asked anew; until there is an answer only a browser that has proved the address is believed.
            seen[access.PersonId] = (DateTimeOffset.MinValue, new AttendeeStanding(IsConfirmed: true, IsJoined: false));
        }
    }
}
