using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What moderators do in a session, as an API.</summary>
public static class ConsoleEndpoints
{
    public static void AddConsole(this IServiceCollection services)
    {
        services.AddSingleton<ChangeSessionStatus>();
        services.AddSingleton<MoveQuestion>();
        services.AddSingleton<PinQuestion>();
        services.AddPollActions();
        services.AddSingleton<UndoAction>();
        services.AddSingleton<MergeQuestion>();
        services.AddSingleton<HoldQuestion>();
        services.AddSingleton<BulkQuestions>();
        services.AddSingleton<ShowOnScreen>();
        services.AddSingleton<Announce>();
        services.AddSingleton<ReplaceStream>();
        services.AddSingleton<ConsoleReader>();
        services.AddHostedService<DueChanges>();
    }

    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/api/sessions/{slug}").RequireSameOrigin();
        session.WithTags("Console")
            .RequireAuthorization(Policies.Moderator)
            .RequireRateLimiting(RateLimits.Writes)
            .ProducesWriteProblems();
        session.MapPost("/status", ChangeSessionAsync)
            .WithName("ChangeSessionStatus")
            .WithSummary("Starts, pauses, resumes or ends a session. An end can be taken back for 60 seconds.");
        session.MapPost("/questions/{question:guid}/status", MoveQuestionAsync)
            .WithName("MoveQuestion")
            .WithSummary("Publishes, rejects or answers a question. 409 changed-meanwhile when the version is not its present one.");
        session.MapPost("/questions/{question:guid}/pin", PinQuestionAsync)
            .WithName("PinQuestion")
            .WithSummary("Pins a question above the others, or lets it go.");
        session.MapPollActions();
        session.MapQuestionStaff();
        session.MapStage();
        session.MapPost("/undo", UndoAsync)
            .WithName("UndoAction")
            .WithSummary("Takes an action back by its audit entry, while its time lasts and nothing happened to its subject since.");
    }

    private static async Task<Ok<Done>> ChangeSessionAsync(
        string slug, ChangeSessionStatusRequest request, ClaimsPrincipal staff, ChangeSessionStatus change, CancellationToken cancellation) =>
        TypedResults.Ok(await change.RunAsync(slug, staff, request, cancellation));

    private static async Task<Ok<Done>> MoveQuestionAsync(
        string slug, Guid question, MoveQuestionRequest request, ClaimsPrincipal staff, MoveQuestion move, CancellationToken cancellation) =>
        TypedResults.Ok(await move.RunAsync(slug, question, staff, request, cancellation));

    private static async Task<Ok<Done>> PinQuestionAsync(
        string slug, Guid question, PinQuestionRequest request, ClaimsPrincipal staff, PinQuestion pin, CancellationToken cancellation) =>
        TypedResults.Ok(await pin.RunAsync(slug, question, staff, request, cancellation));

    private static async Task<Ok<Done>> UndoAsync(
        string slug, UndoRequest request, ClaimsPrincipal staff, UndoAction undo, CancellationToken cancellation) =>
        TypedResults.Ok(await undo.RunAsync(slug, staff, request, cancellation));
}
