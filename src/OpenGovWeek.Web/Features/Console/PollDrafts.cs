using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What a draft shall ask instead; the members mean what they mean in <see cref="CreatePollRequest"/>.</summary>
/// <param name="Version">The draft's version as the moderator saw it.</param>
public sealed record EditPollRequest(
    [property: JsonRequired] PollKind Kind,
    string? Prompt,
    IReadOnlyList<string?>? Choices,
    [property: JsonRequired] ResultsPolicy Policy,
    [property: JsonRequired] int Version,
    int? Least = null,
    int? Most = null,
    string? Low = null,
    string? High = null,
    bool? Final = null,
    bool? Confirmed = null);

/// <summary>A poll to make out of another one.</summary>
/// <param name="Id">Id that the client chose for the new draft; asking again with it is safe.</param>
public sealed record CopyPollRequest([property: JsonRequired] Guid Id);

/// <summary>The drafts of a session in their order.</summary>
/// <param name="Polls">Ids; drafts that are not named follow as they were.</param>
public sealed record OrderPollsRequest([property: JsonRequired] IReadOnlyList<Guid> Polls);

/// <summary>Edits, copies, orders and deletes drafts.</summary>
public sealed class PollDrafts(EventStore events, PollModeration polls)
{
    /// <exception cref="RuleException">Those of <see cref="PollModeration.EditAsync"/>; NotFound <c>unknown-session</c>.</exception>
    public async Task<Done> EditAsync(string slug, Guid poll, ClaimsPrincipal staff, EditPollRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        var design = new PollDesign(
            request.Kind, request.Prompt, request.Choices, request.Policy, request.Least, request.Most, request.Low, request.High, request.Final ?? false,
            request.Confirmed ?? false);
        return await polls.EditAsync(place.Session.Id, poll, design, request.Version, staff.RequireStaff(), cancellation);
    }

    /// <exception cref="RuleException">Those of <see cref="PollModeration.DeleteAsync"/>; NotFound <c>unknown-session</c>.</exception>
    public async Task<Done> DeleteAsync(string slug, Guid poll, ClaimsPrincipal staff, int version, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return await polls.DeleteAsync(place.Session.Id, poll, version, staff.RequireStaff(), cancellation);
    }

    /// <exception cref="RuleException">Those of <see cref="PollModeration.CopyAsync"/>; <c>id-missing</c>; NotFound <c>unknown-session</c>.</exception>
    public async Task<CreatedPoll> CopyAsync(string slug, Guid poll, ClaimsPrincipal staff, Guid id, CancellationToken cancellation)
    {
        if (id == Guid.Empty)
        {
            throw new RuleException("id-missing", field: "id");
        }

        var place = await events.GetSessionAsync(slug, cancellation);
        return await polls.CopyAsync(place.Event.Id, place.Session.Id, poll, id, staff.RequireStaff(), cancellation);
    }

    /// <exception cref="RuleException">Those of <see cref="PollModeration.OrderAsync"/>; NotFound <c>unknown-session</c>.</exception>
    public async Task<Done> OrderAsync(string slug, ClaimsPrincipal staff, OrderPollsRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return await polls.OrderAsync(place.Session.Id, request.Polls, staff.RequireStaff(), cancellation);
    }
}
