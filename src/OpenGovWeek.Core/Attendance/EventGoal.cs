using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Core.Attendance;

/// <summary>What the certificate of the whole event asks for, and how far an attendee is.</summary>
/// <param name="DaysReached">Days whose own certificate was reached.</param>
/// <param name="DaysNeeded">Days that it asks for; 0 when the event has no such certificate.</param>
/// <param name="DaysLeft">Days that were not reached and may still be.</param>
/// <param name="Minutes">Whole minutes of all days.</param>
public sealed record EventGoal(int DaysReached, int DaysNeeded, int DaysLeft, int Minutes)
{
    /// <summary>The certificate can be issued. It does not wait for days that it does not need.</summary>
    public bool Reached => DaysNeeded > 0 && DaysReached >= DaysNeeded;

    /// <summary>Days that are still missing.</summary>
    public int Missing => Math.Max(0, DaysNeeded - DaysReached);

    /// <summary>Too few days are left to reach it.</summary>
    public bool OutOfReach => Missing > DaysLeft;

    /// <summary>Adds the days up.</summary>
    /// <param name="days">Every day of the event, as <see cref="AttendanceRules.Of"/> gives it.</param>
    /// <param name="needed">The event's <see cref="Events.Event.DaysForEvent"/>.</param>
    public static EventGoal Of(IReadOnlyCollection<MyAttendance> days, int needed) => new(
        days.Count(day => day.Reached),
        needed,
        days.Count(day => !day.Reached && !day.Final),
        days.Sum(day => day.Minutes));
}
