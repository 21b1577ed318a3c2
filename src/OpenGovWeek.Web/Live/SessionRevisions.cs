using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace OpenGovWeek.Web.Live;

/// <summary>The highest revision of each session that this node has heard of, from hints, from its own reads and from the sweep.</summary>
public sealed class SessionRevisions(IOptions<LiveOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, Entry> entries = new();
    private volatile string? epoch;

    /// <summary>Id of this life of the database; null until it was read once.</summary>
    public string? Epoch => epoch;

    /// <summary>The highest revision known; 0 when none is.</summary>
    public long Known(Guid sessionId) => entries.TryGetValue(sessionId, out var entry) ? entry.Revision : 0;

    /// <summary>The database confirmed it so lately that what was read at this revision can be handed out again.</summary>
    public bool IsFresh(Guid sessionId) =>
        entries.TryGetValue(sessionId, out var entry)
        && entry.ConfirmedAt is { } at
        && clock.GetElapsedTime(at) < options.Value.Sweep * 2.5;

    /// <summary>The session reached at least this revision.</summary>
    public void Advance(Guid sessionId, long revision) => entries.AddOrUpdate(
        sessionId,
        static (_, reached) => new Entry(reached, null),
        static (_, entry, reached) => reached > entry.Revision ? entry with { Revision = reached } : entry,
        revision);

    /// <summary>The database says this revision, which may be lower than what was known: then it was restored.</summary>
    /// <param name="before">What was known when the query began; what was learnt meanwhile is newer than its answer.</param>
    public void Confirm(Guid sessionId, long revision, long before)
    {
        var now = clock.GetTimestamp();
        entries.AddOrUpdate(
            sessionId,
            _ => new Entry(revision, now),
            (_, entry) => new Entry(entry.Revision == before ? revision : Math.Max(entry.Revision, revision), now));
    }

    /// <summary>Another life of the database: nothing that was known counts any more.</summary>
    public void StartEpoch(string id)
    {
        epoch = id;
        entries.Clear();
    }

    private sealed record Entry(long Revision, long? ConfirmedAt);
}
