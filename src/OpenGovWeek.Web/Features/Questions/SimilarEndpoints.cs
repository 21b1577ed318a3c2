using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Questions;

/// <summary>Similar questions for who is asking, and likely duplicates for who moderates.</summary>
public static class SimilarEndpoints
{
    public static void AddSimilar(this IServiceCollection services)
    {
        services.AddSingleton<QuestionIndexes>();
        services.AddSingleton<FindSimilar>();
    }

    public static void MapSimilar(this IEndpointRouteBuilder routes)
    {
        var questions = routes.MapGroup("/api/sessions/{slug}/questions");
        questions.WithTags("Questions")
            .RequireRateLimiting(RateLimits.Searches)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        questions.MapGet("/similar", SimilarAsync)
            .WithName("GetSimilarQuestions")
            .WithSummary("Public questions that are like a text, at most three, the most similar first.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .RequireAuthorization(Policies.Attendee);
        questions.MapGet("/duplicates", DuplicatesAsync)
            .WithName("GetLikelyDuplicates")
            .WithSummary("Groups of likely duplicates among pending, published and answering questions; the best target of each first.")
            .RequireAuthorization(Policies.Moderator);
    }

    private static async Task<Ok<SimilarQuestions>> SimilarAsync(
        string slug, HttpResponse response, FindSimilar find, CancellationToken cancellation, [FromQuery] string? text = null)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await find.RunAsync(slug, text, cancellation));
    }

    private static async Task<Ok<LikelyDuplicates>> DuplicatesAsync(
        string slug, HttpResponse response, FindSimilar find, CancellationToken cancellation)
    {
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await find.DuplicatesAsync(slug, cancellation));
    }
}
