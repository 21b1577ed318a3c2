using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Rows;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Questions;

/// <summary>Sets whether an attendee supports a question.</summary>
public sealed record UpvoteAction(Guid SessionId, Guid AttendeeId, Guid QuestionId, bool On) : AttendeeAction<UpvoteState>(SessionId, AttendeeId);

/// <summary>An attendee's support of a question as it stands.</summary>
/// <param name="Upvotes">Of all attendees.</param>
public sealed record UpvoteState(Guid Question, bool On, int Upvotes);

/// <summary>The upvotes of one group: reads what they touch at once, and counts each against what those before it left.</summary>
internal sealed class UpvoteGroup
{
    private readonly IReadOnlyDictionary<Guid, Question> questions;
    private readonly Dictionary<(Guid Question, Guid Attendee), Upvote> stored;
    private readonly Dictionary<(Guid Question, Guid Attendee), Upvote> upvotes;
    private readonly HashSet<(Guid Question, Guid Attendee)> touched = [];
    private readonly HashSet<Question> cooler = [];

    private UpvoteGroup(IReadOnlyDictionary<Guid, Question> questions, IEnumerable<Upvote> upvotes)
    {
        this.questions = questions;
        stored = upvotes.ToDictionary(u => (u.QuestionId, u.AttendeeId));
        this.upvotes = new(stored);
    }

    /// <summary>Reads after the sessions' revisions were raised: their locks are what makes the counts right.</summary>
    public static async Task<UpvoteGroup> ReadAsync(
        OpenGovWeekDbContext db,
        GroupQueries queries,
        IReadOnlyCollection<UpvoteAction> actions,
        IReadOnlyDictionary<Guid, SessionScene> scenes,
        CancellationToken cancellation)
    {
        if (actions.Count == 0)
        {
            return new UpvoteGroup(new Dictionary<Guid, Question>(), []);
        }

        var questionIds = actions.Select(a => a.QuestionId).Distinct().ToList();
        var attendeeIds = actions.Select(a => a.AttendeeId).Distinct().ToList();
        return new UpvoteGroup(
            await ReadQuestionsAsync(db, questionIds, scenes, cancellation),
            await queries.Upvotes(db, questionIds, attendeeIds).ToListAsync(cancellation));
    }

    /// <returns>The support as it stands, and whether it changed. Setting what is set already is confirmed even after the end.</returns>
    /// <exception cref="RuleException">
    /// NotFound <c>unknown-question</c>; Forbidden <c>own-question</c>; Conflict <c>session-ended</c> or <c>questions-not-open</c>. Nothing was changed.
    /// </exception>
    public (UpvoteState Answer, bool Changed) Set(SessionWrite write, UpvoteAction action)
    {
        if (!questions.TryGetValue(action.QuestionId, out var question) || question.SessionId != action.SessionId)
        {
            throw new RuleException("unknown-question", RuleKind.NotFound);
        }

        QuestionRules.EnsureMayUpvote(question, action.AttendeeId);
        var key = (question.Id, action.AttendeeId);
        var upvote = upvotes.GetValueOrDefault(key);
        var changes = (upvote is not null) != action.On;
        if (changes)
        {
            SessionRules.EnsureAcceptsQuestions(write.Session, write.Now);
            if (upvote is null)
            {
                upvotes[key] = new Upvote { QuestionId = question.Id, AttendeeId = action.AttendeeId, At = write.Now };
                question.Upvotes++;
                question.Heat = QuestionHeat.With(question.Heat, write.Now);
            }
            else
            {
                upvotes.Remove(key);
                question.Upvotes--;
                if (QuestionHeat.Without(question.Heat, upvote.At) is { } rest)
                {
                    question.Heat = rest;
                }
                else
                {
                    cooler.Add(question);
                }
            }

            question.Revision = write.Revision;
            touched.Add(key);
        }
        else if (upvote?.FromQuestionId is not null)
        {
            // Whoever came with a merged question and says so himself stays when the merge is taken back.
            upvote.FromQuestionId = null;
            touched.Add(key);
        }

        return (new UpvoteState(question.Id, action.On, question.Upvotes), changes);
    }

    /// <summary>What is to be stored of what was set. What was taken back leaves through the context, which saves it.</summary>
    public async Task<IReadOnlyList<RowSet>> RowsAsync(OpenGovWeekDbContext db, CancellationToken cancellation)
    {
        var now = touched.ToLookup(key => key.Question, key => (key.Attendee, Upvote: upvotes.GetValueOrDefault(key)));
        foreach (var question in cooler)
        {
            question.Heat = await HeatAsync(db, question.Id, now[question.Id].ToDictionary(), cancellation);
        }

        db.Upvotes.RemoveRange(touched.Where(key => !upvotes.ContainsKey(key)).Select(stored.GetValueOrDefault).OfType<Upvote>());
        return
        [
            RowSet.Of(db, touched.Where(upvotes.ContainsKey).Select(key => upvotes[key]), nameof(Upvote.At), nameof(Upvote.FromQuestionId)),
            RowSet.Of(db, now.Select(changed => questions[changed.Key]), nameof(Question.Upvotes), nameof(Question.Heat), nameof(Question.Revision)),
        ];
    }

    /// <summary>Computes anew how fast a question rises.</summary>
    /// <param name="changed">By attendee what is not stored yet: the upvote, or null for one that goes away.</param>
    public static async Task<double> HeatAsync(
        OpenGovWeekDbContext db, Guid questionId, IReadOnlyDictionary<Guid, Upvote?> changed, CancellationToken cancellation)
    {
        var stored = await db.Upvotes.AsNoTracking().Where(u => u.QuestionId == questionId)
            .Select(u => new { u.AttendeeId, u.At })
            .ToListAsync(cancellation);
        return QuestionHeat.Of(stored.Where(u => !changed.ContainsKey(u.AttendeeId)).Select(u => u.At)
            .Concat(changed.Values.OfType<Upvote>().Select(u => u.At))
            .Order());
    }

    private static async Task<IReadOnlyDictionary<Guid, Question>> ReadQuestionsAsync(
        OpenGovWeekDbContext db, IReadOnlyList<Guid> ids, IReadOnlyDictionary<Guid, SessionScene> scenes, CancellationToken cancellation)
    {
        var questions = scenes.Values.SelectMany(scene => scene.Questions).Where(known => ids.Contains(known.Key)).ToDictionary();
        if (ids.Where(id => !questions.ContainsKey(id)).ToList() is { Count: > 0 } missing)
        {
            foreach (var question in await db.Questions.AsNoTracking().Where(q => missing.Contains(q.Id)).ToListAsync(cancellation))
            {
                questions.Add(question.Id, question);
                scenes.GetValueOrDefault(question.SessionId)?.Questions.Add(question.Id, question);
            }
        }

        return questions;
    }
}
