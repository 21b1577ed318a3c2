namespace OpenGovWeek.Testing;

/// <summary>The machine's clock, moved by an offset: a day passes in a test while timers still run in real time.</summary>
/// <remarks>It starts between 6:00 and 18:00 in Peru, twelve hours ahead while it is night there: a session of two hours is over before its day is, whenever the tests are run.</remarks>
public sealed class AdjustableClock : TimeProvider
{
    // Read once, so that all clocks of a run agree however long it takes.
    private static readonly long Start = StartFor(System.GetUtcNow());

    private long offset;

    public AdjustableClock() => offset = Start;

    private AdjustableClock(TimeSpan ahead) => offset = ahead.Ticks;

    /// <summary>Now, UTC, as the application sees it.</summary>
    public DateTime Now => GetUtcNow().UtcDateTime;

    /// <summary>A clock that agrees with the nodes that run as processes of their own.</summary>
    public static AdjustableClock OfTheMachine() => new(TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref offset));

    public void Advance(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);

    private static long StartFor(DateTimeOffset now) =>
        TimeZoneInfo.ConvertTimeBySystemTimeZoneId(now, "America/Lima").Hour is >= 6 and < 18 ? 0 : TimeSpan.FromHours(12).Ticks;
}
