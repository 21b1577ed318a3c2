using System.Numerics;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>What changed in a session, for whoever asks over HTTP and for the snapshot that a page carries.</summary>
public sealed class SessionChanges(DeltaCache cache, Broadcaster broadcaster, SessionRevisions revisions)
{
    /// <summary>
    /// What changed after a revision, or after an earlier one; a snapshot when the session has not reached it, or when it is one of another life of the database.
    /// </summary>
    /// <param name="since">0 for a snapshot.</param>
    /// <param name="epoch">The epoch that the revision belongs to; null when it is not known.</param>
    public async Task<CachedDelta> ReadAsync(
        LiveSession session, LiveAudience audience, long since, string? epoch, CancellationToken cancellation)
    {
        broadcaster.Asked(session);
        var read = await cache.GetAsync(session, audience, BeginningOf(session, since), cancellation);
        var isOfThisLife = read.Delta.To >= since && (epoch is null || epoch == read.Delta.Epoch);
        return isOfThisLife || read.Delta.From == 0 ? read : await cache.GetAsync(session, audience, 0, cancellation);
    }

    // Whoever asks for ever other revisions would have the database read for each of them. How far one is behind is rounded up to a power of two, so that
    // there are a handful of answers: what is applied twice does no harm, and of what comes half at least is new.
    private long BeginningOf(LiveSession session, long since)
    {
        var known = revisions.Known(session.Id);
        return since <= 0 ? 0
            : known == 0 ? since
            : since >= known ? known
            : Math.Max(1, known - (long)BitOperations.RoundUpToPowerOf2((ulong)(known - since)));
    }
}
