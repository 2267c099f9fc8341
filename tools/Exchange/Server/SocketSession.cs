using System;
using System.IO;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;

namespace Minnow.Exchange.Server;

/// <summary>One WebSocket: reads messages for the venue, writes what the venue sends, and ends the way the venue or a fault says.</summary>
internal sealed class SocketSession
{
    private const int LongestMessageBytes = 1 << 20;
    private const int PausedReadMs = 20;
    private const int MostUnhandled = 64;
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(1);

    private readonly record struct Outgoing(byte[] Payload, bool IsRaw, LinkClose? Close);

    private readonly VenueLoop _loop;
    private readonly RunLink _link;
    private readonly SlicingStream _stream;
    private readonly WebSocket _socket;
    private readonly SocketEnds _ends;
    private readonly ExchangeServerOptions _options;
    private readonly CancellationToken _gone; // the client ended the connection, read or not
    private readonly Channel<Outgoing> _out = Channel.CreateUnbounded<Outgoing>(new UnboundedChannelOptions());
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _room = new(MostUnhandled);
    private long _waitingBytes;
    private int _waitingMessages;
    private volatile bool _reads = true;
    private volatile bool _writes = true;
    private volatile bool _isEnding;

    public SocketSession(VenueLoop loop, RunLink link, Stream stream, SocketEnds ends, ExchangeServerOptions options, CancellationToken gone)
    {
        _gone = gone;
        _loop = loop;
        _link = link;
        _stream = new SlicingStream(stream);
        _socket = WebSocket.CreateFromStream(_stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        _ends = ends;
        _options = options;
    }

    /// <summary>Nothing is left to do for it on the venue's thread.</summary>
    public bool IsGone => _link.IsGone;

    /// <summary>Runs until the socket has ended.</summary>
    public async Task RunAsync()
    {
        Task writing = WriteAsync();
        DisconnectKind how = await ReadAsync().ConfigureAwait(false);
        _out.Writer.TryComplete();
        _loop.Post(() => _link.Disconnect(how));
        if (_isEnding || _socket.State == WebSocketState.CloseReceived) await Task.WhenAny(writing, Task.Delay(s_goodbye)).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await writing.WaitAsync(s_goodbye).ConfigureAwait(false);
        }
        catch (Exception ending) when (ending is TimeoutException or IOException or WebSocketException or OperationCanceledException)
        {
            // The socket is ended either way.
        }

        _socket.Dispose();
    }

    /// <summary>Ends the socket without a word; from any thread.</summary>
    public void Abort()
    {
        _ends.Reset();
        _stop.Cancel();
    }

    /// <summary>Hands over what the venue sent; on the venue's thread.</summary>
    public void Flush()
    {
        long nowUs = _loop.Run.NowUs;
        _reads = _link.Wire.Reads(nowUs);
        _stream.SliceBytes = _link.Wire.SliceBytes(nowUs);
        if (_link.Wire.IsHalfOpen) _writes = false;
        while (_link.TryTake(out byte[] payload)) Queue(new Outgoing(payload, false, null));
        while (_link.Wire.TryTakeRawBytes(out byte[] raw)) Queue(new Outgoing(raw, true, null));
        if (_isEnding) return;
        if (_link.Close is { } close)
        {
            _isEnding = true;
            Queue(new Outgoing([], false, close));
        }
        else if (_waitingMessages > _options.MaxWaitingMessages || Interlocked.Read(ref _waitingBytes) > _options.MaxWaitingBytes)
        {
            // Whatever waits would not be read either: the reason goes out alone, if it still can.
            _isEnding = true;
            while (_out.Reader.TryRead(out _)) { }
            Queue(new Outgoing([], false, new LinkClose(WireEnd.Close, 1008, "connection_too_slow")));
            _loop.Run.Venue.Disconnect(_link.Connection, DisconnectKind.Reset);
            _ = EndLaterAsync();
        }
    }

    private void Queue(Outgoing outgoing)
    {
        Interlocked.Add(ref _waitingBytes, outgoing.Payload.Length);
        Interlocked.Increment(ref _waitingMessages);
        _out.Writer.TryWrite(outgoing);
    }

    private async Task EndLaterAsync()
    {
        await Task.Delay(s_goodbye).ConfigureAwait(false);
        Abort();
    }

    private async Task<DisconnectKind> ReadAsync()
    {
        byte[] buffer = new byte[16 * 1024];
        using MemoryStream message = new();
        try
        {
            while (true)
            {
                while (!_reads && !_isEnding)
                {
                    if (_gone.IsCancellationRequested) return DisconnectKind.Fin;
                    await Task.Delay(PausedReadMs, _stop.Token).ConfigureAwait(false);
                }

                ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close) return DisconnectKind.Fin;
                if (part.MessageType == WebSocketMessageType.Binary)
                {
                    _isEnding = true;
                    Queue(new Outgoing([], false, new LinkClose(WireEnd.Close, (ushort)WebSocketCloseStatus.InvalidMessageType, "text only")));
                    return DisconnectKind.Fin;
                }

                message.Write(buffer, 0, part.Count);
                if (message.Length > LongestMessageBytes) return DisconnectKind.Fin;
                if (!part.EndOfMessage) continue;
                byte[] whole = message.ToArray();
                message.SetLength(0);
                // Messages that the venue has not come to hold up the socket, and TCP the client.
                await _room.WaitAsync(_stop.Token).ConfigureAwait(false);
                _loop.Post(() =>
                {
                    _room.Release();
                    _link.Receive(whole);
                });
            }
        }
        catch (Exception ending) when (ending is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return _ends.WasReset(ending) ? DisconnectKind.Reset : DisconnectKind.Fin;
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (Outgoing next in _out.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
            {
                if (next.Close is { } close)
                {
                    await EndAsync(close).ConfigureAwait(false);
                    return;
                }

                if (_writes)
                {
                    if (next.IsRaw) await _stream.WriteAsync(next.Payload, _stop.Token).ConfigureAwait(false);
                    else await _socket.SendAsync(next.Payload.AsMemory(), WebSocketMessageType.Text, true, _stop.Token).ConfigureAwait(false);
                    await _stream.FlushAsync(_stop.Token).ConfigureAwait(false);
                }

                Interlocked.Add(ref _waitingBytes, -next.Payload.Length);
                Interlocked.Decrement(ref _waitingMessages);
            }

            // The client said goodbye: it is answered in kind.
            if (_socket.State == WebSocketState.CloseReceived) await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception ending) when (ending is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The reader sees the same end and tells the venue.
        }
    }

    private async Task EndAsync(LinkClose close)
    {
        switch (close.End)
        {
            case WireEnd.Reset:
                _ends.Reset();
                break;
            case WireEnd.Fin:
                _ends.Finish();
                break;
            default:
                await _socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, _stop.Token).ConfigureAwait(false);
                await _stream.FlushAsync(_stop.Token).ConfigureAwait(false);
                _ = EndLaterAsync();
                break;
        }
    }
}
