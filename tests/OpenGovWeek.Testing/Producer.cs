using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenGovWeek.Testing;

/// <summary>A client that sends one HTTP request after the other over one connection, the next when the last was answered.</summary>
public sealed class Producer(int port) : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[16 * 1024];

    /// <summary>A request as its bytes.</summary>
    /// <param name="headers">Further lines, each with its line break.</param>
    public static byte[] Request(string method, string path, string headers, string body) => Encoding.UTF8.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public async Task ConnectAsync(int number)
    {
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + (number % 250))]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
    }

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <returns>The HTTP status.</returns>
    /// <exception cref="IOException">The server ended the connection.</exception>
    public async Task<int> SendAsync(byte[] request)
    {
        await socket.SendAsync(request.AsMemory());
        var held = 0;
        while (true)
        {
            if (held == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(held));
            held += read > 0 ? read : throw new IOException("The server ended the connection.");
            if (IsWhole(buffer.AsSpan(0, held)))
            {
                return int.Parse(buffer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }

    public void Dispose()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..end];
        var body = answer[(end + 4)..];
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at < 0)
        {
            return body.EndsWith("0\r\n\r\n"u8);
        }

        var rest = head[(at + 18)..];
        var line = rest.IndexOf("\r\n"u8);
        return body.Length >= int.Parse(line < 0 ? rest : rest[..line], System.Globalization.CultureInfo.InvariantCulture);
    }
}
