using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Live;
using OpenGovWeek.Web.ScaleOut;

namespace OpenGovWeek.Web.Live;

/// <summary>
/// Tells this node's connections what changed. Hints wake it; every two seconds it asks the database in any case, because a hint
/// may be lost, and sends the beacons.
/// </summary>
public sealed partial class Broadcaster(
    LiveSource source,
    DeltaCache cache,
    LiveDirectory directory,
    SessionRevisions revisions,
    SessionLifetimeManager connections,
    Presence presence,
    Tallies tallies,
    IHintBus hints,
    IOptions<LiveOptions> options,
    LiveMetrics metrics,
    TimeProvider clock,
    ILogger<Broadcaster> logger) : BackgroundService
{
    // A session that nobody listens to is swept so long after it was asked for over HTTP, so that polling reads little.
    private static readonly TimeSpan AskedLately = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Guid, SessionChannel> sessions = new();
    private readonly ConcurrentDictionary<Guid, AgendaChannel> agendas = new();
    private IDisposable? subscription;

    /// <summary>Somebody entered the session: call it after he joined the group.</summary>
    public void Watch(LiveSession session) => Channel(session).Wake();

    /// <summary>Somebody asks for the session over HTTP.</summary>
    public void Asked(LiveSession session) => Channel(session).AskedAt = clock.GetTimestamp();

    /// <summary>Somebody entered the agenda: call it after he joined the group. Returns how it stands now.</summary>
    public Task<AgendaView> WatchAgendaAsync(LiveEvent @event, CancellationToken cancellation) =>
        agendas.GetOrAdd(@event.Id, _ => new AgendaChannel(@event, source, connections)).CheckAsync(cancellation);

    // Before anybody can write through this node, while what follows begins only when a thread is free for it.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        subscription = hints.Subscribe(Take);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = stoppingToken.Register(stop.Cancel);
        using var timer = new PeriodicTimer(options.Value.Sweep, clock);
        var sweep = Task.CompletedTask;
        do
        {
            if (sweep.IsCompleted)
            {
                sweep = SweepAsync(stoppingToken);
            }

            // A database that hangs may not silence the beacons: without them every client would start to poll it.
            await Task.WhenAny(sweep, Task.Delay(options.Value.Sweep / 4, clock, stoppingToken));
            TellAndCut();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override void Dispose()
    {
        subscription?.Dispose();
        stop.Dispose();
        base.Dispose();
    }

    private void Take(Hint hint)
    {
        switch (hint)
        {
            case Hint.SessionAdvanced advanced:
                revisions.Advance(advanced.SessionId, advanced.Revision);
                if (sessions.TryGetValue(advanced.SessionId, out var channel))
                {
                    channel.Hear();
                }

                tallies.Advanced(advanced.SessionId, advanced.Revision);
                break;
            case Hint.BallotCast cast:
                tallies.Answered(cast.AttendeeId, cast.PollId);
                break;
            case Hint.AttendeeNews news:
                connections.Send(LiveGroups.Person(news.AttendeeId), LiveNames.Nudge);
                break;
            case Hint.AccessChanged access:
                Revoke(access.PersonId);
                break;
        }
    }

    private void Revoke(Guid personId)
    {
        connections.Revoke(personId);
        connections.Send(LiveGroups.Person(personId), LiveNames.Access);
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        try
        {
            var revisionsRead = await SweepSessionsAsync(cancellation);
            await SweepStaffAsync(cancellation);
            await SweepAgendasAsync(cancellation);
            foreach (var (id, revision) in revisionsRead)
            {
                await tallies.MakeUpAsync(id, revision, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // Whatever the database does, the next sweep tries again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            SweepFailed(logger, fault);
        }
    }

    private async Task<IReadOnlyDictionary<Guid, long>> SweepSessionsAsync(CancellationToken cancellation)
    {
        DropIdle();
        var before = sessions.Keys.ToDictionary(id => id, revisions.Known);
        if (before.Count == 0)
        {
            return before;
        }

        var read = await source.ReadRevisionsAsync(before.Keys, cancellation);
        if (read.Epoch is { } epoch && epoch != revisions.Epoch)
        {
            StartEpoch(epoch);
        }

        foreach (var (id, revision) in read.Revisions)
        {
            if (before[id] > 0 && revision > revisions.Known(id))
            {
                metrics.MissedHint();
            }

            revisions.Confirm(id, revision, before[id]);
            if (sessions.TryGetValue(id, out var channel))
            {
                channel.Follow();
            }

            tallies.Advanced(id, revision);
        }

        return read.Revisions;
    }

    // The hint that somebody's access has changed may be lost like any other, and a cookie may open a connection for seconds after it.
    private async Task SweepStaffAsync(CancellationToken cancellation)
    {
        var listening = sessions.Keys.SelectMany(id => connections.StaffIn(LiveGroups.Session(id, LiveAudience.Staff))).ToHashSet();
        if (listening.Count == 0)
        {
            return;
        }

        var staff = await source.ReadStaffAsync(listening, cancellation);
        foreach (var gone in listening.Except(staff))
        {
            Revoke(gone.Id);
        }
    }

    private void StartEpoch(string epoch)
    {
        var first = revisions.Epoch is null;
        revisions.StartEpoch(epoch);
        cache.Clear();
        directory.Clear();
        tallies.Clear();
        foreach (var channel in sessions.Values)
        {
            channel.Forget();
        }

        if (!first)
        {
            AnotherEpoch(logger, epoch);
        }
    }

    private async Task SweepAgendasAsync(CancellationToken cancellation)
    {
        foreach (var (id, agenda) in agendas)
        {
            if (agenda.HasListeners)
            {
                await agenda.CheckAsync(cancellation);
            }
            else
            {
                agendas.TryRemove(id, out _);
            }
        }
    }

    private void TellAndCut()
    {
        try
        {
            SendBeacons();
            connections.CutTheLost();
        }
#pragma warning disable CA1031 // A fault here may not end the loop, and with it the node.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            TickFailed(logger, fault);
        }
    }

    private void SendBeacons()
    {
        presence.Count();
        var now = clock.UtcNow();
        foreach (var channel in sessions.Values)
        {
            channel.SendBeacons(now);
        }
    }

    private void DropIdle()
    {
        foreach (var (id, channel) in sessions)
        {
            if (!channel.HasListeners && clock.GetElapsedTime(channel.AskedAt) > AskedLately
                && sessions.TryRemove(id, out _) && channel.HasListeners)
            {
                // Somebody entered between the two looks.
                Watch(channel.Session);
            }
        }
    }

    private SessionChannel Channel(LiveSession session) => sessions.GetOrAdd(
        session.Id,
        id => new SessionChannel(session, source, cache, revisions, connections, presence, options, metrics, clock, logger, stop.Token)
        {
            SessionChanged = changed => _ = CheckAgendaAsync(changed.EventId),
        });

    private async Task CheckAgendaAsync(Guid eventId)
    {
        if (agendas.TryGetValue(eventId, out var agenda))
        {
            try
            {
                await agenda.CheckAsync(stop.Token);
            }
#pragma warning disable CA1031 // The next sweep tries again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                SweepFailed(logger, fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database could not be asked where the sessions stand; the next sweep tries again")]
    private static partial void SweepFailed(ILogger logger, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Beacons could not be sent; the next ones are tried")]
    private static partial void TickFailed(ILogger logger, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database began another life, {Epoch}: clients start again")]
    private static partial void AnotherEpoch(ILogger logger, string epoch);
}
