using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What to do with a poll.</summary>
/// <param name="InSeconds">For Close: announces it that many seconds ahead, at most 300; nothing or 0 closes at once.</param>
/// <param name="Version">The poll's version as the moderator saw it.</param>
public sealed record ChangePollStatusRequest(
    [property: JsonRequired] PollAction Action, int? InSeconds, [property: JsonRequired] int Version);

/// <summary>Opens, closes or publishes a poll.</summary>
public sealed class ChangePollStatus(EventStore events, PollModeration polls)
{
    /// <exception cref="RuleException">Those of <see cref="PollModeration.ChangeAsync"/>; NotFound <c>unknown-session</c>.</exception>
    public async Task<Done> RunAsync(
        string slug, Guid poll, ClaimsPrincipal staff, ChangePollStatusRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return await polls.ChangeAsync(
            place.Session.Id, poll, request.Action, request.InSeconds ?? 0, request.Version, staff.RequireStaff(), cancellation);
    }
}
