using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OpenGovWeek.Web.ScaleOut;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// Who is in a room now: each attendee once, and of those who are not registered each tab once; connected, or polling lately.
/// It forgets; what counts for certificates is attendance.
/// </summary>
public sealed class Presence(IPresenceCounts counts, IOptions<LiveOptions> options, TimeProvider clock)
{
    private const int ExactUpTo = 300;

    private readonly ConcurrentDictionary<Guid, Room> rooms = new();

    /// <summary>A connection of somebody entered the room; pair it with <see cref="Leave"/>.</summary>
    /// <param name="who">The attendee's id, or the tab's.</param>
    public void Enter(Guid sessionId, Guid who) => rooms.GetOrAdd(sessionId, _ => new Room()).Enter(who);

    /// <summary>A connection of somebody left the room.</summary>
    public void Leave(Guid sessionId, Guid who)
    {
        if (rooms.TryGetValue(sessionId, out var room))
        {
            room.Leave(who);
        }
    }

    /// <summary>A tab of somebody asked for changes over HTTP.</summary>
    public void Polled(Guid sessionId, Guid who) => rooms.GetOrAdd(sessionId, _ => new Room()).Polled(who, clock.GetTimestamp());

    /// <summary>How many watch on all nodes, as everybody is told: exact up to 300, above that two digits and zeros.</summary>
    public int Watching(Guid sessionId) => Round(counts.Total(sessionId));

    /// <summary>Counts this node's rooms and tells the other nodes; called every two seconds.</summary>
    public void Count()
    {
        var now = clock.GetTimestamp();
        counts.Set(rooms
            .Select(room => (room.Key, Count: room.Value.Count(at => clock.GetElapsedTime(at, now) < options.Value.PollingPresence)))
            .Where(room => room.Count > 0)
            .ToDictionary(room => room.Key, room => room.Count));
    }

    internal static int Round(int count)
    {
        if (count <= ExactUpTo)
        {
            return count;
        }

        var unit = 1;
        while (count / unit >= 100)
        {
            unit *= 10;
        }

        return (int)Math.Round((double)count / unit, MidpointRounding.AwayFromZero) * unit;
    }

    private sealed class Room
    {
        private readonly Lock gate = new();
        private readonly Dictionary<Guid, int> connected = [];
        private readonly Dictionary<Guid, long> polling = [];

        public void Enter(Guid who)
        {
            lock (gate)
            {
                connected[who] = connected.GetValueOrDefault(who) + 1;
            }
        }

        public void Leave(Guid who)
        {
            lock (gate)
            {
                if (connected.TryGetValue(who, out var times))
                {
                    if (times == 1)
                    {
                        connected.Remove(who);
                    }
                    else
                    {
                        connected[who] = times - 1;
                    }
                }
            }
        }

        public void Polled(Guid who, long now)
        {
            lock (gate)
            {
                polling[who] = now;
            }
        }

        public int Count(Predicate<long> lately)
        {
            lock (gate)
            {
                foreach (var who in polling.Where(p => !lately(p.Value)).Select(p => p.Key).ToList())
                {
                    polling.Remove(who);
                }

                return connected.Count + polling.Keys.Count(who => !connected.ContainsKey(who));
            }
        }
    }
}
