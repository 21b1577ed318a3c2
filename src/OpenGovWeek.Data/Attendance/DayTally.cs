using OpenGovWeek.Core.Attendance;

namespace OpenGovWeek.Data.Attendance;

/// <summary>Counts a day, attendee after attendee.</summary>
internal sealed class DayTally(DayScene scene)
{
    private readonly PresenceCurve curve = new(scene.Stretch);
    private int registered;
    private int seen;
    private int present;
    private int reached;

    public DayFigures Figures => new(registered, seen, present, reached, scene.Of(TimeSpan.Zero).NeededMinutes, scene.Now, curve.Start, curve.Counts);

    /// <summary>Takes in one attendee.</summary>
    public DayFacts Add(IReadOnlyList<AttendanceInterval> intervals)
    {
        registered++;
        if (intervals.Count == 0)
        {
            return default;
        }

        var facts = scene.Meter.Read(intervals);
        curve.Add(intervals);
        seen += facts.FirstSeen is null ? 0 : 1;
        present += scene.Now - facts.LastSeen <= AttendanceRules.Gap ? 1 : 0;
        reached += scene.Of(facts.Attended).Reached ? 1 : 0;
        return facts;
    }
}

/// <summary>The numbers of a day.</summary>
/// <param name="Registered">Attendees of the event.</param>
/// <param name="Seen">Those seen on that day.</param>
/// <param name="Present">Those seen within the last minute and a half.</param>
/// <param name="Reached">Those who have what the day's certificate asks for.</param>
/// <param name="NeededMinutes">What it asks for, as far as is known now.</param>
/// <param name="At">When it was counted, UTC.</param>
/// <param name="CurveStart">Beginning of the first of <paramref name="Curve"/>, UTC.</param>
/// <param name="Curve">Attendees seen in each five minutes.</param>
public sealed record DayFigures(
    int Registered, int Seen, int Present, int Reached, int NeededMinutes, DateTime At, DateTime CurveStart, IReadOnlyList<int> Curve);
