using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>Where the link of a mail leads: reading the page changes nothing, pressing its button uses the link up. The page's module takes the token from the fragment.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.StrangersForms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class EntryLinkModel(ConfirmAddress confirm, RuleSpeaker speaker) : PageModel
{
    [BindProperty]
    public string? Token { get; set; }

    /// <summary>The link was opened in another browser than the one that asked for it.</summary>
    public bool IsElsewhere { get; private set; }

    public void OnGet() => IsElsewhere = !confirm.HasAsked(HttpContext);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        try
        {
            await confirm.ByLinkAsync(HttpContext, Token, cancellation);
            return LocalRedirect("/confirmar");
        }
        catch (RuleException rule)
        {
            IsElsewhere = rule.Code == "link-elsewhere";
            if (!IsElsewhere)
            {
                ModelState.Add(speaker, rule);
            }

            RuleExceptionHandler.Answer(Response, rule);
            return Page();
        }
    }
}
