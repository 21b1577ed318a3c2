using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Where the token of a mail is used: reading the page changes nothing, sending its form uses the token up.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Passwords)]
public sealed class RenewModel(ChoosePassword choose, RuleSpeaker speaker) : PageModel
{
    /// <summary>The mail's token; the page's module takes it from the fragment, and it can be pasted.</summary>
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public bool IsDone { get; private set; }

    public async Task OnPostAsync(CancellationToken cancellation)
    {
        try
        {
            await choose.ByTokenAsync(await choose.FindByTokenAsync(Code), Password, cancellation);
            IsDone = true;
        }
        catch (RuleException rule)
        {
            ModelState.Add(speaker, rule);
        }
    }
}
