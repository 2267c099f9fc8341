using System;
using System.IO;
using System.Net.Sockets;
using Minnow.Native;

namespace Minnow.Host.Net;

/// <summary>A connected, blocking socket as a stream: notes when bytes came in, and keeps one deadline over many small reads while a connection is being made.</summary>
internal sealed class SocketStream : Stream
{
    private readonly Socket _socket;
    private readonly Func<long> _nowNs;
    private long _deadlineMs;
    private long _sendEndMs;
    private int _sendMs;
    private int _kernelSendMs;

    internal SocketStream(Socket socket, Func<long> nowNs)
    {
        _socket = socket;
        _nowNs = nowNs;
    }

    /// <summary>When the last bytes came from the kernel, ns since 1970: before TLS made text of them.</summary>
    internal long ReceivedNs { get; private set; }

    /// <summary>True if a limit of <see cref="Hurry"/> was reached.</summary>
    internal bool IsLate => _deadlineMs != 0 && Environment.TickCount64 >= _deadlineMs;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>From here on all reads and writes together end before <paramref name="limitMs"/> are over.</summary>
    internal void Hurry(int limitMs) => _deadlineMs = Environment.TickCount64 + limitMs;

    /// <summary>From here on a read waits for ever, and each write, or all those of one <see cref="BeginSend"/>, at most <paramref name="sendMs"/>.</summary>
    internal void Settle(int sendMs)
    {
        _deadlineMs = 0;
        _sendMs = sendMs;
        _socket.ReceiveTimeout = 0;
    }

    /// <summary>The writes up to <see cref="EndSend"/> are one: TLS cuts a long payload into records, and the limit is for the payload.</summary>
    internal void BeginSend() => _sendEndMs = Environment.TickCount64 + _sendMs;

    /// <summary>Ends what <see cref="BeginSend"/> began. Not needed after a failure, which ends the connection.</summary>
    internal void EndSend() => _sendEndMs = 0;

    public override int Read(Span<byte> buffer)
    {
        // TLS first asks for nothing, to wait without a buffer of its own; the read that follows waits just as well, and the kernel is called once.
        if (buffer.IsEmpty) return 0;
        if (_deadlineMs != 0) _socket.ReceiveTimeout = RemainingMs(_deadlineMs);
        int bytes = _socket.Receive(buffer, SocketFlags.None, out SocketError error);
        if (error != SocketError.Success) Throw(error);
        ReceivedNs = _nowNs();
        return bytes;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        long endMs = _deadlineMs != 0 ? _deadlineMs : _sendEndMs != 0 ? _sendEndMs : Environment.TickCount64 + _sendMs;
        while (!buffer.IsEmpty)
        {
            // The kernel counts its limit anew in each call, and the library's own send goes on calling as long as a byte is taken each time.
            LimitSend(RemainingMs(endMs));
            Errno error = LibcSocket.Send(_socket.SafeHandle, buffer, out int bytes);
            if (error != Errno.Ok) Throw(Known(error));
            buffer = buffer[bytes..];
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _socket.Dispose();
        base.Dispose(disposing);
    }

    private void LimitSend(int limitMs)
    {
        // The clock moves on between the begin of a send and this: a millisecond is not worth a call.
        if (limitMs == _kernelSendMs || limitMs == _kernelSendMs - 1) return;
        _socket.SendTimeout = limitMs;
        _kernelSendMs = limitMs;
    }

    private static SocketError Known(Errno error) => error switch
    {
        Errno.Again => SocketError.WouldBlock,
        Errno.Pipe => SocketError.Shutdown,
        Errno.ConnectionReset => SocketError.ConnectionReset,
        Errno.TimedOut => SocketError.TimedOut,
        _ => SocketError.SocketError,
    };

    private static int RemainingMs(long endMs)
    {
        long left = endMs - Environment.TickCount64;
        if (left <= 0) Throw(SocketError.TimedOut);
        return (int)left;
    }

    private static void Throw(SocketError error)
    {
        SocketException inner = new((int)error);
        throw new IOException(inner.Message, inner);
    }
}
