namespace OpenGovWeek.Core.Sessions;

/// <summary>What the screen of a session shows: one question, or one poll, or how to take part, or the stand-by view.</summary>
public static class OnAir
{
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
