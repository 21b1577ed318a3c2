namespace OpenGovWeek.Testing;

/// <summary>The machine's clock, moved by an offset: a day passes in a test while timers still run in real time.</summary>
public sealed class AdjustableClock : TimeProvider
{
    private long offset;

    /// <summary>Now, UTC, as the application sees it.</summary>
    public DateTime Now => GetUtcNow().UtcDateTime;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref offset));

    public void Advance(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);
}
