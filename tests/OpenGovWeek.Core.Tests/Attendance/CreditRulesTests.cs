using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Core.Venues;
using Xunit;

namespace OpenGovWeek.Core.Tests.Attendance;

public sealed class CreditRulesTests
{
    [Fact]
    public void A_credit_lies_in_the_past_and_in_a_live_window_and_says_why()
    {
        var session = Live(0, 60);

        Assert.Equal("Corte de luz", CreditRules.Check(session, Minutes(10, 20), " Corte  de luz ", At(70)));
        Refusal.Of("credit-order", () => CreditRules.Check(session, Minutes(20, 20), "Corte de luz", At(70)));
        Refusal.Of("credit-future", () => CreditRules.Check(session, Minutes(10, 71), "Corte de luz", At(70)));
        Refusal.Of("credit-long", () => CreditRules.Check(session, Minutes(0, 361), "Corte de luz", At(400)));
        Refusal.Of("credit-not-live", () => CreditRules.Check(session, Minutes(60, 70), "Corte de luz", At(70)));
        Refusal.Of("text-too-short", () => CreditRules.Check(session, Minutes(10, 20), "luz", At(70)));
    }

    [Theory]
    [InlineData(0, 10, true)]
    [InlineData(0, 5, true)]
    [InlineData(0, 4.9, false)]
    [InlineData(0, 30, true)]
    [InlineData(10, 10, true)]
    [InlineData(10.1, 30, false)]
    public void An_outage_is_credited_to_those_who_were_seen_shortly_before(double joined, double lastSeen, bool isThere) =>
        Assert.Equal(isThere, CreditRules.WasThere(Seen(joined, lastSeen, credit: null), Minutes(10, 20)));

    [Fact]
    public void Credited_time_proves_no_presence() =>
        Assert.False(CreditRules.WasThere(Seen(0, 10, Guid.NewGuid()), Minutes(10, 20)));

    [Theory]
    [InlineData(0, 10, 40)]
    [InlineData(15, 15, 40)]
    [InlineData(40, 40, 40)]
    public void A_visitor_of_a_venue_gets_the_time_from_the_first_code_on(double firstSeen, double from, double to)
    {
        var visit = new VenueVisit
        {
            VenueId = Guid.NewGuid(),
            SessionId = Guid.NewGuid(),
            AttendeeId = Guid.NewGuid(),
            FirstSeenAt = At(firstSeen),
            LastSeenAt = At(firstSeen),
        };

        Assert.Equal(Minutes(from, to).Length, CreditRules.OfVisit(visit, Minutes(10, 40)).Length);
    }

    private static AttendanceInterval Seen(double joined, double lastSeen, Guid? credit) => new()
    {
        Id = Guid.NewGuid(),
        SessionId = Guid.NewGuid(),
        AttendeeId = Guid.NewGuid(),
        TabId = Guid.NewGuid(),
        JoinedAt = At(joined),
        LastSeenAt = At(lastSeen),
        CreditId = credit,
    };

    private static Session Live(double from, double to)
    {
        var session = Some.Session(SessionStatus.Ended, At(to));
        session.LiveWindows.Add(new LiveWindow { Id = Guid.NewGuid(), SessionId = session.Id, OpenedAt = At(from), ClosedAt = At(to) });
        return session;
    }

    private static TimeRange Minutes(double from, double to) => new(At(from), At(to));

    private static DateTime At(double minutes) => Some.Start.AddMinutes(minutes);
}
