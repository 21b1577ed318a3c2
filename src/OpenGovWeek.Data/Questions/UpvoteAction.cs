using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
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
    private readonly OpenGovWeekDbContext db;
    private readonly Dictionary<Guid, Question> questions;
    private readonly Dictionary<(Guid Question, Guid Attendee), Upvote> upvotes;
    private readonly HashSet<Question> cooler = [];

    private UpvoteGroup(OpenGovWeekDbContext db, IEnumerable<Question> questions, IEnumerable<Upvote> upvotes)
    {
        this.db = db;
        this.questions = questions.ToDictionary(q => q.Id);
        this.upvotes = upvotes.ToDictionary(u => (u.QuestionId, u.AttendeeId));
    }

    /// <summary>Reads after the sessions' revisions were raised: their locks are what makes the counts right.</summary>
    public static async Task<UpvoteGroup> ReadAsync(OpenGovWeekDbContext db, IReadOnlyCollection<UpvoteAction> actions, CancellationToken cancellation)
    {
        if (actions.Count == 0)
        {
            return new UpvoteGroup(db, [], []);
        }

        var questionIds = actions.Select(a => a.QuestionId).Distinct().ToList();
        var attendeeIds = actions.Select(a => a.AttendeeId).Distinct().ToList();
        return new UpvoteGroup(
            db,
            await db.Questions.Where(q => questionIds.Contains(q.Id)).ToListAsync(cancellation),
            await db.Upvotes.Where(u => questionIds.Contains(u.QuestionId) && attendeeIds.Contains(u.AttendeeId)).ToListAsync(cancellation));
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
                upvotes[key] = db.Upvotes.Add(new Upvote { QuestionId = question.Id, AttendeeId = action.AttendeeId, At = write.Now }).Entity;
                question.Upvotes++;
                question.Heat = QuestionHeat.With(question.Heat, write.Now);
            }
            else
            {
                db.Upvotes.Remove(upvote);
                upvotes.Remove(key);
                question.Upvotes--;
                cooler.Add(question);
            }
        }
        else if (upvote is not null)
        {
            // Whoever came with a merged question and says so himself stays when the merge is taken back.
            upvote.FromQuestionId = null;
        }

        return (new UpvoteState(question.Id, action.On, question.Upvotes), changes);
    }

    /// <summary>Computes anew how fast those rise that lost an upvote: one cannot be subtracted exactly. To be called once, before saving.</summary>
    public async Task CoolAsync(CancellationToken cancellation)
    {
        foreach (var question in cooler)
        {
            await CoolAsync(db, question, cancellation);
        }
    }

    /// <summary>Computes anew how fast a question rises, from the upvotes that are stored and those that the context is about to change.</summary>
    public static async Task CoolAsync(OpenGovWeekDbContext db, Question question, CancellationToken cancellation)
    {
        var stored = await db.Upvotes.AsNoTracking().Where(u => u.QuestionId == question.Id)
            .Select(u => new { u.AttendeeId, u.At })
            .ToListAsync(cancellation);
        var now = db.ChangeTracker.Entries<Upvote>().Where(e => e.Entity.QuestionId == question.Id).ToList();
        var touched = now.Select(e => e.Entity.AttendeeId).ToHashSet();
        question.Heat = QuestionHeat.Of(stored.Where(u => !touched.Contains(u.AttendeeId)).Select(u => u.At)
            .Concat(now.Where(e => e.State != EntityState.Deleted).Select(e => e.Entity.At))
            .Order());
    }
}
