using OpenGovWeek.Core.Questions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Questions;

public sealed class QuestionHeatTests
{
    private static readonly DateTime Start = new(2024, 5, 28, 14, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_upvotes_leave_behind_is_the_heat_of_those_that_stay_or_has_to_be_computed(int seed)
    {
        var random = new Random(seed);
        var upvotes = Enumerable.Range(0, 400).Select(_ => Start.AddSeconds(random.Next(7200))).Order().ToList();
        var (heat, subtracted) = (QuestionHeat.Of(upvotes), 0);
        while (upvotes.Count > 0)
        {
            var index = random.Next(upvotes.Count);
            var rest = QuestionHeat.Without(heat, upvotes[index]);
            upvotes.RemoveAt(index);
            heat = rest ?? QuestionHeat.Of(upvotes);
            subtracted += rest is null ? 0 : 1;
            Assert.Equal(QuestionHeat.Of(upvotes), heat, 1e-6);
        }

        Assert.Equal(QuestionHeat.None, heat);
        Assert.InRange(subtracted, 300, 399);
    }
}
