namespace OpenGovWeek.Core.Polls;

/// <summary>One attendee's answer to one poll; unique per attendee and poll, changed in place until the close.</summary>
public sealed class Ballot
{
    public required Guid PollId { get; init; }

    public required Guid AttendeeId { get; init; }

    /// <summary>Ids of the marked choices in the order of the poll, separated by commas, as the poll's kind allows them.</summary>
    public required string Marks { get; set; }

    /// <summary>What was written, a line for each mark; null for kinds whose answers are only marked.</summary>
    public string? Texts { get; set; }

    public required DateTime CastAt { get; set; }
}
