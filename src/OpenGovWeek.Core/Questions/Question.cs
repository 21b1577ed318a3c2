namespace OpenGovWeek.Core.Questions;

/// <summary>A question that an attendee asked in a session.</summary>
public sealed class Question
{
    public required Guid Id { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid AttendeeId { get; init; }

    /// <summary>Id that the attendee's client chose; unique per attendee, so that asking again is safe.</summary>
    public required Guid ClientId { get; init; }

    public required string Text { get; set; }

    /// <summary>Name shown beside the question; null when it was asked without one.</summary>
    public string? AuthorName { get; init; }

    public QuestionStatus Status { get; set; }

    /// <summary>Set while Rejected.</summary>
    public RejectionReason? Reason { get; set; }

    public bool Pinned { get; set; }

    /// <summary>The question that this one was merged into; set while Merged.</summary>
    public Guid? MergedIntoId { get; set; }

    /// <summary>Id of the member of staff who has it in hand; null when nobody has.</summary>
    public Guid? HeldById { get; set; }

    /// <summary>Name of who has it in hand.</summary>
    public string? HeldByName { get; set; }

    /// <summary>From when it is in nobody's hand again, UTC.</summary>
    public DateTime? HeldUntil { get; set; }

    /// <summary>How fast it rises; see <see cref="QuestionHeat"/>. Compares with that of any other question at any time.</summary>
    public double Heat { get; set; }

    /// <summary>Number of rows of <see cref="Upvote"/>, kept in the same transaction.</summary>
    public int Upvotes { get; set; }

    public required DateTime AskedAt { get; init; }

    /// <summary>When the status last changed, UTC.</summary>
    public required DateTime StatusSince { get; set; }

    /// <summary>It has been public at least once: taking it back is told to everyone as a removal, and only then.</summary>
    public bool WasPublic { get; set; }

    /// <summary>Revision of the session at which the question last changed.</summary>
    public long Revision { get; set; }

    /// <summary>Concurrency token of the row.</summary>
    public int Version { get; set; }
}
