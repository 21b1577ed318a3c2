using System.Security.Claims;
using OpenGovWeek.Core;

namespace OpenGovWeek.Web.Http;

/// <summary>What all writes of attendees share.</summary>
public static class AttendeeWrites
{
    /// <summary>A group of writes that only attendees may make, from our own pages, within their limits.</summary>
    public static RouteGroupBuilder MapAttendeeWrites(this IEndpointRouteBuilder routes, string prefix)
    {
        var group = routes.MapGroup(prefix).RequireSameOrigin();
        group.RequireAuthorization(Policies.Attendee)
            .RequireRateLimiting(RateLimits.Writes)
            .ProducesWriteProblems();
        return group;
    }

    /// <summary>Id of the attendee who acts.</summary>
    /// <exception cref="RuleException">Forbidden <c>register-first</c>.</exception>
    public static Guid RequireAttendee(this ClaimsPrincipal person) =>
        person.AttendeeId() ?? throw new RuleException("register-first", RuleKind.Forbidden);
}
