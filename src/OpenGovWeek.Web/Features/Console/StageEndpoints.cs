using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenGovWeek.Core.Audit;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What moderators set for everybody at once: the screen, the announcement, the stream.</summary>
internal static class StageEndpoints
{
    public static void MapStage(this RouteGroupBuilder session)
    {
        session.MapPut("/screen", ShowAsync)
            .WithName("ShowOnScreen")
            .WithSummary("Puts a question, a poll or the invitation on the screen; none of them is the stand-by view. Can be taken back for 30 seconds.");
        session.MapGet("/audience", CountAsync)
            .WithName("GetAudience")
            .WithSummary("How many are connected to the session, and how many have registered for its event.");
        session.MapPut("/announcement", AnnounceAsync)
            .WithName("Announce")
            .WithSummary("Announces something to everybody in the session; it ends by itself. The id is the client's: the same request again answers the same.");
        session.MapDelete("/announcement", EndAnnouncementAsync)
            .WithName("EndAnnouncement")
            .WithSummary("Ends the announcement before its time.");
        session.MapPut("/stream", ReplaceStreamAsync)
            .WithName("ReplaceStream")
            .WithSummary("Replaces the stream, or takes it away; rooms follow at once. Can be taken back for 30 seconds.");
    }

    private static async Task<Ok<Done>> ShowAsync(
        string slug, ShowOnScreenRequest request, ClaimsPrincipal staff, ShowOnScreen show, CancellationToken cancellation) =>
        TypedResults.Ok(await show.RunAsync(slug, staff, request, cancellation));

    private static async Task<Ok<Done>> AnnounceAsync(
        string slug, AnnounceRequest request, ClaimsPrincipal staff, Announce announce, CancellationToken cancellation) =>
        TypedResults.Ok(await announce.RunAsync(slug, staff, request, cancellation));

    private static async Task<Ok<Done>> EndAnnouncementAsync(
        string slug, ClaimsPrincipal staff, Announce announce, CancellationToken cancellation) =>
        TypedResults.Ok(await announce.EndAsync(slug, staff, cancellation));

    private static async Task<Ok<Done>> ReplaceStreamAsync(
        string slug, ReplaceStreamRequest request, ClaimsPrincipal staff, ReplaceStream replace, CancellationToken cancellation) =>
        TypedResults.Ok(await replace.RunAsync(slug, staff, request, cancellation));

    private static async Task<Ok<AudienceCount>> CountAsync(string slug, ConsoleReader reader, CancellationToken cancellation) =>
        TypedResults.Ok(await reader.CountAsync(slug, cancellation));
}
