using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Sessions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Sessions;

public sealed class LiveWindowRulesTests
{
    private static readonly DateTime Now = Some.Start.AddHours(3);

    [Fact]
    public void Windows_are_in_order_apart_and_in_the_past()
    {
        var ended = Some.Session(SessionStatus.Ended, Some.Start.AddHours(2));
        var (late, early) = (Window(70, 120), Window(0, 60));

        Assert.Equal([early, late], LiveWindowRules.Check(ended, [late, early], Now));
        Assert.Equal([early, Window(60, 70) with { Id = late.Id }], LiveWindowRules.Check(ended, [early, Window(60, 70) with { Id = late.Id }], Now));
        Assert.Empty(LiveWindowRules.Check(ended, [], Now));
        Refusal.Of("window-order", () => LiveWindowRules.Check(ended, [Window(10, 10)], Now));
        Refusal.Of("window-overlap", () => LiveWindowRules.Check(ended, [Window(0, 60), Window(59, 70)], Now));
        Refusal.Of("window-future", () => LiveWindowRules.Check(ended, [Window(0, 181)], Now));
        Refusal.Of("window-far", () => LiveWindowRules.Check(ended, [Window(-721, 0)], Now));
        Refusal.Of("windows-many", () => LiveWindowRules.Check(ended, [.. Enumerable.Range(0, 41).Select(at => Window(at, at + 1))], Now));
    }

    [Fact]
    public void Only_the_last_window_of_a_live_session_is_open_and_it_has_to_be()
    {
        var live = Some.Session(SessionStatus.Live, Some.Start);

        Assert.Equal(2, LiveWindowRules.Check(live, [Window(0, 60), Window(70, null)], Now).Count);
        Refusal.Of("window-open", () => LiveWindowRules.Check(live, [Window(0, 60)], Now));
        Refusal.Of("window-open", () => LiveWindowRules.Check(live, [], Now));
        Refusal.Of("window-open", () => LiveWindowRules.Check(live, [Window(0, null), Window(70, null)], Now));
        Refusal.Of("window-open", () => LiveWindowRules.Check(Some.Session(SessionStatus.Paused, Some.Start), [Window(0, null)], Now));
    }

    [Fact]
    public void What_has_not_begun_or_may_still_go_on_is_not_corrected()
    {
        var ended = Some.Session(SessionStatus.Ended, Now.AddSeconds(-59));

        Refusal.Of("windows-not-yet", () => LiveWindowRules.EnsureCorrectable(Some.Session(), Now), RuleKind.Conflict);
        Refusal.Of("windows-undo", () => LiveWindowRules.EnsureCorrectable(ended, Now), RuleKind.Conflict);
        LiveWindowRules.EnsureCorrectable(ended, Now.AddSeconds(1));
        LiveWindowRules.EnsureCorrectable(Some.Session(SessionStatus.Live, Some.Start), Now);
    }

    [Fact]
    public void Whatever_is_let_through_covers_as_much_as_it_adds_up_to() => Always.Hold(
        (from start in Gen.Choose(0, 100) from length in Gen.Choose(-5, 40) select (start, length)).ListOf().Where(list => list.Count <= 6),
        list =>
        {
            var ended = Some.Session(SessionStatus.Ended, Some.Start.AddHours(2));
            IReadOnlyList<WindowTimes> windows = [.. list.Select(one => Window(one.start, one.start + one.length))];
            try
            {
                var kept = LiveWindowRules.Check(ended, windows, Now);
                var live = Enumerable.Range(0, 200).Count(minute => windows.Any(window => window.OpenedAt <= At(minute) && At(minute) < window.ClosedAt));
                Assert.Equal(live, (int)kept.Sum(window => (window.ClosedAt!.Value - window.OpenedAt).TotalMinutes));
            }
            catch (RuleException rule)
            {
                var minutes = Enumerable.Range(0, 200).Count(minute => windows.Any(window => window.OpenedAt <= At(minute) && At(minute) < window.ClosedAt));
                Assert.True(rule.Code == "window-order" ? list.Any(one => one.length <= 0) : rule.Code == "window-overlap");
                Assert.True(list.Any(one => one.length <= 0) || minutes < list.Sum(one => one.length), "They do not overlap.");
            }
        });

    [Theory]
    [InlineData(0, null, 120)] // its planned end, where staff did nothing more
    [InlineData(0, 30, 120)]
    [InlineData(0, 150, 150)] // staff did something later
    [InlineData(0, 500, 180)] // not beyond the moment it ended itself
    [InlineData(130, null, 180)] // opened after its planned end: as long as planned, and no longer than it ran
    [InlineData(119, null, 120)]
    public void A_session_that_nobody_ended_was_live_until_its_planned_end_or_the_last_act_of_staff(int opened, int? lastAct, int until)
    {
        var session = Some.Session(SessionStatus.Live, At(opened));
        session.LiveWindows.Add(new LiveWindow { Id = Guid.NewGuid(), SessionId = session.Id, OpenedAt = At(opened) });

        Assert.Equal(At(until), LiveWindowRules.LiveUntil(session, lastAct is { } minutes ? At(minutes) : null, At(180)));
    }

    private static DateTime At(int minutes) => Some.Start.AddMinutes(minutes);

    private static WindowTimes Window(int from, int? to) => new(Guid.NewGuid(), At(from), to is { } end ? At(end) : null);
}
