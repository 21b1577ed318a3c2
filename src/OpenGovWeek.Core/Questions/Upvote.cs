namespace OpenGovWeek.Core.Questions;

/// <summary>One attendee's support of one question; the pair is the key.</summary>
public sealed class Upvote
{
    public required Guid QuestionId { get; init; }

    public required Guid AttendeeId { get; init; }
}
