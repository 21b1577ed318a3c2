using OpenGovWeek.Core.Venues;
using Xunit;

namespace OpenGovWeek.Core.Tests.Venues;

public sealed class VenueCodeTests
{
    private static readonly Guid SessionId = Guid.Parse("018fbf2a-7c00-7000-8000-0000000000d1");

    // Computed apart: HMAC-SHA256 over the session's id (big-endian) and the step, the first 40 bits in base 32.
    [Theory]
    [InlineData(0, "6QMSTB13")]
    [InlineData(29, "6QMSTB13")]
    [InlineData(30, "VJ9QDGRZ")]
    public void The_code_of_a_moment_is_that_of_the_formula(int seconds, string code) =>
        Assert.Equal(code, VenueCode.At(Hall(), SessionId, DateTime.UnixEpoch.AddSeconds(seconds)));

    [Fact]
    public void A_code_counts_while_it_is_shown_and_two_minutes_more()
    {
        var venue = Hall();
        var code = VenueCode.At(venue, SessionId, Some.Start);

        Assert.Equal(Some.Start + VenueCode.Step, VenueCode.ShownUntil(Some.Start));
        Assert.True(VenueCode.Matches(venue, SessionId, code, Some.Start));
        Assert.True(VenueCode.Matches(venue, SessionId, code, Some.Start.AddSeconds(149)));
        Assert.False(VenueCode.Matches(venue, SessionId, code, Some.Start.AddSeconds(150)));
        Assert.False(VenueCode.Matches(venue, SessionId, code, Some.Start.AddSeconds(-1)));
    }

    [Fact]
    public void A_code_counts_in_its_own_venue_and_session_only_and_not_once_that_is_closed()
    {
        var venue = Hall();
        var code = VenueCode.At(venue, SessionId, Some.Start);
        var other = VenueRules.Open(Guid.NewGuid(), Guid.NewGuid(), "Otra sala", Some.Start);

        Assert.False(VenueCode.Matches(other, SessionId, code, Some.Start));
        Assert.False(VenueCode.Matches(venue, Guid.NewGuid(), code, Some.Start));
        venue.ClosedAt = Some.Start;
        Assert.False(VenueCode.Matches(venue, SessionId, code, Some.Start));
    }

    [Theory]
    [InlineData("k7pq 2mxd", "K7PQ2MXD")]
    [InlineData(" K7PQ-2MXD ", "K7PQ2MXD")]
    [InlineData("oil0ABCD", "0110ABCD")]
    [InlineData("K7PQ2MX", null)]
    [InlineData("K7PQ2MXDD", null)]
    [InlineData("K7PQ2MXU", null)]
    [InlineData("ÑÑÑÑ ÑÑÑÑ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_read_as_people_type_it(string? typed, string? code) => Assert.Equal(code, VenueCode.Normalize(typed));

    [Fact]
    public void What_is_shown_can_be_typed() =>
        Assert.Equal("K7PQ2MXD", VenueCode.Normalize(VenueCode.Display("K7PQ2MXD")));

    [Fact]
    public void Two_venues_never_share_a_secret_or_a_key()
    {
        var (one, other) = (VenueRules.Open(Guid.NewGuid(), Guid.NewGuid(), "Sala", Some.Start), VenueRules.Open(Guid.NewGuid(), Guid.NewGuid(), "Sala", Some.Start));

        Assert.NotEqual(one.Secret, other.Secret);
        Assert.NotEqual(one.ScreenKey, other.ScreenKey);
        Refusal.Of("text-too-short", () => VenueRules.Open(Guid.NewGuid(), Guid.NewGuid(), "x", Some.Start));
    }

    private static Venue Hall() => new()
    {
        Id = Guid.NewGuid(),
        EventId = Guid.NewGuid(),
        Name = "Auditorio municipal",
        Secret = [.. Enumerable.Range(0, 32).Select(number => (byte)number)],
        ScreenKey = "llave",
        CreatedAt = Some.Start,
    };
}
