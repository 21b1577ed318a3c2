using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Sessions;

/// <summary>What is to be on the screen: a question, or a poll, or the invitation; the stand-by view when none is set.</summary>
public sealed record ScreenContent(Guid? Question, Guid? Poll, bool Invitation);

/// <summary>Writes what moderators put on the screen of a session.</summary>
public sealed class ScreenControl(Moderation moderation)
{
    /// <summary>Puts something on the screen in place of whatever was; statuses of questions and polls stay as they are.</summary>
    /// <exception cref="RuleException">
    /// NotFound <c>unknown-session</c>, <c>unknown-question</c> or <c>unknown-poll</c>; Conflict <c>question-not-public</c> or <c>poll-draft</c>.
    /// </exception>
    public Task<Done> ShowAsync(Guid sessionId, ScreenContent content, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, sessionId, actor, async write =>
        {
            var session = write.Session.Session;
            var before = OnAirTrace.Of(session);
            if (content.Question is { } questionId)
            {
                OnAir.Show(session, await write.Db.Questions.SingleOrDefaultAsync(q => q.Id == questionId && q.SessionId == sessionId, cancellation)
                    ?? throw new RuleException("unknown-question", RuleKind.NotFound));
            }
            else if (content.Poll is { } pollId)
            {
                OnAir.Show(session, await write.Db.Polls.SingleOrDefaultAsync(p => p.Id == pollId && p.SessionId == sessionId, cancellation)
                    ?? throw new RuleException("unknown-poll", RuleKind.NotFound));
            }
            else if (content.Invitation)
            {
                OnAir.ShowInvitation(session);
            }
            else
            {
                OnAir.Clear(session);
            }

            return write.Record(AuditAction.OnAirShow, sessionId, before, OnAirTrace.Of(session), write.Now + QuestionRules.UndoWithin);
        }, cancellation);

    /// <summary>Puts back what was on the screen before.</summary>
    internal static async Task UndoAsync(ModerationWrite write, AuditEntry entry, CancellationToken cancellation)
    {
        var (before, after) = (AuditJson.Read<OnAirTrace>(entry.Before), AuditJson.Read<OnAirTrace>(entry.After));
        var session = write.Session.Session;
        if (OnAirTrace.Of(session) != after)
        {
            throw ModerationWrite.Changed();
        }

        // What was shown may have been rejected or deleted since.
        if (before.Question is { } questionId
            && (await write.Db.Questions.SingleOrDefaultAsync(q => q.Id == questionId, cancellation) is not { } question
                || !QuestionRules.IsPublic(question.Status)))
        {
            throw ModerationWrite.Changed();
        }

        before.ApplyTo(session);
    }
}
