using System.Collections.Concurrent;
using OpenGovWeek.Core;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// Finds sessions and events by their slugs, each read from the database once; sessions for all who ask at the same moment together. What does not exist is not remembered.
/// </summary>
public sealed class LiveDirectory(LiveSource source)
{
    private readonly GroupReads<string, LiveSession> reads = new(slugs => source.FindSessionsAsync(slugs, CancellationToken.None));
    private readonly ConcurrentDictionary<string, LiveSession> sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LiveEvent> events = new(StringComparer.Ordinal);

    public async ValueTask<LiveSession?> FindSessionAsync(string slug, CancellationToken cancellation)
    {
        if (!sessions.TryGetValue(slug, out var found))
        {
            found = await reads.ReadAsync(slug, cancellation);
            if (found is not null)
            {
                sessions[slug] = found;
            }
        }

        return found;
    }

    /// <summary>The session of a slug.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-session</c>.</exception>
    public async ValueTask<LiveSession> GetSessionAsync(string slug, CancellationToken cancellation) =>
        await FindSessionAsync(slug, cancellation) ?? throw new RuleException("unknown-session", RuleKind.NotFound);

    public async ValueTask<LiveEvent?> FindEventAsync(string slug, CancellationToken cancellation)
    {
        if (!events.TryGetValue(slug, out var found))
        {
            found = await source.FindEventAsync(slug, cancellation);
            if (found is not null)
            {
                events[slug] = found;
            }
        }

        return found;
    }

    /// <summary>Forgets everything: another life of the database may know the slugs under other ids.</summary>
    public void Clear()
    {
        sessions.Clear();
        events.Clear();
    }
}
