using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Sessions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Attendance;

public sealed class RequestRulesTests
{
    private static readonly TimeRange Time = new(Some.Start.AddMinutes(10), Some.Start.AddMinutes(30));

    [Fact]
    public void A_request_is_of_live_time_that_has_passed_and_one_of_few()
    {
        var session = Some.Session(SessionStatus.Ended, Some.Start.AddHours(1));
        session.LiveWindows.Add(new LiveWindow { Id = Guid.NewGuid(), SessionId = session.Id, OpenedAt = Some.Start, ClosedAt = Some.Start.AddHours(1) });
        var now = Some.Start.AddHours(2);

        Assert.Equal("Se cayó la red", RequestRules.Check(session, Time, " Se cayó  la red", open: 2, now));
        Refusal.Of("requests-open", () => RequestRules.Check(session, Time, "Se cayó la red", open: 3, now), RuleKind.Conflict);
        Refusal.Of("credit-not-live", () => RequestRules.Check(Some.Session(), Time, "Se cayó la red", open: 0, now));
        Refusal.Of("text-empty", () => RequestRules.Check(session, Time, " ", open: 0, now));
    }

    [Fact]
    public void A_refusal_says_why_and_a_grant_may()
    {
        Assert.Null(RequestRules.Note(isGranted: true, "  "));
        Assert.Equal("Está bien", RequestRules.Note(isGranted: true, "Está bien"));
        Assert.Equal("No se le vio", RequestRules.Note(isGranted: false, "No se le vio"));
        Refusal.Of("text-empty", () => RequestRules.Note(isGranted: false, null));
    }
}
