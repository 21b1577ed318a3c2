using System.Security.Claims;
using OpenGovWeek.Core;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>Who of the staff acts.</summary>
internal static class StaffActor
{
    /// <summary>The member of staff who is signed in, as audit entries name people.</summary>
    /// <exception cref="RuleException">Forbidden <c>forbidden</c> for anybody else.</exception>
    public static Actor RequireStaff(this ClaimsPrincipal person) => person.StaffId() is { } id
        ? new Actor(id, person.StaffName() ?? "")
        : throw new RuleException("forbidden", RuleKind.Forbidden);
}
