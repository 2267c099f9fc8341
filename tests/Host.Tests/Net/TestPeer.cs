using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using Minnow.Host.Net;

namespace Minnow.Tests.Host.Net;

/// <summary>The server's end of one connection, for a script to do with as it likes.</summary>
internal sealed class TestPeer(Socket socket, Stream stream)
{
    internal Socket Socket { get; } = socket;

    internal Stream Stream { get; } = stream;

    /// <summary>Reads the request's head.</summary>
    internal string ReadHead()
    {
        StringBuilder head = new();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            int next = Stream.ReadByte();
            if (next < 0) throw new EndOfStreamException();
            head.Append((char)next);
        }
        return head.ToString();
    }

    /// <summary>Answers an upgrade, with <paramref name="early"/> in the same write.</summary>
    internal void Upgrade(params byte[] early)
    {
        string key = ReadHead().Split("\r\n").Single(static l => l.StartsWith("Sec-WebSocket-Key: ", StringComparison.Ordinal))[19..];
        byte[] head = Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {UpgradeRequest.AcceptFor(key)}\r\n\r\n");
        Stream.Write(Frames.Join(head, early));
    }

    internal void Say(string text) => Stream.Write(Encoding.ASCII.GetBytes(text));

    internal void Send(params byte[][] frames) => Stream.Write(Frames.Join(frames));

    /// <summary>The next frame that the client sent, unmasked.</summary>
    internal (int Opcode, byte[] Payload) Read()
    {
        byte[] head = Exactly(2);
        int length = head[1] & 0x7F;
        if ((head[1] & 0x80) == 0) throw new InvalidDataException("A client's frame is not masked.");
        if (length == 126) length = Exactly(2).Aggregate(0, static (sum, b) => sum * 256 + b);
        byte[] mask = Exactly(4);
        return (head[0] & 15, Exactly(length).Select((b, i) => (byte)(b ^ mask[i % 4])).ToArray());
    }

    /// <summary>True once the client's end is closed; what it still sends is dropped.</summary>
    internal bool WaitForEnd()
    {
        byte[] drop = new byte[4096];
        try
        {
            while (Stream.Read(drop) > 0)
            {
            }
            return true;
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return true;
        }
    }

    /// <summary>Ends the connection by RST.</summary>
    internal void Reset()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Close();
    }

    private byte[] Exactly(int bytes)
    {
        byte[] read = new byte[bytes];
        Stream.ReadExactly(read);
        return read;
    }
}
