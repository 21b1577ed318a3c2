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

/// <summary>Where organisers see how many qualify for which certificate, and have them issued for all.</summary>
[Authorize(Policy = Policies.Organiser)]
[EnableRateLimiting(RateLimits.Writes)]
public sealed class RunsModel(EventStore events, CertificateOverview overview, RunStore runs, PublicAddress site, RuleSpeaker speaker) : PageModel
{
    public Event Event { get; private set; } = null!;

    public EventClock Clock { get; private set; } = null!;

    public IReadOnlyList<KindCount> Kinds { get; private set; } = [];

    /// <summary>The runs, the newest first, each with why some got no certificate.</summary>
    public IReadOnlyList<(CertificateRun Run, IReadOnlyList<RunFailure> Failures)> Runs { get; private set; } = [];

    public async Task OnGetAsync(string? evento, CancellationToken cancellation) => await LoadAsync(evento, cancellation);

    public Task<IActionResult> OnPostStartAsync(string? evento, Guid id, string? kind, bool mail, CancellationToken cancellation) => ActAsync(
        evento,
        async () =>
        {
            var known = Event.Days.Any(day => day.Sessions.Count > 0 && CertificateKinds.OfDay(day.Number) == kind) || (kind == CertificateKinds.Event && Event.DaysForEvent > 0);
            if (!known)
            {
                throw new RuleException("unknown-day", RuleKind.NotFound);
            }

            await runs.StartAsync(new NewRun(id, Event.Id, kind!, mail, site.Of(Request)), User.RequireStaff(), cancellation);
        },
        cancellation);

    public Task<IActionResult> OnPostStopAsync(string? evento, Guid id, CancellationToken cancellation) =>
        ActAsync(evento, () => runs.StopAsync(Event.Id, id, User.RequireStaff(), cancellation), cancellation);

    public Task<IActionResult> OnPostResumeAsync(string? evento, Guid id, CancellationToken cancellation) =>
        ActAsync(evento, () => runs.ResumeAsync(Event.Id, id, User.RequireStaff(), cancellation), cancellation);

    /// <summary>Why somebody got no certificate, as a sentence.</summary>
    public string Say(RunFailure failure) => speaker.Say(new RuleException(failure.Code, RuleKind.Invalid, null, [.. failure.Detail]));

    private async Task<IActionResult> ActAsync(string? slug, Func<Task> act, CancellationToken cancellation)
    {
        Event = await events.GetManagedAsync(slug, cancellation);
        try
        {
            await act();
            return Redirect($"/equipo/certificados?evento={Event.Slug}#emisiones");
        }
        catch (RuleException rule) when (rule.Kind == RuleKind.Conflict)
        {
            ModelState.Clear();
            ModelState.Add(speaker, rule);
            RuleExceptionHandler.Answer(Response, rule);
            await LoadAsync(slug, cancellation);
            return Page();
        }
    }

    private async Task LoadAsync(string? slug, CancellationToken cancellation)
    {
        Event = await events.GetManagedAsync(slug, cancellation);
        Clock = EventClock.Of(Event);
        Kinds = await overview.ReadAsync(Event.Id, cancellation);
        var rows = new List<(CertificateRun, IReadOnlyList<RunFailure>)>();
        foreach (var run in await runs.OfEventAsync(Event.Id, cancellation))
        {
            rows.Add((run, run.Failed == 0 ? [] : await runs.FailuresAsync(run.Id, cancellation)));
        }

        Runs = rows;
    }
}
