using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Puts the display name beside the roles, so that the audit needs no look-up.</summary>
public sealed class StaffClaimsFactory(
    UserManager<StaffMember> staff, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<StaffMember, IdentityRole<Guid>>(staff, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StaffMember user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(StaffClaims.DisplayName, user.DisplayName));
        return identity;
    }
}
