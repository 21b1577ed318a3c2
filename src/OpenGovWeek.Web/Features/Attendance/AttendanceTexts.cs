namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>Resource marker of attendance.</summary>
public sealed class AttendanceTexts
{
    /// <summary>What <c>js/attendance.js</c> says.</summary>
    public static readonly IReadOnlyList<string> Script = ["Curve_Peak", "Requests_New_Many", "Requests_New_One"];
}
