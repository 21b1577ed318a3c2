namespace OpenGovWeek.Core.Polls;

/// <summary>A question with choices that a moderator puts to the attendees of a session.</summary>
public sealed class Poll
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required PollKind Kind { get; set; }

    /// <summary>What is asked.</summary>
    public required string Prompt { get; set; }

    public required ResultsPolicy Policy { get; set; }

    /// <summary>Fewest marks, or words, of one ballot; at least 1.</summary>
    public int Least { get; set; } = 1;

    /// <summary>Most marks, or words, of one ballot.</summary>
    public int Most { get; set; } = 1;

    /// <summary>What the lower end of a rating means; null for other kinds.</summary>
    public string? LowLabel { get; set; }

    /// <summary>What the upper end of a rating means; null for other kinds.</summary>
    public string? HighLabel { get; set; }

    /// <summary>The first ballot of an attendee stands; otherwise it can be changed until the close.</summary>
    public bool IsFinal { get; set; }

    /// <summary>Only attendees whose address is confirmed may answer.</summary>
    public bool NeedsConfirmed { get; set; }

    /// <summary>How many of the ballots were of attendees with a confirmed address, frozen at the close; null before.</summary>
    public int? ConfirmedBallots { get; set; }

    /// <summary>Place among the drafts of the session, the smaller first.</summary>
    public int Position { get; set; }

    public PollStatus Status { get; set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? OpenedAt { get; set; }

    /// <summary>The announced moment from which no ballot counts, UTC; null while none is announced.</summary>
    public DateTime? ClosesAt { get; set; }

    public DateTime? ClosedAt { get; set; }

    /// <summary>Number of ballots (people, not marks), kept in the same transaction.</summary>
    public int Ballots { get; set; }

    /// <summary>SHA-256, in hex, of the tally that was frozen at the close; null before.</summary>
    public string? TallyHash { get; set; }

    /// <summary>It has been open at least once.</summary>
    public bool WasPublic { get; set; }

    /// <summary>Revision of the session at which the poll last changed, its ballots included.</summary>
    public long Revision { get; set; }

    /// <summary>Revision of the session at which what everyone sees of the poll last changed; ballots behind a hidden tally do not raise it.</summary>
    public long PublicRevision { get; set; }

    /// <summary>Concurrency token of the row.</summary>
    public int Version { get; set; }

    public List<Choice> Choices { get; init; } = [];
}
