using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>Everything that is kept of one attendee's attendance, and where an organiser decides what that attendee asked for.</summary>
[Authorize(Policy = Policies.Organiser)]
[EnableRateLimiting(RateLimits.Writes)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PersonModel(
    EventStore events, AttendeeRecords records, RequestStore requests, CreditStore credits, AttendanceLetter letter, PublicAddress site, RuleSpeaker speaker) : PageModel
{
    public AttendeeRecord Record { get; private set; } = null!;

    public EventClock Clock { get; private set; } = null!;

    /// <summary>The open request that is decided about; null when there is none.</summary>
    public RequestRow? Open { get; private set; }

    public string? From { get; private set; }

    public string? To { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Key of the notice that confirms what was done.</summary>
    [TempData]
    public string? Notice { get; set; }

    public string Address => $"/equipo/asistencia/{Record.Event.Slug}";

    public async Task OnGetAsync(string slug, Guid id, Guid? pedido, CancellationToken cancellation)
    {
        await LoadAsync(slug, id, pedido, cancellation);
        if (Open is { } open)
        {
            (From, To) = (Clock.Time(open.Request.From), Clock.Time(open.Request.To));
        }
    }

    /// <param name="action"><c>grant</c> or <c>refuse</c>.</param>
    public Task<IActionResult> OnPostDecideAsync(
        string slug, Guid id, Guid request, string? from, string? to, string? note, string? action, CancellationToken cancellation)
    {
        (From, To, Note) = (from, to, note);
        var isGranted = action == "grant";
        return ActAsync(slug, id, request, isGranted ? "Granted" : "Refused", async () => await requests.DecideAsync(
            new NewDecision(Record.Event.Id, request, isGranted ? Time(request) : null, note),
            User.RequireStaff(),
            decided => letter.Of(decided, Record.Event, site.Of(Request)),
            cancellation), cancellation);
    }

    public Task<IActionResult> OnPostWithdrawAsync(string slug, Guid id, Guid credit, CancellationToken cancellation) =>
        ActAsync(slug, id, null, "Withdrawn", () => credits.WithdrawFromAsync(id, credit, User.RequireStaff(), cancellation), cancellation);

    // What was asked for stays exact unless another time was typed.
    private TimeRange Time(Guid requestId)
    {
        var asked = Record.Requests.FirstOrDefault(row => row.Request.Id == requestId)?.Request ?? throw new RuleException("unknown-request", RuleKind.NotFound);
        if (From == Clock.Time(asked.From) && To == Clock.Time(asked.To))
        {
            return new TimeRange(asked.From, asked.To);
        }

        var calendar = EventCalendar.Of(Record.Event.TimeZone);
        return TypedTime.Range(From, To, calendar.DayOf(asked.From), calendar);
    }

    private async Task<IActionResult> ActAsync(string slug, Guid id, Guid? request, string notice, Func<Task> act, CancellationToken cancellation)
    {
        await LoadAsync(slug, id, request, cancellation);
        try
        {
            await act();
            Notice = notice;
            return Redirect($"{Address}/personas/{id}#pedidos");
        }
        catch (RuleException rule) when (rule.Kind is RuleKind.Invalid or RuleKind.Conflict)
        {
            ModelState.Clear();
            ModelState.Add(speaker, rule);
            RuleExceptionHandler.Answer(Response, rule);
            return Page();
        }
    }

    private async Task LoadAsync(string slug, Guid id, Guid? request, CancellationToken cancellation)
    {
        var week = await events.GetAsync(slug, cancellation);
        Record = await records.ReadAsync(id, cancellation);
        if (Record.Event.Id != week.Id)
        {
            throw new RuleException("unknown-attendee", RuleKind.NotFound);
        }

        Clock = EventClock.Of(Record.Event);
        var open = Record.Requests.Where(row => row.Decision is null).OrderBy(row => row.Request.At).ToList();
        Open = open.Find(row => row.Request.Id == request) ?? open.FirstOrDefault();
    }
}
