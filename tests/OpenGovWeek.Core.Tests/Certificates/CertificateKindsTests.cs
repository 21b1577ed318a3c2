using OpenGovWeek.Core.Certificates;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

public sealed class CertificateKindsTests
{
    [Theory]
    [InlineData("day:1", 1)]
    [InlineData("day:14", 14)]
    [InlineData("event", null)]
    [InlineData("day:0", null)]
    [InlineData("day:01", null)]
    [InlineData("day:-1", null)]
    [InlineData("day: 1", null)]
    [InlineData("day:", null)]
    [InlineData("DAY:1", null)]
    [InlineData("day:99999999999", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_kind_names_its_day(string? kind, int? day)
    {
        Assert.Equal(day, CertificateKinds.DayOf(kind));
        Assert.True(day is not { } number || CertificateKinds.OfDay(number) == kind);
    }
}
