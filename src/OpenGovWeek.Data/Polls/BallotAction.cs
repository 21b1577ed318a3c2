using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Sessions;

namespace OpenGovWeek.Data.Polls;

/// <summary>An attendee's answer to a poll: sets the ballot, whether there was one or not.</summary>
/// <param name="Choices">Ids of the marked choices as they were sent.</param>
/// <param name="Texts">What was written, as it was sent; empty for kinds whose answers are marked.</param>
public sealed record BallotAction(Guid SessionId, Guid AttendeeId, Guid PollId, IReadOnlyList<Guid> Choices, IReadOnlyList<string?> Texts)
    : AttendeeAction<MyBallot>(SessionId, AttendeeId);
