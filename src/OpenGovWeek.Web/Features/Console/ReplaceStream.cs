using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>Where the stream comes from now.</summary>
/// <param name="Url">Its address as people copy it; null or empty takes the stream away.</param>
/// <param name="Delay">Seconds that viewers are behind, 0 to 120.</param>
public sealed record ReplaceStreamRequest(string? Url, [property: JsonRequired] int Delay);

/// <summary>Replaces the stream of a session, also while it is live.</summary>
public sealed class ReplaceStream(EventStore events, StreamControl streams, IConfiguration configuration)
{
    private readonly IReadOnlyList<string> hosts = Headers.StreamHosts(configuration);

    /// <exception cref="RuleException">Those of <see cref="StreamControl.ReplaceAsync"/>.</exception>
    public async Task<Done> RunAsync(string slug, ClaimsPrincipal staff, ReplaceStreamRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return await streams.ReplaceAsync(place.Session.Id, request.Url, request.Delay, hosts, staff.RequireStaff(), cancellation);
    }
}
