using System.Security.Claims;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What to do with answers that attendees wrote.</summary>
/// <param name="Show">Ids of those that everybody may see where the tally is seen.</param>
/// <param name="Hide">Ids of those that nobody but staff shall see.</param>
public sealed record DecideWordsRequest(IReadOnlyList<Guid>? Show, IReadOnlyList<Guid>? Hide);

/// <summary>Shows and hides what attendees wrote in a poll.</summary>
public sealed class DecideWords(EventStore events, PollModeration polls)
{
    /// <exception cref="RuleException">Those of <see cref="PollModeration.DecideAsync"/>; NotFound <c>unknown-session</c>.</exception>
    public async Task<Done> RunAsync(string slug, Guid poll, ClaimsPrincipal staff, DecideWordsRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return await polls.DecideAsync(place.Session.Id, poll, request.Show ?? [], request.Hide ?? [], staff.RequireStaff(), cancellation);
    }
}
