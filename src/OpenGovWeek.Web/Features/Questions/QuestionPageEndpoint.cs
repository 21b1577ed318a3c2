using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OpenGovWeek.Core;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Web.Http;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Features.Questions;

/// <summary>The questions beyond a session's snapshot.</summary>
internal static class QuestionPageEndpoint
{
    public static void MapQuestionPages(this IEndpointRouteBuilder routes) => routes.MapGet("/api/sessions/{slug}/questions", ReadAsync)
        .WithTags("Questions")
        .WithName("GetQuestions")
        .WithSummary("Public questions beyond those of the snapshot, 100 a page in everyone's order; with audience=staff those of every status, 500 a page by id.")
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .AllowAnonymous();

    private static async Task<Ok<QuestionPage>> ReadAsync(
        string slug,
        HttpContext context,
        LiveDirectory directory,
        QuestionPages pages,
        CancellationToken cancellation,
        [FromQuery] string? after = null,
        [FromQuery] string? audience = null)
    {
        var session = await directory.GetSessionAsync(slug, cancellation);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(audience switch
        {
            null or "" or "public" => await pages.ReadPublicAsync(session.Id, after, cancellation),
            "staff" when context.User.IsModerator() => await pages.ReadStaffAsync(session.Id, after, cancellation),
            _ => throw new RuleException("forbidden", RuleKind.Forbidden),
        });
    }
}
