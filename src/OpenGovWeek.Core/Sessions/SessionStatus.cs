namespace OpenGovWeek.Core.Sessions;

/// <summary>Where a session stands; only Live counts for attendance.</summary>
public enum SessionStatus
{
    Scheduled = 0,
    Live = 1,
    Paused = 2,
    Ended = 3,
    Cancelled = 4,
}
