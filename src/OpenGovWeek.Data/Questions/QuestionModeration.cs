using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Questions;

/// <summary>Writes what moderators do with questions.</summary>
public sealed class QuestionModeration(Moderation moderation)
{
    /// <summary>Moves a question to another status, and what is on air with it.</summary>
    /// <param name="reason">Why, for Rejected.</param>
    /// <param name="version">The token of the question as the moderator saw it.</param>
    /// <exception cref="RuleException">NotFound <c>unknown-question</c>; Conflict <c>changed-meanwhile</c>; <c>reason-missing</c>.</exception>
    public Task<Done> MoveAsync(
        Guid sessionId, Guid questionId, QuestionStatus to, RejectionReason? reason, int version, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, questionId, actor, async write =>
        {
            var question = await GetAsync(write, questionId, version, cancellation);
            var answering = to == QuestionStatus.Answering
                ? await write.Db.Questions.FirstOrDefaultAsync(
                    q => q.SessionId == sessionId && q.Status == QuestionStatus.Answering && q.Id != questionId, cancellation)
                : null;
            return Move(write, question, to, reason, answering);
        }, cancellation);

    /// <summary>Pins a question above the others, or lets it go.</summary>
    /// <param name="version">The token of the question as the moderator saw it.</param>
    /// <exception cref="RuleException">NotFound <c>unknown-question</c>; Conflict <c>changed-meanwhile</c> or <c>question-not-public</c>.</exception>
    public Task<Done> PinAsync(Guid sessionId, Guid questionId, bool pinned, int version, Actor actor, CancellationToken cancellation) =>
        moderation.WriteAsync(sessionId, questionId, actor, async write =>
        {
            var question = await GetAsync(write, questionId, version, cancellation);
            var before = QuestionTrace.Of(write.Session.Session, question, along: null);
            QuestionRules.SetPinned(question, pinned);
            question.Version++;
            return write.Record(
                pinned ? AuditAction.QuestionPin : AuditAction.QuestionUnpin,
                questionId,
                before,
                QuestionTrace.Of(write.Session.Session, question, along: null),
                write.Now + QuestionRules.UndoWithin);
        }, cancellation);

    /// <summary>Moves a question that was read and compared with what the moderator saw, and records it.</summary>
    /// <exception cref="RuleException">Those of <see cref="QuestionRules.Move"/>; nothing was changed.</exception>
    internal static Done Move(ModerationWrite write, Question question, QuestionStatus to, RejectionReason? reason, Question? answering)
    {
        var session = write.Session.Session;
        var before = QuestionTrace.Of(session, question, answering);
        if (QuestionRules.Move(session, question, to, reason, answering, write.Now))
        {
            answering!.Version++;
            write.Tell(answering.AttendeeId);
        }

        question.Version++;
        write.Tell(question.AttendeeId);
        return write.Record(
            ActionOf(to), question.Id, before, QuestionTrace.Of(session, question, answering), write.Now + QuestionRules.UndoWithin);
    }

    /// <summary>Takes an action back; the question and the one that made room for it have to be as the action left them.</summary>
    internal static async Task UndoAsync(ModerationWrite write, AuditEntry entry, CancellationToken cancellation)
    {
        var session = write.Session.Session;
        var (before, after) = (AuditJson.Read<QuestionTrace>(entry.Before), AuditJson.Read<QuestionTrace>(entry.After));
        var onAir = OnAirTrace.Of(session);
        var question = await GetAsync(write, entry.SubjectId, after.Version, cancellation);
        await EnsureNoOtherIsAnsweredAsync(write, question, before, after, cancellation);
        var other = after.Along is { } moved ? await GetAsync(write, moved.Id, moved.Version, cancellation) : null;
        QuestionRules.Restore(session, question, before.State);
        question.Version++;
        write.Tell(question.AttendeeId);
        if (before.Along is { } along && other is not null)
        {
            QuestionRules.Restore(session, other, along.State);
            other.Version++;
            write.Tell(other.AttendeeId);
        }

        // What someone put on air since then stays there.
        (onAir == after.OnAir ? before.OnAir : onAir).ApplyTo(session);
    }

    private static async Task EnsureNoOtherIsAnsweredAsync(
        ModerationWrite write, Question question, QuestionTrace before, QuestionTrace after, CancellationToken cancellation)
    {
        if (before.State.Status == QuestionStatus.Answering && after.State.Status != QuestionStatus.Answering
            && await write.Db.Questions.AnyAsync(
                q => q.SessionId == question.SessionId && q.Status == QuestionStatus.Answering && q.Id != question.Id, cancellation))
        {
            throw ModerationWrite.Changed();
        }
    }

    /// <summary>A question of the session as the moderator saw it.</summary>
    internal static async Task<Question> GetAsync(ModerationWrite write, Guid questionId, int version, CancellationToken cancellation)
    {
        var sessionId = write.Session.Session.Id;
        var question = await write.Db.Questions.SingleOrDefaultAsync(q => q.Id == questionId && q.SessionId == sessionId, cancellation)
            ?? throw new RuleException("unknown-question", RuleKind.NotFound);
        ModerationWrite.EnsureSeen(question.Version, version);
        return question;
    }

    private static AuditAction ActionOf(QuestionStatus to) => to switch
    {
        QuestionStatus.Published => AuditAction.QuestionPublish,
        QuestionStatus.Rejected => AuditAction.QuestionReject,
        QuestionStatus.Answering => AuditAction.QuestionAnswering,
        QuestionStatus.AnsweredLive => AuditAction.QuestionAnswered,
        _ => throw new ArgumentOutOfRangeException(nameof(to), to, "No moderator's action leads there."),
    };
}
