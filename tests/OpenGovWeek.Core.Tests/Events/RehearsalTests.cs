using OpenGovWeek.Core.Events;
using Xunit;

namespace OpenGovWeek.Core.Tests.Events;

public sealed class RehearsalTests
{
    private static readonly EventFile File = new(
        "semana", "Semana", "Institución", TimeZone: "America/Lima",
        Days:
        [
            new("2024-05-28", [new("semana-dia-1", "Primera sesión", "10:00", "12:00")]),
            new("2024-05-29", [new("semana-dia-2", "Segunda sesión", "10:00", "12:00")]),
            new("2024-06-02", [new("semana-dia-3", "Tercera sesión", "15:30", "17:00")]),
        ]);

    [Fact]
    public void Day_1_is_today_on_the_clocks_of_the_event_and_the_others_keep_their_distance()
    {
        // 23 November at 21:14 in Lima.
        var moved = Rehearsal.Of(File, At(2026, 11, 24, 2, 14));

        Assert.Equal(["2026-11-23", "2026-11-24", "2026-11-28"], moved.Days!.Select(day => day!.Date));
        Assert.Equal(["semana-dia-1", "semana-dia-2", "semana-dia-3"], Sessions(moved).Select(session => session.Slug));
        Assert.Equal(("semana", "Semana"), (moved.Slug, moved.Name));
        Assert.Equal([("10:00", "12:00"), ("15:30", "17:00")], Sessions(moved).Skip(1).Select(session => (session.Start, session.End)));
        Assert.All(Sessions(moved), session => Assert.True(session.IllustrativeTimes));
    }

    [Theory]
    [InlineData(14, 3, "08:55", "10:55")]
    [InlineData(14, 5, "09:00", "11:00")]
    [InlineData(5, 2, "00:00", "02:00")]
    [InlineData(3, 10, "22:05", "23:59")]
    [InlineData(4, 59, "23:50", "23:59")]
    public void Day_1_began_a_little_ago_on_a_full_five_minutes_and_ends_the_same_day(int hour, int minute, string start, string end)
    {
        var moved = Rehearsal.Of(File, At(2026, 11, 23, hour, minute));

        var first = Sessions(moved).First();
        Assert.Equal((start, end), (first.Start, first.End));
        Assert.Empty(EventFileRules.Validate(moved, []));
    }

    [Fact]
    public void A_second_copy_has_slugs_of_its_own()
    {
        var moved = Rehearsal.Of(File, At(2026, 11, 23, 15, 0), copy: 2);

        Assert.Equal(("semana-2", "Semana"), (moved.Slug, moved.Name));
        Assert.Equal(["semana-dia-1-2", "semana-dia-2-2", "semana-dia-3-2"], Sessions(moved).Select(session => session.Slug));
    }

    private static DateTime At(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);

    private static IEnumerable<EventFileSession> Sessions(EventFile file) => file.Days!.SelectMany(day => day!.Sessions!).Select(session => session!);
}
