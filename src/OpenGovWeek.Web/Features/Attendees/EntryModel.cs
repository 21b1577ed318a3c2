using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Attendees;

/// <summary>
/// Asking for the mail and typing its code: <c>/confirmar</c> for the registration of this browser, <c>/entrar</c> for an address that was registered in another one.
/// Works without a script.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.StrangersForms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class EntryModel(
    EventStore events, AttendeeStore attendees, ConfirmAddress confirm, RuleSpeaker speaker) : PageModel
{
    private const string AskedKey = "asked";

    /// <summary>Where to go afterwards; anything but an address of this site is left aside.</summary>
    [BindProperty(SupportsGet = true, Name = "volver")]
    public string? Return { get; set; }

    /// <summary>Slug of the event; without it that of this browser's attendee, or else the present one.</summary>
    [BindProperty(SupportsGet = true, Name = "evento")]
    public string? EventSlug { get; set; }

    /// <summary>Ask for another mail although one is on its way.</summary>
    [BindProperty(SupportsGet = true, Name = "otro")]
    public bool Another { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public Event? Event { get; private set; }

    /// <summary>Who this browser is in the event; null before registering.</summary>
    public Attendee? Present { get; private set; }

    /// <summary>This browser has proved its address.</summary>
    public bool IsConfirmed => Present is not null && User.IsConfirmedAttendee();

    /// <summary>The code is what comes next.</summary>
    public bool AsksForCode { get; private set; }

    /// <summary>The address that the last mail went to, as it was typed; null when this browser no longer knows.</summary>
    public string? Asked => TempData.Peek(AskedKey) as string ?? (IsConfirming ? Present?.Email : null);

    /// <summary>The registration of this browser is confirmed; otherwise somebody signs in.</summary>
    public bool IsConfirming => Request.Path.StartsWithSegments("/confirmar");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (IsConfirming && Present is null)
        {
            return Redirect($"/entrar{Request.QueryString}");
        }

        AsksForCode = Event is not null && !Another
            && (TempData.Peek(AskedKey) is not null || await confirm.WaitsForCodeAsync(HttpContext, Event, cancellation));
        Email = IsConfirming ? Present?.Email : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var email = ModelState.Read(speaker, () => EmailAddress.Parse(Email, nameof(Email)));
        if (!ModelState.IsValid || Event is null || IsConfirmed)
        {
            return Page();
        }

        // Who signs in as somebody else on a borrowed phone does not take its owner's registration along.
        var own = Present is not null && (IsConfirming || Present.NormalizedEmail == email!.Normalized) ? Present : null;
        await confirm.AskAsync(HttpContext, Event, own?.Id, email!, cancellation);
        TempData[AskedKey] = email!.Address;
        return Redirect(Here());
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        AsksForCode = true;
        var code = ModelState.Read(speaker, () => SignInRules.ParseCode(Code, nameof(Code)));
        if (!ModelState.IsValid || Event is null)
        {
            return Page();
        }

        try
        {
            await confirm.ByCodeAsync(HttpContext, Event, code!, cancellation);
            TempData.Remove(AskedKey);
            return LocalRedirect(Return ?? $"/confirmar?evento={Event.Slug}");
        }
        catch (RuleException rule)
        {
            ModelState.Add(speaker, new RuleException(rule.Code, rule.Kind, nameof(Code)));
            return Page();
        }
    }

    /// <summary>Address of this page with what it has to remember.</summary>
    /// <param name="another">Asks for another mail.</param>
    public string Here(bool another = false)
    {
        var query = new QueryString();
        foreach (var (name, value) in new[] { ("volver", Return), ("evento", EventSlug), ("otro", another ? "true" : null) })
        {
            query = value is null ? query : query.Add(name, value);
        }

        return $"{(IsConfirming ? "/confirmar" : "/entrar")}{query}";
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Return = LocalUrl.IsLocal(Return) ? Return : null;
        Event = (EventSlug, User.AttendeeEventId()) switch
        {
            ({ Length: > 0 } slug, _) => await events.GetAsync(slug, cancellation),
            (_, { } id) => await events.GetLookAsync(id, cancellation),
            _ => await events.FindCurrentAsync(cancellation),
        };
        if (User.AttendeeId() is { } attendee && User.AttendeeEventId() == Event?.Id)
        {
            Present = await attendees.FindAsync(attendee, cancellation);
        }
    }
}
