using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>What changed in a session, for whoever asks over HTTP and for the snapshot that a page carries.</summary>
public sealed class SessionChanges(DeltaCache cache, Broadcaster broadcaster)
{
    /// <summary>What changed after a revision; a snapshot when the session has not reached it, or when it is one of another life of the database.</summary>
    /// <param name="since">0 for a snapshot.</param>
    /// <param name="epoch">The epoch that the revision belongs to; null when it is not known.</param>
    public async Task<CachedDelta> ReadAsync(
        LiveSession session, LiveAudience audience, long since, string? epoch, CancellationToken cancellation)
    {
        broadcaster.Asked(session);
        var read = await cache.GetAsync(session, audience, Math.Max(since, 0), cancellation);
        return epoch is not null && epoch != read.Delta.Epoch && read.Delta.From != 0
            ? await cache.GetAsync(session, audience, 0, cancellation)
            : read;
    }
}
