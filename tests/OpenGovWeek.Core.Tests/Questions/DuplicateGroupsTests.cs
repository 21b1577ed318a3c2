using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Questions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Questions;

public sealed class DuplicateGroupsTests
{
    [Fact]
    public void The_better_target_stands_first_and_the_others_follow() => Assert.Equal(
        [[Id(1), Id(2), Id(5)], [Id(3), Id(4)]],
        DuplicateGroups.Of([Pair(5, 1), Pair(4, 3), Pair(1, 2)], Comparer<Guid>.Default));

    [Fact]
    public void The_end_of_a_chain_is_not_put_together_with_its_beginning() => Assert.Equal(
        [[Id(1), Id(2)]],
        DuplicateGroups.Of([Pair(1, 2), Pair(2, 3)], Comparer<Guid>.Default));

    [Fact]
    public void Each_question_is_in_one_group_at_most_and_is_a_duplicate_of_its_target() => Always.Hold(
        (from one in Gen.Choose(1, 9) from other in Gen.Choose(1, 9) where one < other select Pair(one, other)).ListOf(),
        pairs =>
        {
            var groups = DuplicateGroups.Of(pairs, Comparer<Guid>.Default);
            var all = groups.SelectMany(group => group).ToList();

            Assert.Equal(all.Count, all.Distinct().Count());
            Assert.All(groups, group => Assert.All(
                group.Skip(1), other => Assert.Contains(pairs, pair => (pair.One, pair.Other) == (group[0], other) || (pair.Other, pair.One) == (group[0], other))));
            Assert.Equal(groups.Select(group => group[0]).Order(), groups.Select(group => group[0]));
            Assert.All(pairs, pair => Assert.True(all.Contains(pair.One) || all.Contains(pair.Other)));
        });

    private static LikelyDuplicate Pair(int one, int other) => new(Id(one), Id(other), 0.9);

    private static Guid Id(int number) => Guid.Parse($"00000000-0000-0000-0000-{number:D12}");
}
