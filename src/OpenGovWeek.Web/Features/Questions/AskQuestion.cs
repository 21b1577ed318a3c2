using System.Security.Claims;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Web.Http;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Features.Questions;

/// <summary>What an attendee asks.</summary>
/// <param name="Id">Id that the client chose; asking again with it is safe.</param>
/// <param name="Text">The question, 5 to 500 characters over several lines.</param>
/// <param name="WithName">Shown with the registered name; otherwise without any.</param>
public sealed record AskQuestionRequest(Guid Id, string? Text, bool WithName);

/// <summary>Takes a question of an attendee for the moderators to see.</summary>
public sealed class AskQuestion(LiveDirectory directory, QuestionStore questions)
{
    /// <returns>The question, and whether it is new: the same request again gives the same answer.</returns>
    /// <exception cref="RuleException">Those of <see cref="QuestionText.Parse"/> and <see cref="QuestionStore.AskAsync"/>; <c>id-missing</c>.</exception>
    public async Task<Asked> RunAsync(string slug, ClaimsPrincipal attendee, AskQuestionRequest request, CancellationToken cancellation)
    {
        if (request.Id == Guid.Empty)
        {
            throw new RuleException("id-missing", field: "id");
        }

        var text = QuestionText.Parse(request.Text);
        var session = await directory.GetSessionAsync(slug, cancellation);
        return await questions.AskAsync(
            new NewQuestion(session.Id, attendee.RequireAttendee(), request.Id, text, request.WithName), cancellation);
    }
}
