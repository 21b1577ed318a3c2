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
            _ => null,
        },
        session.ViewRevision);

    /// <summary>The question; its reason and version only for staff. The caller has checked that the audience sees it.</summary>
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
        audience == LiveAudience.Staff ? question.Version : null);

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
