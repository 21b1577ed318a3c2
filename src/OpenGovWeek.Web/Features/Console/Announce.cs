using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What to tell everybody in a session.</summary>
/// <param name="Id">Id that the client chose; announcing again with it is safe.</param>
/// <param name="Text">At most 280 characters on one line.</param>
/// <param name="Minutes">For how long it is shown, 1 to 240.</param>
public sealed record AnnounceRequest([property: JsonRequired] Guid Id, string? Text, [property: JsonRequired] int Minutes);

/// <summary>Announces something to everybody in a session, and ends that.</summary>
public sealed class Announce(EventStore events, Announcements announcements)
{
    /// <exception cref="RuleException">Those of <see cref="Announcements.AnnounceAsync"/>; <c>id-missing</c>.</exception>
    public async Task<Done> RunAsync(string slug, ClaimsPrincipal staff, AnnounceRequest request, CancellationToken cancellation)
    {
        if (request.Id == Guid.Empty)
        {
            throw new RuleException("id-missing", field: "id");
        }

        var place = await events.GetSessionAsync(slug, cancellation);
        return await announcements.AnnounceAsync(
            place.Session.Id, request.Id, request.Text, request.Minutes, staff.RequireStaff(), cancellation);
    }

    /// <exception cref="RuleException">Those of <see cref="Announcements.EndAsync"/>.</exception>
    public async Task<Done> EndAsync(string slug, ClaimsPrincipal staff, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return await announcements.EndAsync(place.Session.Id, staff.RequireStaff(), cancellation);
    }
}
