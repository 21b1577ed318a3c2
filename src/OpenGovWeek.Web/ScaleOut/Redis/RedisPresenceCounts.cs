using System.Collections.Concurrent;

namespace OpenGovWeek.Web.ScaleOut.Redis;

/// <summary>
/// Presence counts of several nodes: each tells the others its counts and remembers theirs until they expire, so that no key is
/// left in Redis, no clock has to agree with another, and a total never waits.
/// </summary>
public sealed class RedisPresenceCounts : IPresenceCounts
{
    /// <summary>A node that was silent for so long no longer counts.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(10);

    private const string Channel = "opengovweek:presence";

    private readonly ConcurrentDictionary<string, (IReadOnlyDictionary<Guid, int> Counts, long At)> others = new();
    private readonly RedisChannels redis;
    private readonly TimeProvider clock;
    private volatile IReadOnlyDictionary<Guid, int> own = new Dictionary<Guid, int>();

    public RedisPresenceCounts(RedisChannels redis, TimeProvider clock)
    {
        this.redis = redis;
        this.clock = clock;
        redis.Listen(Channel, Receive);
    }

    public void Set(IReadOnlyDictionary<Guid, int> counts)
    {
        own = counts;
        redis.Send(Channel, PresenceText.Write(redis.Node, counts));
    }

    public int Total(Guid sessionId)
    {
        var total = own.GetValueOrDefault(sessionId);
        foreach (var (node, (counts, at)) in others)
        {
            if (clock.GetElapsedTime(at) < Expiry)
            {
                total += counts.GetValueOrDefault(sessionId);
            }
            else
            {
                others.TryRemove(node, out _);
            }
        }

        return total;
    }

    private void Receive(string text)
    {
        if (PresenceText.Read(text) is { } told && told.Node != redis.Node)
        {
            others[told.Node] = (told.Counts, clock.GetTimestamp());
        }
    }
}
