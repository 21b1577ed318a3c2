using OpenGovWeek.Core.Sessions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Sessions;

public sealed class SessionRulesTests
{
    private static readonly DateTime Now = Some.Start.AddMinutes(3);

    /// <summary>Every status with every action: the status that follows, or null where it is refused.</summary>
    public static TheoryData<SessionStatus, SessionAction, SessionStatus?> Transitions => new()
    {
        { SessionStatus.Scheduled, SessionAction.Start, SessionStatus.Live },
        { SessionStatus.Scheduled, SessionAction.Pause, null },
        { SessionStatus.Scheduled, SessionAction.Resume, null },
        { SessionStatus.Scheduled, SessionAction.End, null },
        { SessionStatus.Live, SessionAction.Start, null },
        { SessionStatus.Live, SessionAction.Pause, SessionStatus.Paused },
        { SessionStatus.Live, SessionAction.Resume, null },
        { SessionStatus.Live, SessionAction.End, SessionStatus.Ended },
        { SessionStatus.Paused, SessionAction.Start, null },
        { SessionStatus.Paused, SessionAction.Pause, null },
        { SessionStatus.Paused, SessionAction.Resume, SessionStatus.Live },
        { SessionStatus.Paused, SessionAction.End, SessionStatus.Ended },
        { SessionStatus.Ended, SessionAction.Start, null },
        { SessionStatus.Ended, SessionAction.Pause, null },
        { SessionStatus.Ended, SessionAction.Resume, null },
        { SessionStatus.Ended, SessionAction.End, null },
        { SessionStatus.Cancelled, SessionAction.Start, null },
        { SessionStatus.Cancelled, SessionAction.Pause, null },
        { SessionStatus.Cancelled, SessionAction.Resume, null },
        { SessionStatus.Cancelled, SessionAction.End, null },
    };

    [Fact]
    public void The_table_lists_every_pair_once() => Assert.Equal(
        Enum.GetValues<SessionStatus>().SelectMany(status => Enum.GetValues<SessionAction>().Select(action => (status, action))).Order(),
        Transitions.Select(row => (row.Data.Item1, row.Data.Item2)).Order());

    [Theory]
    [MemberData(nameof(Transitions))]
    public void An_action_leads_to_the_status_of_the_table_or_changes_nothing(SessionStatus from, SessionAction action, SessionStatus? to)
    {
        var session = In(from);
        var before = (session.Status, session.StatusSince, session.LiveWindows.Count, session.LiveWindows.Count(window => window.ClosedAt is null));

        if (to is null)
        {
            Refusal.Of("session-status", () => SessionRules.Apply(session, action, Now), RuleKind.Conflict);
            Assert.Equal(before, (session.Status, session.StatusSince, session.LiveWindows.Count, session.LiveWindows.Count(window => window.ClosedAt is null)));
            return;
        }

        var opened = SessionRules.Apply(session, action, Now);

        Assert.Equal((to.Value, (DateTime?)Now), (session.Status, session.StatusSince));
        Assert.Equal(to == SessionStatus.Live, opened is not null);
        Assert.Equal(to == SessionStatus.Live ? 1 : 0, session.LiveWindows.Count(window => window.ClosedAt is null));
    }

    [Fact]
    public void A_session_with_a_break_has_two_live_windows()
    {
        var session = Some.Session();

        var first = SessionRules.Apply(session, SessionAction.Start, Some.Start);
        SessionRules.Apply(session, SessionAction.Pause, Some.Start.AddMinutes(30));
        SessionRules.Apply(session, SessionAction.Resume, Some.Start.AddMinutes(40));
        SessionRules.Apply(session, SessionAction.End, Some.Start.AddMinutes(90));

        Assert.Equal(
            [(Some.Start, Some.Start.AddMinutes(30)), (Some.Start.AddMinutes(40), Some.Start.AddMinutes(90))],
            session.LiveWindows.Select(window => (window.OpenedAt, window.ClosedAt!.Value)));
        Assert.Same(first, session.LiveWindows[0]);
        Assert.All(session.LiveWindows, window => Assert.Equal(session.Id, window.SessionId));
        Assert.Distinct(session.LiveWindows.Select(window => window.Id));
    }

    [Fact]
    public void A_paused_session_that_ends_keeps_its_windows_as_they_were()
    {
        var session = Some.Session();
        SessionRules.Apply(session, SessionAction.Start, Some.Start);
        SessionRules.Apply(session, SessionAction.Pause, Some.Start.AddMinutes(30));
        SessionRules.Apply(session, SessionAction.End, Some.Start.AddMinutes(50));

        Assert.Equal(Some.Start.AddMinutes(30), Assert.Single(session.LiveWindows).ClosedAt);
    }

    [Fact]
    public void Undoing_the_end_of_a_live_session_opens_its_last_window_as_if_it_had_never_closed()
    {
        var session = Some.Session();
        SessionRules.Apply(session, SessionAction.Start, Some.Start);
        SessionRules.Apply(session, SessionAction.End, Some.Start.AddMinutes(30));

        SessionRules.UndoEnd(session, SessionStatus.Live, Some.Start, Some.Start.AddMinutes(31));

        Assert.Equal((SessionStatus.Live, (DateTime?)Some.Start), (session.Status, session.StatusSince));
        Assert.Equal((Some.Start, (DateTime?)null), (Assert.Single(session.LiveWindows).OpenedAt, session.LiveWindows[0].ClosedAt));
    }

    [Fact]
    public void Undoing_the_end_of_a_paused_session_opens_no_window()
    {
        var session = Some.Session();
        SessionRules.Apply(session, SessionAction.Start, Some.Start);
        SessionRules.Apply(session, SessionAction.Pause, Some.Start.AddMinutes(10));
        SessionRules.Apply(session, SessionAction.End, Some.Start.AddMinutes(30));

        SessionRules.UndoEnd(session, SessionStatus.Paused, Some.Start.AddMinutes(10), Some.Start.AddMinutes(30));

        Assert.Equal((SessionStatus.Paused, (DateTime?)Some.Start.AddMinutes(10)), (session.Status, session.StatusSince));
        Assert.Equal(Some.Start.AddMinutes(10), Assert.Single(session.LiveWindows).ClosedAt);
    }

    [Fact]
    public void An_end_cannot_be_undone_after_a_minute_or_twice()
    {
        var session = Some.Session();
        SessionRules.Apply(session, SessionAction.Start, Some.Start);
        SessionRules.Apply(session, SessionAction.End, Now);

        Refusal.Of("undo-too-late", () => SessionRules.UndoEnd(session, SessionStatus.Live, Some.Start, Now.AddSeconds(60.001)), RuleKind.Conflict);
        Assert.Equal(Now, session.LiveWindows[0].ClosedAt);
        SessionRules.UndoEnd(session, SessionStatus.Live, Some.Start, Now.AddSeconds(60));
        Refusal.Of("changed-meanwhile", () => SessionRules.UndoEnd(session, SessionStatus.Live, Some.Start, Now.AddSeconds(60)), RuleKind.Conflict);
    }

    [Fact]
    public void A_session_left_running_ends_an_hour_after_its_planned_end_or_its_last_change()
    {
        Assert.Equal(Some.Start.AddHours(3), SessionRules.EndsItselfAt(Some.Session(SessionStatus.Live, Some.Start)));
        Assert.Equal(Some.Start.AddHours(6), SessionRules.EndsItselfAt(Some.Session(SessionStatus.Paused, Some.Start.AddHours(5))));
        Assert.Null(SessionRules.EndsItselfAt(Some.Session()));
        Assert.Null(SessionRules.EndsItselfAt(Some.Session(SessionStatus.Ended, Some.Start)));
        Assert.Null(SessionRules.EndsItselfAt(Some.Session(SessionStatus.Cancelled, Some.Start)));
    }

    [Theory]
    [InlineData(SessionStatus.Scheduled, -24 * 60 - 1, "questions-not-open")]
    [InlineData(SessionStatus.Scheduled, -24 * 60, null)]
    [InlineData(SessionStatus.Scheduled, 600, null)]
    [InlineData(SessionStatus.Live, -3000, null)]
    [InlineData(SessionStatus.Paused, 30, null)]
    [InlineData(SessionStatus.Ended, 30, "session-ended")]
    [InlineData(SessionStatus.Cancelled, -60, "session-ended")]
    public void Attendees_ask_from_a_day_before_until_the_end(SessionStatus status, int minutes, string? code)
    {
        var session = Some.Session(status, Some.Start);
        var now = Some.Start.AddMinutes(minutes);

        Assert.Equal(code is null, SessionRules.AcceptsQuestions(session, now));
        if (code is null)
        {
            SessionRules.EnsureAcceptsQuestions(session, now);
        }
        else
        {
            Refusal.Of(code, () => SessionRules.EnsureAcceptsQuestions(session, now), RuleKind.Conflict);
        }
    }

    private static Session In(SessionStatus status)
    {
        var session = Some.Session(status, status == SessionStatus.Scheduled ? null : Some.Start);
        if (status is SessionStatus.Live or SessionStatus.Paused or SessionStatus.Ended)
        {
            var closed = status == SessionStatus.Live ? (DateTime?)null : Some.Start.AddMinutes(1);
            session.LiveWindows.Add(new LiveWindow { Id = Guid.NewGuid(), SessionId = session.Id, OpenedAt = Some.Start, ClosedAt = closed });
        }

        return session;
    }
}
