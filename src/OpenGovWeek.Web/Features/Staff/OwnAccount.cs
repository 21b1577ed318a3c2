using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using OpenGovWeek.Core;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>
/// The member of staff who is signed in, about to change how to get in. That takes the password, once: the proof of it comes along with the forms and
/// serves for some minutes. The cookie alone, left open on somebody's desk, changes nothing.
/// </summary>
public sealed class OwnAccount(UserManager<StaffMember> members, SignInManager<StaffMember> signIn, StaffSeal seals, OpenGovWeekDbContext identity)
{
    private const string Purpose = "proof";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <exception cref="RuleException">Forbidden <c>forbidden</c> for anybody else, and who was just removed.</exception>
    public async Task<StaffMember> ReadAsync(ClaimsPrincipal person) =>
        person.StaffId() is { } id && await members.FindByIdAsync(id.ToString()) is { } member ? member : throw new RuleException("forbidden", RuleKind.Forbidden);

    /// <summary>Proves by the password that it is the member.</summary>
    /// <returns>The proof.</returns>
    /// <exception cref="RuleException"><c>password-wrong</c>, field Current: wrong, or too many attempts.</exception>
    public async Task<string> ProveAsync(StaffMember member, string? password) =>
        (await signIn.CheckPasswordSignInAsync(member, password ?? "", lockoutOnFailure: true)).Succeeded
            ? Proof(member)
            : throw new RuleException("password-wrong", field: "Current");

    /// <summary>The proof is this member's, and nothing was changed since.</summary>
    public bool IsProved(StaffMember member, string? proof) =>
        seals.Open(Purpose, proof) is { } opened && opened.Id == member.Id && opened.Stamp == member.SecurityStamp;

    /// <exception cref="RuleException"><c>proof-expired</c>, field Current.</exception>
    public void RequireProof(StaffMember member, string? proof)
    {
        if (!IsProved(member, proof))
        {
            throw new RuleException("proof-expired", field: "Current");
        }
    }

    /// <summary>After a change, which ends all sessions: this one goes on.</summary>
    /// <param name="member">As read before the change; as it is now afterwards.</param>
    /// <returns>The proof, for what else is to be changed.</returns>
    public async Task<string> GoOnAsync(StaffMember member)
    {
        // It was changed in a transaction beside the context from which Identity has read it.
        await identity.Entry(member).ReloadAsync();
        await signIn.RefreshSignInAsync(member);
        return Proof(member);
    }

    private string Proof(StaffMember member) => seals.Make(Purpose, member, Lifetime);
}
