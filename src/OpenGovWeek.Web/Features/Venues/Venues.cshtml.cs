using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Venues;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Venues;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Venues;

/// <summary>Where staff open venues and credit time of one session; every credit keeps who gave it and why.</summary>
[Authorize(Policy = Policies.Moderator)]
[EnableRateLimiting(RateLimits.Writes)]
public sealed class VenuesModel(
    EventStore events, VenueStore venues, CreditStore credits, RuleSpeaker speaker, TimeProvider clock) : PageModel
{
    public SessionPlace Place { get; private set; } = null!;

    public EventClock Clock { get; private set; } = null!;

    public IReadOnlyList<VenueRow> Venues { get; private set; } = [];

    public IReadOnlyList<CreditRow> Credits { get; private set; } = [];

    /// <summary>Id of the venue that the form opens, made with the page, so that sending it twice opens one.</summary>
    public Guid NewVenue { get; private set; } = Guid.CreateVersion7();

    public string? Name { get; private set; }

    public CreditForm Credit { get; private set; } = new();

    /// <summary>How many people the credit in the form would reach; null before that was asked.</summary>
    public int? People { get; private set; }

    /// <summary>Key of the notice that confirms what was done.</summary>
    [TempData]
    public string? Notice { get; set; }

    public async Task OnGetAsync(string slug, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        Credit.From = Place.Session.StatusSince is { } since ? Clock.Time(since) : null;
        Credit.To = Clock.Time(clock.UtcNow());
    }

    public Task<IActionResult> OnPostOpenAsync(string slug, Guid id, string? name, CancellationToken cancellation)
    {
        (NewVenue, Name) = (id, name);
        return ActAsync(slug, "Opened", "salas", () => venues.OpenAsync(VenueRules.Open(id, Place.Event.Id, name, clock.UtcNow()), User.RequireStaff(), cancellation), cancellation);
    }

    public Task<IActionResult> OnPostCloseAsync(string slug, Guid venue, CancellationToken cancellation) =>
        ActAsync(slug, "Closed", "salas", () => venues.CloseAsync(Place.Event.Id, venue, User.RequireStaff(), cancellation), cancellation);

    /// <param name="action"><c>count</c> only tells how many it would reach.</param>
    public async Task<IActionResult> OnPostCreditAsync(string slug, [FromForm(Name = "")] CreditForm form, string? action, CancellationToken cancellation)
    {
        Credit = form;
        ModelState.Clear();
        if (action != "count")
        {
            return await ActAsync(slug, "Credited", "creditos", async () => await credits.AddAsync(Read(form), User.RequireStaff(), cancellation), cancellation);
        }

        await LoadAsync(slug, cancellation);
        try
        {
            var credit = Read(form);
            CreditRules.Check(Place.Session, credit.Time, credit.Reason, clock.UtcNow());
            People = await credits.CountAsync(credit, cancellation);
        }
        catch (RuleException rule) when (rule.Kind is RuleKind.Invalid or RuleKind.Conflict)
        {
            ModelState.Add(speaker, rule);
        }

        return Page();
    }

    public Task<IActionResult> OnPostWithdrawAsync(string slug, Guid credit, CancellationToken cancellation) =>
        ActAsync(slug, "Withdrawn", "creditos", () => credits.WithdrawAsync(Place.Session.Id, credit, User.RequireStaff(), cancellation), cancellation);

    private NewCredit Read(CreditForm form) => new(
        form.Id, Place.Session.Id, form.VenueId, form.Time(Place.Day.Date, EventCalendar.Of(Place.Event.TimeZone)), form.Reason);

    private async Task<IActionResult> ActAsync(string slug, string notice, string anchor, Func<Task> act, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        try
        {
            await act();
            Notice = notice;
            return Redirect($"/s/{Place.Session.Slug}/salas#{anchor}");
        }
        catch (RuleException rule) when (rule.Kind is RuleKind.Invalid or RuleKind.Conflict)
        {
            ModelState.Clear();
            ModelState.Add(speaker, rule);
            RuleExceptionHandler.Answer(Response, rule);
            return Page();
        }
    }

    private async Task LoadAsync(string slug, CancellationToken cancellation)
    {
        Place = await events.GetSessionAsync(slug, cancellation);
        Clock = EventClock.Of(Place.Event);
        Venues = await venues.OfEventAsync(Place.Event.Id, Place.Session.Id, cancellation);
        Credits = await credits.OfSessionAsync(Place.Session.Id, cancellation);
    }
}
