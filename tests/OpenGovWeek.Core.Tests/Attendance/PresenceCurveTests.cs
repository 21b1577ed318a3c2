using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Core.Attendance;
using Xunit;

namespace OpenGovWeek.Core.Tests.Attendance;

public sealed class PresenceCurveTests
{
    private const int Minutes = 60;

    private static readonly Gen<(int From, int To)> Range =
        from start in Gen.Choose(-10, Minutes + 10)
        from length in Gen.Choose(0, 40)
        select (start, start + length);

    [Fact]
    public void Each_number_is_how_many_were_seen_within_its_five_minutes() => Always.Hold(
        Range.ListOf().Where(list => list.Count <= 4).ListOf(),
        attendees =>
        {
            var curve = new PresenceCurve(new TimeRange(Some.Start, Some.Start.AddMinutes(Minutes)));
            foreach (var attendee in attendees)
            {
                curve.Add(attendee.Select(range => Interval(range.From, range.To, null)));
            }

            for (var step = 0; step < Minutes / 5; step++)
            {
                var (from, to) = (step * 5, step * 5 + 5);
                // Half-open both ways; somebody seen at one moment only was there in the minutes of that moment.
                var expected = attendees.Count(attendee => attendee.Any(range => range.From < to && (range.To > from || (range.From == range.To && range.From >= from))));
                Assert.Equal((step, expected), (step, curve.Counts[step]));
            }
        });

    [Fact]
    public void It_begins_and_ends_at_full_five_minutes_and_knows_nothing_of_credits()
    {
        var curve = new PresenceCurve(new TimeRange(Some.Start.AddMinutes(3), Some.Start.AddMinutes(11)));
        curve.Add([Interval(0, 20, Guid.NewGuid())]);

        Assert.Equal((Some.Start, Some.Start.AddMinutes(15)), (curve.Start, curve.End));
        Assert.Equal([0, 0, 0], curve.Counts);
        Assert.Empty(new PresenceCurve(default).Counts);
    }

    private static AttendanceInterval Interval(int from, int to, Guid? credit) => new()
    {
        Id = Guid.NewGuid(),
        SessionId = Guid.NewGuid(),
        AttendeeId = Guid.NewGuid(),
        TabId = Guid.NewGuid(),
        JoinedAt = Some.Start.AddMinutes(from),
        LastSeenAt = Some.Start.AddMinutes(to),
        CreditId = credit,
    };
}
