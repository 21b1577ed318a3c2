using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenGovWeek.Data.Events;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>Leads to the event that was loaded last; without one says how to load it.</summary>
[AllowAnonymous]
public sealed class HomeModel(EventStore store) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await store.FindCurrentAsync(cancellation) is { } current ? LocalRedirect($"/e/{current.Slug}") : Page();
}
