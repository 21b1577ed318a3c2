using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Polls;

/// <summary>A poll of the library to use in a session.</summary>
/// <param name="Id">Id that the client chose for the draft; asking again with it is safe.</param>
/// <param name="Prepared">The poll of the library.</param>
public sealed record UsePreparedRequest([property: JsonRequired] Guid Id, [property: JsonRequired] Guid Prepared);

/// <summary>Makes a draft of a session out of a poll of its event's library.</summary>
public sealed class UsePrepared(EventStore events, PreparedPollStore library)
{
    /// <exception cref="RuleException">Those of <see cref="PreparedPollStore.UseAsync"/>; <c>id-missing</c>; NotFound <c>unknown-session</c>.</exception>
    public async Task<CreatedPoll> RunAsync(string slug, ClaimsPrincipal staff, UsePreparedRequest request, CancellationToken cancellation)
    {
        if (request.Id == Guid.Empty)
        {
            throw new RuleException("id-missing", field: "id");
        }

        var place = await events.GetSessionAsync(slug, cancellation);
        return await library.UseAsync(place.Event.Id, request.Prepared, place.Session.Id, request.Id, staff.RequireStaff(), cancellation);
    }
}
