using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using OpenGovWeek.Core;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Web.Http;

/// <summary>Names of the authorization policies.</summary>
public static class Policies
{
    public const string Attendee = "Attendee";

    /// <summary>Moderators and organisers.</summary>
    public const string Moderator = "Moderator";

    public const string Organiser = "Organiser";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Attendee, policy => policy.RequireAssertion(context => context.User.AttendeeId() is not null));
        options.AddPolicy(Moderator, policy => policy.RequireAssertion(context => context.User.IsModerator()));
        options.AddPolicy(Organiser, policy => policy.RequireAssertion(context => context.User.IsOrganiser()));
    }
}

/// <summary>
/// One browser may be an attendee and a member of staff at once: both cookies are read, and the request's principal carries
/// an identity for each.
/// </summary>
public static class People
{
    /// <summary>Authentication scheme of the attendee's cookie.</summary>
    public const string AttendeeScheme = "Attendee";

    private const string EventClaim = "event";
    private const string ConfirmedClaim = "confirmed";

    /// <summary>Id of the attendee that this browser registered; null when there is none.</summary>
    public static Guid? AttendeeId(this ClaimsPrincipal person) => Id(person, AttendeeScheme);

    /// <summary>Id of the event that this browser registered for.</summary>
    public static Guid? AttendeeEventId(this ClaimsPrincipal person) =>
        Guid.TryParse(Identity(person, AttendeeScheme)?.FindFirst(EventClaim)?.Value, out var id) ? id : null;

    /// <summary>Name of the attendee as registered.</summary>
    public static string? AttendeeName(this ClaimsPrincipal person) => Identity(person, AttendeeScheme)?.Name;

    /// <summary>This browser has proved the address of its attendee.</summary>
    public static bool IsConfirmedAttendee(this ClaimsPrincipal person) => Identity(person, AttendeeScheme)?.HasClaim(ConfirmedClaim, "true") ?? false;

    /// <summary>Id of the member of staff who is signed in; null when nobody is.</summary>
    public static Guid? StaffId(this ClaimsPrincipal person) => Id(person, IdentityConstants.ApplicationScheme);

    /// <summary>The member of staff who is signed in, with the stamp that the cookie carries; null when nobody is.</summary>
    public static StaffSignedIn? StaffSignedIn(this ClaimsPrincipal person) => person.StaffId() is { } id
        ? new StaffSignedIn(id, Identity(person, IdentityConstants.ApplicationScheme)?.FindFirst(new ClaimsIdentityOptions().SecurityStampClaimType)?.Value)
        : null;

    /// <summary>Display name of the member of staff who is signed in.</summary>
    public static string? StaffName(this ClaimsPrincipal person) =>
        Identity(person, IdentityConstants.ApplicationScheme)?.FindFirst(StaffClaims.DisplayName)?.Value;

    /// <summary>The member of staff who is signed in, as audit entries name people.</summary>
    /// <exception cref="RuleException">Forbidden <c>forbidden</c> for anybody else.</exception>
    public static Actor RequireStaff(this ClaimsPrincipal person) => person.StaffId() is { } id
        ? new Actor(id, person.StaffName() ?? "")
        : throw new RuleException("forbidden", RuleKind.Forbidden);

    public static bool IsOrganiser(this ClaimsPrincipal person) => HasRole(person, StaffRoles.Organiser);

    /// <summary>Organisers may do all that moderators may.</summary>
    public static bool IsModerator(this ClaimsPrincipal person) => HasRole(person, StaffRoles.Moderator) || person.IsOrganiser();

    /// <summary>The principal of an attendee's cookie.</summary>
    /// <param name="isConfirmed">The browser has proved the address.</param>
    public static ClaimsPrincipal ForAttendee(Guid attendeeId, Guid eventId, string name, bool isConfirmed = false) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, attendeeId.ToString()),
            new Claim(ClaimTypes.Name, name),
            new Claim(EventClaim, eventId.ToString()),
            .. isConfirmed ? [new Claim(ConfirmedClaim, "true")] : Array.Empty<Claim>(),
        ],
        AttendeeScheme));

    /// <summary>Gives every request a principal with the identities of both cookies.</summary>
    public static IApplicationBuilder UsePeople(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var staff = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var attendee = await context.AuthenticateAsync(AttendeeScheme);
        context.User = new ClaimsPrincipal([.. Identities(staff), .. Identities(attendee)]);
        await next(context);
    });

    private static IEnumerable<ClaimsIdentity> Identities(AuthenticateResult result) => result.Principal?.Identities ?? [];

    private static ClaimsIdentity? Identity(ClaimsPrincipal person, string scheme) =>
        person.Identities.FirstOrDefault(i => i.IsAuthenticated && i.AuthenticationType == scheme);

    private static Guid? Id(ClaimsPrincipal person, string scheme) =>
        Guid.TryParse(Identity(person, scheme)?.FindFirst(ClaimTypes.NameIdentifier)?.Value, out var id) ? id : null;

    private static bool HasRole(ClaimsPrincipal person, string role) =>
        Identity(person, IdentityConstants.ApplicationScheme)?.HasClaim(ClaimTypes.Role, role) ?? false;
}

/// <summary>Claims that the staff's cookie carries beyond Identity's own.</summary>
public static class StaffClaims
{
    public const string DisplayName = "display-name";
}
