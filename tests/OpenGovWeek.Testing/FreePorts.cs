using System.Net;
using System.Net.Sockets;

namespace OpenGovWeek.Testing;

/// <summary>Ports for servers that are started, or started again, later.</summary>
public static class FreePorts
{
    // Systems take the ports of outgoing connections from above 32,767: a port from there can be gone before, or while, its server is down.
    private const int First = 10_000;
    private const int Last = 19_999;

    /// <returns>Different ports of the loopback interface that nobody listens on.</returns>
    public static int[] Take(int count)
    {
        var taken = new HashSet<int>();
        while (taken.Count < count)
        {
            var port = Random.Shared.Next(First, Last + 1);
            if (IsFree(port))
            {
                taken.Add(port);
            }
        }

        return [.. taken];
    }

    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
