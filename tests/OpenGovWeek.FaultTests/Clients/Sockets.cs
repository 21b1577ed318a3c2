using System.Net.Sockets;
using System.Text;
using OpenGovWeek.FaultTests.Nodes;
using OpenGovWeek.Testing;

namespace OpenGovWeek.FaultTests.Clients;

/// <summary>Connections that do what no page would.</summary>
internal static class Sockets
{
    private const char End = '\u001e';

    /// <summary>A connection that shook hands.</summary>
    public static async Task<RawClient> ShakeHandsAsync(Cluster cluster, int number, int receiveBuffer = 16 * 1024)
    {
        var client = new RawClient { ReceiveBuffer = receiveBuffer };
        await client.ConnectAsync(cluster.AddressOf(number).Port, "/hubs/session", number);
        client.Say("{\"protocol\":\"json\",\"version\":1}" + End);
        await client.ReadAsync(_ => true);
        return client;
    }

    /// <summary>One that entered the room of the session.</summary>
    public static async Task<RawClient> EnterAsync(Cluster cluster, int number, int receiveBuffer)
    {
        var client = await ShakeHandsAsync(cluster, number, receiveBuffer);
        client.Say($$"""{"type":1,"invocationId":"1","target":"Enter","arguments":["{{cluster.Week.Slug}}","room","{{Guid.NewGuid()}}"]}""" + End);
        while (!await client.ReadAsync(text => Encoding.UTF8.GetString(text.Span).Contains("\"type\":3", StringComparison.Ordinal)))
        {
        }

        return client;
    }

    /// <summary>Shows that it is there; nothing happens when it was cut.</summary>
    public static void Ping(RawClient client)
    {
        try
        {
            client.Say("{\"type\":6}" + End);
        }
        catch (SocketException)
        {
            // Cut.
        }
    }

    /// <summary>Says the same again and again until it is cut.</summary>
    /// <exception cref="TimeoutException">It is not.</exception>
    public static async Task FloodAsync(RawClient client, TimeSpan within)
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            while (true)
            {
                for (var message = 0; message < 100; message++)
                {
                    client.Say("{\"type\":1,\"target\":\"Leave\",\"arguments\":[\"nada\"]}" + End);
                }

                if (TimeProvider.System.GetElapsedTime(start) > within)
                {
                    throw new TimeoutException("Who floods is not cut");
                }

                await Task.Yield();
            }
        }
        catch (SocketException)
        {
            // Cut.
        }
    }

    /// <summary>Waits until the node ends it; what comes before is read.</summary>
    public static async Task UntilCutAsync(RawClient client, TimeSpan within)
    {
        try
        {
            var start = TimeProvider.System.GetTimestamp();
            while (true)
            {
                await client.ReadAsync(_ => true).WaitAsync(within - TimeProvider.System.GetElapsedTime(start));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Cut.
        }
    }

    /// <summary>Connections of both nodes.</summary>
    public static async Task<double> ConnectedAsync(Cluster cluster) =>
        await cluster.MetricAsync(0, "opengovweek_live_connections") + await cluster.MetricAsync(1, "opengovweek_live_connections");
}
