using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Staff;
using OpenGovWeek.Data.Staff;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Signs a member of staff in. Whatever is wrong, the answer and the work done for it are the same.</summary>
public sealed class StaffSignIn(UserManager<StaffMember> members, SignInManager<StaffMember> signIn)
{
    private static readonly StaffMember Nobody = new() { DisplayName = "" };

    /// <returns>False when the second factor is asked for.</returns>
    /// <exception cref="RuleException"><c>sign-in-failed</c>: address unknown, password wrong, or too many attempts.</exception>
    public async Task<bool> ByPasswordAsync(string? email, string? password)
    {
        var member = await FindAsync(email);
        if (member is null)
        {
            members.PasswordHasher.HashPassword(Nobody, password ?? "");
            throw new RuleException("sign-in-failed");
        }

        var result = await signIn.PasswordSignInAsync(member, password ?? "", isPersistent: false, lockoutOnFailure: true);
        return result.Succeeded || result.RequiresTwoFactor ? result.Succeeded : throw new RuleException("sign-in-failed");
    }

    /// <summary>Somebody has given the right password in this browser, and the second factor is asked for.</summary>
    public async Task<bool> IsSecondAskedAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>The second factor: a code of the authenticator, or one of the recovery codes.</summary>
    /// <exception cref="RuleException"><c>second-step-failed</c>: wrong, used, or too many attempts.</exception>
    public async Task BySecondAsync(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter)));
        var result = code.Length <= AuthenticatorKey.Digits
            ? await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        if (!result.Succeeded)
        {
            throw new RuleException("second-step-failed", field: "Code");
        }
    }

    /// <summary>A passkey, which is both: held, and unlocked by its owner.</summary>
    /// <param name="credential">What the browser answered, as JSON.</param>
    /// <exception cref="RuleException"><c>passkey-failed</c>.</exception>
    public async Task ByPasskeyAsync(string? credential)
    {
        try
        {
            if (credential is { Length: > 0 } && (await signIn.PasskeySignInAsync(credential)).Succeeded)
            {
                return;
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException or PasskeyException)
        {
            // No question was asked before, or what came is no answer.
        }

        throw new RuleException("passkey-failed");
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
