using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>Leads to the event that was loaded last; without one says how to load it.</summary>
[AllowAnonymous]
public sealed class HomeModel(EventPages pages) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await pages.FindCurrentAsync(cancellation) is { } current ? LocalRedirect($"/e/{current}") : Page();
}
