using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Live;
using Xunit;

namespace OpenGovWeek.Core.Tests.Attendance;

public sealed class EventGoalTests
{
    [Fact]
    public void Enough_days_reach_it_before_the_last_is_over()
    {
        var goal = EventGoal.Of([Day(1, 60, reached: true, final: true), Day(2, 70, reached: true, final: false), Day(3, 5, reached: false, final: false)], needed: 2);

        Assert.Equal((true, 0, 135, false), (goal.Reached, goal.Missing, goal.Minutes, goal.OutOfReach));
    }

    [Fact]
    public void Days_that_are_over_without_being_reached_put_it_out_of_reach()
    {
        var goal = EventGoal.Of([Day(1, 60, reached: true, final: true), Day(2, 5, reached: false, final: true), Day(3, 0, reached: false, final: false)], needed: 3);

        Assert.Equal((false, 2, true), (goal.Reached, goal.Missing, goal.OutOfReach));
    }

    [Fact]
    public void An_event_without_such_a_certificate_is_never_reached() =>
        Assert.False(EventGoal.Of([Day(1, 60, reached: true, final: true)], needed: 0).Reached);

    [Fact]
    public void A_day_more_never_takes_it_away_and_it_is_never_both_reached_and_out_of_reach() => Always.Hold(
        Gen.Zip(Gen.Zip(Gen.Choose(0, 300), Gen.Choose(0, 3)).ArrayOf(), Gen.Choose(0, 6)),
        example =>
        {
            var (drawn, needed) = example;
            var days = drawn.Select((day, index) => Day(index + 1, day.Item1, day.Item2 % 2 == 1, day.Item2 > 1)).ToList();
            var goal = EventGoal.Of(days, needed);
            var more = EventGoal.Of([.. days, Day(days.Count + 1, 60, reached: true, final: true)], needed);

            Assert.False(goal.Reached && goal.OutOfReach);
            Assert.True(!goal.Reached || more.Reached);
            Assert.Equal(days.Sum(day => day.Minutes), goal.Minutes);
            Assert.Equal(goal.Reached, needed > 0 && goal.Missing == 0);
            Assert.True(goal.DaysReached + goal.DaysLeft <= days.Count);
        });

    private static MyAttendance Day(int number, int minutes, bool reached, bool final) => new(number, minutes, 60, reached, final);
}
