using OpenGovWeek.Core.Live;

namespace OpenGovWeek.Data.Live;

/// <summary>What never changes of a session: enough to name its groups and to read it.</summary>
public sealed record LiveSession(Guid Id, Guid EventId, string Slug);

/// <summary>What never changes of an event.</summary>
public sealed record LiveEvent(Guid Id, string Slug);

/// <summary>Where sessions stand, read in one query.</summary>
/// <param name="Epoch">Id of this life of the database; null when no session was found.</param>
/// <param name="Revisions">Revision by session; a session that does not exist is missing.</param>
public sealed record RevisionsRead(string? Epoch, IReadOnlyDictionary<Guid, long> Revisions);

/// <summary>What those who have answered a poll see of it.</summary>
/// <param name="Tally">Null while there is none that is for them alone.</param>
public sealed record TallyRead(Guid SessionId, PollTally? Tally);
