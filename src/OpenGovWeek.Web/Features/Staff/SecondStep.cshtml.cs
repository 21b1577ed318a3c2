using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>After the right password: the code of the authenticator, or a recovery code.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Passwords)]
public sealed class SecondStepModel(StaffSignIn signIn, RuleSpeaker speaker) : PageModel
{
    /// <summary>Where to go afterwards; anything but an address of this site leads to the staff's home.</summary>
    [BindProperty(SupportsGet = true, Name = "volver")]
    public string? Return { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>This browser has given a right password a moment ago.</summary>
    public bool IsAsked { get; private set; }

    public async Task OnGetAsync() => IsAsked = await signIn.IsSecondAskedAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        IsAsked = await signIn.IsSecondAskedAsync();
        try
        {
            await signIn.BySecondAsync(Code);
            return LocalRedirect(LocalUrl.IsLocal(Return) ? Return! : "/equipo");
        }
        catch (RuleException rule)
        {
            ModelState.Add(speaker, rule);
            return Page();
        }
    }
}
