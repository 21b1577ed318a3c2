using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenGovWeek.Testing;

/// <summary>A WebSocket of a client as lean as it can be, from an address of its own: what a crowd of them costs is taken from the server on the same machine.</summary>
public sealed class RawClient : IDisposable
{
    private const int IpProtocolTcp = 6;
    private const int TcpMaxSegment = 2;
    private const byte EndOfMessage = 0x1e;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Lock sending = new();
    // What the frames up to the last one said, how much of it was handed over, and whether it is all there.
    private readonly ArrayBufferWriter<byte> begun = new();
    private int told;
    private bool isWhole;
    private byte[] buffer = new byte[4096];
    private int held;

    /// <summary>Bytes that the kernel takes in for it while it does not read; chosen before it connects.</summary>
    public int ReceiveBuffer
    {
        init => socket.ReceiveBufferSize = value;
    }

    /// <summary>Upgrades, from one of 250 addresses of the loopback network.</summary>
    /// <param name="cookies">Null when nobody is signed in.</param>
    /// <param name="isFar">As on a mobile network: the loopback's segments of 64 KB would let two megabytes lie between server and client.</param>
    /// <exception cref="IOException">The server did not upgrade.</exception>
    public async Task ConnectAsync(int port, string path, int number, string? cookies = null, bool isFar = false)
    {
        if (isFar)
        {
            socket.ReceiveBufferSize = 8 * 1024;
            socket.SetRawSocketOption(IpProtocolTcp, TcpMaxSegment, BitConverter.GetBytes(1_400));
        }

        // Some 28,000 ports belong to each address.
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + (number % 250))]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var request = $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Convert.ToBase64String(Guid.NewGuid().ToByteArray())}\r\n{(cookies is null ? "" : $"Cookie: {cookies}\r\n")}\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        int end;
        while ((end = buffer.AsSpan(0, held).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await FillAsync();
        }

        if (!buffer.AsSpan(0, held).StartsWith("HTTP/1.1 101"u8))
        {
            throw new IOException($"Not upgraded: {Encoding.ASCII.GetString(buffer, 0, Math.Min(held, 60))}");
        }

        Drop(end + 4);
    }

    /// <summary>
    /// Reads the next message that is not empty, and hands its text over; the memory lasts as long as the call. A hub that has much to say puts several
    /// into one frame, or one into several.
    /// </summary>
    /// <exception cref="IOException">The server ended the connection.</exception>
    public async Task<T> ReadAsync<T>(Func<ReadOnlyMemory<byte>, T> take)
    {
        while (!isWhole)
        {
            if (Frame() is var (start, length) && length >= 0)
            {
                Take(start, length);
            }
            else
            {
                await FillAsync();
            }
        }

        var rest = begun.WrittenMemory[told..];
        var message = rest[..(rest.Span.IndexOf(EndOfMessage) is var end && end >= 0 ? end + 1 : rest.Length)];
        var taken = take(message);
        told += message.Length;
        if (told == begun.WrittenCount)
        {
            begun.ResetWrittenCount();
            (told, isWhole) = (0, false);
        }

        return taken;
    }

    /// <summary>Sends a text. The mask is zero: it is there for proxies, of which there are none.</summary>
    public void Say(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var extended = length > 125 ? 2 : 0;
        var frame = new byte[2 + extended + 4 + length];
        (frame[0], frame[1]) = (0x81, (byte)(0x80 | (extended > 0 ? 126 : length)));
        if (extended > 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)length);
        }

        Encoding.UTF8.GetBytes(text, frame.AsSpan(6 + extended));
        lock (sending)
        {
            socket.Send(frame);
        }
    }

    /// <summary>Leaves by reset, so that no port waits for minutes.</summary>
    public void Dispose()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    private void Take(int start, int length)
    {
        var (isLast, kind) = ((buffer[0] & 0x80) != 0, buffer[0] & 0x0f);
        if (kind == 8)
        {
            throw new IOException(length < 2
                ? "The server closed."
                : $"The server closed: {BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(start))} {Encoding.UTF8.GetString(buffer, start + 2, length - 2)}");
        }

        // Pings and pongs may come between the frames of a message.
        if (kind < 8)
        {
            begun.Write(buffer.AsSpan(start, length));
            isWhole = isLast && begun.WrittenCount > 0;
        }

        Drop(start + length);
    }

    private (int Start, int Length) Frame()
    {
        if (held < 2)
        {
            return (0, -1);
        }

        var (start, length) = (2, buffer[1] & 0x7f);
        if (length == 126 && held >= 4)
        {
            (start, length) = (4, BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(2)));
        }
        else if (length >= 126)
        {
            return (0, -1);
        }

        return held >= start + length ? (start, length) : (0, -1);
    }

    private async ValueTask FillAsync()
    {
        if (held == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = await socket.ReceiveAsync(buffer.AsMemory(held));
        held += read > 0 ? read : throw new IOException("The server ended the connection.");
    }

    private void Drop(int count)
    {
        buffer.AsSpan(count, held - count).CopyTo(buffer);
        held -= count;
    }
}
