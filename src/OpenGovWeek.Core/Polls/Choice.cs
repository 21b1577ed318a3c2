namespace OpenGovWeek.Core.Polls;

/// <summary>One of the answers that a poll offers, with its part of the tally.</summary>
public sealed class Choice
{
    public required Guid Id { get; init; }

    public required Guid PollId { get; init; }

    /// <summary>0 for the first.</summary>
    public required int Position { get; init; }

    public required string Text { get; set; }

    /// <summary>Ballots that mark this choice, kept in the same transaction.</summary>
    public int Count { get; set; }
}
