using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenGovWeek.Core.Audit;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What moderators do with several questions, or with each other in mind.</summary>
internal static class QuestionStaffEndpoints
{
    public static void MapQuestionStaff(this RouteGroupBuilder session)
    {
        session.MapPost("/questions/bulk", BulkAsync)
            .WithName("BulkQuestions")
            .WithSummary("Publishes, rejects or marks as answered up to 200 questions; tells of each what became of it.");
        session.MapPut("/questions/{question:guid}/hold", HoldAsync)
            .WithName("HoldQuestion")
            .WithSummary("Takes a question in hand for two minutes, or lets it go. 409 held, with the name, when a colleague has it.");
        session.MapPost("/questions/{question:guid}/merge", MergeAsync)
            .WithName("MergeQuestion")
            .WithSummary("Merges a question into another, which then counts everyone who supports either. Can be taken back for 30 seconds.");
        session.MapGet("/questions/{question:guid}/merge", PreviewAsync)
            .WithName("PreviewMerge")
            .WithSummary("How many attendees a question would count after another is merged into it.");
        session.MapPost("/undo/bulk", UndoAsync)
            .WithName("UndoActions")
            .WithSummary("Takes several actions back by their audit entries, each by itself.");
    }

    private static async Task<Ok<BulkAnswer>> BulkAsync(
        string slug, BulkQuestionsRequest request, ClaimsPrincipal staff, BulkQuestions bulk, CancellationToken cancellation) =>
        TypedResults.Ok(await bulk.RunAsync(slug, staff, request, cancellation));

    private static async Task<Ok<HoldState>> HoldAsync(
        string slug, Guid question, HoldQuestionRequest request, ClaimsPrincipal staff, HoldQuestion hold, CancellationToken cancellation) =>
        TypedResults.Ok(await hold.RunAsync(slug, question, staff, request, cancellation));

    private static async Task<Ok<Done>> MergeAsync(
        string slug, Guid question, MergeQuestionRequest request, ClaimsPrincipal staff, MergeQuestion merge, CancellationToken cancellation) =>
        TypedResults.Ok(await merge.RunAsync(slug, question, staff, request, cancellation));

    private static async Task<Ok<BulkAnswer>> UndoAsync(
        string slug, BulkUndoRequest request, ClaimsPrincipal staff, BulkQuestions bulk, CancellationToken cancellation) =>
        TypedResults.Ok(await bulk.UndoAsync(slug, staff, request, cancellation));

    private static async Task<Ok<MergePreview>> PreviewAsync(
        string slug, Guid question, Guid into, MergeQuestion merge, CancellationToken cancellation) =>
        TypedResults.Ok(await merge.PreviewAsync(slug, question, into, cancellation));
}
