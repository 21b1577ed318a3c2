using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;

namespace OpenGovWeek.Core.Sessions;

/// <summary>What the screen of a session shows: one question, or one poll, or how to take part, or the stand-by view.</summary>
public static class OnAir
{
    /// <summary>Puts a question on air that everyone may see, whether it is being answered or not; its status stays.</summary>
    /// <exception cref="RuleException">Conflict <c>question-not-public</c>.</exception>
    public static void Show(Session session, Question question)
    {
        if (!QuestionRules.IsPublic(question.Status))
        {
            throw new RuleException("question-not-public", RuleKind.Conflict);
        }

        ShowQuestion(session, question.Id);
    }

    /// <summary>Puts a poll on air that is not a draft.</summary>
    /// <exception cref="RuleException">Conflict <c>poll-draft</c>.</exception>
    public static void Show(Session session, Poll poll)
    {
        if (poll.Status == PollStatus.Draft)
        {
            throw new RuleException("poll-draft", RuleKind.Conflict);
        }

        ShowPoll(session, poll.Id);
    }

    /// <summary>Puts a question on air in place of whatever was.</summary>
    public static void ShowQuestion(Session session, Guid questionId)
    {
        session.OnAirQuestionId = questionId;
        session.OnAirPollId = null;
        session.OnAirInvitation = false;
    }

    /// <summary>Puts a poll on air in place of whatever was.</summary>
    public static void ShowPoll(Session session, Guid pollId)
    {
        session.OnAirPollId = pollId;
        session.OnAirQuestionId = null;
        session.OnAirInvitation = false;
    }

    /// <summary>Shows how to take part, large, in place of whatever was.</summary>
    public static void ShowInvitation(Session session)
    {
        Clear(session);
        session.OnAirInvitation = true;
    }

    /// <summary>Goes back to the stand-by view.</summary>
    public static void Clear(Session session)
    {
        session.OnAirQuestionId = null;
        session.OnAirPollId = null;
        session.OnAirInvitation = false;
    }

    /// <summary>Takes a question off air, if it is this one that is on.</summary>
    public static void HideQuestion(Session session, Guid questionId)
    {
        if (session.OnAirQuestionId == questionId)
        {
            session.OnAirQuestionId = null;
        }
    }
}
