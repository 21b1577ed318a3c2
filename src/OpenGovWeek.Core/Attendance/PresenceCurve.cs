namespace OpenGovWeek.Core.Attendance;

/// <summary>How many attendees were seen in each five minutes of a day's stretch. Somebody who came twice within the same minutes is one; credited time proves no presence.</summary>
public sealed class PresenceCurve
{
    /// <summary>Width of one number.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>Longest stretch that is drawn.</summary>
    private const int MostSteps = 24 * 12;

    private readonly int[] counts;
    private readonly bool[] marks;

    /// <param name="stretch">What is looked at; its beginning is rounded down to five minutes and its end up.</param>
    public PresenceCurve(TimeRange stretch)
    {
        Start = Floor(stretch.Start);
        var steps = stretch.IsEmpty ? 0 : (int)Math.Ceiling((stretch.End - Start) / Step);
        counts = new int[Math.Min(steps, MostSteps)];
        marks = new bool[counts.Length];
    }

    /// <summary>Beginning of the first number, UTC.</summary>
    public DateTime Start { get; }

    /// <summary>End of the last number, UTC.</summary>
    public DateTime End => Start + counts.Length * Step;

    public IReadOnlyList<int> Counts => counts;

    /// <summary>Takes in one attendee.</summary>
    /// <param name="intervals">All intervals of that attendee.</param>
    public void Add(IEnumerable<AttendanceInterval> intervals)
    {
        Array.Clear(marks);
        foreach (var interval in intervals.Where(interval => interval.CreditId is null && interval.LastSeenAt >= Start && interval.JoinedAt < End))
        {
            var last = Math.Min(counts.Length - 1, StepOf(interval.LastSeenAt > interval.JoinedAt ? interval.LastSeenAt.AddTicks(-1) : interval.JoinedAt));
            for (var step = Math.Max(0, StepOf(interval.JoinedAt)); step <= last; step++)
            {
                marks[step] = true;
            }
        }

        for (var step = 0; step < counts.Length; step++)
        {
            counts[step] += marks[step] ? 1 : 0;
        }
    }

    private int StepOf(DateTime at) => (int)Math.Floor((at - Start) / Step);

    private static DateTime Floor(DateTime at) => new(at.Ticks - at.Ticks % Step.Ticks, at.Kind);
}
