namespace OpenGovWeek.Core.Questions;

/// <summary>One attendee's support of one question; the pair is the key.</summary>
public sealed class Upvote
{
    public required Guid QuestionId { get; init; }

    public required Guid AttendeeId { get; init; }

    /// <summary>When it was set, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>The merged question that it came with, which takes it along when the merge is taken back; null for one that was set here.</summary>
    public Guid? FromQuestionId { get; set; }
}
