using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Features.Shared;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>The attendance of an event, day by day: numbers and curve for all staff, names and requests for organisers only.</summary>
[Authorize(Policy = Policies.Moderator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AttendanceModel(EventStore events, AttendanceReader reader, AttendanceBoard board, RequestStore requests) : PageModel
{
    /// <summary>Null while no event was loaded.</summary>
    public Event? Event { get; private set; }

    public EventClock Clock { get; private set; } = null!;

    public DayScene Scene { get; private set; } = null!;

    public BoardView Board { get; private set; } = null!;

    public AttendeeQuery Query { get; private set; } = new();

    /// <summary>Null for moderators, who see no names.</summary>
    public AttendeePage? People { get; private set; }

    /// <summary>Requests that nobody has decided yet; empty for moderators.</summary>
    public IReadOnlyList<OpenRequest> Requests { get; private set; } = [];

    public string Address => $"/equipo/asistencia/{Event!.Slug}";

    public async Task<IActionResult> OnGetAsync(
        string? slug, int? dia, string? buscar, AttendeeOrder orden, bool? asc, int pagina, CancellationToken cancellation)
    {
        Event = slug is null ? await events.FindCurrentAsync(cancellation) : await events.GetAsync(slug, cancellation);
        if (Event is null)
        {
            return Page();
        }

        Clock = EventClock.Of(Event);
        Scene = await reader.SetAsync(Event, AttendanceBoard.DayOf(Event, dia, board.Now), cancellation);
        Query = new AttendeeQuery(buscar, Enum.IsDefined(orden) ? orden : default, asc is null ? orden == AttendeeOrder.Minutes : !asc.Value, Math.Clamp(pagina, 1, 1_000_000));
        if (!User.IsOrganiser())
        {
            Board = await board.ReadAsync(Event, Scene.Day);
            return Page();
        }

        People = await reader.ReadPageAsync(Scene, Query, cancellation);
        Board = await board.ShowAsync(Event, Scene, People.Figures, cancellation);
        Requests = await requests.OpenOfEventAsync(Event.Id, cancellation);
        return Page();
    }

    /// <summary>Address of the same day with another order or page.</summary>
    public string With(AttendeeOrder? order = null, int page = 1)
    {
        var sorted = order ?? Query.Order;
        // Pressing the head of the column that is sorted by turns it round.
        var descending = order is null ? Query.Descending : order == Query.Order ? !Query.Descending : sorted == AttendeeOrder.Minutes;
        var search = string.IsNullOrWhiteSpace(Query.Search) ? "" : $"&buscar={Uri.EscapeDataString(Query.Search)}";
        return $"{Address}?dia={Scene.Day.Number}&orden={(int)sorted}&asc={(descending ? "false" : "true")}&pagina={page}{search}#lista";
    }
}
