using System;
using System.IO;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading;
using Minnow.Native;
using Minnow.Venues.Session;

namespace Minnow.Host.Net;

/// <summary>One life of a link: its thread dials, then reads the socket into a pipe until it ends; the polling thread takes from the pipe and writes to the socket.</summary>
/// <remarks>
/// The pipe never pauses its writer: the reader thread looks itself how much waits. An abandoned life cleans up after
/// itself and touches nothing of the link but its pipe, so the next one may begin while it still hangs in a lookup.
/// </remarks>
internal sealed class LinkConnection
{
    private const long FullPauseNs = 100_000;

    private readonly Dialer _dialer;
    private readonly LinkOptions _options;
    private readonly SocketSlot _slot = new();
    private readonly object _sendGate = new();
    private readonly SocketPipe _pipe;
    private readonly ReceiveStamps _stamps = new();
    private readonly Thread _thread;
    private readonly long _notBeforeMs;
    private Stream? _stream;
    private SocketStream? _wire;
    private volatile bool _isMade;
    private volatile bool _isDone;
    private volatile bool _hasLeft;

    internal LinkConnection(LinkOptions options, Dialer dialer, SocketPipe pipe, long notBeforeMs)
    {
        _options = options;
        _dialer = dialer;
        _notBeforeMs = notBeforeMs;
        _pipe = pipe;
        _thread = new Thread(Run) { Name = "mn-" + options.Name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>True once payloads may be sent.</summary>
    internal bool IsMade => _isMade;

    /// <summary>True once nothing more will come in; the fields below say why, and are then fixed.</summary>
    internal bool IsDone => _isDone;

    /// <summary>True once its thread touches nothing of it any more.</summary>
    internal bool HasLeft => _hasLeft;

    internal LinkEnd End { get; private set; }

    internal LinkFault Fault { get; private set; }

    internal string Text { get; private set; } = "";

    internal long RetryAfterMs { get; private set; }

    /// <summary>Fixed once <see cref="IsMade"/>.</summary>
    internal string KeyHash { get; private set; } = "";

    /// <summary>Bytes ever put into the pipe.</summary>
    internal long WrittenBytes => _pipe.WrittenBytes;

    /// <summary>For the polling thread alone.</summary>
    internal PipeReader Reader => _pipe.Reader;

    /// <summary>For the polling thread: bytes given back so far.</summary>
    internal long TakenBytes => _pipe.TakenBytes;

    /// <summary>For the polling thread: gives bytes back.</summary>
    internal void Take(SequencePosition to) => _pipe.Reader.AdvanceTo(to);

    /// <summary>For the polling thread: when the last of <paramref name="bytes"/> from here came in, ns.</summary>
    internal long StampAfter(long bytes) => _stamps.At(_pipe.TakenBytes + bytes);

    /// <summary>For the polling thread: no message ends within the next <paramref name="bytes"/>, so nobody will ask when they came.</summary>
    internal void ForgetStamps(long bytes) => _ = _stamps.At(_pipe.TakenBytes + bytes + 1);

    /// <summary>For the polling thread: writes, for at most the send limit.</summary>
    /// <returns><see cref="LinkFault.None"/> if all went to the kernel.</returns>
    internal LinkFault Send(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        try
        {
            lock (_sendGate)
            {
                if (_stream != null)
                {
                    _wire!.BeginSend();
                    _stream.Write(bytes);
                    _wire.EndSend();
                    return LinkFault.None;
                }
            }
            text = "the connection is gone";
            return LinkFault.Cut;
        }
        catch (IOException e)
        {
            if (Error(e) is SocketError.TimedOut or SocketError.WouldBlock or SocketError.TryAgain)
            {
                text = $"the venue took nothing for {_options.SendMs} ms";
                return LinkFault.Stalled;
            }
            if (EndOf(e) == LinkEnd.Stalled)
            {
                text = Describe(e);
                return LinkFault.Stalled;
            }
            text = "sending failed: " + e.Message;
            return LinkFault.Cut;
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException or NotSupportedException)
        {
            text = "sending failed: " + e.Message;
            return LinkFault.Cut;
        }
    }

    /// <summary>Ends both directions now; the thread cleans up by itself.</summary>
    internal void Abandon(bool isStuck) => _slot.Abandon(isStuck);

    /// <summary>True if the venue has not acknowledged all that was sent.</summary>
    internal bool HasUnsent => _slot.HasUnsent;

    internal void Join(int limitMs) => _thread.Join(limitMs);

    private void Run()
    {
        _ = LibcThread.SetName(_thread.Name!); // refused: the name only helps people
        try
        {
            while (Environment.TickCount64 < _notBeforeMs && !_slot.IsAbandoned) Thread.Sleep(10);
            Dialed dialed = _dialer.Dial(_slot);
            lock (_sendGate) (_stream, _wire) = (dialed.Stream, dialed.Wire);
            KeyHash = dialed.KeyHash;
            PutEarly(dialed);
            _isMade = true;
            Pump(dialed);
            Finish(LinkEnd.Peer, LinkFault.Cut, "the venue closed the connection without a close frame");
        }
        catch (DialException e)
        {
            RetryAfterMs = e.RetryAfterMs;
            Finish(e.End, e.Fault, e.Message);
        }
        catch (Exception e) // a bug here must not end the process while orders rest: the session reconnects and cancels
        {
            bool isBroken = _isMade;
            Finish(isBroken ? EndOf(e) : LinkEnd.NotMade, isBroken ? LinkFault.Cut : LinkFault.Upgrade, Describe(e));
        }
        finally
        {
            _isDone = true;
            lock (_sendGate)
            {
                _stream?.Dispose();
                _stream = null;
            }
            _pipe.Writer.Complete();
            _hasLeft = true;
        }
    }

    private void Pump(Dialed dialed)
    {
        while (!_slot.IsAbandoned)
        {
            if (_pipe.WrittenBytes - _pipe.TakenBytes > _options.MaxWaitingBytes)
            {
                LibcClock.Sleep(FullPauseNs);
                continue;
            }
            int bytes = dialed.Stream.Read(_pipe.Writer.GetSpan());
            if (bytes == 0) return;
            Put(bytes, dialed.Wire.ReceivedNs);
        }
    }

    private void PutEarly(Dialed dialed)
    {
        ReadOnlySpan<byte> rest = dialed.Early;
        while (!rest.IsEmpty)
        {
            Span<byte> room = _pipe.Writer.GetSpan();
            int bytes = Math.Min(room.Length, rest.Length);
            rest[..bytes].CopyTo(room);
            Put(bytes, dialed.Wire.ReceivedNs);
            rest = rest[bytes..];
        }
    }

    private void Put(int bytes, long receivedNs)
    {
        _pipe.Writer.Advance(bytes);
        _stamps.Add(_pipe.WrittenBytes + bytes, receivedNs); // before the bytes can be seen
        _ = _pipe.Writer.FlushAsync().GetAwaiter().GetResult(); // never waits
    }

    private void Finish(LinkEnd end, LinkFault fault, string text)
    {
        if (_slot.IsAbandoned) (end, fault, text) = (LinkEnd.Ours, LinkFault.None, "closed by us");
        (End, Fault, Text) = (end, fault, text);
    }

    private string Describe(Exception e) => Error(e) switch
    {
        SocketError.ConnectionReset => "the venue reset the connection",
        SocketError.TimedOut => $"nothing we sent, nor a probe, was acknowledged for {_options.UnackedMs} ms",
        null when e is IOException => "the connection broke: " + e.Message,
        null => $"{e.GetType().Name}: {e.Message}",
        _ => "the connection broke: " + e.Message,
    };

    /// <summary>How a link that was made ended by an error. One that the kernel gave up is not known to be over at the other end, where our orders may rest.</summary>
    internal static LinkEnd EndOf(Exception e) =>
        Error(e) is SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable ? LinkEnd.Stalled : LinkEnd.Broken;

    private static SocketError? Error(Exception e)
    {
        for (Exception? at = e; at != null; at = at.InnerException)
            if (at is SocketException known) return known.SocketErrorCode;
        return null;
    }
}
