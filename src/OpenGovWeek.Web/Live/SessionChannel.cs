using Microsoft.Extensions.Options;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data.Live;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// Follows one session for this node's connections. Wakes are merged; what changed is read once per audience and sent as one
/// delta, with at least the gap between two.
/// </summary>
internal sealed partial class SessionChannel
{
    // So many in a row below what a client holds tell it that the database was put back; deltas below that are old to it.
    private const int BeaconsOfRestore = 2;

    private static readonly LiveAudience[] Audiences = [LiveAudience.Public, LiveAudience.Staff];

    private readonly LiveSource source;
    private readonly DeltaCache cache;
    private readonly SessionRevisions revisions;
    private readonly SessionLifetimeManager connections;
    private readonly Presence presence;
    private readonly IOptions<LiveOptions> options;
    private readonly LiveMetrics metrics;
    private readonly TimeProvider clock;
    private readonly CancellationToken stopping;
    private readonly WokenWork advancing;
    private readonly Lock gate = new();
    private readonly string[] groups;
    private readonly Position[] positions = new Position[Audiences.Length];
    private readonly long[] toldAt = new long[Audiences.Length];
    private bool started;
    private int life;
    private int owed;
    private long heardAt;

    public SessionChannel(
        LiveSession session,
        LiveSource source,
        DeltaCache cache,
        SessionRevisions revisions,
        SessionLifetimeManager connections,
        Presence presence,
        IOptions<LiveOptions> options,
        LiveMetrics metrics,
        TimeProvider clock,
        ILogger logger,
        CancellationToken stopping)
    {
        (this.source, this.cache, this.revisions, this.connections, this.stopping) = (source, cache, revisions, connections, stopping);
        (this.presence, this.options, this.metrics, this.clock) = (presence, options, metrics, clock);
        Session = session;
        AskedAt = clock.GetTimestamp();
        groups = [.. Audiences.Select(audience => LiveGroups.Session(session.Id, audience))];
        advancing = new WokenWork(AdvanceAsync, fault => ReadFailed(logger, session.Slug, fault), options.Value.SendGap, clock, stopping);
    }

    public LiveSession Session { get; }

    /// <summary>Timestamp of the last time somebody asked for the session over HTTP.</summary>
    public long AskedAt { get; set; }

    /// <summary>The session itself changed, not only what is asked and answered in it.</summary>
    public Action<LiveSession>? SessionChanged { get; init; }

    /// <summary>Somebody on this node listens.</summary>
    public bool HasListeners => groups.Any(connections.Any);

    /// <summary>Something may have changed. Returns at once.</summary>
    public void Wake() => advancing.Wake();

    /// <summary>A hint tells of a change. Returns at once.</summary>
    public void Hear()
    {
        Interlocked.CompareExchange(ref heardAt, clock.GetTimestamp(), 0);
        Wake();
    }

    /// <summary>The database was just asked: catches up, or begins again below when the database was put back.</summary>
    public void Follow()
    {
        var known = revisions.Known(Session.Id);
        bool behind;
        lock (gate)
        {
            if (started && positions.Any(p => p.Read > known))
            {
                StartAt(known);
            }

            behind = !started || positions.Any(p => p.Read < known);
        }

        if (behind)
        {
            Wake();
        }
    }

    /// <summary>Another life of the database: what was sent no longer means anything.</summary>
    public void Forget()
    {
        lock (gate)
        {
            started = false;
            life++;
        }
    }

    /// <summary>
    /// Sends each audience where the session stands; nothing before that is known, and nothing to those whom a delta told less than half the time between two
    /// beacons ago: while much changes, a message in four would be one that says nothing new.
    /// </summary>
    public void SendBeacons(DateTime now)
    {
        var watching = presence.Watching(Session.Id);
        for (var i = 0; i < Audiences.Length; i++)
        {
            long sent;
            lock (gate)
            {
                if (!started)
                {
                    return;
                }

                sent = positions[i].Sent;
                if (owed == 0 && clock.GetElapsedTime(toldAt[i]) < options.Value.Sweep / 2)
                {
                    continue;
                }
            }

            if (revisions.Epoch is { } epoch && connections.Any(groups[i]))
            {
                var revision = Math.Max(revisions.Known(Session.Id), sent);
                connections.Send(groups[i], LiveNames.Beacon, new Beacon(Session.Slug, epoch, revision, sent, watching, now));
            }
        }

        lock (gate)
        {
            owed = Math.Max(owed - 1, 0);
        }
    }

    private async Task AdvanceAsync()
    {
        if (!await StartAsync())
        {
            return;
        }

        // What is heard from here on belongs to the next delta. A reading that fails is told by its error, not as a lag.
        var heard = Interlocked.Exchange(ref heardAt, 0);
        for (var i = 0; i < Audiences.Length; i++)
        {
            // Known before the look at the listeners: whoever enters later reads at least this much.
            var known = revisions.Known(Session.Id);
            Position position;
            int begun;
            lock (gate)
            {
                (position, begun) = (positions[i], life);
                if (!connections.Any(groups[i]))
                {
                    positions[i] = new Position(Math.Max(position.Read, known), Math.Max(position.Read, known));
                    continue;
                }
            }

            if (known > position.Read)
            {
                // A delta from 0 is a snapshot, so nothing may be left out below the first that is sent.
                var since = position.Sent == 0 ? 0 : position.Read;
                var read = await cache.GetAsync(Session, Audiences[i], since, stopping);
                Send(i, position, begun, read.Delta, heard);
            }
        }
    }

    private void Send(int audience, Position position, int begun, Delta delta, long heard)
    {
        lock (gate)
        {
            if (begun != life || delta.Epoch != revisions.Epoch)
            {
                return;
            }

            positions[audience] = new Position(delta.IsEmpty ? position.Sent : delta.To, delta.To);
            toldAt[audience] = delta.IsEmpty ? toldAt[audience] : clock.GetTimestamp();
        }

        if (!delta.IsEmpty)
        {
            // What was read before and was empty for this audience lies between what it has and this delta: there is no gap.
            var from = delta.From == 0 ? 0 : position.Sent;
            connections.Send(groups[audience], LiveNames.Delta, delta with { From = from, Watching = presence.Watching(Session.Id) });
            if (heard != 0)
            {
                metrics.Delivered(heard);
            }
        }

        if (delta.Session is not null)
        {
            SessionChanged?.Invoke(Session);
        }
    }

    private async Task<bool> StartAsync()
    {
        int begun;
        lock (gate)
        {
            if (started)
            {
                return true;
            }

            begun = life;
        }

        var before = revisions.Known(Session.Id);
        var read = await source.ReadRevisionsAsync([Session.Id], stopping);
        if (read.Epoch is null || !read.Revisions.TryGetValue(Session.Id, out var revision))
        {
            return false;
        }

        if (revisions.Epoch is null)
        {
            revisions.StartEpoch(read.Epoch);
        }
        else if (revisions.Epoch != read.Epoch)
        {
            // The sweep will notice and begin the new life for all sessions together.
            return false;
        }

        revisions.Confirm(Session.Id, revision, before);
        lock (gate)
        {
            if (begun != life)
            {
                return false;
            }

            StartAt(revision);
            return true;
        }
    }

    private void StartAt(long revision)
    {
        started = true;
        life++;
        owed = BeaconsOfRestore;
        Array.Fill(positions, new Position(revision, revision));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Changes of {Session} could not be read; the next sweep tries again")]
    private static partial void ReadFailed(ILogger logger, string session, Exception fault);

    /// <param name="Sent">Revision up to which the last delta that was sent reached.</param>
    /// <param name="Read">Revision up to which the database was read; above it when what came since was not for this audience.</param>
    private readonly record struct Position(long Sent, long Read);
}
