using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Where a member of staff who forgot the password asks for a mail. The answer is the same for every address.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Passwords)]
public sealed class RecoverModel(AskRecovery ask, RuleSpeaker speaker) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    public bool IsAsked { get; private set; }

    /// <summary>How long the mail serves.</summary>
    public static int Minutes => (int)AskRecovery.Lifetime.TotalMinutes;

    public async Task OnPostAsync(CancellationToken cancellation)
    {
        if (ModelState.Read(speaker, () => EmailAddress.Parse(Email, nameof(Email))) is { } email)
        {
            await ask.RunAsync(email, Request, cancellation);
            IsAsked = true;
        }
    }
}
