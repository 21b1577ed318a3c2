using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using Xunit;

namespace OpenGovWeek.Core.Tests.Polls;

public sealed class PollVisibilityTests
{
    /// <summary>Who sees counts: for everyone, for staff.</summary>
    public static TheoryData<ResultsPolicy, PollStatus, bool, bool> Table => new()
    {
        { ResultsPolicy.Live, PollStatus.Draft, false, true },
        { ResultsPolicy.Live, PollStatus.Open, true, true },
        { ResultsPolicy.Live, PollStatus.Closed, true, true },
        { ResultsPolicy.Live, PollStatus.Published, true, true },
        { ResultsPolicy.AfterClose, PollStatus.Draft, false, false },
        { ResultsPolicy.AfterClose, PollStatus.Open, false, false },
        { ResultsPolicy.AfterClose, PollStatus.Closed, true, true },
        { ResultsPolicy.AfterClose, PollStatus.Published, true, true },
        { ResultsPolicy.AfterPublish, PollStatus.Draft, false, false },
        { ResultsPolicy.AfterPublish, PollStatus.Open, false, false },
        { ResultsPolicy.AfterPublish, PollStatus.Closed, false, true },
        { ResultsPolicy.AfterPublish, PollStatus.Published, true, true },
    };

    [Fact]
    public void The_table_lists_every_policy_in_every_status() => Assert.Equal(
        Enum.GetValues<ResultsPolicy>().SelectMany(policy => Enum.GetValues<PollStatus>().Select(status => (policy, status))),
        Table.Select(row => (row.Data.Item1, row.Data.Item2)));

    [Theory]
    [MemberData(nameof(Table))]
    public void Counts_and_ballots_are_shown_as_the_policy_says(ResultsPolicy policy, PollStatus status, bool everyone, bool staff)
    {
        var poll = Some.Poll(status, policy);

        Assert.Equal(everyone, PollVisibility.ShowsCounts(poll, LiveAudience.Public));
        Assert.Equal(everyone, PollVisibility.ShowsBallots(poll, LiveAudience.Public));
        Assert.Equal(staff, PollVisibility.ShowsCounts(poll, LiveAudience.Staff));
        Assert.True(PollVisibility.ShowsBallots(poll, LiveAudience.Staff));
        Assert.Equal(status != PollStatus.Draft, PollVisibility.IsVisible(poll, LiveAudience.Public));
        Assert.True(PollVisibility.IsVisible(poll, LiveAudience.Staff));
    }
}
