using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Text;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Where an invitation is used: reading the page changes nothing, sending its form uses the code up.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.StrangersForms)]
public sealed class AcceptModel(AcceptInvitation accept, RuleSpeaker speaker) : PageModel
{
    private const int LongestName = 60;

    /// <summary>The invitation's token; the page's module takes it from the fragment, and it can be typed.</summary>
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var token = ModelState.Read(speaker, () => InvitationToken.Parse(Code));
        var name = ModelState.Read(speaker, () => PlainText.Line(Name, 2, LongestName, nameof(Name)));
        var email = ModelState.Read(speaker, () => EmailAddress.Parse(Email, nameof(Email)));
        var password = ModelState.Read(speaker, () => NewPassword.Parse(Password, email, nameof(Password)));
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await accept.RunAsync(token!, name!, email!, password!, cancellation);
            return LocalRedirect("/equipo");
        }
        catch (RuleException rule)
        {
            ModelState.Add(speaker, rule);
            return Page();
        }
    }
}
