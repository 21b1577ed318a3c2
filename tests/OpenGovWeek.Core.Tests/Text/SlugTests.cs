using OpenGovWeek.Core.Text;
using Xunit;

namespace OpenGovWeek.Core.Tests.Text;

public sealed class SlugTests
{
    [Theory]
    [InlineData("logros-iniciativas-retos", true)]
    [InlineData("dia1", true)]
    [InlineData("1", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Logros", false)]
    [InlineData("día", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("a--b", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("a\n", false)]
    public void A_slug_is_lower_case_words_joined_by_hyphens(string? text, bool expected) => Assert.Equal(expected, Slug.IsValid(text));

    [Fact]
    public void A_slug_has_at_most_sixty_characters()
    {
        Assert.True(Slug.IsValid(new string('a', 60)));
        Assert.False(Slug.IsValid(new string('a', 61)));
    }
}
