namespace OpenGovWeek.Core.Polls;

/// <summary>One of the answers that a poll offers, with its part of the tally.</summary>
public sealed class Choice
{
    public required Guid Id { get; init; }

    public required Guid PollId { get; init; }

    /// <summary>0 for the first.</summary>
    public required int Position { get; init; }

    /// <summary>As it is shown; for words of attendees, the spelling that most of them used.</summary>
    public required string Text { get; set; }

    /// <summary>The form by which answers of a poll are the same; unique in the poll, which the poll's lock keeps (a database's own comparison of texts would not).</summary>
    public string Folded { get; init; } = "";

    public ChoiceStatus Status { get; set; }

    /// <summary>Ballots that mark this choice, kept in the same transaction.</summary>
    public int Count { get; set; }

    /// <summary>How many of them were of attendees with a confirmed address, frozen at the close; null before.</summary>
    public int? ConfirmedCount { get; set; }
}
