namespace OpenGovWeek.Data.Attendance;

/// <summary>A tab of an attendee was seen in a session, from the first to the last time without a gap that would end an interval. UTC, by the server's clock.</summary>
public sealed record Sighting(Guid AttendeeId, Guid SessionId, Guid TabId, DateTime FirstSeen, DateTime LastSeen);
