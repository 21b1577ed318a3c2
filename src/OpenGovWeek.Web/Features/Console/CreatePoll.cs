using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Polls;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>A poll to prepare.</summary>
/// <param name="Id">Id that the client chose; creating again with it is safe.</param>
/// <param name="Prompt">What is asked, at most 200 characters.</param>
/// <param name="Choices">2 to 10 answers, each at most 120 characters.</param>
/// <param name="Policy">From when attendees see the results.</param>
public sealed record CreatePollRequest(
    [property: JsonRequired] Guid Id,
    [property: JsonRequired] PollKind Kind,
    string? Prompt,
    IReadOnlyList<string?>? Choices,
    [property: JsonRequired] ResultsPolicy Policy);

/// <summary>Prepares a poll as a draft that only staff see.</summary>
public sealed class CreatePoll(EventStore events, PollModeration polls, TimeProvider clock)
{
    /// <exception cref="RuleException">Those of <see cref="PollRules.Create"/> and <see cref="PollModeration.CreateAsync"/>; <c>id-missing</c>.</exception>
    public async Task<CreatedPoll> RunAsync(string slug, ClaimsPrincipal staff, CreatePollRequest request, CancellationToken cancellation)
    {
        if (request.Id == Guid.Empty)
        {
            throw new RuleException("id-missing", field: "id");
        }

        var place = await events.GetSessionAsync(slug, cancellation);
        var draft = PollRules.Create(
            request.Id, place.Session.Id, request.Kind, request.Prompt, request.Choices, request.Policy, clock.UtcNow());
        return await polls.CreateAsync(draft, staff.RequireStaff(), cancellation);
    }
}
