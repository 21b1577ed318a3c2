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

    [Theory]
    [InlineData(PollKind.SingleChoice)]
    [InlineData(PollKind.YesNo)]
    [InlineData(PollKind.Rating)]
    public void Kinds_with_one_mark_take_exactly_one_choice_of_their_own_poll(PollKind kind)
    {
        var poll = Make(kind);
        IReadOnlyList<Guid> Read(params Guid[] choices) => PollKinds.Of(kind).Read(poll, choices, []).Choices;

        Assert.Equal([poll.Choices[1].Id], Read(poll.Choices[1].Id));
        Refusal.Of("one-choice", () => Read());
        Refusal.Of("one-choice", () => Read(poll.Choices[0].Id, poll.Choices[1].Id));
        Refusal.Of("one-choice", () => Read(poll.Choices[0].Id, poll.Choices[0].Id));
        Assert.Equal("choices", Refusal.Of("unknown-choice", () => Read(Some.Poll().Choices[0].Id)).Field);
    }

    [Fact]
    public void A_multiple_choice_takes_marks_in_any_order_each_once_and_between_least_and_most()
    {
        var poll = Make(PollKind.MultipleChoice, least: 2, most: 3);
        var ids = poll.Choices.ConvertAll(choice => choice.Id);
        IReadOnlyList<Guid> Read(params Guid[] choices) => PollKinds.Of(PollKind.MultipleChoice).Read(poll, choices, []).Choices;

        Assert.Equal([ids[0], ids[3]], Read(ids[3], ids[0], ids[3]));
        Assert.Equal([2, 3], Refusal.Of("choices-marked", () => Read(ids[0], ids[0])).Detail);
        Refusal.Of("choices-marked", () => Read([.. ids]));
        Refusal.Of("unknown-choice", () => Read(ids[0], Guid.NewGuid()));
    }

    [Fact]
    public void A_word_cloud_takes_words_each_once_and_no_more_than_its_most()
    {
        var poll = Make(PollKind.WordCloud, most: 2);
        IReadOnlyList<WrittenText> Read(params string?[] texts) => PollKinds.Of(PollKind.WordCloud).Read(poll, [], texts).Texts;

        Assert.Equal(
            [new WrittenText("¡Transparencia!", "transparencia"), new WrittenText("Año nuevo", "año nuevo")],
            Read(" ¡Transparencia! ", null, "TRANSPARENCIA", "Año  nuevo", " "));
        Assert.Equal([2], Refusal.Of("words-count", () => Read("uno", "dos", "tres")).Detail);
        Assert.Equal("texts", Refusal.Of("text-empty", () => Read(" ")).Field);
        Refusal.Of("text-empty", () => Read());
        Refusal.Of("text-letters", () => Read("uno", "¡¿!?"));
        Refusal.Of("text-too-long", () => Read(new string('a', 31)));
        Assert.Single(Read(new string('a', 30)));
        Refusal.Of("text-characters", () => Read("uno\u202Edos"));
    }

    [Fact]
    public void An_open_text_takes_one_text_and_keeps_its_punctuation()
    {
        var poll = Make(PollKind.OpenText);
        IReadOnlyList<WrittenText> Read(params string?[] texts) => PollKinds.Of(PollKind.OpenText).Read(poll, [], texts).Texts;

        Assert.Equal([new WrittenText("¿Más buses? Sí.", "¿mas buses? si.")], Read("", " ¿Más  buses? Sí.\n"));
        Refusal.Of("one-text", () => Read("uno", "dos"));
        Refusal.Of("text-empty", () => Read());
        Refusal.Of("text-too-long", () => Read(new string('a', 201)));
        Assert.Single(Read(new string('a', 200)));
    }

    [Fact]
    public void A_design_is_completed_by_its_kind()
    {
        Assert.Equal((1, 4), (Make(PollKind.MultipleChoice).Least, Make(PollKind.MultipleChoice).Most));
        Assert.Equal(["marks-range", "marks-range", "marks-range"], new[] { (0, 2), (3, 2), (1, 5) }.Select(range =>
            Assert.Throws<RuleException>(() => Make(PollKind.MultipleChoice, range.Item1, range.Item2)).Code));
        Assert.Equal(12, Make(PollKind.MultipleChoice, choices: 12).Choices.Count);
        Refusal.Of("choices-count", () => Make(PollKind.MultipleChoice, choices: 13));
        Assert.Equal([3, 3], Refusal.Of("choices-count", () => Make(PollKind.YesNo, choices: 2)).Detail);
        Assert.Equal((1, 1), (Make(PollKind.YesNo, 2, 3).Least, Make(PollKind.YesNo, 2, 3).Most));
        Assert.Equal(["1", "2", "3", "4", "5"], Make(PollKind.Rating).Choices.Select(choice => choice.Text));
        Assert.Equal(("Nada", null), (Make(PollKind.Rating, low: " Nada ", high: " ").LowLabel, Make(PollKind.Rating).HighLabel));
        Assert.Equal("high", Refusal.Of("text-too-long", () => Make(PollKind.Rating, high: new string('a', 41))).Field);
        Assert.Null(Make(PollKind.SingleChoice, low: "Nada").LowLabel);
        Assert.Equal((3, 0), (Make(PollKind.WordCloud).Most, Make(PollKind.WordCloud).Choices.Count));
        Refusal.Of("marks-range", () => Make(PollKind.WordCloud, most: 6));
        Assert.Empty(Make(PollKind.OpenText).Choices);
    }

    [Fact]
    public void The_mean_of_a_rating_has_one_decimal()
    {
        Assert.Null(Rating.Mean([0, 0, 0, 0, 0]));
        Assert.Equal(5.0m, Rating.Mean([0, 0, 0, 0, 7]));
        Assert.Equal(2.5m, Rating.Mean([1, 0, 0, 1, 0]));
        // 9 / 4 = 2.25: the half goes up.
        Assert.Equal(2.3m, Rating.Mean([0, 3, 1, 0, 0]));
    }

    [Theory]
    [InlineData(PollKind.MultipleChoice)]
    [InlineData(PollKind.WordCloud)]
    [InlineData(PollKind.OpenText)]
    public void Shares_of_several_marks_are_of_ballots_each_rounded_by_itself(PollKind kind)
    {
        Assert.Equal([100, 67, 33, 0], PollKinds.Of(kind).Percentages([3, 2, 1, 0], 3));
        Assert.Equal([13, 88], PollKinds.Of(kind).Percentages([1, 7], 8));
        Assert.Equal([0, 0], PollKinds.Of(kind).Percentages([0, 0], 0));
        Assert.Equal([100], PollKinds.Of(kind).Percentages([int.MaxValue], int.MaxValue));
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

    private static Poll Make(PollKind kind, int? least = null, int? most = null, int? choices = null, string? low = null, string? high = null) => PollRules.Create(
        Guid.NewGuid(),
        Guid.NewGuid(),
        new PollDesign(
            kind,
            "¿Qué principio?",
            [.. Enumerable.Range(1, choices ?? (kind == PollKind.YesNo ? 3 : 4)).Select(number => "Respuesta " + number)],
            ResultsPolicy.Live,
            least,
            most,
            low,
            high),
        Some.Start);
}
