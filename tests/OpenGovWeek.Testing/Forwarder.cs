using System.Net;
using System.Net.Sockets;

namespace OpenGovWeek.Testing;

/// <summary>A line to a server that can be held: connections stand and nothing gets through, as when a network hangs.</summary>
public sealed class Forwarder : IAsyncDisposable
{
    private readonly string host;
    private readonly int port;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private volatile TaskCompletionSource open = new();

    /// <param name="database">On the server that it leads to.</param>
    public Forwarder(TestDatabase database)
    {
        listener.Start();
        (host, port) = database.Server;
        ConnectionString = database.ConnectionStringOf("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        open.SetResult();
        accepting = AcceptAsync();
    }

    /// <summary>Of the same database, by this line.</summary>
    public string ConnectionString { get; }

    /// <summary>From now on no byte gets through in either direction.</summary>
    public void Hold() => open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held goes on, and all that follows.</summary>
    public void Release() => open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Release();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
            {
                lines.Add(CarryAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                await far.ConnectAsync(host, port, stop.Token);
                await Task.WhenAny(CarryAsync(near.GetStream(), far.GetStream()), CarryAsync(far.GetStream(), near.GetStream()));
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // The near end sees its connection close.
            }
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, stop.Token)) > 0)
            {
                await open.Task;
                await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Either end has gone; the other is closed by whoever waits for this.
        }
    }
}
