using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Certificates.Manage;

/// <summary>The certificates of an event, to be found by name or code.</summary>
[Authorize(Policy = Policies.Organiser)]
public sealed class IssuedModel(EventStore events, IssuedList list) : PageModel
{
    // Longer than any code that is typed with spaces, and than any name.
    private const int MostCharacters = 240;

    public Event Event { get; private set; } = null!;

    public EventClock Clock { get; private set; } = null!;

    /// <summary>What is looked for; empty for all.</summary>
    public string Search { get; private set; } = "";

    public int Number { get; private set; } = 1;

    public IssuedPage Found { get; private set; } = null!;

    public async Task OnGetAsync(string? evento, string? buscar, int pagina, CancellationToken cancellation)
    {
        Event = await events.GetManagedAsync(evento, cancellation);
        Clock = EventClock.Of(Event);
        Search = buscar is { Length: > MostCharacters } ? buscar[..MostCharacters] : buscar ?? "";
        Number = Math.Clamp(pagina, 1, 100_000);
        Found = await list.ReadAsync(Event.Id, Search, Number, cancellation);
    }

    /// <summary>Address of another page of what was found.</summary>
    public string AddressOf(int page) => $"/equipo/certificados/emitidos?evento={Event.Slug}&buscar={Uri.EscapeDataString(Search)}&pagina={page}";
}
