using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Verification for people; what the paper says, as an accessible page behind its code.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Strangers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class VerifyModel(VerifyCertificate verify, EventStore events) : PageModel
{
    /// <summary>Longer than any code that is typed with spaces.</summary>
    private const int MostCharacters = 120;

    /// <summary>Null while no code was given.</summary>
    public Verification? Verification { get; private set; }

    /// <summary>The event of the certificate; without one, the event that was loaded last; null when there is none.</summary>
    public Event? Event { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? code, [FromQuery(Name = "codigo")] string? typed, CancellationToken cancellation)
    {
        var asked = code ?? typed;
        if (string.IsNullOrWhiteSpace(asked))
        {
            Event = await events.FindCurrentAsync(cancellation);
            return Page();
        }

        Verification = await verify.RunAsync(asked.Length > MostCharacters ? asked[..MostCharacters] : asked, cancellation);
        Event = Verification.Certificate is { } paper
            ? await events.GetLookAsync(paper.EventId, cancellation)
            : await events.FindCurrentAsync(cancellation);
        if (Verification.Certificate is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Page();
    }
}
