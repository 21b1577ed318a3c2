using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>The question that stays.</summary>
/// <param name="Into">Its id.</param>
/// <param name="Version">The version of the question that is merged, as the moderator saw it.</param>
/// <param name="IntoVersion">The version of the one that stays, as the moderator saw it.</param>
public sealed record MergeQuestionRequest(
    [property: JsonRequired] Guid Into, [property: JsonRequired] int Version, [property: JsonRequired] int IntoVersion);

/// <summary>What a merge would give.</summary>
/// <param name="Upvotes">Distinct attendees who would support the question that stays.</param>
public sealed record MergePreview(int Upvotes);

/// <summary>Merges a question into another that asks the same.</summary>
public sealed class MergeQuestion(EventStore events, QuestionMerging merging)
{
    /// <exception cref="RuleException">Those of <see cref="QuestionMerging.MergeAsync"/>; NotFound <c>unknown-session</c>.</exception>
    public async Task<Done> RunAsync(string slug, Guid question, ClaimsPrincipal staff, MergeQuestionRequest request, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return await merging.MergeAsync(
            place.Session.Id, question, request.Into, request.Version, request.IntoVersion, staff.RequireStaff(), cancellation);
    }

    /// <exception cref="RuleException">NotFound <c>unknown-question</c> or <c>unknown-session</c>.</exception>
    public async Task<MergePreview> PreviewAsync(string slug, Guid question, Guid into, CancellationToken cancellation)
    {
        var place = await events.GetSessionAsync(slug, cancellation);
        return new MergePreview(await merging.CountAsync(place.Session.Id, question, into, cancellation));
    }
}
