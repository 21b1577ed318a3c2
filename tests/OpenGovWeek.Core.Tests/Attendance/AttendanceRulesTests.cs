using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Sessions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Attendance;

public sealed class AttendanceRulesTests
{
    private static readonly TimeRange Day = EventCalendar.Of("America/Lima").Day(new DateOnly(2024, 5, 28));

    [Fact]
    public void Sightings_up_to_ninety_seconds_apart_belong_to_one_interval()
    {
        var interval = Interval(Guid.NewGuid(), 0, 0);

        Assert.True(AttendanceRules.Extend(interval, At(1.5)));
        Assert.True(AttendanceRules.Extend(interval, At(3)));
        Assert.False(AttendanceRules.Extend(interval, At(4.501)));
        Assert.Equal((At(0), At(3)), (interval.JoinedAt, interval.LastSeenAt));
    }

    [Fact]
    public void A_sighting_that_arrives_late_takes_nothing_back()
    {
        var interval = Interval(Guid.NewGuid(), 10, 12);

        Assert.True(AttendanceRules.Extend(interval, At(11)));
        Assert.False(AttendanceRules.Extend(interval, At(9)));
        Assert.Equal((At(10), At(12)), (interval.JoinedAt, interval.LastSeenAt));
    }

    [Fact]
    public void Two_tabs_and_two_sessions_at_once_count_once()
    {
        var one = Live(0, 60);
        var two = Live(0, 60);

        var attended = Attended(60, [one, two], Interval(one.Id, 0, 20), Interval(one.Id, 10, 30), Interval(two.Id, 25, 40));

        Assert.Equal(TimeSpan.FromMinutes(40), attended);
    }

    [Fact]
    public void Three_overlapping_tabs_over_an_hour_give_an_hour()
    {
        var session = Live(0, 120);

        var attended = Attended(120, [session], Interval(session.Id, 10, 50), Interval(session.Id, 30, 70), Interval(session.Id, 15, 65));

        Assert.Equal(TimeSpan.FromHours(1), attended);
    }

    [Fact]
    public void A_corrected_window_changes_the_minutes_at_once()
    {
        var session = Live(0, 60);
        Assert.Equal(TimeSpan.FromMinutes(50), Attended(200, [session], Interval(session.Id, 10, 90)));

        session.LiveWindows[0].OpenedAt = At(20);
        session.LiveWindows[0].ClosedAt = At(80);

        Assert.Equal(TimeSpan.FromMinutes(60), Attended(200, [session], Interval(session.Id, 10, 90)));
        Assert.Equal(36, AttendanceRules.Of(1, default, AttendanceRules.Goal([session], Day, At(200)), 0.6).NeededMinutes);
    }

    [Fact]
    public void Credited_time_is_what_nothing_but_a_credit_gives_and_no_sighting()
    {
        var session = Live(0, 60);
        var credit = Interval(session.Id, 20, 50);
        var credited = new AttendanceInterval
        {
            Id = credit.Id,
            SessionId = credit.SessionId,
            AttendeeId = credit.AttendeeId,
            TabId = credit.TabId,
            JoinedAt = credit.JoinedAt,
            LastSeenAt = credit.LastSeenAt,
            CreditId = Guid.NewGuid(),
        };

        var facts = new DayMeter([session], Day, At(100)).Read([Interval(session.Id, 5, 30), credited]);

        Assert.Equal(new DayFacts(At(5), At(30), TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(20)), facts);
        Assert.Equal(new DayFacts(null, null, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30)), new DayMeter([session], Day, At(100)).Read([credited]));
    }

    [Fact]
    public void Time_counts_only_in_the_live_windows_of_its_own_session()
    {
        var morning = Live(0, 60);
        var afternoon = Live(120, 180);

        Assert.Equal(TimeSpan.Zero, Attended(200, [morning, afternoon], Interval(morning.Id, 120, 180)));
        Assert.Equal(TimeSpan.FromMinutes(10), Attended(200, [morning, afternoon], Interval(afternoon.Id, 60, 130)));
        Assert.Equal(TimeSpan.Zero, Attended(200, [morning], Interval(Guid.NewGuid(), 0, 60)));
    }

    [Fact]
    public void An_interval_over_midnight_counts_for_each_day_with_its_own_part()
    {
        var calendar = EventCalendar.Of("America/Lima");
        var midnight = new DateTime(2024, 5, 29, 5, 0, 0, DateTimeKind.Utc);
        var session = Some.Session(SessionStatus.Ended, midnight.AddHours(1));
        session.LiveWindows.Add(new LiveWindow { Id = Guid.NewGuid(), SessionId = session.Id, OpenedAt = midnight.AddHours(-1), ClosedAt = midnight.AddHours(1) });
        var interval = new AttendanceInterval
        {
            Id = Guid.NewGuid(),
            SessionId = session.Id,
            AttendeeId = Guid.NewGuid(),
            TabId = Guid.NewGuid(),
            JoinedAt = midnight.AddMinutes(-10),
            LastSeenAt = midnight.AddMinutes(25),
        };

        TimeSpan On(int day) => AttendanceRules.Attended([session], [interval], calendar.Day(new DateOnly(2024, 5, day)), midnight.AddHours(2));

        Assert.Equal([0, 10, 25, 0], new[] { 27, 28, 29, 30 }.Select(day => (int)On(day).TotalMinutes));
    }

    [Fact]
    public void Nobody_qualifies_in_the_first_minutes_of_a_day()
    {
        var session = Live(0, null);

        var mine = Mine(5, [session], Interval(session.Id, 0, 5));

        Assert.Equal(new MyAttendance(1, 5, 72, Reached: false, Final: false), mine);
    }

    [Fact]
    public void The_share_of_the_planned_duration_is_enough_while_the_session_runs()
    {
        var session = Live(0, null);

        Assert.Equal(new MyAttendance(1, 71, 72, Reached: false, Final: false), Mine(71.9, [session], Interval(session.Id, 0, 71.9)));
        Assert.Equal(new MyAttendance(1, 72, 72, Reached: true, Final: false), Mine(72, [session], Interval(session.Id, 0, 72)));
    }

    [Fact]
    public void An_overrun_raises_what_is_needed()
    {
        var session = Live(0, null);

        Assert.Equal(new MyAttendance(1, 72, 90, Reached: false, Final: false), Mine(150, [session], Interval(session.Id, 0, 72)));
    }

    [Fact]
    public void A_session_that_ends_early_asks_for_less_once_its_end_can_no_longer_be_undone()
    {
        var session = Live(0, 50);

        Assert.Equal(new MyAttendance(1, 40, 72, Reached: false, Final: false), Mine(50.99, [session], Interval(session.Id, 0, 40)));
        Assert.Equal(new MyAttendance(1, 40, 30, Reached: true, Final: true), Mine(51, [session], Interval(session.Id, 0, 40)));
    }

    [Fact]
    public void A_later_session_of_the_day_counts_with_its_plan_until_it_is_cancelled()
    {
        var morning = Live(0, 120);
        var afternoon = Planned(180, 300, SessionStatus.Scheduled);

        Assert.Equal(new MyAttendance(1, 100, 144, Reached: false, Final: false), Mine(170, [morning, afternoon], Interval(morning.Id, 0, 100)));
        afternoon.Status = SessionStatus.Cancelled;
        Assert.Equal(new MyAttendance(1, 100, 72, Reached: true, Final: true), Mine(170, [morning, afternoon], Interval(morning.Id, 0, 100)));
    }

    [Fact]
    public void A_session_that_never_started_stops_counting_an_hour_after_its_planned_end()
    {
        var morning = Live(0, 120);
        var never = Planned(180, 300, SessionStatus.Scheduled);

        Assert.False(Mine(359, [morning, never], Interval(morning.Id, 0, 100)).Final);
        Assert.Equal(new MyAttendance(1, 100, 72, Reached: true, Final: true), Mine(360, [morning, never], Interval(morning.Id, 0, 100)));
    }

    [Fact]
    public void Sessions_planned_at_the_same_time_count_once()
    {
        var one = Live(0, null);
        var two = Live(10, null);

        Assert.Equal(78, Mine(30, [one, two]).NeededMinutes);
        Assert.Equal(144, Mine(30, [one, Planned(120, 240, SessionStatus.Scheduled)]).NeededMinutes);
    }

    [Fact]
    public void A_paused_session_still_counts_with_its_plan()
    {
        var session = Live(0, 30);
        session.Status = SessionStatus.Paused;

        Assert.Equal(new MyAttendance(1, 30, 72, Reached: false, Final: false), Mine(100, [session], Interval(session.Id, 0, 60)));
    }

    [Fact]
    public void A_day_without_a_live_minute_gives_no_certificate()
    {
        Assert.Equal(new MyAttendance(1, 0, 0, Reached: false, Final: true), Mine(100, []));
        var session = Live(0, 0.9);
        Assert.Equal(new MyAttendance(1, 0, 0, Reached: false, Final: true), Mine(100, [session], Interval(session.Id, 0, 0.9)));
    }

    [Theory]
    [InlineData(1.0, 90.5, 90.2, 90, 90, true)]
    [InlineData(0.6, 60, 36, 36, 36, true)]
    [InlineData(0.6, 60, 35.99, 35, 36, false)]
    [InlineData(0.07, 100, 7, 7, 7, true)]
    [InlineData(0.6, 61, 36, 36, 37, false)]
    [InlineData(0.01, 2, 1, 1, 1, true)]
    [InlineData(0.01, 2, 0.5, 0, 1, false)]
    public void Everything_is_in_whole_minutes(double share, double goal, double attended, int minutes, int needed, bool reached) => Assert.Equal(
        new MyAttendance(2, minutes, needed, reached, Final: true),
        AttendanceRules.Of(2, TimeSpan.FromMinutes(attended), new DayGoal(TimeSpan.FromMinutes(goal), IsFinal: true), share));

    private static MyAttendance Mine(double now, Session[] sessions, params AttendanceInterval[] intervals) => AttendanceRules.Of(
        1, Attended(now, sessions, intervals), AttendanceRules.Goal(sessions, Day, At(now)), 0.6);

    private static TimeSpan Attended(double now, Session[] sessions, params AttendanceInterval[] intervals) =>
        AttendanceRules.Attended(sessions, intervals, Day, At(now));

    private static DateTime At(double minutes) => Some.Start.AddMinutes(minutes);

    /// <summary>Planned for two hours from its start, live until it ended, or still.</summary>
    private static Session Live(double from, double? to)
    {
        var session = Planned(from, from + 120, to is null ? SessionStatus.Live : SessionStatus.Ended);
        session.StatusSince = At(to ?? from);
        session.LiveWindows.Add(new LiveWindow { Id = Guid.NewGuid(), SessionId = session.Id, OpenedAt = At(from), ClosedAt = to is null ? null : At(to.Value) });
        return session;
    }

    private static Session Planned(double from, double to, SessionStatus status)
    {
        var session = Some.Session(status);
        session.PlannedStart = At(from);
        session.PlannedEnd = At(to);
        return session;
    }

    private static AttendanceInterval Interval(Guid session, double from, double to) => new()
    {
        Id = Guid.NewGuid(),
        SessionId = session,
        AttendeeId = Guid.NewGuid(),
        TabId = Guid.NewGuid(),
        JoinedAt = At(from),
        LastSeenAt = At(to),
    };
}
