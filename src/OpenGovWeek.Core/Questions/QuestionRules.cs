using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Core.Questions;

/// <summary>How moderators move questions, who sees them and who may support them. All times are UTC.</summary>
public static class QuestionRules
{
    /// <summary>Publishing, rejecting, answering, answered and pinning can be taken back for this long.</summary>
    public static readonly TimeSpan UndoWithin = TimeSpan.FromSeconds(30);

    /// <summary>A question that a moderator has in hand is so for this long, unless it is let go or kept longer.</summary>
    public static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(2);

    /// <summary>Whether everyone sees questions of a status; the others only their author and staff.</summary>
    public static bool IsPublic(QuestionStatus status) =>
        status is QuestionStatus.Published or QuestionStatus.Answering or QuestionStatus.AnsweredLive or QuestionStatus.AnsweredInWriting;

    /// <summary>Whether a moderator can move a question from one status to another.</summary>
    public static bool Allows(QuestionStatus from, QuestionStatus to) => (from, to) switch
    {
        (QuestionStatus.Pending, QuestionStatus.Published or QuestionStatus.Rejected) => true,
        (QuestionStatus.Published, QuestionStatus.Answering or QuestionStatus.AnsweredLive or QuestionStatus.Rejected) => true,
        (QuestionStatus.Answering, QuestionStatus.AnsweredLive or QuestionStatus.Published) => true,
        (QuestionStatus.AnsweredLive, QuestionStatus.Answering or QuestionStatus.Published) => true,
        (QuestionStatus.Rejected, QuestionStatus.Published) => true,
        _ => false,
    };

    /// <summary>
    /// Moves a question and what is on air with it. Answering puts it on air. One question of a session is being answered at a time:
    /// the one that was becomes AnsweredLive, because a moderator who goes to the next one means that the speaker did too; a slip is one undo or one step back away.
    /// </summary>
    /// <param name="session">The question's session; what is on air changes in it.</param>
    /// <param name="question">The question to move.</param>
    /// <param name="to">Its new status.</param>
    /// <param name="reason">Why it is rejected; ignored for every other status.</param>
    /// <param name="answering">The question of the session that is being answered now, if any; may be <paramref name="question"/> itself.</param>
    /// <param name="now">The server's clock.</param>
    /// <returns>Whether <paramref name="answering"/> was moved along.</returns>
    /// <exception cref="RuleException">Conflict <c>changed-meanwhile</c> when its status does not lead there; <c>reason-missing</c>. Nothing was changed.</exception>
    public static bool Move(Session session, Question question, QuestionStatus to, RejectionReason? reason, Question? answering, DateTime now)
    {
        if (!Allows(question.Status, to))
        {
            throw new RuleException("changed-meanwhile", RuleKind.Conflict);
        }

        if (to == QuestionStatus.Rejected && (reason is null || !Enum.IsDefined(reason.Value)))
        {
            throw new RuleException("reason-missing", field: "reason");
        }

        var movesAlong = to == QuestionStatus.Answering && answering is { Status: QuestionStatus.Answering } && answering.Id != question.Id;
        if (movesAlong)
        {
            Set(session, answering!, QuestionStatus.AnsweredLive, null, now);
        }

        Set(session, question, to, to == QuestionStatus.Rejected ? reason : null, now);
        return movesAlong;
    }

    /// <summary>Whether a question can be merged into another one: it waits, everyone sees it unanswered, or it was rejected.</summary>
    public static bool MayMerge(QuestionStatus status) =>
        status is QuestionStatus.Pending or QuestionStatus.Published or QuestionStatus.Answering or QuestionStatus.Rejected;

    /// <summary>Whether others can be merged into a question: everyone sees it, or it waits for a decision.</summary>
    public static bool MayMergeInto(QuestionStatus status) => status == QuestionStatus.Pending || IsPublic(status);

    /// <summary>
    /// Merges a question into another of its session. The target takes its place: being answered, when it was, and on the screen, when everyone may see the target;
    /// otherwise the screen goes to the stand-by view. Upvotes are carried by <see cref="MergedUpvotes"/>.
    /// </summary>
    /// <exception cref="RuleException">
    /// <c>merge-same</c>; Conflict <c>changed-meanwhile</c> when the question cannot be merged any more, or <c>merge-target</c>. Nothing was changed.
    /// </exception>
    public static void Merge(Session session, Question question, Question into, DateTime now)
    {
        if (question.Id == into.Id)
        {
            throw new RuleException("merge-same", field: "into");
        }

        if (!MayMerge(question.Status))
        {
            throw new RuleException("changed-meanwhile", RuleKind.Conflict);
        }

        if (!MayMergeInto(into.Status))
        {
            throw new RuleException("merge-target", RuleKind.Conflict, "into");
        }

        var takesTheAnswer = question.Status == QuestionStatus.Answering
            && into.Status is QuestionStatus.Published or QuestionStatus.AnsweredLive;
        var takesTheScreen = session.OnAirQuestionId == question.Id && IsPublic(into.Status);
        Set(session, question, QuestionStatus.Merged, null, now);
        question.MergedIntoId = into.Id;
        if (takesTheAnswer)
        {
            SetStatus(into, QuestionStatus.Answering, null, now);
        }

        if (takesTheScreen)
        {
            OnAir.ShowQuestion(session, into.Id);
        }
    }

    /// <summary>Pins a question above the others, or lets it go; doing it again changes nothing.</summary>
    /// <exception cref="RuleException">Conflict <c>question-not-public</c>.</exception>
    public static void SetPinned(Question question, bool pinned)
    {
        if (!IsPublic(question.Status))
        {
            throw new RuleException("question-not-public", RuleKind.Conflict);
        }

        question.Pinned = pinned;
    }

    /// <summary>Whether an attendee may set or take back an upvote on a question of a session that accepts questions.</summary>
    /// <exception cref="RuleException">Forbidden <c>own-question</c>; NotFound <c>unknown-question</c> while it is not public.</exception>
    public static void EnsureMayUpvote(Question question, Guid attendeeId)
    {
        if (question.AttendeeId == attendeeId)
        {
            throw new RuleException("own-question", RuleKind.Forbidden);
        }

        if (!IsPublic(question.Status))
        {
            throw new RuleException("unknown-question", RuleKind.NotFound);
        }
    }

    /// <summary>Takes an action of a moderator back: the question, and what is on air, are as the state says.</summary>
    /// <param name="session">The question's session.</param>
    /// <param name="question">The question as the action left it; that it did not change since is for the caller to check.</param>
    /// <param name="before">What <see cref="QuestionState.Of"/> gave before the action.</param>
    public static void Restore(Session session, Question question, QuestionState before)
    {
        Set(session, question, before.Status, before.Reason, before.StatusSince);
        question.Pinned = before.Pinned;
        question.MergedIntoId = null;
    }

    private static void Set(Session session, Question question, QuestionStatus to, RejectionReason? reason, DateTime since)
    {
        SetStatus(question, to, reason, since);
        if (to == QuestionStatus.Answering)
        {
            OnAir.ShowQuestion(session, question.Id);
        }
        else
        {
            OnAir.HideQuestion(session, question.Id);
        }
    }

    private static void SetStatus(Question question, QuestionStatus to, RejectionReason? reason, DateTime since)
    {
        question.Status = to;
        question.StatusSince = since;
        question.Reason = reason;
        question.Pinned &= IsPublic(to);
        question.WasPublic |= IsPublic(to);
    }
}
