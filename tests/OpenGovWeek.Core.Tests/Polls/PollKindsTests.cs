using FsCheck.Fluent;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Polls.Kinds;
using Xunit;

namespace OpenGovWeek.Core.Tests.Polls;

public sealed class PollKindsTests
{
    public static TheoryData<PollKind> Kinds => [.. Enum.GetValues<PollKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_its_rules(PollKind kind) => Assert.Equal(kind, PollKinds.Of(kind).Kind);

    [Fact]
    public void Every_class_of_rules_is_of_a_kind_of_its_own() => Assert.Equal(
        Enum.GetNames<PollKind>().Order(StringComparer.Ordinal),
        typeof(IPollKind).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IPollKind))).Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_single_choice_takes_exactly_one_choice_of_its_own_poll()
    {
        var poll = Some.Poll();
        var kind = PollKinds.Of(PollKind.SingleChoice);

        Assert.Equal(poll.Choices[1].Id.ToString("D"), kind.Mark(poll, [poll.Choices[1].Id]));
        Refusal.Of("one-choice", () => kind.Mark(poll, []));
        Refusal.Of("one-choice", () => kind.Mark(poll, [poll.Choices[0].Id, poll.Choices[1].Id]));
        Refusal.Of("one-choice", () => kind.Mark(poll, [poll.Choices[0].Id, poll.Choices[0].Id]));
        Assert.Equal("choices", Refusal.Of("unknown-choice", () => kind.Mark(poll, [Some.Poll().Choices[0].Id])).Field);
    }

    [Fact]
    public void Percentages_add_to_a_hundred_and_none_is_a_whole_point_off() => Always.Hold(
        Gen.OneOf(Gen.Choose(0, 4), Gen.Choose(0, 300_000_000)).ListOf().Where(counts => counts.Count is >= 2 and <= 10 && counts.Sum(count => (long)count) is > 0 and <= int.MaxValue),
        counts =>
        {
            var ballots = counts.Sum();

            var percentages = PollKinds.Of(PollKind.SingleChoice).Percentages([.. counts], ballots);

            Assert.Equal(100, percentages.Sum());
            foreach (var (count, percentage) in counts.Zip(percentages))
            {
                Assert.True(Math.Abs(percentage - (count * 100m / ballots)) < 1);
            }

            foreach (var (more, less) in counts.Zip(percentages).SelectMany(one => counts.Zip(percentages).Select(other => (one, other))).Where(pair => pair.one.First > pair.other.First))
            {
                Assert.True(more.Second >= less.Second);
            }
        },
        1000);

    [Theory]
    [InlineData(new[] { 1, 1, 1 }, new[] { 34, 33, 33 })]
    [InlineData(new[] { 2, 1, 0 }, new[] { 67, 33, 0 })]
    [InlineData(new[] { 1, 1, 1, 1, 1, 1 }, new[] { 17, 17, 17, 17, 16, 16 })]
    [InlineData(new[] { 0, 5 }, new[] { 0, 100 })]
    [InlineData(new[] { 98, 71, 45 }, new[] { 46, 33, 21 })]
    [InlineData(new[] { 0, 0 }, new[] { 0, 0 })]
    public void The_points_that_are_missing_go_to_the_largest_remainders(int[] counts, int[] expected) =>
        Assert.Equal(expected, PollKinds.Of(PollKind.SingleChoice).Percentages(counts, counts.Sum()));
}
