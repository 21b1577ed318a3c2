namespace OpenGovWeek.Core.Polls;

/// <summary>How a poll is answered and counted; the rules of each stand in <c>Kinds</c>.</summary>
public enum PollKind
{
    SingleChoice = 1,
}

/// <summary>Where a poll stands.</summary>
public enum PollStatus
{
    Draft = 0,
    Open = 1,
    Closed = 2,
    Published = 3,
}

/// <summary>From when attendees see the tally. Staff see turnout only until the close, unless the policy is Live.</summary>
public enum ResultsPolicy
{
    Live = 1,
    AfterClose = 3,
    AfterPublish = 4,
}
