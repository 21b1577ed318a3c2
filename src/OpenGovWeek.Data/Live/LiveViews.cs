using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Polls.Kinds;
using OpenGovWeek.Core.Questions;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Polls;

namespace OpenGovWeek.Data.Live;

/// <summary>What an audience sees of each entity. What it may not see does not get beyond here.</summary>
public static class LiveViews
{
    /// <param name="liveSince">When the first live window opened, UTC.</param>
    /// <param name="now">UTC; an announcement that has ended by then is not seen, also while nobody has cleared it.</param>
    public static SessionView Of(Session session, int day, DateTime? liveSince, DateTime now) => new(
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
        session is { AnnouncementId: { } id, AnnouncementText: { } text, AnnouncementEndsAt: { } endsAt } && !AnnouncementRules.IsOver(session, now)
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
    /// <param name="poll">The poll with its choices, or those of <see cref="PollReading.WithChoicesFor"/>.</param>
    public static PollView Of(Poll poll, LiveAudience audience)
    {
        var isStaff = audience == LiveAudience.Staff;
        var showsCounts = PollVisibility.ShowsCounts(poll, audience);
        var choices = PollVisibility.Choices(poll, audience, showsCounts).ToList();
        // Every poll that is closed has both; one that was closed before they were kept has neither.
        var showsConfirmed = isStaff && showsCounts && poll.ConfirmedBallots is not null;
        var hasRange = PollKinds.Of(poll.Kind).HasRange;
        return new PollView(
            poll.Id,
            poll.Kind,
            poll.Prompt,
            poll.Status,
            poll.Policy,
            [.. choices.Select(c => Of(c, audience))],
            poll.OpenedAt,
            poll.ClosesAt,
            poll.ClosedAt,
            PollVisibility.ShowsBallots(poll, audience) ? poll.Ballots : null,
            showsCounts ? [.. choices.Select(c => c.Count)] : null,
            isStaff ? poll.Revision : poll.PublicRevision,
            isStaff ? poll.Version : null,
            hasRange ? poll.Least : null,
            hasRange ? poll.Most : null,
            poll.LowLabel,
            poll.HighLabel,
            poll.IsFinal ? true : null,
            isStaff && poll.Status == PollStatus.Draft ? poll.Position : null,
            poll.NeedsConfirmed ? true : null,
            showsConfirmed ? poll.ConfirmedBallots : null,
            showsConfirmed ? [.. choices.Select(c => c.ConfirmedCount ?? 0)] : null);
    }

    /// <summary>The tally for those who have answered. The caller has checked that they see it.</summary>
    /// <param name="poll">The poll with its choices, or those of <see cref="PollReading.WithChoicesFor"/>.</param>
    public static PollTally TallyOf(Poll poll)
    {
        var choices = PollVisibility.Choices(poll, LiveAudience.Public, showsCounts: true).ToList();
        return new PollTally(
            poll.Id,
            poll.Revision,
            poll.Ballots,
            [.. choices.Select(c => c.Count)],
            PollKinds.Of(poll.Kind).IsWritten ? [.. choices.Select(c => Of(c, LiveAudience.Public))] : null);
    }

    private static ChoiceView Of(Choice choice, LiveAudience audience) => new(
        choice.Id,
        choice.Text,
        audience == LiveAudience.Staff && choice.Status != ChoiceStatus.Offered ? choice.Status : null);
}
