using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Audit;

/// <summary>What was on air.</summary>
internal sealed record OnAirTrace(Guid? Question, Guid? Poll, bool Invitation = false)
{
    public static OnAirTrace Of(Session session) => new(session.OnAirQuestionId, session.OnAirPollId, session.OnAirInvitation);

    public void ApplyTo(Session session)
    {
        session.OnAirQuestionId = Question;
        session.OnAirPollId = Poll;
        session.OnAirInvitation = Invitation;
    }
}

/// <summary>A question, what was on air, and the question that had to make room for it or that it was merged into.</summary>
/// <param name="Version">The question's token, which grows with every action of staff.</param>
internal sealed record QuestionTrace(QuestionState State, int Version, OnAirTrace OnAir, AlongTrace? Along)
{
    public static QuestionTrace Of(Session session, Question question, Question? along) => new(
        QuestionState.Of(question),
        question.Version,
        OnAirTrace.Of(session),
        along is null ? null : new AlongTrace(along.Id, QuestionState.Of(along), along.Version));
}

/// <summary>The other question of an action: the one that was being answered before, or the target of a merge.</summary>
internal sealed record AlongTrace(Guid Id, QuestionState State, int Version);

/// <summary>A session's status.</summary>
internal sealed record SessionTrace(SessionStatus Status, DateTime? StatusSince)
{
    public static SessionTrace Of(Session session) => new(session.Status, session.StatusSince);
}

/// <summary>What was announced; all null when nothing was.</summary>
internal sealed record AnnouncementTrace(Guid? Id, string? Text, DateTime? EndsAt)
{
    public static AnnouncementTrace Of(Session session) => new(session.AnnouncementId, session.AnnouncementText, session.AnnouncementEndsAt);

    public void ApplyTo(Session session)
    {
        session.AnnouncementId = Id;
        session.AnnouncementText = Text;
        session.AnnouncementEndsAt = EndsAt;
    }
}

/// <summary>Where the stream comes from.</summary>
internal sealed record StreamTrace(string? Url, int Delay)
{
    public static StreamTrace Of(Session session) => new(session.StreamUrl, session.StreamDelaySeconds);
}

/// <summary>What staff's actions change in a poll.</summary>
internal sealed record PollTrace(PollStatus Status, DateTime? ClosesAt, int Version)
{
    public static PollTrace Of(Poll poll) => new(poll.Status, poll.ClosesAt, poll.Version);
}

/// <summary>Ids of what attendees wrote and staff decided about.</summary>
internal sealed record WordsTrace(IReadOnlyCollection<Guid> Show, IReadOnlyCollection<Guid> Hide);

/// <summary>The entry that was taken back.</summary>
internal sealed record UndoTrace(Guid Entry);
