using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;

namespace OpenGovWeek.Data.Live;

/// <summary>What an audience sees of each entity. What it may not see does not get beyond here.</summary>
public static class LiveViews
{
    /// <param name="liveSince">When the first live window opened, UTC.</param>
    public static SessionView Of(Session session, int day, DateTime? liveSince) => new(
        session.Id,
        session.Title,
        day,
        session.Status,
        session.StatusSince,
        liveSince,
        session.PlannedStart,
        session.PlannedEnd,
        session.IllustrativeTimes,
        session.StreamUrl,
        session.StreamDelaySeconds,
        (session.OnAirQuestionId, session.OnAirPollId) switch
        {
            ({ } question, _) => new OnAirView(Question: question),
            (_, { } poll) => new OnAirView(Poll: poll),
            _ => session.OnAirInvitation ? new OnAirView(Invitation: true) : null,
        },
        session.ViewRevision,
        session is { AnnouncementId: { } id, AnnouncementText: { } text, AnnouncementEndsAt: { } endsAt }
            ? new AnnouncementView(id, text, endsAt)
            : null);

    /// <summary>The question; what is for moderators only for staff. The caller has checked that the audience sees it.</summary>
    public static QuestionView Of(Question question, LiveAudience audience) => new(
        question.Id,
        question.Text,
        question.AuthorName,
        question.Status,
        question.Pinned,
        question.Upvotes,
        question.AskedAt,
        question.Revision,
        audience == LiveAudience.Staff ? question.Reason : null,
        audience == LiveAudience.Staff ? question.Version : null,
        audience == LiveAudience.Staff ? question.MergedIntoId : null,
        audience == LiveAudience.Staff && question.Heat != QuestionHeat.None ? question.Heat : null,
        audience == LiveAudience.Staff && question is { HeldById: { } staff, HeldByName: { } name, HeldUntil: { } until }
            ? new HoldView(staff, name, until)
            : null);

    /// <summary>The poll with as much of its tally as the audience may know. The caller has checked that the audience sees it.</summary>
    public static PollView Of(Poll poll, LiveAudience audience)
    {
        var choices = poll.Choices.OrderBy(c => c.Position).ToList();
        return new PollView(
            poll.Id,
            poll.Kind,
            poll.Prompt,
            poll.Status,
            poll.Policy,
            [.. choices.Select(c => new ChoiceView(c.Id, c.Text))],
            poll.OpenedAt,
            poll.ClosesAt,
            poll.ClosedAt,
            PollVisibility.ShowsBallots(poll, audience) ? poll.Ballots : null,
            PollVisibility.ShowsCounts(poll, audience) ? [.. choices.Select(c => c.Count)] : null,
            poll.Revision,
            audience == LiveAudience.Staff ? poll.Version : null);
    }
}
