using System.Collections.Concurrent;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// Reads deltas so that each is read once, however many ask for it at the same moment: by session, audience and the revision it
/// begins at, for as long as nothing newer is known and no announcement in it has ended.
/// </summary>
public sealed class DeltaCache(LiveSource source, SessionRevisions revisions, LiveMetrics metrics, TimeProvider clock)
{
    private const int Attempts = 3;
    private const int MostEntries = 128;

    private readonly ConcurrentDictionary<Guid, Shelf> shelves = new();

    /// <summary>The delta after <paramref name="since"/>, at least as new as anything this node knew of when it was asked.</summary>
    public async Task<CachedDelta> GetAsync(LiveSession session, LiveAudience audience, long since, CancellationToken cancellation)
    {
        var known = revisions.Known(session.Id);
        var shelf = shelves.GetOrAdd(session.Id, _ => new Shelf());
        for (var attempt = 1; ; attempt++)
        {
            var reading = shelf.Find((audience, since), known, revisions.IsFresh(session.Id), clock.UtcNow(), () => ReadAsync(session, audience, since));
            var found = await reading.WaitAsync(cancellation);
            if (found.Delta.To >= known || attempt == Attempts)
            {
                return found;
            }

            // It was begun before the newest commit; whoever just wrote must see what he wrote.
            shelf.Drop((audience, since), reading);
        }
    }

    /// <summary>Forgets everything: the database began another life.</summary>
    public void Clear() => shelves.Clear();

    // Nobody's leaving ends it for the others who wait for it.
    private async Task<CachedDelta> ReadAsync(LiveSession session, LiveAudience audience, long since)
    {
        var before = revisions.Known(session.Id);
        var delta = await source.ReadDeltaAsync(session, audience, since, CancellationToken.None);
        metrics.Read(delta);
        if (delta.To >= before)
        {
            // As good as the sweep's word. A lower one is for the sweep to judge, which begins the session again.
            revisions.Confirm(session.Id, delta.To, before);
        }

        return new CachedDelta(delta);
    }

    private sealed class Shelf
    {
        private readonly Lock gate = new();
        private readonly Dictionary<(LiveAudience Audience, long Since), Task<CachedDelta>> entries = [];

        public Task<CachedDelta> Find((LiveAudience, long) key, long known, bool fresh, DateTime now, Func<Task<CachedDelta>> read)
        {
            lock (gate)
            {
                if (entries.TryGetValue(key, out var entry) && (!entry.IsCompleted || IsCurrent(entry, known, fresh, now)))
                {
                    return entry;
                }

                if (entries.Count >= MostEntries || entry is not null)
                {
                    foreach (var (old, _) in entries.Where(e => e.Value.IsCompleted && !IsCurrent(e.Value, known, fresh, now)).ToList())
                    {
                        entries.Remove(old);
                    }
                }

                return entries.Count >= MostEntries ? Task.Run(read) : entries[key] = Task.Run(read);
            }
        }

        public void Drop((LiveAudience, long) key, Task<CachedDelta> reading)
        {
            lock (gate)
            {
                if (entries.TryGetValue(key, out var entry) && entry == reading)
                {
                    entries.Remove(key);
                }
            }
        }

        private static bool IsCurrent(Task<CachedDelta> entry, long known, bool fresh, DateTime now) =>
            fresh && entry.IsCompletedSuccessfully && Value(entry).Delta is var delta && delta.To == known && !(delta.Session?.Announcement?.EndsAt <= now);

        // Only called on a task that has completed.
        private static CachedDelta Value(Task<CachedDelta> completed) => completed.GetAwaiter().GetResult();
    }
}
