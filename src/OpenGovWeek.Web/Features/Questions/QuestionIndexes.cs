using Microsoft.Extensions.Options;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Data.Questions;
using OpenGovWeek.Web.Live;

namespace OpenGovWeek.Web.Features.Questions;

/// <summary>
/// The questions of the sessions that were lately asked about, on this node, ready to be compared. Each index is built once, however many ask at the same
/// moment, and follows the session by revision: at once when this node heard of a change, and by the time of a sweep when it did not.
/// </summary>
public sealed class QuestionIndexes(QuestionTexts texts, SessionRevisions revisions, IOptions<LiveOptions> options, TimeProvider clock)
{
    /// <summary>Indexes that are kept; of more, the one that was not used for longest is forgotten.</summary>
    public const int Most = 16;

    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Session, LiveAudience Audience), (SessionQuestions Questions, long UsedAt)> indexes = [];
    private long uses;

    /// <summary>Number of indexes that are kept now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return indexes.Count;
            }
        }
    }

    /// <summary>Looks at the questions of a session, as they are now, while nobody changes them.</summary>
    /// <param name="audience">Public for what everyone may see; Staff for what moderators have to deal with.</param>
    public async Task<T> LookAsync<T>(LiveSession session, LiveAudience audience, Func<SessionQuestions, T> look, CancellationToken cancellation)
    {
        var questions = Find(session.Id, audience);
        using var turn = await questions.TakeTurnAsync(cancellation);
        if (!IsCurrent(questions, session.Id))
        {
            var askedAt = clock.GetTimestamp();
            questions.Take(await texts.ReadAsync(session.Id, questions.Revision, questions.Epoch, cancellation), askedAt);
        }

        return look(questions);
    }

    private bool IsCurrent(SessionQuestions questions, Guid sessionId) =>
        questions.ReadAt is { } at
        && clock.GetElapsedTime(at) < options.Value.Sweep
        && questions.Revision >= revisions.Known(sessionId);

    private SessionQuestions Find(Guid session, LiveAudience audience)
    {
        lock (gate)
        {
            var questions = indexes.TryGetValue((session, audience), out var kept) ? kept.Questions : new SessionQuestions(audience);
            indexes[(session, audience)] = (questions, ++uses);
            if (indexes.Count > Most)
            {
                indexes.Remove(indexes.MinBy(index => index.Value.UsedAt).Key);
            }

            return questions;
        }
    }
}
