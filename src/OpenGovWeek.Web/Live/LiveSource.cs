using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>What the live part asks of the database, so that its bookkeeping can be tried against any history of revisions.</summary>
public sealed record LiveSource
{
    /// <summary>What changed in a session for an audience after a revision; the bounded snapshot for 0.</summary>
    public required Func<LiveSession, LiveAudience, long, CancellationToken, Task<Delta>> ReadDeltaAsync { get; init; }

    /// <summary>The tally of a poll for those who have answered it; null when there is no such poll.</summary>
    public required Func<Guid, CancellationToken, Task<TallyRead?>> ReadTallyAsync { get; init; }

    /// <summary>The polls of a session whose tally an attendee sees because of a ballot of one's own.</summary>
    public required Func<Guid, Guid, CancellationToken, Task<IReadOnlyList<Guid>>> ReadAnsweredAsync { get; init; }

    /// <summary>Who sees the tally of which poll of a session because of a ballot of one's own.</summary>
    public required Func<Guid, CancellationToken, Task<IReadOnlyList<(Guid PollId, Guid AttendeeId)>>> ReadWhoAnsweredAsync { get; init; }

    /// <summary>Epoch and revisions of these sessions, in one query.</summary>
    public required Func<IReadOnlyCollection<Guid>, CancellationToken, Task<RevisionsRead>> ReadRevisionsAsync { get; init; }

    /// <summary>Those of these sign-ins of staff that still count, in one query.</summary>
    public required Func<IReadOnlyCollection<StaffSignedIn>, CancellationToken, Task<IReadOnlySet<StaffSignedIn>>> ReadStaffAsync { get; init; }

    /// <summary>The live part of an event's agenda.</summary>
    public required Func<LiveEvent, CancellationToken, Task<AgendaView>> ReadAgendaAsync { get; init; }

    /// <summary>The sessions of these slugs, by slug, in one query; without those that there are not.</summary>
    public required Func<IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyDictionary<string, LiveSession>>> FindSessionsAsync { get; init; }

    /// <summary>The event of a slug; null when there is none.</summary>
    public required Func<string, CancellationToken, Task<LiveEvent?>> FindEventAsync { get; init; }
}
