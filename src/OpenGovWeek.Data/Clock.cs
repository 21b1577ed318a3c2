namespace OpenGovWeek.Data;

/// <summary>The application's time as it is stored.</summary>
public static class Clock
{
    /// <summary>Now, UTC, in whole milliseconds, so that what was written reads back equal.</summary>
    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime.ToMilliseconds();

    internal static DateTime ToMilliseconds(this DateTime value) =>
        new(value.Ticks - value.Ticks % TimeSpan.TicksPerMillisecond, value.Kind);
}
