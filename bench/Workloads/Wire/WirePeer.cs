using System;
using System.Buffers.Binary;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Minnow.Host.Net;
using Minnow.Native;

namespace Minnow.Workloads.Wire;

/// <summary>The venue's end of one WebSocket: whole text messages, blocking, nothing allocated once it is open.</summary>
internal sealed class WirePeer : IDisposable
{
    private const int MaxHeadBytes = 4;

    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly byte[] _in = new byte[256 * 1024];
    private readonly byte[] _out = new byte[64 * 1024];
    private readonly object _writing = new();
    private int _read;
    private int _filled;

    internal WirePeer(Socket socket, WireAuthority? authority)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _stream = Secured(new NetworkStream(socket, ownsSocket: true), authority);
        Upgrade();
    }

    /// <summary>Bytes of the last frame read or written, its head included.</summary>
    internal int FrameBytes { get; private set; }

    /// <summary>Longest wait of a read, ms; 0 waits for ever.</summary>
    internal int PatienceMs
    {
        set => _socket.ReceiveTimeout = value;
    }

    internal static Stream Secured(NetworkStream plain, WireAuthority? authority)
    {
        if (authority == null) return plain;
        SslStream secure = new(plain);
        secure.AuthenticateAsServer(new SslServerAuthenticationOptions { ServerCertificate = authority.Server });
        return secure;
    }

    /// <summary>The next text message; control frames are passed over.</summary>
    /// <param name="payload">Valid until the next call.</param>
    /// <param name="arrivedNs">When its last bytes came out of the stream, monotonic ns.</param>
    /// <returns>False at the end of the connection.</returns>
    internal bool TryRead(out ReadOnlySpan<byte> payload, out long arrivedNs)
    {
        arrivedNs = LibcClock.MonotonicNs();
        payload = default;
        while (true)
        {
            while (TryTake(out byte opcode, out payload))
            {
                if (opcode == 8) return false;
                if (opcode == 1) return true;
            }
            if (_read > 0)
            {
                _in.AsSpan(_read, _filled - _read).CopyTo(_in);
                (_read, _filled) = (0, _filled - _read);
            }
            int bytes = _stream.Read(_in.AsSpan(_filled));
            arrivedNs = LibcClock.MonotonicNs();
            if (bytes == 0) return false;
            _filled += bytes;
        }
    }

    /// <summary>Sends one text message. Any thread.</summary>
    internal void Write(ReadOnlySpan<byte> payload)
    {
        lock (_writing)
        {
            _out[0] = 0x81;
            int head = payload.Length < 126 ? 2 : MaxHeadBytes;
            _out[1] = payload.Length < 126 ? (byte)payload.Length : (byte)126;
            if (head == MaxHeadBytes) BinaryPrimitives.WriteUInt16BigEndian(_out.AsSpan(2), (ushort)payload.Length);
            payload.CopyTo(_out.AsSpan(head));
            FrameBytes = head + payload.Length;
            _stream.Write(_out.AsSpan(0, FrameBytes));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private bool TryTake(out byte opcode, out ReadOnlySpan<byte> payload)
    {
        opcode = 0;
        payload = default;
        Span<byte> there = _in.AsSpan(_read, _filled - _read);
        if (there.Length < 6) return false;
        int length = there[1] & 0x7F, head = 6;
        if (length == 127) throw new InvalidDataException("A request is longer than 64 KiB.");
        if (length == 126) (length, head) = (BinaryPrimitives.ReadUInt16BigEndian(there[2..]), 8);
        if (there.Length < head + length) return false;
        opcode = (byte)(there[0] & 15);
        Span<byte> mask = there.Slice(head - 4, 4), text = there.Slice(head, length);
        for (int i = 0; i < length; i++) text[i] ^= mask[i & 3];
        payload = text;
        _read += head + length;
        FrameBytes = head + length;
        return true;
    }

    private void Upgrade()
    {
        byte[] bytes = new byte[8192];
        int filled = 0;
        while (bytes.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) < 0)
        {
            int read = _stream.Read(bytes, filled, bytes.Length - filled);
            if (read == 0) throw new EndOfStreamException();
            filled += read;
        }
        string text = Encoding.ASCII.GetString(bytes, 0, filled);
        const string Name = "Sec-WebSocket-Key: ";
        int at = text.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        string accept = UpgradeRequest.AcceptFor(text[at..text.IndexOf('\r', at)]);
        _stream.Write(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
    }
}
