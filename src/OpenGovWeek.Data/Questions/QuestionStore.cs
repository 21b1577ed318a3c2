using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Questions;

/// <summary>Writes the questions that attendees ask.</summary>
public sealed class QuestionStore(
    IDbContextFactory<OpenGovWeekDbContext> contexts, SessionWriter sessions, Commits commits, IDatabaseProvider provider)
{
    /// <summary>Stores a question as Pending. Asking the same again answers the same.</summary>
    /// <param name="question">What was asked; its text has passed <see cref="QuestionText.Parse"/>.</param>
    /// <exception cref="RuleException">
    /// Conflict <c>id-taken</c> when this attendee asked something else with the id, <c>session-ended</c> or <c>questions-not-open</c>;
    /// Forbidden <c>other-event</c> or <c>attendee-joined</c>; NotFound <c>unknown-session</c>.
    /// </exception>
    public async Task<Asked> AskAsync(NewQuestion question, CancellationToken cancellation)
    {
        if (await FindAsync(question, cancellation) is { } before)
        {
            return new Asked(before, IsNew: false);
        }

        try
        {
            var asked = await sessions.WriteAsync(question.SessionId, write => AddAsync(write, question, cancellation), cancellation);
            commits.Raise(new Hint.AttendeeNews(question.AttendeeId));
            return asked;
        }
        catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
        {
            // The same id at the same moment in another session.
            throw new RuleException("id-taken", RuleKind.Conflict, "id");
        }
    }

    private static async Task<Asked> AddAsync(SessionWrite write, NewQuestion asked, CancellationToken cancellation)
    {
        // A repeated request may have waited for the lock behind the first one.
        var before = await write.Db.Questions.SingleOrDefaultAsync(q => q.AttendeeId == asked.AttendeeId && q.ClientId == asked.ClientId, cancellation);
        if (before is not null)
        {
            return new Asked(Same(before, asked), IsNew: false);
        }

        var attendee = await write.Db.Attendees.AsNoTracking().SingleOrDefaultAsync(a => a.Id == asked.AttendeeId, cancellation);
        if (attendee?.EventId != write.Session.EventId)
        {
            throw new RuleException("other-event", RuleKind.Forbidden);
        }

        if (attendee.JoinedIntoId is not null)
        {
            throw Joined.Refusal();
        }

        SessionRules.EnsureAcceptsQuestions(write.Session, write.Now);
        var question = new Question
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(write.Now)),
            SessionId = asked.SessionId,
            AttendeeId = asked.AttendeeId,
            ClientId = asked.ClientId,
            Text = asked.Text,
            AuthorName = asked.WithName ? attendee.Name : null,
            AskedAt = write.Now,
            StatusSince = write.Now,
        };
        write.Db.Questions.Add(question);
        return new Asked(View(question), IsNew: true);
    }

    private async Task<MyQuestion?> FindAsync(NewQuestion asked, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var before = await db.Questions.AsNoTracking()
            .SingleOrDefaultAsync(q => q.AttendeeId == asked.AttendeeId && q.ClientId == asked.ClientId, cancellation);
        return before is null ? null : Same(before, asked);
    }

    private static MyQuestion Same(Question before, NewQuestion asked) =>
        before.SessionId == asked.SessionId && before.Text == asked.Text && before.AuthorName is not null == asked.WithName
            ? View(before)
            : throw new RuleException("id-taken", RuleKind.Conflict, "id");

    private static MyQuestion View(Question question) => new(
        question.Id, question.ClientId, question.Text, question.AuthorName is not null, question.Status, question.Reason, question.AskedAt);
}

/// <summary>A question as an attendee asks it.</summary>
/// <param name="ClientId">Id that the attendee's client chose.</param>
/// <param name="WithName">Shown with the registered name.</param>
public sealed record NewQuestion(Guid SessionId, Guid AttendeeId, Guid ClientId, string Text, bool WithName);

/// <summary>A question that was asked, now or before.</summary>
public sealed record Asked(MyQuestion Question, bool IsNew);
