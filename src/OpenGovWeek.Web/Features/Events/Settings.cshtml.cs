using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>Where an organiser corrects titles, times and the stream's address.</summary>
[Authorize(Policy = Policies.Organiser)]
public sealed class SettingsModel(
    EventStore store, SaveSettings save, RuleSpeaker speaker, IStringLocalizer<EventTexts> texts) : PageModel
{
    public Event Event { get; private set; } = null!;

    [BindProperty(Name = "")]
    public SettingsForm Form { get; set; } = new();

    /// <summary>The page was loaded again after everything was saved.</summary>
    public bool IsSaved { get; private set; }

    public async Task OnGetAsync(string slug, bool guardado, CancellationToken cancellation)
    {
        Event = await store.GetAsync(slug, cancellation);
        Form = SettingsForm.Of(Event);
        IsSaved = guardado;
    }

    /// <param name="slug">The event.</param>
    /// <param name="vista">Only shows what was typed, without saving it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IActionResult> OnPostAsync(string slug, bool vista, CancellationToken cancellation)
    {
        Event = await store.GetAsync(slug, cancellation);
        if (vista)
        {
            return Page();
        }

        var actor = User.RequireStaff();
        try
        {
            var problems = await save.RunAsync(Event, Form, actor, cancellation);
            foreach (var problem in problems)
            {
                ModelState.AddModelError(problem.Field, problem.Stored is null ? speaker.Say(problem.Rule) : texts["Settings_Changed", problem.Stored]);
            }
        }
        catch (RuleException rule) when (rule.Kind == RuleKind.Conflict)
        {
            // Somebody saved in the very moment: the next attempt says what.
            ModelState.AddModelError("", texts["Settings_Race"]);
        }

        return ModelState.IsValid ? Redirect($"/equipo/evento/{Event.Slug}?guardado=true") : Page();
    }
}
