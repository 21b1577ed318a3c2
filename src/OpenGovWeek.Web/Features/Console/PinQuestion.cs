using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>Whether a question stands above the others.</summary>
/// <param name="Version">The question's version as the moderator saw it.</param>
public sealed record PinQuestionRequest([property: JsonRequired] bool Pinned, [property: JsonRequired] int Version);

/// <summary>Pins a question, or lets it go.</summary>
public sealed class PinQuestion(EventStore events, QuestionModeration questions)
{
    /// <exception cref="RuleException">Those of <see cref="QuestionModeration.PinAsync"/>; NotFound <c>unknown-session</c>.</exception>
    public async Task<Done> RunAsync(
        string slug, Guid question, ClaimsPrincipal staff, PinQuestionRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return await questions.PinAsync(place.Session.Id, question, request.Pinned, request.Version, staff.RequireStaff(), cancellation);
    }
}
