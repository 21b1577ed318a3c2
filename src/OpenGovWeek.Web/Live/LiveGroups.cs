using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>Names of the groups of connections.</summary>
public static class LiveGroups
{
    private const string StaffSuffix = ":staff";

    public static string Session(Guid sessionId, LiveAudience audience) =>
        $"session:{sessionId:N}{(audience == LiveAudience.Staff ? StaffSuffix : ":public")}";

    public static string Agenda(Guid eventId) => $"agenda:{eventId:N}";

    /// <summary>The connections of one attendee or one member of staff.</summary>
    public static string Person(Guid personId) => $"person:{personId:N}";

    /// <summary>The connections of those who have answered a poll.</summary>
    public static string Answered(Guid pollId) => $"answered:{pollId:N}";

    /// <summary>The group gets what only staff may see.</summary>
    public static bool IsStaff(string group) => group.EndsWith(StaffSuffix, StringComparison.Ordinal);
}
