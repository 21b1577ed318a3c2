using OpenGovWeek.Core.Staff;
using Xunit;

namespace OpenGovWeek.Core.Tests.Staff;

public sealed class AuthenticatorKeyTests
{
    /// <summary>The key of RFC 6238, appendix B: "12345678901234567890".</summary>
    private const string Known = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /// <summary>The test values of RFC 6238, appendix B, for SHA-1: the last six of their eight digits.</summary>
    [Theory]
    [InlineData(59L, "287082")]
    [InlineData(1111111109L, "081804")]
    [InlineData(1111111111L, "050471")]
    [InlineData(1234567890L, "005924")]
    [InlineData(2000000000L, "279037")]
    [InlineData(20000000000L, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code)
    {
        var now = DateTime.UnixEpoch.AddSeconds(seconds);

        Assert.Equal(code, Key().CodeOf(AuthenticatorKey.StepAt(now)));
        Assert.Equal(AuthenticatorKey.StepAt(now), Key().Match($" {code[..3]} {code[3..]} ", now, after: 0));
    }

    [Fact]
    public void A_code_serves_in_its_own_half_minute_and_the_two_beside_it_and_once()
    {
        var now = DateTime.UnixEpoch.AddSeconds(1234567890);
        var step = AuthenticatorKey.StepAt(now);
        var key = Key();

        Assert.Equal([null, step - 1, step, step + 1, null], Enumerable.Range(-2, 5).Select(distance => key.Match(key.CodeOf(step + distance), now, after: 0)));
        Assert.Null(key.Match(key.CodeOf(step), now, after: step));
        Assert.Equal(step + 1, key.Match(key.CodeOf(step + 1), now, after: step));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("１２３４５６")]
    public void Anything_else_is_no_code(string? typed) => Assert.Null(Key().Match(typed, DateTime.UnixEpoch.AddSeconds(59), after: 0));

    [Fact]
    public void A_key_is_written_and_read_in_base_32()
    {
        Assert.Equal(Known, Key().Text);
        for (var time = 0; time < 100; time++)
        {
            var made = AuthenticatorKey.Generate();
            Assert.True(AuthenticatorKey.TryParse(made.Text, out var read));
            Assert.Equal((made.CodeOf(time), made.Text), (read.CodeOf(time), read.Display.Replace(" ", "", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("GEZDGNBVGY3TQOJQ")]
    [InlineData("gezdgnbvgy3tqojqgezdgnbvgy3tqojq")]
    [InlineData("0EZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    public void Anything_else_is_no_key(string? text) => Assert.False(AuthenticatorKey.TryParse(text, out _));

    private static AuthenticatorKey Key() => AuthenticatorKey.TryParse(Known, out var key) ? key : throw new InvalidOperationException(Known);
}
