using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace OpenGovWeek.LoadTests.Crowds;

/// <summary>Many clients of one server, who count what is broadcast to them.</summary>
internal sealed class Crowd : IDisposable
{
    private const int AtOnce = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dialect dialect;
    private readonly byte[] delta;
    private readonly ConcurrentQueue<RawClient> clients = new();
    private readonly Timer pinging;
    private long deltas;
    private int lost;
    private int isOver;
    private (long At, TaskCompletionSource<long> Reached) goal = (long.MaxValue, new());

    private Crowd(Dialect dialect)
    {
        (this.dialect, delta) = (dialect, Encoding.UTF8.GetBytes(dialect.Delta));
        pinging = new Timer(_ => Ping(), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
    }

    /// <summary>Broadcasts that arrived, added up over all clients.</summary>
    public long Deltas => Interlocked.Read(ref deltas);

    /// <summary>Clients whose connection ended.</summary>
    public int Lost => Volatile.Read(ref lost);

    /// <summary>Connects so many clients; ends when each has been let in.</summary>
    public static async Task<Crowd> JoinAsync(int port, Dialect dialect, int count)
    {
        var crowd = new Crowd(dialect);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await crowd.EnterAsync(port, number));
        return crowd;
    }

    /// <summary>The text of the next broadcast that one of the clients hears.</summary>
    public Task<string> OverhearAsync()
    {
        overheard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return overheard.Task;
    }

    /// <summary>Waits until so many broadcasts have arrived in all.</summary>
    /// <returns>Timestamp of the moment at which the last did.</returns>
    /// <exception cref="TimeoutException">They did not.</exception>
    public async Task<long> ReachedAsync(long count)
    {
        var reached = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (pinging)
        {
            goal = (count, reached);
        }

        if (Deltas >= count)
        {
            reached.TrySetResult(Stopwatch.GetTimestamp());
        }

        return await reached.Task.WaitAsync(Patience);
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref isOver, 1);
        pinging.Dispose();
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }

    private TaskCompletionSource<string>? overheard;

    private async Task EnterAsync(int port, int number)
    {
        var client = new RawClient();
        clients.Enqueue(client);
        await client.ConnectAsync(port, dialect.Path, number);
        foreach (var (say, hear) in dialect.Opening(number))
        {
            if (say is not null)
            {
                client.Say(say);
            }

            var awaited = Encoding.UTF8.GetBytes(hear);
            while (!await client.ReadAsync(text => text.Span.StartsWith(awaited)))
            {
            }
        }

        _ = ListenAsync(client);
    }

    private async Task ListenAsync(RawClient client)
    {
        var asked = dialect.Asked is { } ping ? Encoding.UTF8.GetBytes(ping.Hear) : null;
        try
        {
            while (true)
            {
                if (await client.ReadAsync(text => Take(text.Span, asked)))
                {
                    client.Say(dialect.Asked!.Value.Say);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            if (Volatile.Read(ref isOver) == 0)
            {
                Interlocked.Increment(ref lost);
            }
        }
    }

    // Whether it was a ping that wants an answer.
    private bool Take(ReadOnlySpan<byte> text, byte[]? asked)
    {
        if (!text.StartsWith(delta))
        {
            return asked is not null && text.SequenceEqual(asked);
        }

        if (Interlocked.Increment(ref deltas) >= goal.At)
        {
            goal.Reached.TrySetResult(Stopwatch.GetTimestamp());
        }

        if (overheard is { Task.IsCompleted: false } waiting)
        {
            waiting.TrySetResult(Encoding.UTF8.GetString(text));
        }

        return false;
    }

    private void Ping()
    {
        if (dialect.Ping is not { } ping)
        {
            return;
        }

        foreach (var client in clients)
        {
            try
            {
                client.Say(ping);
            }
            catch (Exception exception) when (exception is System.Net.Sockets.SocketException or ObjectDisposedException)
            {
                // Its reader says so.
            }
        }
    }
}
