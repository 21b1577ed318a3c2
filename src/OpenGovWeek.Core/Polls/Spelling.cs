namespace OpenGovWeek.Core.Polls;

/// <summary>How many ballots write an answer in one way; unique by choice and text, which the poll's lock keeps (a database's own comparison of texts would not).</summary>
public sealed class Spelling
{
    public required Guid Id { get; init; }

    public required Guid ChoiceId { get; init; }

    /// <summary>As attendees wrote it, trimmed and in NFC.</summary>
    public required string Text { get; init; }

    public int Count { get; set; }
}
