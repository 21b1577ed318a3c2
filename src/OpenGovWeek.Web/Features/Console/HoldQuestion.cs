using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>Whether one has a question in hand.</summary>
public sealed record HoldQuestionRequest([property: JsonRequired] bool On);

/// <summary>Who has a question in hand.</summary>
/// <param name="Held">Null when nobody has.</param>
public sealed record HoldState(Guid Question, HoldView? Held);

/// <summary>Takes a question in hand, so that colleagues see it, or lets it go.</summary>
public sealed class HoldQuestion(EventStore events, QuestionHolds holds)
{
    /// <exception cref="RuleException">Those of <see cref="QuestionHolds.SetAsync"/>.</exception>
    public async Task<HoldState> RunAsync(string slug, Guid question, ClaimsPrincipal staff, HoldQuestionRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return new HoldState(question, await holds.SetAsync(place.Session.Id, question, request.On, staff.RequireStaff(), cancellation));
    }
}
