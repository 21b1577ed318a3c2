using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>One's own attendance: the minutes of each day and session, why the others do not count, and what one asked to be counted.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Writes)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MyAttendanceModel(AttendeeRecords records, RequestStore requests, RuleSpeaker speaker) : PageModel
{
    public AttendeeRecord Record { get; private set; } = null!;

    public EventClock Clock { get; private set; } = null!;

    public RequestForm Form { get; private set; } = new();

    /// <summary>Sessions of which time can be asked for: those that were live.</summary>
    public IEnumerable<Session> Sessions => Record.Days.SelectMany(day => day.Sessions).Select(one => one.Session).Where(session => session.LiveWindows.Count > 0).DistinctBy(session => session.Id);

    /// <summary>The request that was just made is on its way.</summary>
    [TempData]
    public bool IsAsked { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (User.AttendeeId() is not { } attendeeId)
        {
            return Redirect("/registro?volver=/mi-asistencia");
        }

        await LoadAsync(attendeeId, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAskAsync([FromForm(Name = "")] RequestForm form, CancellationToken cancellation)
    {
        if (User.AttendeeId() is not { } attendeeId)
        {
            return Redirect("/registro?volver=/mi-asistencia");
        }

        await LoadAsync(attendeeId, cancellation);
        ModelState.Clear();
        Form = form;
        try
        {
            await requests.AskAsync(form.Read(Record.Event, attendeeId), cancellation);
            IsAsked = true;
            return Redirect("/mi-asistencia#pedidos");
        }
        catch (RuleException rule) when (rule.Kind is RuleKind.Invalid or RuleKind.Conflict)
        {
            ModelState.Add(speaker, rule);
            RuleExceptionHandler.Answer(Response, rule);
            return Page();
        }
    }

    private async Task LoadAsync(Guid attendeeId, CancellationToken cancellation)
    {
        Record = await records.ReadAsync(attendeeId, cancellation);
        Clock = EventClock.Of(Record.Event);
    }
}
