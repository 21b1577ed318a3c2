using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates.Manage;

/// <summary>Where an organiser sets what certificates there are, what they ask for and say, and who signs them; with samples before any is issued.</summary>
[Authorize(Policy = Policies.Organiser)]
[EnableRateLimiting(RateLimits.Writes)]
public sealed class PolicyModel(EventStore events, PolicyStore policies, SavePolicy save, PublicAddress site, RuleSpeaker speaker) : PageModel
{
    public Event Event { get; private set; } = null!;

    /// <summary>The policy as it is kept.</summary>
    public CertificatePolicy Stored { get; private set; } = null!;

    /// <summary>Days that have sessions.</summary>
    public int Days => Event.Days.Count(day => day.Sessions.Count > 0);

    [BindProperty(Name = "")]
    public PolicyForm Form { get; set; } = new();

    /// <summary>The page was loaded again after everything was saved.</summary>
    [TempData]
    public bool? Saved { get; set; }

    public async Task OnGetAsync(string? evento, CancellationToken cancellation)
    {
        await LoadAsync(evento, cancellation);
        Form = PolicyForm.Of(Stored, Event.DaysForEvent);
    }

    public async Task<IActionResult> OnPostAsync(string? evento, CancellationToken cancellation)
    {
        await LoadAsync(evento, cancellation);
        var problems = await save.RunAsync(Event, Form, site.Of(Request), User.RequireStaff(), cancellation);
        if (problems.Count > 0)
        {
            return Refuse(problems);
        }

        Saved = true;
        return Redirect($"/equipo/certificados/ajustes?evento={Event.Slug}");
    }

    /// <param name="evento">Slug of the event.</param>
    /// <param name="muestra"><c>dia</c> or <c>evento</c>, with <c>-largo</c> for the longest name.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IActionResult> OnPostPreviewAsync(string? evento, string? muestra, CancellationToken cancellation)
    {
        await LoadAsync(evento, cancellation);
        var parts = muestra?.Split('-') ?? [];
        var (pdf, problems) = await save.PreviewAsync(Event, Form, ManageEndpoints.KindOf(Event, parts.FirstOrDefault()), parts is [_, "largo"], site.Of(Request), cancellation);
        return pdf is null ? Refuse(problems) : File(pdf, "application/pdf");
    }

    private PageResult Refuse(IReadOnlyList<RuleException> problems)
    {
        ModelState.Clear();
        foreach (var problem in problems)
        {
            ModelState.Add(speaker, problem);
        }

        RuleExceptionHandler.Answer(Response, problems[0]);
        Form.Fill();
        return Page();
    }

    private async Task LoadAsync(string? slug, CancellationToken cancellation)
    {
        Event = await events.GetManagedAsync(slug, cancellation);
        Stored = await policies.ReadAsync(Event.Id, cancellation);
    }
}
