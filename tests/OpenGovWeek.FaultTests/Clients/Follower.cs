using Microsoft.AspNetCore.SignalR.Client;
using OpenGovWeek.Core.Live;
using OpenGovWeek.FaultTests.Nodes;

namespace OpenGovWeek.FaultTests.Clients;

/// <summary>
/// A client in the room that keeps what it is told by the protocol's rules: it closes gaps over HTTP, and when its connection ends it comes back to the
/// other node, as behind a proxy.
/// </summary>
internal sealed class Follower : IAsyncDisposable
{
    private readonly Cluster cluster;
    private readonly string? cookie;
    private readonly Lock gate = new();
    private readonly HeldState state = new();
    private readonly Queue<Delta> waiting = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task following;
    private TaskCompletionSource lost = new();
    private Task comesBack = Task.CompletedTask;
    private int node;
    private bool reading;
    private int beacons;
    private int entrances;
    private int goodbyes;

    /// <param name="cookie">Header of an attendee; null for a visitor.</param>
    /// <param name="node">Where it connects first.</param>
    public Follower(Cluster cluster, int node, string? cookie = null)
    {
        (this.cluster, this.node, this.cookie) = (cluster, node, cookie);
        following = Task.Run(FollowAsync);
    }

    /// <summary>Ends when it has entered and read for the first time.</summary>
    public Task Entered => entered.Task;

    public int Snapshots => Look(held => held.Snapshots);

    /// <summary>Beacons that it heard so far.</summary>
    public int Beacons => Look(_ => beacons);

    /// <summary>How often it entered.</summary>
    public int Entrances => Look(_ => entrances);

    /// <summary>How often a node asked it to leave.</summary>
    public int Goodbyes => Look(_ => goodbyes);

    /// <summary>Number of the node that it is on, or on its way to.</summary>
    public int Node => Volatile.Read(ref node) % 2;

    public string? Epoch => Look(held => held.Epoch);

    public string Canonical => Look(held => held.Canonical);

    public bool Has(Guid question) => Look(held => held.Has(question));

    /// <summary>Its connection ends without a word; it comes back at once.</summary>
    /// <param name="forgets">As a page that is loaded again: it holds nothing any more.</param>
    /// <param name="until">When it may come back.</param>
    public void Cut(bool forgets, Task until)
    {
        lock (gate)
        {
            if (forgets)
            {
                state.Forget();
            }

            comesBack = until;
            lost.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await following;
        stop.Dispose();
    }

    private T Look<T>(Func<HeldState, T> at)
    {
        lock (gate)
        {
            return at(state);
        }
    }

    private async Task FollowAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var wasThere = false;
            try
            {
                await using var connection = await EnterAsync();
                wasThere = true;
                await CatchUpAsync();
                entered.TrySetResult();
                await lost.Task.WaitAsync(stop.Token);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // A node that is away, or is not yet back, refuses in many ways; whatever it was, the other one is next.
            }

            await comesBack;
            node++;
            if (!wasThere && !stop.IsCancellationRequested)
            {
                await Task.Delay(Random.Shared.Next(100, 600));
            }
        }
    }

    private async Task<HubConnection> EnterAsync()
    {
        var connection = HubLine.New(cluster.AddressOf(node), cookie);
        try
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
            {
                lost = ended;
                entrances++;
                // Deltas wait from before it enters until the reading that follows.
                reading = true;
                waiting.Clear();
            }

            connection.On<Delta>(LiveNames.Delta, Take);
            connection.On<Beacon>(LiveNames.Beacon, Take);
            connection.On<long>(LiveNames.Goodbye, within => _ = LeaveAsync(ended, within));
            connection.Closed += _ =>
            {
                ended.TrySetResult();
                return Task.CompletedTask;
            };
            await connection.StartAsync(stop.Token);
            await connection.InvokeAsync("Enter", cluster.Week.Slug, "room", Guid.NewGuid(), stop.Token);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task LeaveAsync(TaskCompletionSource ended, long within)
    {
        lock (gate)
        {
            goodbyes++;
        }

        await Task.Delay(Random.Shared.Next((int)within));
        ended.TrySetResult();
    }

    private void Take(Delta delta)
    {
        lock (gate)
        {
            if (reading)
            {
                waiting.Enqueue(delta);
            }
            else if (!state.Apply(delta, isAnswer: false))
            {
                BeginToCatchUp();
            }
        }
    }

    private void Take(Beacon beacon)
    {
        lock (gate)
        {
            beacons++;
            if (!reading && !state.Hear(beacon))
            {
                BeginToCatchUp();
            }
        }
    }

    private void BeginToCatchUp()
    {
        reading = true;
        _ = CatchUpAsync();
    }

    // Whoever calls has set `reading`; it is let go when all that waited fits.
    private async Task CatchUpAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var (since, epoch) = Look(held => (held.Revision, held.Epoch));
            if (await cluster.ChangesAsync(node, since, epoch) is not { } delta)
            {
                await Task.Delay(Random.Shared.Next(200, 800));
                continue;
            }

            lock (gate)
            {
                var fits = state.Apply(delta, isAnswer: true);
                while (fits && waiting.TryDequeue(out var next))
                {
                    fits = state.Apply(next, isAnswer: false);
                }

                if (fits)
                {
                    reading = false;
                    return;
                }
            }
        }
    }
}
