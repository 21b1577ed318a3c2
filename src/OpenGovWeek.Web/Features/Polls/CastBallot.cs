using System.Security.Claims;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Web.Http;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Features.Polls;

/// <summary>An attendee's answer to a poll.</summary>
/// <param name="Choices">Ids of the marked choices; exactly one in a single choice.</param>
public sealed record CastBallotRequest(IReadOnlyList<Guid>? Choices);

/// <summary>Sets an attendee's answer to a poll; the last one counts until the close.</summary>
public sealed class CastBallot(LiveDirectory directory, SessionActionWriter writer)
{
    /// <exception cref="RuleException">
    /// NotFound <c>unknown-poll</c>; Conflict <c>poll-closed</c> or <c>session-ended</c>; <c>one-choice</c>, <c>unknown-choice</c>; Forbidden <c>other-event</c>;
    /// Busy <c>too-many-requests</c>.
    /// </exception>
    public async Task<MyBallot> RunAsync(
        string slug, Guid poll, ClaimsPrincipal attendee, IReadOnlyList<Guid>? choices, CancellationToken cancellation)
    {
        var session = await directory.GetSessionAsync(slug, cancellation);
        return await writer.WriteAsync(new BallotAction(session.Id, attendee.RequireAttendee(), poll, choices ?? []));
    }
}
