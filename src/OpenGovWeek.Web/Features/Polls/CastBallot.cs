using System.Security.Claims;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Polls.Kinds;
using OpenGovWeek.Data.Polls;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Web.Http;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Features.Polls;

/// <summary>An attendee's answer to a poll.</summary>
/// <param name="Choices">Ids of the marked choices; exactly one in a single choice, none where the answer is written.</param>
/// <param name="Texts">What is written: words of at most 30 characters in a word cloud, one text of at most 200 in an open one.</param>
public sealed record CastBallotRequest(IReadOnlyList<Guid>? Choices, IReadOnlyList<string?>? Texts = null);

/// <summary>Sets an attendee's answer to a poll; the last one counts until the close.</summary>
public sealed class CastBallot(LiveDirectory directory, SessionActionWriter writer)
{
    // More than any kind takes, repetitions and blanks included.
    private const int MostItems = 100;
    private const int LongestText = 10 * PollText.MaxAnswer;

    /// <exception cref="RuleException">
    /// NotFound <c>unknown-poll</c>; Conflict <c>poll-closed</c>, <c>session-ended</c> or <c>ballot-final</c>; what the kind of the poll asks for, such as
    /// <c>one-choice</c> or <c>words-count</c>; Forbidden <c>other-event</c>; Busy <c>too-many-requests</c>.
    /// </exception>
    public async Task<MyBallot> RunAsync(
        string slug, Guid poll, ClaimsPrincipal attendee, CastBallotRequest request, CancellationToken cancellation)
    {
        var (choices, texts) = (request.Choices ?? [], request.Texts ?? []);
        Bound(choices, texts);
        var session = await directory.GetSessionAsync(slug, cancellation);
        return await writer.WriteAsync(new BallotAction(session.Id, attendee.RequireAttendee(), poll, choices, texts));
    }

    // Here and not in the writer: its time belongs to everybody who votes, and its queue counts actions, not bytes.
    private static void Bound(IReadOnlyList<Guid> choices, IReadOnlyList<string?> texts)
    {
        if (choices.Count > MostItems)
        {
            throw new RuleException("unknown-choice", field: "choices");
        }

        if (texts.Count > MostItems)
        {
            throw new RuleException("words-count", field: "texts", detail: WordCloud.MaxWords);
        }

        foreach (var text in texts.Where(text => text?.Length > LongestText))
        {
            PollText.Answer(text);
        }
    }
}
