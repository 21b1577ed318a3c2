using FsCheck.Fluent;
using OpenGovWeek.Core.Events;
using Xunit;

namespace OpenGovWeek.Core.Tests.Events;

public sealed class EventCalendarTests
{
    private static readonly string[] Zones =
    [
        "America/Lima", "America/Santiago", "America/Havana", "America/St_Johns", "Europe/Madrid", "Asia/Beirut", "Pacific/Apia", "Asia/Kathmandu", "UTC",
    ];

    [Fact]
    public void A_day_in_Lima_begins_at_five_in_UTC()
    {
        var lima = EventCalendar.Of("America/Lima");
        var day = lima.Day(new DateOnly(2024, 5, 28));

        Assert.Equal((Utc(2024, 5, 28, 5), Utc(2024, 5, 29, 5)), (day.Start, day.End));
        Assert.Equal(DateTimeKind.Utc, day.Start.Kind);
        Assert.Equal(new DateOnly(2024, 5, 27), lima.DayOf(Utc(2024, 5, 28, 5).AddTicks(-1)));
        Assert.Equal(new DateOnly(2024, 5, 28), lima.DayOf(Utc(2024, 5, 28, 5)));
        Assert.Equal(Utc(2024, 5, 28, 15, 30), lima.ToUtc(new DateOnly(2024, 5, 28), new TimeOnly(10, 30)));
        Assert.Equal(new DateTime(2024, 5, 28, 10, 30, 0), lima.ToLocal(Utc(2024, 5, 28, 15, 30)));
    }

    /// <summary>Days on which clocks change: at midnight, across it, or by a whole day.</summary>
    [Theory]
    [InlineData("Europe/Madrid", "2024-03-31", 23)]
    [InlineData("Europe/Madrid", "2024-10-27", 25)]
    [InlineData("America/Santiago", "2024-09-08", 23)]
    [InlineData("America/Santiago", "2024-04-06", 25)]
    [InlineData("America/Havana", "2024-11-03", 25)]
    [InlineData("Asia/Beirut", "2024-03-31", 23)]
    [InlineData("Pacific/Apia", "2011-12-30", 0)]
    [InlineData("America/Lima", "2024-05-28", 24)]
    public void A_day_is_as_long_as_its_clocks_say(string zone, string date, int hours) =>
        Assert.Equal(hours, EventCalendar.Of(zone).Day(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)).Length.TotalHours);

    [Fact]
    public void A_day_whose_midnight_is_skipped_begins_at_the_change()
    {
        var santiago = EventCalendar.Of("America/Santiago");

        var start = santiago.Day(new DateOnly(2024, 9, 8)).Start;

        Assert.Equal(Utc(2024, 9, 8, 4), start);
        Assert.Equal(new DateTime(2024, 9, 8, 1, 0, 0), santiago.ToLocal(start));
        Assert.Equal(start, santiago.ToUtc(new DateOnly(2024, 9, 8), new TimeOnly(0, 30)));
    }

    [Fact]
    public void Of_a_time_that_comes_twice_the_earlier_is_meant() =>
        Assert.Equal(Utc(2024, 10, 27, 0, 30), EventCalendar.Of("Europe/Madrid").ToUtc(new DateOnly(2024, 10, 27), new TimeOnly(2, 30)));

    [Fact]
    public void An_hour_that_comes_again_before_midnight_stays_with_the_day_that_had_begun()
    {
        // At 00:01 of 29 October 2006 the clocks of St John's went back to 23:01 of the 28th.
        var stJohns = EventCalendar.Of("America/St_Johns");
        var day = new DateOnly(2006, 10, 29);

        Assert.Equal(Utc(2006, 10, 29, 2, 30), stJohns.Day(day).Start);
        Assert.Equal(new DateTime(2006, 10, 28, 23, 15, 0), stJohns.ToLocal(Utc(2006, 10, 29, 2, 45)));
        Assert.Equal(day, stJohns.DayOf(Utc(2006, 10, 29, 2, 45)));
    }

    [Fact]
    public void Every_instant_belongs_to_the_day_whose_range_holds_it() => Always.Hold(
        from zone in Gen.Elements(Zones)
        from year in Gen.Elements(2006, 2011, 2024)
        from minute in Gen.Choose(0, 365 * 24 * 60)
        select (zone, instant: Utc(year, 1, 1, 0).AddMinutes(minute)),
        example =>
        {
            var calendar = EventCalendar.Of(example.zone);

            var day = calendar.Day(calendar.DayOf(example.instant));

            Assert.True(day.Start <= example.instant && example.instant < day.End, $"{example.zone} {example.instant:O} not in {day}");
        },
        2000);

    [Theory]
    [InlineData("")]
    [InlineData("Lima")]
    [InlineData("America/Atlantis")]
    [InlineData("../../etc/passwd")]
    [InlineData("SA Pacific Standard Time")]
    public void An_unknown_time_zone_is_refused(string zone) => Assert.Equal([zone], Refusal.Of("time-zone-unknown", () => EventCalendar.Of(zone)).Detail);

    private static DateTime Utc(int year, int month, int day, int hour, int minute = 0) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);
}
