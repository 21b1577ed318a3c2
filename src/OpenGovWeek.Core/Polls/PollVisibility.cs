using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Core.Polls;

/// <summary>What each audience sees of a poll. What it does not see never leaves the server towards it.</summary>
public static class PollVisibility
{
    /// <summary>Staff see every poll, everyone those that are or were open.</summary>
    public static bool IsVisible(Poll poll, LiveAudience audience) => audience == LiveAudience.Staff || poll.Status != PollStatus.Draft;

    /// <summary>Whether the counts per choice are shown. Staff, too, see none until the close, unless the policy is Live.</summary>
    public static bool ShowsCounts(Poll poll, LiveAudience audience) => IsVisible(poll, audience) && (poll.Policy, audience) switch
    {
        (ResultsPolicy.Live, _) => true,
        (ResultsPolicy.AfterClose, _) or (ResultsPolicy.AfterPublish, LiveAudience.Staff) => poll.Status is PollStatus.Closed or PollStatus.Published,
        _ => poll.Status == PollStatus.Published,
    };

    /// <summary>Whether the number of ballots is shown: to staff always, to everyone together with the counts.</summary>
    public static bool ShowsBallots(Poll poll, LiveAudience audience) => audience == LiveAudience.Staff || ShowsCounts(poll, audience);
}
