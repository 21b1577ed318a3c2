using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Questions;

/// <summary>What attendees do with questions, as an API.</summary>
public static class QuestionEndpoints
{
    public static void AddQuestions(this IServiceCollection services)
    {
        services.AddSingleton<AskQuestion>();
        services.AddSingleton<SetUpvote>();
        services.AddSimilar();
    }

    public static void MapQuestions(this IEndpointRouteBuilder routes)
    {
        routes.MapQuestionPages();
        routes.MapSimilar();
        var questions = routes.MapAttendeeWrites("/api/sessions/{slug}/questions").WithTags("Questions");
        questions.MapPost("", AskAsync)
            .WithName("AskQuestion")
            .WithSummary("Asks a question. The id is the client's: the same request again answers the same with 200, the same id with another body is 409.");
        questions.MapPut("{question:guid}/upvote", UpvoteAsync)
            .WithName("SetUpvote")
            .WithSummary("Sets whether the attendee supports a question. Not one's own.");
    }

    private static async Task<Results<Created<MyQuestion>, Ok<MyQuestion>>> AskAsync(
        string slug, AskQuestionRequest request, ClaimsPrincipal attendee, AskQuestion ask, CancellationToken cancellation)
    {
        var asked = await ask.RunAsync(slug, attendee, request, cancellation);
        return asked.IsNew ? TypedResults.Created((string?)null, asked.Question) : TypedResults.Ok(asked.Question);
    }

    private static async Task<Ok<UpvoteState>> UpvoteAsync(
        string slug, Guid question, SetUpvoteRequest request, ClaimsPrincipal attendee, SetUpvote upvote, CancellationToken cancellation) =>
        TypedResults.Ok(await upvote.RunAsync(slug, question, attendee, request.On, cancellation));
}
