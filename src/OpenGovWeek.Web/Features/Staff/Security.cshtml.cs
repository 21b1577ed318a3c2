using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>How a member of staff gets in: password, second factor, passkeys; each changed by its owner.</summary>
[Authorize(Policy = Policies.Moderator)]
[EnableRateLimiting(RateLimits.Passwords)]
public sealed class SecurityModel(
    OwnAccount account, ChoosePassword password, SecondFactor second, Passkeys passkeys, UserManager<StaffMember> members, RuleSpeaker speaker) : PageModel
{
    /// <summary>The present password, by which everything else is opened.</summary>
    [BindProperty]
    public string? Current { get; set; }

    /// <summary>The new password.</summary>
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>That the present password was given; see <see cref="OwnAccount"/>.</summary>
    [BindProperty]
    public string? Proof { get; set; }

    /// <summary>The secret of the authenticator that is being set up, sealed.</summary>
    [BindProperty]
    public string? Setup { get; set; }

    /// <summary>Code of the authenticator.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Name of the new passkey.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>What the browser answered for the new passkey, as JSON.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    /// <summary>The password was given a moment ago: changes are open.</summary>
    public bool IsOpen { get; private set; }

    public bool HasSecondFactor { get; private set; }

    public int CodesLeft { get; private set; }

    public IReadOnlyList<PasskeyListing> Keys { get; private set; } = [];

    /// <summary>The authenticator that is being set up; null when none is.</summary>
    public AuthenticatorSetup? NewFactor { get; private set; }

    /// <summary>Recovery codes that are shown this once.</summary>
    public IReadOnlyList<string> NewCodes { get; private set; } = [];

    /// <summary>Key of the text that says what was done; null for nothing.</summary>
    public string? Done { get; private set; }

    public Task OnGetAsync() => ShowAsync(_ => Task.CompletedTask);

    public Task OnPostProveAsync() => ShowAsync(async member => Proof = await account.ProveAsync(member, Current));

    public Task OnPostPasswordAsync(CancellationToken cancellation) =>
        ChangeAsync("DonePassword", member => password.SetAsync(member, Password, cancellation));

    public Task OnPostBeginAsync() => ShowAsync(member =>
    {
        account.RequireProof(member, Proof);
        NewFactor = second.Begin(member);
        return Task.CompletedTask;
    });

    public Task OnPostEnableAsync(CancellationToken cancellation) => ChangeAsync("DoneSecondFactor", async member =>
    {
        NewFactor = second.Again(member, Setup);
        NewCodes = await second.EnableAsync(member, Setup, Code, cancellation);
        NewFactor = null;
    });

    public Task OnPostCodesAsync(CancellationToken cancellation) => ChangeAsync("DoneCodes", async member =>
        NewCodes = await second.RenewCodesAsync(member, cancellation));

    public Task OnPostDisableAsync(CancellationToken cancellation) => ChangeAsync("DoneSecondFactorOff", member => second.DisableAsync(member, cancellation));

    public Task OnPostAddPasskeyAsync(CancellationToken cancellation) =>
        ChangeAsync("DonePasskey", member => passkeys.AddAsync(member, Name, Credential, cancellation));

    public Task OnPostRemovePasskeyAsync(string? key, CancellationToken cancellation) =>
        ChangeAsync("DonePasskeyOff", member => passkeys.RemoveAsync(member, key, cancellation));

    private Task ChangeAsync(string done, Func<StaffMember, Task> change) => ShowAsync(async member =>
    {
        account.RequireProof(member, Proof);
        await change(member);
        Proof = await account.GoOnAsync(member);
        Done = done;
    });

    private async Task ShowAsync(Func<StaffMember, Task> act)
    {
        Response.Headers.CacheControl = "no-store";
        var member = await account.ReadAsync(User);
        try
        {
            await act(member);
        }
        catch (RuleException rule)
        {
            ModelState.Add(speaker, rule);
        }

        IsOpen = account.IsProved(member, Proof);
        Keys = await passkeys.ListAsync(member);
        CodesLeft = await members.CountRecoveryCodesAsync(member);
        HasSecondFactor = member.TwoFactorEnabled;
    }
}
