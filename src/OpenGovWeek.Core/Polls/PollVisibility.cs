using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Core.Polls;

/// <summary>What each audience sees of a poll. What it does not see never leaves the server towards it.</summary>
public static class PollVisibility
{
    /// <summary>Most answers written by attendees that everyone gets, those with most ballots.</summary>
    public const int MostShown = 100;

    /// <summary>Most answers written by attendees that staff get, those that wait first.</summary>
    public const int MostForStaff = 300;

    /// <summary>Staff see every poll but those they deleted, everyone those that are or were open.</summary>
    public static bool IsVisible(Poll poll, LiveAudience audience) => poll.Status switch
    {
        PollStatus.Deleted => false,
        PollStatus.Draft => audience == LiveAudience.Staff,
        _ => true,
    };

    /// <summary>Whether the counts per choice are shown. Staff, too, see none until the close, unless the policy is Live.</summary>
    public static bool ShowsCounts(Poll poll, LiveAudience audience) => IsVisible(poll, audience) && (poll.Policy, audience) switch
    {
        (ResultsPolicy.Live, _) => true,
        (ResultsPolicy.AfterBallot or ResultsPolicy.AfterClose, _) or (ResultsPolicy.AfterPublish, LiveAudience.Staff) =>
            poll.Status is PollStatus.Closed or PollStatus.Published,
        _ => poll.Status == PollStatus.Published,
    };

    /// <summary>Whether the number of ballots is shown: to staff always, to everyone together with the counts.</summary>
    public static bool ShowsBallots(Poll poll, LiveAudience audience) => audience == LiveAudience.Staff || ShowsCounts(poll, audience);

    /// <summary>Whether those who have answered see the tally while everyone else does not.</summary>
    public static bool ShowsToThoseWhoAnswered(Poll poll) => poll is { Policy: ResultsPolicy.AfterBallot, Status: PollStatus.Open };

    /// <summary>
    /// The choices that an audience sees, in the order in which it sees them. What the poll offers is seen by all. What attendees wrote is seen by staff,
    /// who decide about it, and by everyone only when it was shown and the counts are; the one with most ballots comes first where counts may be known.
    /// </summary>
    /// <param name="poll">The poll with its choices.</param>
    /// <param name="audience">Who reads.</param>
    /// <param name="showsCounts">The reader sees the counts.</param>
    public static IEnumerable<Choice> Choices(Poll poll, LiveAudience audience, bool showsCounts)
    {
        var offered = poll.Choices.Where(choice => choice.Status == ChoiceStatus.Offered).OrderBy(choice => choice.Position);
        var written = poll.Choices.Where(choice => choice.Status != ChoiceStatus.Offered && choice.Count > 0);
        if (audience == LiveAudience.Public)
        {
            return showsCounts
                ? offered.Concat(ByCount(written.Where(choice => choice.Status == ChoiceStatus.Shown)).Take(MostShown))
                : offered;
        }

        // The order would tell what the counts do not.
        var ordered = showsCounts ? ByCount(written) : written.OrderBy(choice => choice.Position);
        return offered.Concat(ordered.OrderBy(choice => choice.Status == ChoiceStatus.Pending ? 0 : 1).Take(MostForStaff));
    }

    private static IOrderedEnumerable<Choice> ByCount(IEnumerable<Choice> choices) =>
        choices.OrderByDescending(choice => choice.Count).ThenBy(choice => choice.Position);
}
