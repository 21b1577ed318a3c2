using Microsoft.AspNetCore.Identity;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Sets a member's password: by the token of a mail, or by the member who is signed in.</summary>
public sealed class ChoosePassword(UserManager<StaffMember> members, StaffSeal seals, StaffSecurity security)
{
    /// <summary>Whose token it is.</summary>
    /// <exception cref="RuleException"><c>recovery-invalid</c>: never given out, too old, or used.</exception>
    public async Task<StaffMember> FindByTokenAsync(string? token) =>
        seals.Open(AskRecovery.Purpose, token) is { } opened
        && await members.FindByIdAsync(opened.Id.ToString()) is { } member
        && member.SecurityStamp == opened.Stamp
            ? member
            : throw Invalid();

    /// <summary>Uses a token up.</summary>
    /// <param name="member">Of <see cref="FindByTokenAsync"/>.</param>
    /// <exception cref="RuleException"><c>recovery-invalid</c>: it was used meanwhile; those of <see cref="NewPassword.Parse"/>.</exception>
    public async Task ByTokenAsync(StaffMember member, string? password, CancellationToken cancellation)
    {
        try
        {
            await SetAsync(member, password, cancellation);
        }
        catch (RuleException rule) when (rule.Code == "staff-changed")
        {
            throw Invalid();
        }
    }

    /// <summary>Sets the password.</summary>
    /// <exception cref="RuleException">Those of <see cref="NewPassword.Parse"/> and of <see cref="StaffSecurity.SetPasswordAsync"/>.</exception>
    public Task SetAsync(StaffMember member, string? password, CancellationToken cancellation)
    {
        var chosen = NewPassword.Parse(password, EmailAddress.Parse(member.Email));
        return security.SetPasswordAsync(member.Id, member.SecurityStamp!, members.PasswordHasher.HashPassword(member, chosen), cancellation);
    }

    private static RuleException Invalid() => new("recovery-invalid", RuleKind.Conflict, "Code");
}
