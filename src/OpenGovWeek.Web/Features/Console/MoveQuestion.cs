using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>Where to move a question.</summary>
/// <param name="To">Published, Rejected, Answering or AnsweredLive.</param>
/// <param name="Reason">Why, for Rejected; its author is told.</param>
/// <param name="Version">The question's version as the moderator saw it.</param>
public sealed record MoveQuestionRequest(
    [property: JsonRequired] QuestionStatus To, RejectionReason? Reason, [property: JsonRequired] int Version);

/// <summary>Publishes, rejects or answers a question.</summary>
public sealed class MoveQuestion(EventStore events, QuestionModeration questions)
{
    /// <exception cref="RuleException">Those of <see cref="QuestionModeration.MoveAsync"/>; NotFound <c>unknown-session</c>.</exception>
    public async Task<Done> RunAsync(
        string slug, Guid question, ClaimsPrincipal staff, MoveQuestionRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return await questions.MoveAsync(
            place.Session.Id, question, request.To, request.Reason, request.Version, staff.RequireStaff(), cancellation);
    }
}
