namespace OpenGovWeek.Core.Polls;

/// <summary>How a poll is answered and counted; the rules of each stand in <c>Kinds</c>.</summary>
public enum PollKind
{
    SingleChoice = 1,
    MultipleChoice = 2,
    YesNo = 3,
    Rating = 4,
    WordCloud = 5,
    OpenText = 6,
}

/// <summary>Where a poll stands.</summary>
public enum PollStatus
{
    Draft = 0,
    Open = 1,
    Closed = 2,
    Published = 3,

    /// <summary>A draft that staff gave up. The row stays, so that every console learns that it is gone, and nobody sees it.</summary>
    Deleted = 4,
}

/// <summary>From when attendees see the tally. Staff see turnout only until the close, unless the policy is Live.</summary>
public enum ResultsPolicy
{
    Live = 1,

    /// <summary>Whoever has answered sees it at once, everyone else after the close.</summary>
    AfterBallot = 2,

    AfterClose = 3,
    AfterPublish = 4,
}
