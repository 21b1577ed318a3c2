using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Web.Http;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Features.Questions;

/// <summary>Whether an attendee supports a question.</summary>
public sealed record SetUpvoteRequest([property: JsonRequired] bool On);

/// <summary>Sets an attendee's support of a question.</summary>
public sealed class SetUpvote(LiveDirectory directory, SessionActionWriter writer)
{
    /// <exception cref="RuleException">
    /// NotFound <c>unknown-question</c>; Forbidden <c>own-question</c> or <c>other-event</c>; Conflict <c>session-ended</c> or <c>questions-not-open</c>;
    /// Busy <c>too-many-requests</c>.
    /// </exception>
    public async Task<UpvoteState> RunAsync(string slug, Guid question, ClaimsPrincipal attendee, bool on, CancellationToken cancellation)
    {
        var session = await directory.GetSessionAsync(slug, cancellation);
        return await writer.WriteAsync(new UpvoteAction(session.Id, attendee.RequireAttendee(), question, on));
    }
}
