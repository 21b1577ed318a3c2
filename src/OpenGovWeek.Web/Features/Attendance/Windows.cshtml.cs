using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>Where an organiser corrects when a session was live, because somebody pressed too early, too late or not at all.</summary>
[Authorize(Policy = Policies.Organiser)]
[EnableRateLimiting(RateLimits.Writes)]
public sealed class WindowsModel(EventStore events, LiveWindowControl control, RuleSpeaker speaker) : PageModel
{
    public SessionPlace Place { get; private set; } = null!;

    public EventClock Clock { get; private set; } = null!;

    public IReadOnlyList<WindowRow> Rows { get; private set; } = [];

    public string? Reason { get; private set; }

    [TempData]
    public bool IsCorrected { get; set; }

    public async Task OnGetAsync(string slug, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        Rows = WindowForm.Of(Place.Session, EventCalendar.Of(Place.Event.TimeZone));
    }

    public async Task<IActionResult> OnPostAsync(string slug, string? reason, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        (Rows, Reason) = (WindowForm.Read(Request.Form), reason);
        var calendar = EventCalendar.Of(Place.Event.TimeZone);
        var wanted = new List<WindowTimes>();
        ModelState.Clear();
        foreach (var row in Rows.Where(row => !row.IsRemoved && !row.IsBlank))
        {
            if (ModelState.Read(speaker, () => row.Read(calendar)) is { } window)
            {
                wanted.Add(window);
            }
        }

        if (ModelState.ErrorCount == 0)
        {
            try
            {
                var seen = Rows.Select(row => row.Seen).OfType<WindowTimes>().OrderBy(window => window.OpenedAt).ToList();
                await control.CorrectAsync(Place.Session.Id, seen, wanted, reason, User.RequireStaff(), cancellation);
                IsCorrected = true;
                return Redirect($"/equipo/asistencia/{Place.Session.Slug}/ventanas");
            }
            catch (RuleException rule) when (rule.Kind is RuleKind.Invalid or RuleKind.Conflict)
            {
                ModelState.Add(speaker, rule);
                RuleExceptionHandler.Answer(Response, rule);
                return Page();
            }
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task LoadAsync(string slug, CancellationToken cancellation)
    {
        Place = await events.GetSessionAsync(slug, cancellation);
        Clock = EventClock.Of(Place.Event);
    }
}
