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
        { ResultsPolicy.Live, PollStatus.Deleted, false, false },
        { ResultsPolicy.AfterBallot, PollStatus.Draft, false, false },
        { ResultsPolicy.AfterBallot, PollStatus.Open, false, false },
        { ResultsPolicy.AfterBallot, PollStatus.Closed, true, true },
        { ResultsPolicy.AfterBallot, PollStatus.Published, true, true },
        { ResultsPolicy.AfterBallot, PollStatus.Deleted, false, false },
        { ResultsPolicy.AfterClose, PollStatus.Draft, false, false },
        { ResultsPolicy.AfterClose, PollStatus.Open, false, false },
        { ResultsPolicy.AfterClose, PollStatus.Closed, true, true },
        { ResultsPolicy.AfterClose, PollStatus.Published, true, true },
        { ResultsPolicy.AfterClose, PollStatus.Deleted, false, false },
        { ResultsPolicy.AfterPublish, PollStatus.Draft, false, false },
        { ResultsPolicy.AfterPublish, PollStatus.Open, false, false },
        { ResultsPolicy.AfterPublish, PollStatus.Closed, false, true },
        { ResultsPolicy.AfterPublish, PollStatus.Published, true, true },
        { ResultsPolicy.AfterPublish, PollStatus.Deleted, false, false },
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
        Assert.Equal(status is not (PollStatus.Draft or PollStatus.Deleted), PollVisibility.IsVisible(poll, LiveAudience.Public));
        Assert.Equal(status != PollStatus.Deleted, PollVisibility.IsVisible(poll, LiveAudience.Staff));
        Assert.Equal((ResultsPolicy.AfterBallot, PollStatus.Open) == (policy, status), PollVisibility.ShowsToThoseWhoAnswered(poll));
    }

    [Fact]
    public void What_attendees_wrote_is_for_staff_until_it_was_shown_and_the_counts_are_for_everyone()
    {
        var poll = Written([(ChoiceStatus.Pending, 3), (ChoiceStatus.Shown, 1), (ChoiceStatus.Hidden, 9), (ChoiceStatus.Shown, 5), (ChoiceStatus.Shown, 0), (ChoiceStatus.Pending, 7)]);
        IEnumerable<int> Seen(LiveAudience audience, bool showsCounts) => PollVisibility.Choices(poll, audience, showsCounts).Select(choice => choice.Position);

        Assert.Equal([3, 1], Seen(LiveAudience.Public, true));
        Assert.Empty(Seen(LiveAudience.Public, false));
        Assert.Equal([5, 0, 2, 3, 1], Seen(LiveAudience.Staff, true));
        // Without counts the order tells nothing of them.
        Assert.Equal([0, 5, 1, 2, 3], Seen(LiveAudience.Staff, false));
    }

    [Fact]
    public void Everyone_gets_the_hundred_with_most_ballots_and_staff_three_hundred()
    {
        var poll = Written([.. Enumerable.Range(1, 400).Select(count => (count % 4 == 0 ? ChoiceStatus.Pending : ChoiceStatus.Shown, count))]);

        var everyone = PollVisibility.Choices(poll, LiveAudience.Public, showsCounts: true).ToList();
        Assert.Equal((100, 399), (everyone.Count, everyone[0].Count));
        Assert.True(everyone.Min(choice => choice.Count) >= poll.Choices.Where(choice => choice.Status == ChoiceStatus.Shown).Except(everyone).Max(choice => choice.Count));
        var staff = PollVisibility.Choices(poll, LiveAudience.Staff, showsCounts: false).ToList();
        Assert.Equal((300, 100), (staff.Count, staff.Count(choice => choice.Status == ChoiceStatus.Pending)));
    }

    private static Poll Written(IReadOnlyList<(ChoiceStatus Status, int Count)> choices)
    {
        var poll = PollRules.Create(Guid.NewGuid(), Guid.NewGuid(), new PollDesign(PollKind.WordCloud, "¿Una palabra?", null, ResultsPolicy.Live), Some.Start);
        poll.Choices.AddRange(choices.Select((choice, position) => new Choice
        {
            Id = Guid.NewGuid(),
            PollId = poll.Id,
            Position = position,
            Text = "palabra " + position,
            Status = choice.Status,
            Count = choice.Count,
        }));
        return poll;
    }
}
