namespace OpenGovWeek.Core.Live;

/// <summary>Tells the nodes that something advanced. May be lost: the database is the truth.</summary>
public abstract record Hint
{
    private Hint()
    {
    }

    /// <summary>A session reached a revision.</summary>
    public sealed record SessionAdvanced(Guid SessionId, long Revision) : Hint;

    /// <summary>An attendee's <see cref="Mine"/> changed in a session.</summary>
    public sealed record AttendeeNews(Guid AttendeeId) : Hint;

    /// <summary>An attendee answered a poll whose tally is for those who did.</summary>
    public sealed record BallotCast(Guid AttendeeId, Guid PollId) : Hint;

    /// <summary>What a person may do changed: an attendee or a member of staff.</summary>
    public sealed record AccessChanged(Guid PersonId) : Hint;
}
