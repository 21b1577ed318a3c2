using OpenGovWeek.Core.Mail;
using Xunit;

namespace OpenGovWeek.Core.Tests.Mail;

public sealed class MailRetryTests
{
    [Theory]
    [InlineData(1, 0, 15)]
    [InlineData(1, 1, 11.25)]
    [InlineData(2, 0, 30)]
    [InlineData(5, 0, 240)]
    [InlineData(8, 0, 1920)]
    [InlineData(9, 0, 3600)]
    [InlineData(39, 0, 3600)]
    [InlineData(39, 1, 2700)]
    public void It_waits_twice_as_long_each_time_and_an_hour_at_most(int attempts, double random, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), MailRetry.After(attempts, random));

    [Fact]
    public void After_a_day_and_a_half_it_is_given_up()
    {
        Assert.Null(MailRetry.After(MailRetry.MostAttempts, 0));
        var all = Enumerable.Range(1, MailRetry.MostAttempts - 1).Select(attempts => MailRetry.After(attempts, 0.5)!.Value.TotalHours).Sum();
        Assert.InRange(all, 24, 36);
    }
}
