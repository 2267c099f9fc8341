using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Minnow.Native;

namespace Minnow.Workloads.Wire;

/// <summary>A venue in this process that speaks just enough: lets the engine start and place its two orders, then moves the best ask with one book message and waits for the change of the order that it causes, again and again.</summary>
/// <remarks>
/// The thread that reads the order connection drives: it stamps an order when its bytes are there, answers it, pauses, and sends the next book message on
/// the market connection. Nothing of ours is in between but the engine itself. Allocates nothing between <see cref="WirePlan.WarmFrames"/> and the end.
/// </remarks>
public sealed class WireVenue : IDisposable
{
    private const int SettleMs = 200;
    private const int PatienceMs = 5000;
    private const long TickerNs = 20_000_000_000;

    private readonly WirePlan _plan;
    private readonly WireAuthority? _authority;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<WirePeer> _peers = [];
    private readonly ManualResetEventSlim _done = new();
    private readonly WireText _book = new(16 * 1024);
    private WirePeer? _market;
    private WireEcho? _echo;
    private long _changeId = 136_069_961_987;
    private long _sentNs;
    private long _tickedNs;
    private long _tickerCount;
    private int _placed;
    private int _sent;
    private int _echoed;
    private int _orderBytes;
    private volatile bool _isMeasuring;

    public WireVenue(WirePlan plan, WireAuthority? authority)
    {
        _plan = plan;
        _authority = authority;
        Latencies = new long[plan.Frames];
        EchoLatencies = new long[plan.Echoes];
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        new Thread(Accept) { IsBackground = true, Name = "wire-accept" }.Start();
    }

    /// <summary>Where it listens, on loopback.</summary>
    public int Port { get; }

    /// <summary>True between the warm-up and the last order.</summary>
    public bool IsMeasuring => _isMeasuring;

    /// <summary>From before the book message is given to the kernel until the order's bytes are there, ns.</summary>
    public long[] Latencies { get; }

    /// <summary>The same for echoes.</summary>
    public long[] EchoLatencies { get; }

    /// <summary>Bytes of a book message on the wire, without TLS.</summary>
    public int BookBytes { get; private set; }

    /// <summary>Bytes of an order on the wire, without TLS.</summary>
    public int OrderBytes => _orderBytes;

    /// <summary>Book messages sent.</summary>
    public long BookCount => _sent;

    /// <summary>Changes of orders received.</summary>
    public long EditCount { get; private set; }

    /// <summary>What went wrong; null if nothing.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Waits until all is measured.</summary>
    /// <returns>False if it took too long.</returns>
    public bool Wait(int limitMs) => _done.Wait(limitMs);

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Stop();
        lock (_peers)
            foreach (WirePeer peer in _peers) peer.Dispose();
        _echo?.Dispose();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.AcceptSocket();
                new Thread(() => Serve(socket)) { IsBackground = true, Name = "wire-venue" }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }
    }

    private void Serve(Socket socket)
    {
        try
        {
            _ = LibcThread.SetTimerSlack(1);
            WirePeer peer = new(socket, _authority);
            lock (_peers) _peers.Add(peer);
            WireReplies replies = new();
            while (peer.TryRead(out ReadOnlySpan<byte> request, out long arrivedNs))
            {
                int bytes = peer.FrameBytes;
                peer.Write(replies.Answer(request, out WireCall call));
                if (call == WireCall.Subscribe) BeginMarket(peer);
                else if (call == WireCall.Place && ++_placed == 2) BeginOrders(peer);
                else if (call == WireCall.Edit) Edited(peer, bytes, arrivedNs);
            }
        }
        catch (Exception e) when (!_done.IsSet)
        {
            Failure = e;
            _done.Set();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            // It is over.
        }
    }

    // Mark and index, which the pre-trade gate wants to know and to see move: seldom, and never between a book message and its order.
    private void Tick(WirePeer peer)
    {
        long nowNs = LibcClock.MonotonicNs();
        if (_tickedNs != 0 && nowNs - _tickedNs < TickerNs) return;
        _tickedNs = nowNs;
        _book.Clear().Add("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"ticker.BTC-PERPETUAL.raw\",\"data\":{\"timestamp\":1000,\"state\":\"open\",\"instrument_name\":\"BTC-PERPETUAL\",\"mark_price\":60000.5,\"index_price\":"u8)
            .Add(60_000 + ++_tickerCount % 2).Add(".0}}}"u8);
        peer.Write(_book.Bytes);
    }

    private void BeginMarket(WirePeer peer)
    {
        Tick(peer);
        _book.Clear().Add("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"book.BTC-PERPETUAL.raw\",\"data\":{\"timestamp\":"u8).Add(LibcClock.RealtimeNs() / 1_000_000)
            .Add(",\"type\":\"snapshot\",\"change_id\":"u8).Add(_changeId).Add(",\"instrument_name\":\"BTC-PERPETUAL\",\"bids\":["u8);
        for (int i = 0; i < 50; i++) _book.Add(i > 0 ? ",[\"new\","u8 : "[\"new\","u8).Add(60_000 - i).Add(".0,5000.0]"u8);
        _book.Add("],\"asks\":["u8);
        for (int i = 0; i < 50; i++) _book.Add(i > 0 ? ",[\"new\","u8 : "[\"new\","u8).Add(60_001 + i).Add(".0,5000.0]"u8);
        peer.Write(_book.Add("]}}}"u8).Bytes);
        Volatile.Write(ref _market, peer);
    }

    private void BeginOrders(WirePeer peer)
    {
        peer.PatienceMs = PatienceMs;
        Thread.Sleep(SettleMs); // the answers to both orders are known, and the start's requests are over
        Send();
    }

    private void Edited(WirePeer peer, int bytes, long arrivedNs)
    {
        EditCount++;
        if (_done.IsSet) return;
        _orderBytes = bytes;
        int counted = _sent - 1 - _plan.WarmFrames;
        if (counted >= 0) Latencies[counted] = arrivedNs - _sentNs;
        if (counted == _plan.Frames - 1)
        {
            Echo(_plan.Echoes - _echoed);
            LibcClock.Sleep(SettleMs * 10_000L); // an order too many would be there by then
            _isMeasuring = false;
            _done.Set();
            return;
        }
        if (counted == -1) Begin();
        else if (counted >= 0 && (counted + 1) % _plan.InRow == 0) Echo(Math.Min(_plan.InRow, _plan.Echoes - _echoed));
        Send();
    }

    private void Begin()
    {
        if (_plan.Echoes > 0)
        {
            _echo = new WireEcho(_authority, BookBytes, _orderBytes);
            for (int i = 0; i < _plan.WarmFrames; i++) _echo.Once();
        }
        GC.Collect(); // none falls into what is measured
        _isMeasuring = true;
        Thread.Sleep(20); // every thread has seen that it is measured
    }

    private void Echo(int count)
    {
        for (int i = 0; i < count; i++)
        {
            LibcClock.Sleep(_plan.PauseNs);
            EchoLatencies[_echoed++] = _echo!.Once();
        }
    }

    // The best ask goes one tick down and up again: half a tick of the mid, which moves our ask by one tick and our bid by none.
    private void Send()
    {
        LibcClock.Sleep(_plan.PauseNs);
        WirePeer market = Volatile.Read(ref _market)!;
        Tick(market);
        bool isDown = _sent++ % 2 == 0;
        _book.Clear().Add("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"book.BTC-PERPETUAL.raw\",\"data\":{\"timestamp\":"u8).Add(LibcClock.RealtimeNs() / 1_000_000)
            .Add(",\"type\":\"change\",\"change_id\":"u8).Add(_changeId + 7).Add(",\"prev_change_id\":"u8).Add(_changeId)
            .Add(",\"instrument_name\":\"BTC-PERPETUAL\",\"bids\":[],\"asks\":[["u8)
            .Add(isDown ? "\"new\",60000.5,20.0]]}}}"u8 : "\"delete\",60000.5,0.0]]}}}"u8);
        _changeId += 7;
        _sentNs = LibcClock.MonotonicNs();
        market.Write(_book.Bytes);
        if (isDown) BookBytes = market.FrameBytes;
    }
}
