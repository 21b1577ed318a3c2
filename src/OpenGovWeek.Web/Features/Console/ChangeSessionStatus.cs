using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What to do with a session.</summary>
public sealed record ChangeSessionStatusRequest([property: JsonRequired] SessionAction Action);

/// <summary>Starts, pauses, resumes or ends a session.</summary>
public sealed class ChangeSessionStatus(EventStore events, SessionControl control)
{
    /// <exception cref="RuleException">Those of <see cref="SessionControl.ChangeAsync"/>; NotFound <c>unknown-session</c>.</exception>
    public async Task<Done> RunAsync(string slug, ClaimsPrincipal staff, ChangeSessionStatusRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return await control.ChangeAsync(place.Session.Id, request.Action, staff.RequireStaff(), cancellation);
    }
}
