using System.Diagnostics.Metrics;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>How far what is written of attendance lies behind what was seen.</summary>
public sealed class AttendanceMetrics(IMeterFactory meters)
{
    public const string Name = "OpenGovWeek.Attendance";

    private readonly Meter meter = meters.Create(Name);

    /// <param name="waiting">How many sightings wait at this moment.</param>
    /// <param name="lag">For how long the oldest of them has been waiting.</param>
    public void Watch(Func<int> waiting, Func<TimeSpan> lag)
    {
        meter.CreateObservableUpDownCounter("opengovweek.attendance.sightings", waiting, "{sighting}", "Sightings that wait to be written.");
        meter.CreateObservableGauge("opengovweek.attendance.lag", () => lag().TotalSeconds, "s", "For how long the oldest sighting has been waiting to be written.");
    }
}
