using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Sessions;

public sealed class SessionPlanTests
{
    private static readonly DateOnly Date = new(2024, 5, 29);
    private static readonly SessionPlan Good = new("Mejora de la calidad", new TimeOnly(10, 0), new TimeOnly(12, 30), true, null, 30);

    [Fact]
    public void A_plan_is_written_in_UTC_from_the_clocks_of_the_event()
    {
        var session = Some.Session(SessionStatus.Live, Some.Start);

        (Good with { Title = "  Mejora  de la calidad ", StreamUrl = " https://youtu.be/abcdefghijk " }).ApplyTo(session, Date, EventCalendar.Of("America/Lima"), []);

        Assert.Equal("Mejora de la calidad", session.Title);
        Assert.Equal(new DateTime(2024, 5, 29, 15, 0, 0, DateTimeKind.Utc), session.PlannedStart);
        Assert.Equal(new DateTime(2024, 5, 29, 17, 30, 0, DateTimeKind.Utc), session.PlannedEnd);
        Assert.Equal(DateTimeKind.Utc, session.PlannedStart.Kind);
        Assert.Equal((true, "https://youtu.be/abcdefghijk", 30), (session.IllustrativeTimes, session.StreamUrl, session.StreamDelaySeconds));
    }

    [Fact]
    public void A_plan_that_breaks_a_rule_changes_nothing()
    {
        var session = Some.Session();
        var calendar = EventCalendar.Of("America/Lima");

        Refusal.Of("text-too-short", () => (Good with { Title = "a" }).ApplyTo(session, Date, calendar, []));
        Refusal.Of("times-order", () => (Good with { End = Good.Start }).ApplyTo(session, Date, calendar, []));
        Refusal.Of("stream-delay", () => (Good with { StreamDelaySeconds = -1 }).ApplyTo(session, Date, calendar, []));
        Refusal.Of("stream-delay", () => (Good with { StreamDelaySeconds = 121 }).ApplyTo(session, Date, calendar, []));
        Refusal.Of("stream-not-allowed", () => (Good with { StreamUrl = "https://example.org/" }).ApplyTo(session, Date, calendar, []));
        Assert.Equal((Some.Start, 20, (string?)null), (session.PlannedStart, session.StreamDelaySeconds, session.StreamUrl));
    }
}
