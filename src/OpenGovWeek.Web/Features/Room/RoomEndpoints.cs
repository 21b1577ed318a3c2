using Microsoft.AspNetCore.Http.HttpResults;
using OpenGovWeek.Data.Events;

namespace OpenGovWeek.Web.Features.Room;

/// <summary>What the room's module asks besides the live protocol.</summary>
public static class RoomEndpoints
{
    public static void AddRoom(this IServiceCollection services)
    {
        services.AddSingleton<RoomPlayer>();
        services.AddSingleton<RoomReader>();
    }

    public static void MapRoom(this IEndpointRouteBuilder routes) => routes.MapGet("/api/sessions/{slug}/stream", StreamAsync)
        .WithTags("Live")
        .WithName("GetStream")
        .WithSummary("How the session's stream plays in a page; nothing while there is none that may be embedded.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .AllowAnonymous();

    private static async Task<Ok<RoomStream>> StreamAsync(string slug, EventStore events, RoomPlayer player, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return TypedResults.Ok(player.Read(place.Session.StreamUrl));
    }
}
