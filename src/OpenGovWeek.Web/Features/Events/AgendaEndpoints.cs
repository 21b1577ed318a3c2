using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Events;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>The agenda for machines, and for pages that cannot reach the hub.</summary>
public static class AgendaEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        routes.MapLooks();
        routes.MapGet("/api/events/{slug}/agenda", ReadAsync)
            .WithTags("Events")
            .WithName("GetAgenda")
            .WithSummary("The sessions of an event with their status, by day and planned start.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AllowAnonymous();
    }

    /// <exception cref="RuleException">NotFound <c>unknown-event</c>.</exception>
    private static async Task<AgendaView> ReadAsync(string slug, EventStore store, HttpResponse response, CancellationToken cancellation)
    {
        var shown = await store.GetAsync(slug, cancellation);
        response.Headers.CacheControl = "no-store";
        return new AgendaView(shown.Slug, [.. shown.Days.SelectMany(day => day.Sessions).Select(session => new AgendaSession(
            session.Slug, session.Title, session.Status, session.PlannedStart, session.PlannedEnd, session.IllustrativeTimes))]);
    }
}
