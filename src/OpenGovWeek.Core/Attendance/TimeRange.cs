namespace OpenGovWeek.Core.Attendance;

/// <summary>Half-open [Start, End), UTC; empty unless the end is after the start.</summary>
public readonly record struct TimeRange(DateTime Start, DateTime End)
{
    public bool IsEmpty => End <= Start;

    public TimeSpan Length => IsEmpty ? TimeSpan.Zero : End - Start;

    /// <summary>The part of this range that lies within another one; may be empty.</summary>
    public TimeRange Clip(TimeRange other) => new(Start > other.Start ? Start : other.Start, End < other.End ? End : other.End);

    /// <summary>Time that a set of ranges covers: what lies in several of them counts once.</summary>
    public static TimeSpan Covered(IEnumerable<TimeRange> ranges)
    {
        var total = TimeSpan.Zero;
        var reached = DateTime.MinValue;
        foreach (var range in ranges.Where(range => !range.IsEmpty).OrderBy(range => range.Start))
        {
            var start = range.Start > reached ? range.Start : reached;
            if (range.End > start)
            {
                total += range.End - start;
                reached = range.End;
            }
        }

        return total;
    }
}
