using System.Numerics;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>What changed in a session, for whoever asks over HTTP and for the snapshot that a page carries.</summary>
public sealed class SessionChanges
{
    private readonly DeltaCache cache;
    private readonly Broadcaster broadcaster;
    private readonly SessionRevisions revisions;
    private readonly LiveSource source;
    private readonly GroupReads<Guid, RevisionsRead> heads;

    public SessionChanges(DeltaCache cache, Broadcaster broadcaster, SessionRevisions revisions, LiveSource source)
    {
        (this.cache, this.broadcaster, this.revisions, this.source) = (cache, broadcaster, revisions, source);
        heads = new(ReadHeadsAsync);
    }

    /// <summary>
    /// What changed after a revision, or after an earlier one; a snapshot when the session has not reached it, or when it is one of another life of the database.
    /// </summary>
    /// <param name="since">0 for a snapshot.</param>
    /// <param name="epoch">The epoch that the revision belongs to; null when it is not known.</param>
    public async Task<CachedDelta> ReadAsync(
        LiveSession session, LiveAudience audience, long since, string? epoch, CancellationToken cancellation)
    {
        broadcaster.Asked(session);
        var read = await cache.GetAsync(session, audience, await BeginningOfAsync(session, since, cancellation), cancellation);
        return epoch is not null && epoch != read.Delta.Epoch && read.Delta.From != 0
            ? await cache.GetAsync(session, audience, 0, cancellation)
            : read;
    }

    // Whoever asks for ever other revisions would have the database read for each of them. How far one is behind is rounded up to one of four numbers between
    // two powers of two, so that there are some dozens of answers: what is applied twice does no harm, and of what comes most is new.
    private async Task<long> BeginningOfAsync(LiveSession session, long since, CancellationToken cancellation)
    {
        var known = revisions.Known(session.Id);
        if (since <= 0 || known == 0)
        {
            return Math.Max(since, 0);
        }

        if (since > known)
        {
            // Another node told it, or another life of the database: only the database knows.
            var head = await heads.ReadAsync(session.Id, cancellation);
            if (head?.Epoch != revisions.Epoch)
            {
                return since;
            }

            known = revisions.Known(session.Id);
            if (since > known)
            {
                return 0;
            }
        }

        var behind = known - since;
        var step = Math.Max(1, (long)BitOperations.RoundUpToPowerOf2((ulong)behind) / 8);
        return Math.Max(1, known - ((behind + step - 1) / step * step));
    }

    private async Task<IReadOnlyDictionary<Guid, RevisionsRead>> ReadHeadsAsync(IReadOnlyCollection<Guid> sessionIds)
    {
        var before = sessionIds.ToDictionary(id => id, revisions.Known);
        var read = await source.ReadRevisionsAsync(sessionIds, CancellationToken.None);
        foreach (var (id, revision) in read.Revisions)
        {
            // A lower one, and another life, are for the sweep to judge.
            if (read.Epoch == revisions.Epoch && revision >= before[id])
            {
                revisions.Confirm(id, revision, before[id]);
            }
        }

        return sessionIds.ToDictionary(id => id, _ => read);
    }
}
