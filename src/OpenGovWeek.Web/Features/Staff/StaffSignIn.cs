using Microsoft.AspNetCore.Identity;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Signs a member of staff in. Whatever is wrong, the answer and the work done for it are the same.</summary>
public sealed class StaffSignIn(UserManager<StaffMember> members, SignInManager<StaffMember> signIn)
{
    private static readonly StaffMember Nobody = new() { DisplayName = "" };

    /// <exception cref="RuleException"><c>sign-in-failed</c>: address unknown, password wrong, or too many attempts.</exception>
    public async Task RunAsync(string? email, string? password)
    {
        var member = await FindAsync(email);
        if (member is null)
        {
            members.PasswordHasher.HashPassword(Nobody, password ?? "");
            throw new RuleException("sign-in-failed");
        }

        var result = await signIn.PasswordSignInAsync(member, password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            throw new RuleException("sign-in-failed");
        }
    }

    private async Task<StaffMember?> FindAsync(string? typed)
    {
        try
        {
            return await members.FindByNameAsync(EmailAddress.Parse(typed).Normalized);
        }
        catch (RuleException)
        {
            return null;
        }
    }
}
