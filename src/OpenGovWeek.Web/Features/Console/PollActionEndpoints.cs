using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Web.Features.Polls;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What moderators do with the polls of a session, as an API.</summary>
internal static class PollActionEndpoints
{
    public static void AddPollActions(this IServiceCollection services)
    {
        services.AddSingleton<CreatePoll>();
        services.AddSingleton<PollDrafts>();
        services.AddSingleton<DecideWords>();
        services.AddSingleton<UsePrepared>();
        services.AddSingleton<ChangePollStatus>();
    }

    /// <param name="session">The group of what moderators do in a session.</param>
    public static void MapPollActions(this IEndpointRouteBuilder session)
    {
        session.MapPost("/polls", CreateAsync)
            .WithName("CreatePoll")
            .WithSummary("Prepares a poll. The id is the client's: the same request again answers the same with 200, the same id with another body is 409.");
        session.MapPut("/polls/{poll:guid}", EditAsync)
            .WithName("EditPoll")
            .WithSummary("Asks something else in a draft. 409 changed-meanwhile when the version is not its present one or it was opened.");
        session.MapDelete("/polls/{poll:guid}", DeleteAsync)
            .WithName("DeletePoll")
            .WithSummary("Gives a draft up. It can be taken back for 30 seconds.");
        session.MapPost("/polls/{poll:guid}/copy", CopyAsync)
            .WithName("CopyPoll")
            .WithSummary("Makes a draft out of any poll of the event. The id is the client's, as in CreatePoll.");
        session.MapPost("/polls/prepared", UsePreparedAsync)
            .WithName("UsePreparedPoll")
            .WithSummary("Makes a draft out of a poll of the event's library. The id is the client's, as in CreatePoll.");
        session.MapPut("/polls/order", OrderAsync)
            .WithName("OrderPolls")
            .WithSummary("Puts the drafts in an order; those that are not named follow as they were.");
        session.MapPost("/polls/{poll:guid}/words", WordsAsync)
            .WithName("DecideWords")
            .WithSummary("Shows and hides what attendees wrote, also after the close. Counts stay as they are.");
        session.MapPost("/polls/{poll:guid}/status", ChangeAsync)
            .WithName("ChangePollStatus")
            .WithSummary("Opens, closes (at once or announced) or publishes a poll.");
    }

    /// <summary>A poll that was created, or that the same request had created before.</summary>
    public static Results<Created<PollView>, Ok<PollView>> Answer(CreatedPoll created)
    {
        var view = LiveViews.Of(created.Poll, LiveAudience.Staff);
        return created.Done is null ? TypedResults.Ok(view) : TypedResults.Created((string?)null, view);
    }

    private static async Task<Results<Created<PollView>, Ok<PollView>>> CreateAsync(
        string slug, CreatePollRequest request, ClaimsPrincipal staff, CreatePoll create, CancellationToken cancellation) =>
        Answer(await create.RunAsync(slug, staff, request, cancellation));

    private static async Task<Ok<Done>> EditAsync(
        string slug, Guid poll, EditPollRequest request, ClaimsPrincipal staff, PollDrafts drafts, CancellationToken cancellation) =>
        TypedResults.Ok(await drafts.EditAsync(slug, poll, staff, request, cancellation));

    private static async Task<Ok<Done>> DeleteAsync(
        string slug, Guid poll, [FromQuery] int version, ClaimsPrincipal staff, PollDrafts drafts, CancellationToken cancellation) =>
        TypedResults.Ok(await drafts.DeleteAsync(slug, poll, staff, version, cancellation));

    private static async Task<Results<Created<PollView>, Ok<PollView>>> CopyAsync(
        string slug, Guid poll, CopyPollRequest request, ClaimsPrincipal staff, PollDrafts drafts, CancellationToken cancellation) =>
        Answer(await drafts.CopyAsync(slug, poll, staff, request.Id, cancellation));

    private static async Task<Results<Created<PollView>, Ok<PollView>>> UsePreparedAsync(
        string slug, UsePreparedRequest request, ClaimsPrincipal staff, UsePrepared use, CancellationToken cancellation) =>
        Answer(await use.RunAsync(slug, staff, request, cancellation));

    private static async Task<Ok<Done>> OrderAsync(
        string slug, OrderPollsRequest request, ClaimsPrincipal staff, PollDrafts drafts, CancellationToken cancellation) =>
        TypedResults.Ok(await drafts.OrderAsync(slug, staff, request, cancellation));

    private static async Task<Ok<Done>> WordsAsync(
        string slug, Guid poll, DecideWordsRequest request, ClaimsPrincipal staff, DecideWords decide, CancellationToken cancellation) =>
        TypedResults.Ok(await decide.RunAsync(slug, poll, staff, request, cancellation));

    private static async Task<Ok<Done>> ChangeAsync(
        string slug, Guid poll, ChangePollStatusRequest request, ClaimsPrincipal staff, ChangePollStatus change, CancellationToken cancellation) =>
        TypedResults.Ok(await change.RunAsync(slug, poll, staff, request, cancellation));
}
