namespace OpenGovWeek.Core.Polls;

/// <summary>What a moderator does with a poll.</summary>
public enum PollAction
{
    /// <summary>Draft to Open.</summary>
    Open = 1,

    /// <summary>Open to Closed, at once or after an announcement.</summary>
    Close = 2,

    /// <summary>Closed to Published.</summary>
    Publish = 3,
}
