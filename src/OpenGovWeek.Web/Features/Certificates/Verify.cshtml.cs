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

    /// <summary>The paper's words; null when there are none.</summary>
    public CertificatePage? Paper { get; private set; }

    /// <summary>Whether it is the holder who looks, whose the PDF is.</summary>
    public bool IsHolder => Verification?.Certificate is { } certificate && certificate.AttendeeId == User.AttendeeId();

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

        // Who puts the address of a certificate on the web does not thereby put the name into search engines.
        Response.Headers["X-Robots-Tag"] = "noindex";
        Verification = await verify.RunAsync(asked.Length > MostCharacters ? asked[..MostCharacters] : asked, cancellation);
        if (Verification.Certificate is { } found)
        {
            Paper = CertificatePage.Of(found);
            Event = await events.GetLookAsync(found.EventId, cancellation);
            return Page();
        }

        Event = await events.FindCurrentAsync(cancellation);
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
