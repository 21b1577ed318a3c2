namespace OpenGovWeek.Core.Polls;

/// <summary>Whether an answer may be shown. What the poll itself offers always is; what attendees wrote waits for a moderator.</summary>
public enum ChoiceStatus
{
    Offered = 0,
    Pending = 1,
    Shown = 2,
    Hidden = 3,
}
