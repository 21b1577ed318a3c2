using System.Security.Claims;
using System.Text.Json.Serialization;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Console;

/// <summary>What to do with several questions.</summary>
/// <param name="Action">publish, reject or answered.</param>
/// <param name="Reason">Why, for reject; the same for all, and their authors are told.</param>
/// <param name="Items">At most 200, each with its version as the moderator saw it.</param>
public sealed record BulkQuestionsRequest(
    [property: JsonRequired] string Action, RejectionReason? Reason, [property: JsonRequired] IReadOnlyList<BulkItem> Items);

/// <summary>One of them.</summary>
public sealed record BulkItem([property: JsonRequired] Guid Id, [property: JsonRequired] int Version);

/// <summary>What to take back.</summary>
/// <param name="Entries">Ids of audit entries, at most 200.</param>
public sealed record BulkUndoRequest([property: JsonRequired] IReadOnlyList<Guid> Entries);

/// <summary>What became of each.</summary>
public sealed record BulkAnswer(IReadOnlyList<BulkDone> Done, IReadOnlyList<BulkFailed> Failed);

/// <summary>What was done with one question; see <see cref="Core.Audit.Done"/>.</summary>
public sealed record BulkDone(Guid Question, Guid Entry, AuditAction Action, DateTime? UndoUntil);

/// <summary>Why one question was left as it is.</summary>
/// <param name="Code">Word of the rule, for machines.</param>
/// <param name="Title">The rule in the reader's language.</param>
public sealed record BulkFailed(Guid Question, string Code, string Title);

/// <summary>Does the same with several questions, and takes it back.</summary>
public sealed class BulkQuestions(EventStore events, BulkModeration bulk, UndoStore undo, RuleSpeaker speaker)
{
    /// <exception cref="RuleException"><c>bulk-action</c>, <c>bulk-items</c> or <c>reason-missing</c>; NotFound <c>unknown-session</c>. What keeps single questions is in the answer.</exception>
    public async Task<BulkAnswer> RunAsync(string slug, ClaimsPrincipal staff, BulkQuestionsRequest request, CancellationToken cancellation)
    {
        var to = request.Action switch
        {
            "publish" => QuestionStatus.Published,
            "reject" => QuestionStatus.Rejected,
            "answered" => QuestionStatus.AnsweredLive,
            _ => throw new RuleException("bulk-action", field: "action"),
        };
        if (to == QuestionStatus.Rejected && request.Reason is null)
        {
            throw new RuleException("reason-missing", field: "reason");
        }

        var place = await events.GetSessionAsync(slug, cancellation);
        return Answer(await bulk.MoveAsync(
            place.Session.Id, [.. request.Items.Select(i => new SeenQuestion(i.Id, i.Version))], to, request.Reason, staff.RequireStaff(), cancellation));
    }

    /// <exception cref="RuleException"><c>bulk-items</c>; NotFound <c>unknown-session</c>.</exception>
    public async Task<BulkAnswer> UndoAsync(string slug, ClaimsPrincipal staff, BulkUndoRequest request, CancellationToken cancellation)
    {
        if (request.Entries.Count is 0 or > BulkModeration.Most)
        {
            throw new RuleException("bulk-items", RuleKind.Invalid, "entries", BulkModeration.Most);
        }

        var place = await events.GetSessionAsync(slug, cancellation);
        return Answer(await undo.UndoAsync(place.Session.Id, request.Entries, staff.RequireStaff(), cancellation));
    }

    private BulkAnswer Answer(BulkOutcome outcome) => new(
        [.. outcome.Done.Select(d => new BulkDone(d.Subject, d.Done.Entry, d.Done.Action, d.Done.UndoUntil))],
        [.. outcome.Failed.Select(f => new BulkFailed(f.Subject, f.Rule.Code, speaker.Say(f.Rule)))]);
}
