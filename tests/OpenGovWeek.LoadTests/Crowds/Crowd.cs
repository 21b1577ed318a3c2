using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Crowds;

/// <summary>Many clients of one server, who count what is broadcast to them.</summary>
internal sealed class Crowd : IDisposable
{
    private const int AtOnce = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int port;
    private readonly Dialect dialect;
    private readonly byte[] delta;
    private readonly ConcurrentQueue<RawClient> clients = new();
    // A server that hears a ping before the greeting takes it for a wrong one.
    private readonly ConcurrentQueue<RawClient> letIn = new();
    private readonly Timer pinging;
    private long deltas;
    private long messages;
    private int lost;
    private int isOver;
    private (long At, TaskCompletionSource<long> Reached) goal = (long.MaxValue, new());

    /// <summary>A crowd that nobody has entered yet.</summary>
    public Crowd(int port, Dialect dialect)
    {
        (this.port, this.dialect, delta) = (port, dialect, Encoding.UTF8.GetBytes(dialect.Delta));
        pinging = new Timer(_ => Ping(), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
    }

    /// <summary>Broadcasts that arrived, added up over all clients.</summary>
    public long Deltas => Interlocked.Read(ref deltas);

    /// <summary>All that arrived, added up over all clients: broadcasts, beacons and pings.</summary>
    public long Messages => Interlocked.Read(ref messages);

    /// <summary>Clients whose connection ended.</summary>
    public int Lost => Volatile.Read(ref lost);

    /// <summary>Called for each broadcast with the number of the client that heard it; the text lasts as long as the call.</summary>
    public Action<int, ReadOnlyMemory<byte>>? Heard { get; set; }

    /// <summary>Connects so many clients; ends when each has been let in.</summary>
    public static async Task<Crowd> JoinAsync(int port, Dialect dialect, int count)
    {
        var crowd = new Crowd(port, dialect);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await crowd.EnterAsync(number));
        return crowd;
    }

    /// <summary>Connects the client of a number; ends when it has been let in.</summary>
    /// <param name="from">Number of its address; null for its own.</param>
    public async Task EnterAsync(int number, int? from = null) => _ = ListenAsync(await LetInAsync(number, from, isFar: false), number);

    /// <summary>Connects a client of a number that goes on saying that it is there but reads nothing more, far away.</summary>
    public Task EnterStalledAsync(int number) => LetInAsync(number, null, isFar: true);

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

        try
        {
            return await reached.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Of {count} broadcasts {Deltas} arrived; {Lost} of {clients.Count} connections were lost.");
        }
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

    private async Task<RawClient> LetInAsync(int number, int? from, bool isFar)
    {
        var client = new RawClient();
        clients.Enqueue(client);
        await client.ConnectAsync(port, dialect.Path, from ?? number, dialect.Cookies?.Invoke(number), isFar);
        foreach (var (say, hear) in dialect.Opening(number))
        {
            if (say is not null)
            {
                client.Say(say);
            }

            await HearAsync(client, Encoding.UTF8.GetBytes(hear));
        }

        letIn.Enqueue(client);
        return client;
    }

    private static async Task HearAsync(RawClient client, byte[] awaited)
    {
        var other = "nothing";
        try
        {
            while (await client.ReadAsync(text => text.Span.StartsWith(awaited) ? null : Encoding.UTF8.GetString(text.Span)) is { } text)
            {
                other = text;
            }
        }
        catch (IOException exception)
        {
            throw new IOException($"{exception.Message} Instead of {Encoding.UTF8.GetString(awaited)} it said {other}.", exception);
        }
    }

    private async Task ListenAsync(RawClient client, int number)
    {
        var asked = dialect.Asked is { } ping ? Encoding.UTF8.GetBytes(ping.Hear) : null;
        try
        {
            while (true)
            {
                if (await client.ReadAsync(text => Take(number, text, asked)))
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
    private bool Take(int number, ReadOnlyMemory<byte> text, byte[]? asked)
    {
        Interlocked.Increment(ref messages);
        if (!text.Span.StartsWith(delta))
        {
            return asked is not null && text.Span.SequenceEqual(asked);
        }

        Heard?.Invoke(number, text);
        if (Interlocked.Increment(ref deltas) >= goal.At)
        {
            goal.Reached.TrySetResult(Stopwatch.GetTimestamp());
        }

        if (overheard is { Task.IsCompleted: false } waiting)
        {
            waiting.TrySetResult(Encoding.UTF8.GetString(text.Span));
        }

        return false;
    }

    private void Ping()
    {
        if (dialect.Ping is not { } ping)
        {
            return;
        }

        foreach (var client in letIn)
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
