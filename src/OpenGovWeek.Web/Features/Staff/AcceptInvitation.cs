using Microsoft.AspNetCore.Identity;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Uses an invitation up: makes the member and signs in.</summary>
public sealed class AcceptInvitation(StaffStore staff, UserManager<StaffMember> members, SignInManager<StaffMember> signIn)
{
    /// <exception cref="RuleException">Those of <see cref="StaffStore.AcceptAsync"/>; nothing was used up.</exception>
    public async Task RunAsync(InvitationToken token, string displayName, EmailAddress email, string password, CancellationToken cancellation)
    {
        await staff.CheckInvitationAsync(token.Hash, cancellation);
        var member = new StaffMember
        {
            Id = Guid.NewGuid(),
            DisplayName = displayName,
            UserName = email.Normalized,
            NormalizedUserName = members.NormalizeName(email.Normalized),
            Email = email.Address,
            NormalizedEmail = members.NormalizeEmail(email.Normalized),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
        };
        member.PasswordHash = members.PasswordHasher.HashPassword(member, password);
        await staff.AcceptAsync(token.Hash, member, cancellation);
        if (await members.FindByIdAsync(member.Id.ToString()) is { } stored)
        {
            await signIn.SignInAsync(stored, isPersistent: false);
        }
    }
}
