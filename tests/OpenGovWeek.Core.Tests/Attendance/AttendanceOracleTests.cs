using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Attendance;

/// <summary>The rules against an oracle that asks of every single second whether it counts.</summary>
public sealed class AttendanceOracleTests
{
    private const int Seconds = 1200;

    /// <summary>Midnight in Lima stands in the middle of the stretch that is looked at.</summary>
    private static readonly DateTime From = new DateTime(2024, 5, 29, 5, 0, 0, DateTimeKind.Utc).AddSeconds(-Seconds / 2);

    private static readonly EventCalendar Lima = EventCalendar.Of("America/Lima");
    private static readonly DateOnly[] Days = [new(2024, 5, 28), new(2024, 5, 29)];

    private static readonly Gen<(int From, int To)> Range =
        from start in Gen.Choose(0, Seconds)
        from end in Gen.Choose(0, Seconds)
        select (Math.Min(start, end), Math.Max(start, end));

    private static readonly Gen<Example> Examples =
        from windows in Range.ListOf().Where(list => list.Count <= 3).Three()
        from seen in (from session in Gen.Choose(0, 3) from range in Range select (session, range)).ListOf()
        from stillLive in Gen.Elements(true, false)
        from now in Gen.Choose(0, Seconds)
        select new Example([windows.Item1, windows.Item2, windows.Item3], [.. seen], stillLive, now);

    [Fact]
    public void Minutes_of_each_day_are_the_seconds_that_count() => Always.Hold(
        Examples,
        example =>
        {
            var sessions = example.Windows.Select(windows => Session(windows, example)).ToList();
            var intervals = example.Seen.Select(seen => Interval(seen.Session < 3 ? sessions[seen.Session].Id : Guid.NewGuid(), seen.Range)).ToList();

            foreach (var day in Days)
            {
                var seconds = Enumerable.Range(0, Seconds).Count(second => Lima.DayOf(From.AddSeconds(second)) == day && Counts(example, second));
                Assert.Equal(TimeSpan.FromSeconds(seconds), AttendanceRules.Attended(sessions, intervals, Lima.Day(day), From.AddSeconds(example.Now)));
            }
        },
        tests: 1000);

    [Fact]
    public void The_account_of_a_session_says_of_every_second_whether_it_counts_and_why() => Always.Hold(
        from example in Examples
        from credited in Range.ListOf().Where(list => list.Count <= 2)
        from status in Gen.Elements(SessionStatus.Live, SessionStatus.Paused, SessionStatus.Ended)
        select (example, credited, status),
        all =>
        {
            var (example, credited, status) = all;
            var session = Session(example.Windows[0], example);
            session.Status = status;
            var seen = example.Seen.Where(one => one.Session == 0).Select(one => one.Range).ToList();
            var intervals = seen.Select(range => Interval(session.Id, range)).Concat(credited.Select(range => Interval(session.Id, range, credit: Guid.NewGuid()))).ToList();

            foreach (var day in Days)
            {
                var spans = SessionAccount.Of(session, intervals, Lima.Day(day), From.AddSeconds(example.Now));
                var kinds = new SpanKind?[Seconds];
                foreach (var span in spans)
                {
                    for (var second = (int)(span.Time.Start - From).TotalSeconds; second < (int)(span.Time.End - From).TotalSeconds; second++)
                    {
                        Assert.Null(kinds[second]);
                        kinds[second] = span.Kind;
                    }
                }

                // What is seen on the other day does not say what this day's seconds are.
                var ofDay = Enumerable.Range(0, Seconds).Where(second => Lima.DayOf(From.AddSeconds(second)) == day).ToHashSet();
                var ofSeen = seen.Where(range => ofDay.Any(one => Holds(range, one))).ToList();
                foreach (var second in Enumerable.Range(0, Seconds))
                {
                    var expected = ofDay.Contains(second) ? Kind(example, ofSeen, credited, status, second) : null;
                    Assert.Equal((second, expected), (second, kinds[second]));
                }

                Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.Time.End < pair.Second.Time.Start || pair.First.Kind != pair.Second.Kind));
            }
        },
        tests: 150);

    [Fact]
    public void Sightings_are_worth_the_time_between_neighbours_that_are_close() => Always.Hold(
        Gen.Choose(1, 200).ListOf(),
        gaps =>
        {
            var intervals = new List<AttendanceInterval> { Interval(Guid.Empty, (0, 0)) };
            var at = From;
            foreach (var gap in gaps)
            {
                at = at.AddSeconds(gap);
                if (!AttendanceRules.Extend(intervals[^1], at))
                {
                    intervals.Add(new AttendanceInterval
                    {
                        Id = Guid.NewGuid(),
                        SessionId = Guid.Empty,
                        AttendeeId = Guid.Empty,
                        TabId = Guid.Empty,
                        JoinedAt = at,
                        LastSeenAt = at,
                    });
                }
            }

            Assert.Equal(
                TimeSpan.FromSeconds(gaps.Where(gap => gap <= 90).Sum()),
                TimeRange.Covered(intervals.Select(interval => new TimeRange(interval.JoinedAt, interval.LastSeenAt))));
            Assert.Equal(gaps.Count(gap => gap > 90) + 1, intervals.Count);
        });

    [Fact]
    public void The_goal_of_sessions_one_after_another_is_the_larger_of_plan_and_live_of_each() => Always.Hold(
        (from planned in Gen.Choose(1, 60)
         from live in Gen.Choose(0, 60)
         from status in Gen.Elements(Enum.GetValues<SessionStatus>())
         select (planned, live, status)).ListOf().Where(list => list.Count <= 8),
        list =>
        {
            // Each session has an hour of its own from noon in Lima on, and all ended ones ended long ago.
            var noon = new DateTime(2024, 5, 28, 17, 0, 0, DateTimeKind.Utc);
            var now = noon.AddHours(6);
            var sessions = list.Select((one, index) => Slot(noon.AddHours(index - 4), one.planned, one.live, one.status)).ToList();

            var goal = AttendanceRules.Goal(sessions, Lima.Day(new DateOnly(2024, 5, 28)), now);

            Assert.Equal(
                list.Sum(one => one.status switch
                {
                    SessionStatus.Ended or SessionStatus.Cancelled => one.live,
                    SessionStatus.Scheduled => 0,
                    _ => Math.Max(one.live, one.planned),
                }),
                (int)goal.Live.TotalMinutes);
            Assert.Equal(list.All(one => one.status is not (SessionStatus.Live or SessionStatus.Paused)), goal.IsFinal);
        });

    [Fact]
    public void Whoever_is_there_all_the_time_reaches_any_share_in_the_end() => Always.Hold(
        from windows in Range.ListOf()
        from percent in Gen.Choose(1, 100)
        select (windows, percent),
        example =>
        {
            var session = Session([.. example.windows], new Example([], [], false, Seconds));
            session.Status = SessionStatus.Ended;
            session.StatusSince = From.AddSeconds(Seconds);
            var now = From.AddSeconds(Seconds + 60);
            foreach (var day in Days)
            {
                var goal = AttendanceRules.Goal([session], Lima.Day(day), now);
                var attended = AttendanceRules.Attended([session], [Interval(session.Id, (0, Seconds))], Lima.Day(day), now);

                var mine = AttendanceRules.Of(1, attended, goal, example.percent / 100.0);

                Assert.Equal(goal.Live, attended);
                Assert.True(mine.Final);
                Assert.Equal(goal.Live >= TimeSpan.FromMinutes(1), mine.Reached);
            }
        });

    private static bool Counts(Example example, int second) => Enumerable.Range(0, 3).Any(session =>
        IsLive(example, session, second) && example.Seen.Any(seen => seen.Session == session && seen.Range.From <= second && second < seen.Range.To));

    private static SpanKind? Kind(
        Example example, List<(int From, int To)> seen, IReadOnlyList<(int From, int To)> credited, SessionStatus status, int second)
    {
        var isSeen = seen.Exists(range => Holds(range, second));
        if (IsLive(example, 0, second))
        {
            return isSeen ? SpanKind.Counted
                : credited.Any(range => Holds(range, second)) ? SpanKind.Credited
                : !seen.Exists(range => range.From < second) ? SpanKind.NotYetSeen
                : !seen.Exists(range => range.To > second) ? SpanKind.NoLongerSeen
                : SpanKind.NotSeen;
        }

        var windows = example.Windows[0].Where((window, index) => window.From < (IsOpen(example, index) ? example.Now : window.To)).ToList();
        return !isSeen ? null
            : windows.All(range => range.From > second) ? SpanKind.BeforeLive
            : windows.Any(range => range.From > second) || status == SessionStatus.Paused ? SpanKind.Paused
            : SpanKind.AfterLive;
    }

    private static bool Holds((int From, int To) range, int second) => range.From <= second && second < range.To;

    private static bool IsLive(Example example, int session, int second) => example.Windows[session].Select((window, index) => (window, index)).Any(one =>
        one.window.From <= second && second < (IsOpen(example, one.index) ? example.Now : one.window.To));

    /// <summary>The first window of a session has not closed.</summary>
    private static bool IsOpen(Example example, int window) => example.StillLive && window == 0;

    private static Session Session(IReadOnlyList<(int From, int To)> windows, Example example)
    {
        var session = Some.Session(SessionStatus.Live, From);
        session.LiveWindows.AddRange(windows.Select((window, index) => new LiveWindow
        {
            Id = Guid.NewGuid(),
            SessionId = session.Id,
            OpenedAt = From.AddSeconds(window.From),
            ClosedAt = IsOpen(example, index) ? null : From.AddSeconds(window.To),
        }));
        return session;
    }

    private static Session Slot(DateTime start, int planned, int live, SessionStatus status)
    {
        var session = Some.Session(status, start.AddMinutes(live));
        session.PlannedStart = start;
        session.PlannedEnd = start.AddMinutes(planned);
        if (status != SessionStatus.Scheduled)
        {
            session.LiveWindows.Add(new LiveWindow { Id = Guid.NewGuid(), SessionId = session.Id, OpenedAt = start, ClosedAt = start.AddMinutes(live) });
        }

        return session;
    }

    private static AttendanceInterval Interval(Guid session, (int From, int To) range, Guid? credit = null) => new()
    {
        Id = Guid.NewGuid(),
        SessionId = session,
        AttendeeId = Guid.Empty,
        TabId = Guid.Empty,
        JoinedAt = From.AddSeconds(range.From),
        LastSeenAt = From.AddSeconds(range.To),
        CreditId = credit,
    };

    private sealed record Example(
        IReadOnlyList<IReadOnlyList<(int From, int To)>> Windows,
        IReadOnlyList<(int Session, (int From, int To) Range)> Seen,
        bool StillLive,
        int Now);
}
