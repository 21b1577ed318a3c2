using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Venues;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Venues;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Venues;

/// <summary>Where the QR code of a venue's screen leads: reading it writes nothing, pressing "I am here" does. Works without a script.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.StrangersForms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CheckInModel(
    EventStore events, VenueStore venues, VenuePass pass, CheckIn checkIn, RuleSpeaker speaker) : PageModel
{
    /// <summary>The code as it was scanned or typed.</summary>
    [BindProperty(SupportsGet = true, Name = "codigo")]
    public string? Code { get; set; }

    public SessionPlace Place { get; private set; } = null!;

    /// <summary>The venue whose screen this browser has just seen; null when it has seen none.</summary>
    public Venue? Venue { get; private set; }

    /// <summary>The visit that was just noted.</summary>
    public CheckedIn? Done { get; private set; }

    public EventClock Clock { get; private set; } = null!;

    public bool IsRegistered => User.AttendeeId() is not null && User.AttendeeEventId() == Place.Event.Id;

    public async Task OnGetAsync(string slug, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        await FindVenueAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        await FindVenueAsync(cancellation);
        if (Venue is null || !IsRegistered)
        {
            return Page();
        }

        try
        {
            Done = await checkIn.RunAsync(Place, Venue.Id, User, cancellation);
            pass.Take(HttpContext);
        }
        catch (RuleException rule) when (rule.Kind is RuleKind.Conflict or RuleKind.NotFound)
        {
            ModelState.Add(speaker, rule);
            RuleExceptionHandler.Answer(Response, rule);
        }

        return Page();
    }

    private async Task LoadAsync(string slug, CancellationToken cancellation)
    {
        Place = await events.GetSessionAsync(slug, cancellation);
        Clock = EventClock.Of(Place.Event);
    }

    // A code that counts becomes a pass, so that who has to register first does not lose it.
    private async Task FindVenueAsync(CancellationToken cancellation)
    {
        if (!string.IsNullOrWhiteSpace(Code))
        {
            Venue = VenueCode.Normalize(Code) is { } code ? await venues.FindByCodeAsync(Place.Session, code, cancellation) : null;
            if (Venue is null)
            {
                ModelState.Add(speaker, new RuleException("venue-code", field: "codigo"));
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            }
            else
            {
                pass.Give(HttpContext, Venue.Id, Place.Session.Id);
            }
        }
        else if (pass.Read(HttpContext, Place.Session.Id) is { } held)
        {
            Venue = await venues.FindAsync(held, cancellation) is { ClosedAt: null } open ? open : null;
        }
        else if (HttpMethods.IsPost(Request.Method))
        {
            ModelState.Add(speaker, new RuleException("venue-code", field: "codigo"));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
    }
}
