using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>The events as their public pages show them: read once for all who ask at the same moment, and as they were read last while the database does not answer.</summary>
public sealed class EventPages
{
    // No event's slug.
    private const string Current = "";

    private readonly GroupReads<string, Event> reads;
    private readonly LastAnswers<string, Event?> last;

    public EventPages(EventStore store, DatabaseSilence database, TimeProvider clock)
    {
        reads = new(slugs => ReadAsync(store, slugs));
        last = new(database, clock);
    }

    /// <summary>An event with days and sessions in order, and when it was read, UTC, if the database does not answer now.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-event</c>; Unavailable <c>database-away</c> when it was not read before.</exception>
    public async Task<(Event Event, DateTime? AsOf)> GetAsync(string slug, CancellationToken cancellation)
    {
        var (found, asOf) = await last.WaitAsync(slug, GetAsync(slug), cancellation);
        return (found!, asOf);
    }

    /// <summary>Slug of the event that was loaded last; null when none was loaded yet.</summary>
    /// <exception cref="RuleException">Unavailable <c>database-away</c>: it was not read before.</exception>
    public async Task<string?> FindCurrentAsync(CancellationToken cancellation) =>
        (await last.WaitAsync(Current, reads.ReadAsync(Current, CancellationToken.None), cancellation)).Value?.Slug;

    private async Task<Event?> GetAsync(string slug) =>
        await reads.ReadAsync(slug, CancellationToken.None) ?? throw new RuleException("unknown-event", RuleKind.NotFound);

    private static async Task<IReadOnlyDictionary<string, Event>> ReadAsync(EventStore store, IEnumerable<string> slugs)
    {
        var found = new Dictionary<string, Event>(StringComparer.Ordinal);
        foreach (var slug in slugs)
        {
            var read = slug == Current ? await store.FindCurrentAsync(CancellationToken.None) : await store.FindAsync(slug, CancellationToken.None);
            if (read is not null)
            {
                found[slug] = read;
            }
        }

        return found;
    }
}
