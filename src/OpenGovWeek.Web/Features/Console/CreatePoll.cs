using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>A poll to prepare.</summary>
/// <param name="Id">Id that the client chose; creating again with it is safe.</param>
/// <param name="Prompt">What is asked, at most 200 characters.</param>
/// <param name="Choices">The answers, each at most 120 characters: 2 to 10 of a single choice, 2 to 12 of a multiple one, yes, no and abstention in this order; none of other kinds.</param>
/// <param name="Policy">From when attendees see the results.</param>
/// <param name="Least">Fewest marks of a multiple choice; 1 unless it is given.</param>
/// <param name="Most">Most marks of a multiple choice (all unless it is given), most words of a word cloud (1 to 5, 3 unless it is given).</param>
/// <param name="Low">What the lower end of a rating means, at most 40 characters.</param>
/// <param name="High">What the upper end of a rating means, at most 40 characters.</param>
/// <param name="Final">The first ballot of an attendee stands.</param>
/// <param name="Confirmed">Only attendees whose address is confirmed may answer.</param>
public sealed record CreatePollRequest(
    [property: JsonRequired] Guid Id,
    [property: JsonRequired] PollKind Kind,
    string? Prompt,
    IReadOnlyList<string?>? Choices,
    [property: JsonRequired] ResultsPolicy Policy,
    int? Least = null,
    int? Most = null,
    string? Low = null,
    string? High = null,
    bool? Final = null,
    bool? Confirmed = null);

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
        var design = new PollDesign(
            request.Kind, request.Prompt, request.Choices, request.Policy, request.Least, request.Most, request.Low, request.High, request.Final ?? false,
            request.Confirmed ?? false);
        var draft = PollRules.Create(request.Id, place.Session.Id, design, clock.UtcNow());
        return await polls.CreateAsync(draft, staff.RequireStaff(), cancellation);
    }
}
