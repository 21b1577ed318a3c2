using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Polls;

/// <summary>What attendees do with polls, as an API.</summary>
public static class PollEndpoints
{
    public static void AddPolls(this IServiceCollection services) => services.AddSingleton<CastBallot>();

    public static void MapPolls(this IEndpointRouteBuilder routes) =>
        routes.MapAttendeeWrites("/api/sessions/{slug}/polls").WithTags("Polls")
            .MapPut("{poll:guid}/ballot", BallotAsync)
            .WithName("CastBallot")
            .WithSummary("Sets the attendee's answer to a poll. The last one counts until the close, the first one where the poll is final; the same answer again is confirmed in any case.");

    private static async Task<Ok<MyBallot>> BallotAsync(
        string slug, Guid poll, CastBallotRequest request, ClaimsPrincipal attendee, CastBallot cast, CancellationToken cancellation) =>
        TypedResults.Ok(await cast.RunAsync(slug, poll, attendee, request, cancellation));
}
