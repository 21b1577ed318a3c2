namespace OpenGovWeek.Core.Sessions;

/// <summary>What a moderator does with a session.</summary>
public enum SessionAction
{
    /// <summary>Scheduled to Live.</summary>
    Start = 1,

    /// <summary>Live to Paused.</summary>
    Pause = 2,

    /// <summary>Paused to Live.</summary>
    Resume = 3,

    /// <summary>Live or Paused to Ended.</summary>
    End = 4,
}
