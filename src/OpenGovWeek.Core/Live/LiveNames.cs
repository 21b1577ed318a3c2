namespace OpenGovWeek.Core.Live;

/// <summary>Names of the hub's messages to clients, as both sides of the protocol write them.</summary>
public static class LiveNames
{
    /// <summary>Carries a <see cref="Live.Delta"/>.</summary>
    public const string Delta = "delta";

    /// <summary>Carries a <see cref="Live.Beacon"/>.</summary>
    public const string Beacon = "beacon";

    /// <summary>Carries an <see cref="AgendaView"/>.</summary>
    public const string Agenda = "agenda";

    /// <summary>Carries a <see cref="Live.PollTally"/>, to those who have answered the poll.</summary>
    public const string Tally = "tally";

    /// <summary>Carries nothing: the attendee's <see cref="Live.Mine"/> changed.</summary>
    public const string Nudge = "nudge";

    /// <summary>Carries nothing: what this person may do changed; the page loads itself again.</summary>
    public const string Access = "access";

    /// <summary>Carries the milliseconds within which to come back at a random moment: this node is about to stop.</summary>
    public const string Goodbye = "goodbye";
}

/// <summary>Who is reading a session; decides what the reader leaves out.</summary>
public enum LiveAudience
{
    /// <summary>Everyone: rooms and screens.</summary>
    Public = 0,

    /// <summary>Moderators and organisers.</summary>
    Staff = 1,
}
