using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Web.Features.Console;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Polls;

/// <summary>The library of an event's polls, where staff prepare them before any session; works without a script.</summary>
[Authorize(Policy = Policies.Moderator)]
[EnableRateLimiting(RateLimits.Writes)]
public sealed class LibraryModel(EventStore events, PreparedPollStore library, RuleSpeaker speaker) : PageModel
{
    private static readonly string[] Notices = ["guardada", "copiada", "borrada"];

    public Event Event { get; private set; } = null!;

    /// <summary>In their order.</summary>
    public IReadOnlyList<PreparedPoll> Polls { get; private set; } = [];

    public PollForm Form { get; private set; } = new();

    /// <summary>The form of a poll is open.</summary>
    public bool IsEditing { get; private set; }

    /// <summary>What was just done, as the address says it; null when nothing was.</summary>
    public string? Done { get; private set; }

    /// <param name="nueva">Opens the form of a new poll.</param>
    /// <param name="editar">Opens the form of this one.</param>
    /// <param name="hecho">What was just done.</param>
    public async Task OnGetAsync(string slug, bool nueva, Guid? editar, string? hecho, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        IsEditing = nueva;
        Done = Notices.Contains(hecho) ? hecho : null;
        if (Polls.FirstOrDefault(poll => poll.Id == editar) is { } prepared)
        {
            IsEditing = true;
            Form = PollForm.Of(prepared);
        }
    }

    /// <summary>Saves a new poll or one that is being edited; the buttons of its answers only change the form.</summary>
    public async Task<IActionResult> OnPostSaveAsync(string slug, PollForm form, string? action, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        Form = form;
        IsEditing = true;
        ModelState.Clear();
        if (form.Edit(action))
        {
            return Page();
        }

        try
        {
            await (form.Version is { } version
                ? library.EditAsync(Event.Id, form.Id, form.Design, version, User.RequireStaff(), cancellation)
                : library.CreateAsync(Event.Id, form.Id, form.Design, User.RequireStaff(), cancellation));
            return Back("guardada", form.Id);
        }
        catch (RuleException rule) when (rule.Kind is RuleKind.Invalid or RuleKind.Conflict)
        {
            ModelState.AddModelError(form.FieldOf(rule.Field), speaker.Say(rule));
            return Page();
        }
    }

    /// <param name="action">Up, Down, Copy or Delete.</param>
    /// <param name="copy">Id of the poll that Copy makes, which came with the page, so that sending it twice makes one.</param>
    public async Task<IActionResult> OnPostPollAsync(
        string slug, Guid poll, int version, string? action, Guid copy, CancellationToken cancellation)
    {
        await LoadAsync(slug, cancellation);
        var prepared = Polls.FirstOrDefault(p => p.Id == poll);
        try
        {
            switch (action)
            {
                case "Up" or "Down":
                    await library.OrderAsync(Event.Id, Polls.Select(p => p.Id).ToList().Moved(poll, action == "Up" ? -1 : 1), User.RequireStaff(), cancellation);
                    return Back(null, poll);
                case "Copy" when prepared is not null:
                    await library.CreateAsync(Event.Id, copy, PollDesign.Of(prepared), User.RequireStaff(), cancellation);
                    return Back("copiada", copy);
                case "Delete":
                    await library.DeleteAsync(Event.Id, poll, version, User.RequireStaff(), cancellation);
                    return Back("borrada", null);
                default:
                    throw new RuleException("poll-action", field: "action");
            }
        }
        catch (RuleException rule) when (rule.Kind is RuleKind.Invalid or RuleKind.Conflict)
        {
            ModelState.Add(speaker, new RuleException(rule.Code, rule.Kind, field: null, detail: rule.Detail));
            return Page();
        }
    }

    private RedirectResult Back(string? done, Guid? poll) => Redirect(
        $"/equipo/evento/{Event.Slug}/encuestas{(done is null ? "" : $"?hecho={done}")}{(poll is null ? "" : $"#p-{poll}")}");

    private async Task LoadAsync(string slug, CancellationToken cancellation)
    {
        Event = await events.GetAsync(slug, cancellation);
        Polls = await library.ListAsync(Event.Id, cancellation);
    }
}
