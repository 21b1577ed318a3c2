using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;
using Accepted = OpenGovWeek.Core.Attendees.Registration;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>One short form that lets a person in, and later says who this browser is and lets that person correct it.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.StrangersForms)]
public sealed class RegistrationModel(
    EventStore events, AttendeeStore attendees, PolicyStore policies, Register register, KnownAttendees known, PrintableName names, RuleSpeaker speaker) : PageModel
{
    private const string RoomPrefix = "/s/";

    /// <summary>Where to go afterwards; anything but an address of this site is left aside.</summary>
    [BindProperty(SupportsGet = true, Name = "volver")]
    public string? Return { get; set; }

    /// <summary>Slug of the event; without it, that of the session to return to, or else the present one.</summary>
    [BindProperty(SupportsGet = true, Name = "evento")]
    public string? EventSlug { get; set; }

    /// <summary>See <see cref="Attendees.Register.NewTicket"/>.</summary>
    [BindProperty]
    public string? Ticket { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Audience { get; set; }

    [BindProperty]
    public string? Region { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    [BindProperty]
    public string? Accept { get; set; }

    /// <summary>The event's certificates may name an identity document.</summary>
    public bool AsksDocument { get; private set; }

    /// <summary>The event to register for; null while none was loaded.</summary>
    public Event? Event { get; private set; }

    /// <summary>Who this browser is in the event; null before registering.</summary>
    public Attendee? Present { get; private set; }

    /// <summary>The correction was stored.</summary>
    [TempData]
    public bool? Corrected { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Ticket = register.NewTicket();
        Name = Present?.Name;
        Audience = Present?.Audience.ToString();
        Region = Present?.Region;
        Document = Present?.DocumentNumber;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Event is null)
        {
            return Page();
        }

        var name = ModelState.Read(speaker, () => names.Parse(Name, nameof(Name)));
        var email = Present is null ? ModelState.Read(speaker, () => EmailAddress.Parse(Email, nameof(Email))) : null;
        var audience = ModelState.Read(speaker, () => Accepted.ParseAudience(Audience, nameof(Audience)));
        var region = ModelState.Read(speaker, () => Accepted.ParseRegion(Region, nameof(Region)));
        var document = AsksDocument ? ModelState.Read(speaker, () => DocumentNumber.Parse(Document, nameof(Document))) : Present?.DocumentNumber;
        if (Present is null)
        {
            ModelState.Read(speaker, () => Accepted.ParseConsent(Accept, nameof(Accept)));
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var profile = new Profile(name!, audience, region, document);
        return Present is null
            ? await RegisterAsync(new Accepted(profile, email!), cancellation)
            : await CorrectAsync(Present.Id, profile, cancellation);
    }

    public async Task<IActionResult> OnPostLeaveAsync()
    {
        await KnownAttendees.LeaveAsync(HttpContext);
        return Redirect(LocalUrl.OfPage(Request));
    }

    private async Task<IActionResult> RegisterAsync(Accepted registration, CancellationToken cancellation)
    {
        try
        {
            var attendee = await register.RunAsync(HttpContext, Ticket, Event!, registration, cancellation);
            await known.SignInAsync(HttpContext, attendee);
            return LocalRedirect(Destination());
        }
        catch (RuleException rule) when (rule.Kind == RuleKind.Conflict)
        {
            ModelState.Add(speaker, rule);
            ModelState.Remove(nameof(Ticket));
            Ticket = register.NewTicket();
            return Page();
        }
    }

    private async Task<IActionResult> CorrectAsync(Guid id, Profile profile, CancellationToken cancellation)
    {
        var attendee = await attendees.CorrectAsync(id, profile, cancellation);
        if (attendee is not null)
        {
            await known.SignInAsync(HttpContext, attendee);
            Corrected = true;
        }

        return Redirect(LocalUrl.OfPage(Request));
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Return = LocalUrl.IsLocal(Return) ? Return : null;
        Event = await FindEventAsync(cancellation);
        AsksDocument = Event is not null && await policies.AsksDocumentAsync(Event.Id, cancellation);
        if (User.AttendeeId() is { } id && User.AttendeeEventId() == Event?.Id)
        {
            Present = await attendees.FindAsync(id, cancellation);
        }
    }

    private async Task<Event?> FindEventAsync(CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(EventSlug))
        {
            return await events.GetAsync(EventSlug, cancellation);
        }

        if (Return?.StartsWith(RoomPrefix, StringComparison.Ordinal) is not true)
        {
            return await events.FindCurrentAsync(cancellation);
        }

        try
        {
            var slug = Return[RoomPrefix.Length..].Split('/', '?', '#')[0];
            var place = await events.GetSessionAsync(slug, cancellation);
            return await events.GetAsync(place.Event.Slug, cancellation);
        }
        catch (RuleException rule) when (rule.Kind == RuleKind.NotFound)
        {
            Return = null;
            return await events.FindCurrentAsync(cancellation);
        }
    }

    private string Destination()
    {
        if (Return is not null)
        {
            return Return;
        }

        var live = Event!.Days.SelectMany(d => d.Sessions).FirstOrDefault(s => s.Status == SessionStatus.Live);
        return live is null ? $"/e/{Event.Slug}" : $"{RoomPrefix}{live.Slug}";
    }
}
