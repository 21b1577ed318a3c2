using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What to take back.</summary>
/// <param name="Entry">Id of the audit entry that the action answered.</param>
public sealed record UndoRequest([property: JsonRequired] Guid Entry);

/// <summary>Takes an action of staff back.</summary>
public sealed class UndoAction(EventStore events, UndoStore undo)
{
    /// <exception cref="RuleException">Those of <see cref="UndoStore.UndoAsync"/>; NotFound <c>unknown-session</c>.</exception>
    public async Task<Done> RunAsync(string slug, ClaimsPrincipal staff, UndoRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return await undo.UndoAsync(place.Session.Id, request.Entry, staff.RequireStaff(), cancellation);
    }
}
