using OpenGovWeek.Core.Live;
using OpenGovWeek.Web.ScaleOut.Redis;
using Xunit;

namespace OpenGovWeek.Web.Tests.ScaleOut;

public sealed class HintTextTests
{
    [Fact]
    public void A_hint_reads_back_on_another_node_and_is_nothing_on_its_own()
    {
        var hint = new Hint.SessionAdvanced(Guid.NewGuid(), 42);
        var text = HintText.Write("a", hint);

        Assert.Equal(hint, HintText.Read(text, "b"));
        Assert.Null(HintText.Read(text, "a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a s no-id 1")]
    [InlineData("a s 0123456789abcdef0123456789abcdef -1")]
    [InlineData("a s 0123456789abcdef0123456789abcdef")]
    [InlineData("a later-kind 0123456789abcdef0123456789abcdef 1")]
    public void What_is_not_a_hint_is_ignored(string text) => Assert.Null(HintText.Read(text, "b"));
}
