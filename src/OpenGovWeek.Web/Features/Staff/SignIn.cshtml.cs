using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Sign-in of moderators and organisers.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Passwords)]
public sealed class SignInModel(StaffSignIn signIn, RuleSpeaker speaker) : PageModel
{
    /// <summary>Where to go afterwards; anything but an address of this site leads to the staff's home.</summary>
    [BindProperty(SupportsGet = true, Name = "volver")]
    public string? Return { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>What the browser answered for a passkey, as JSON.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    public IActionResult OnGet() => User.IsModerator() ? LocalRedirect(Destination()) : Page();

    public Task<IActionResult> OnPostAsync() => EnterAsync(async () => LocalRedirect(await signIn.ByPasswordAsync(Email, Password)
        ? Destination()
        : Return is null ? "/equipo/segundo-paso" : $"/equipo/segundo-paso?volver={Uri.EscapeDataString(Return)}"));

    public Task<IActionResult> OnPostPasskeyAsync() => EnterAsync(async () =>
    {
        await signIn.ByPasskeyAsync(Credential);
        return LocalRedirect(Destination());
    });

    private async Task<IActionResult> EnterAsync(Func<Task<IActionResult>> enter)
    {
        try
        {
            return await enter();
        }
        catch (RuleException rule)
        {
            ModelState.Add(speaker, rule);
            return Page();
        }
    }

    private string Destination() => LocalUrl.IsLocal(Return) ? Return! : "/equipo";
}
