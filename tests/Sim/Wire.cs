using System;
using System.Collections.Generic;
using Minnow.Core.Numerics;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;
using Minnow.Venues.Session;

namespace Minnow.Sim;

/// <summary>One connection in virtual time: payloads go both ways with delay, in order, until it is cut.</summary>
/// <remarks>As TCP does: nothing is lost or reordered while it lives; a half-open one loses all of a direction without a word.</remarks>
internal sealed class Wire
{
    private readonly World _world;
    private readonly EngineRun _run;
    private readonly Queue<(long DueNs, byte[] Payload)> _toVenue = new();
    private readonly Queue<(long DueNs, byte[] Payload)> _toClient = new();
    private SplitMix64 _random;
    private Connection? _peer;
    private FaultyWire? _faulty;
    private long _openAtNs = long.MaxValue;
    private long _closeSeenAtNs = long.MaxValue;
    private LinkEnd _end;
    private long _lastUpNs;
    private long _lastDownNs;
    private bool _opening;
    private readonly string _name;

    internal Wire(World world, EngineRun run, IVenueSession session, ulong seed, string name)
    {
        _name = name;
        _world = world;
        _run = run;
        Session = session;
        _random = new SplitMix64(seed);
    }

    internal IVenueSession Session { get; }

    /// <summary>Open, whole since it was opened, and nothing on the way.</summary>
    internal bool IsIdle => IsOpen && !UpDead && !DownDead && _closeSeenAtNs == long.MaxValue && _toVenue.Count == 0 && _toClient.Count == 0
        && _peer is { IsOpen: true, Waiting: 0, Delayed: 0 } && _faulty is null or { NextDueUs: long.MaxValue, IsHalfOpen: false };

    internal bool IsOpen => _peer is { } && !_opening;

    /// <summary>Something was sent and has not reached the venue.</summary>
    internal bool IsSending => _toVenue.Count > 0;

    private WireWeather Weather => _world.Weather;

    internal long ConnectCount { get; private set; }

    internal long NextNs
    {
        get
        {
            // The end is seen after all that came before it.
            long next = Math.Min(Session.NextDeadlineNs, _toClient.Count > 0 ? _openAtNs : Math.Min(_openAtNs, _closeSeenAtNs));
            if (_toVenue.TryPeek(out (long DueNs, byte[] _) up)) next = Math.Min(next, up.DueNs);
            if (_toClient.TryPeek(out (long DueNs, byte[] _) down)) next = Math.Min(next, down.DueNs);
            if (_faulty is { } faulty && faulty.NextDueUs < long.MaxValue / 1000) next = Math.Min(next, faulty.NextDueUs * 1000);
            return next;
        }
    }

    /// <summary>Does all that is due at <paramref name="nowNs"/>.</summary>
    internal void Step(long nowNs)
    {
        if (nowNs >= Session.NextDeadlineNs)
        {
            Session.Tick(nowNs, _run.Batch);
            _run.Publish();
        }
        Wish(nowNs);
        DeliverUp(nowNs);
        Opening(nowNs);
        Collect(nowNs);
        DeliverDown(nowNs);
        PeerClosed(nowNs);
        Send(nowNs);
        Wish(nowNs);
    }

    /// <summary>The transport ends now, as the venue sees it at once and we a little later.</summary>
    internal void Cut(long nowNs, DisconnectKind how)
    {
        if (_peer is null) return;
        _world.Trace?.Say(nowNs, $"{_name} is cut: {how}");
        _world.Venue.Disconnect(_peer, how);
        Deaf(nowNs);
        EndAt(nowNs + Weather.DelayNs(ref _random), how == DisconnectKind.Reset ? LinkEnd.Broken : LinkEnd.Peer);
    }

    /// <summary>Both ends believe that it lives and nothing gets through any more.</summary>
    internal void HalfOpen(long nowNs, bool up, bool down)
    {
        _world.Trace?.Say(nowNs, $"{_name} goes half open: up {(up ? "dead" : "alive")}, down {(down ? "dead" : "alive")}");
        UpDead |= up;
        DownDead |= down;
        if (up) Deaf(nowNs);
    }

    /// <summary>Its process is gone: what was sent is still on the way, and a process that ends alone closes its sockets.</summary>
    internal void Abandon(long nowNs, bool withItsMachine)
    {
        if (_peer is not { IsOpen: true } peer || _opening)
        {
            _faulty?.Closed();
            return;
        }
        if (UpDead) _toVenue.Clear();
        bool tells = !withItsMachine && !UpDead && _faulty is not { IsHalfOpen: true };
        _lastUpNs = Math.Max(_lastUpNs, nowNs + Weather.DelayNs(ref _random));
        _world.Leave(new LostWire(peer, _faulty, _toVenue, tells ? _lastUpNs : LostWire.NeverNs(nowNs)));
        _peer = null;
    }

    /// <summary>The faults are over, and with them what one did to a connection that is being made: three ways of a spike, drawn before, are longer than the time to recover.</summary>
    internal void Calm(long nowNs)
    {
        if (_opening) _openAtNs = Math.Min(_openAtNs, nowNs + 3 * Weather.DelayNs(ref _random));
    }

    private bool IsForOrders => ReferenceEquals(Session, _run.OrderSession);

    private void Deaf(long nowNs)
    {
        if (IsForOrders && _world.DeafSinceNs == 0) _world.DeafSinceNs = nowNs;
    }

    private bool UpDead { get; set; }

    private bool DownDead { get; set; }

    /// <summary>Puts what the session wrote on its way.</summary>
    internal void Send(long nowNs)
    {
        while (Session.Outbox.TryPeek(out ReadOnlySpan<byte> payload))
        {
            if (_peer is { IsOpen: true } && !_opening && !UpDead)
            {
                _lastUpNs = Math.Max(_lastUpNs, nowNs + Weather.DelayNs(ref _random));
                byte[] sent = _world.Bug?.Rewritten(payload) ?? payload.ToArray();
                if (IsForOrders) _world.Ladder.Sent(_run, sent);
                _toVenue.Enqueue((_lastUpNs, sent));
                _world.Trace?.Say(nowNs, _name, "sends", sent);
                for (int copies = _world.Bug?.Copies(sent) ?? 0; copies > 0; copies--) _toVenue.Enqueue((_lastUpNs, sent));
            }
            Session.Outbox.Release();
        }
    }

    private void Wish(long nowNs)
    {
        if (Session.Wish == LinkWish.Open && _peer is null && !_opening)
        {
            _opening = true;
            ConnectCount++;
            _openAtNs = nowNs + 3 * Weather.DelayNs(ref _random);
        }
        else if (Session.Wish == LinkWish.Close && (_peer is not null || _opening))
        {
            // A FIN travels too, and what was sent before it arrives before it; a dead way does not let it through.
            if (_peer is { } peer && !UpDead)
            {
                while (_toVenue.TryDequeue(out (long DueNs, byte[] Payload) sent)) _world.Deliver(peer, _faulty, sent.Payload);
                _world.Venue.Disconnect(peer, DisconnectKind.Fin);
            }
            else if (_peer is { } lost)
            {
                _world.Leave(new LostWire(lost, _faulty, [], LostWire.NeverNs(nowNs)));
                _faulty = null;
            }
            Drop(nowNs, LinkEnd.Ours);
        }
        else if (Session.Wish == LinkWish.Rest && _opening)
        {
            Drop(nowNs, LinkEnd.Ours);
        }
    }

    private void Opening(long nowNs)
    {
        if (!_opening || nowNs < _openAtNs) return;
        _openAtNs = long.MaxValue;
        Connection? peer = Weather.RefusesConnections ? null : _world.Venue.Connect("127.0.0.1");
        if (peer is null)
        {
            Drop(nowNs, LinkEnd.NotMade);
            return;
        }
        _opening = false;
        _peer = peer;
        if (IsForOrders) _world.DeafSinceNs = 0;
        _faulty = _world.Plan?.Open(nowNs / 1000);
        _world.Trace?.Say(nowNs, $"{_name} is open");
        Session.Opened(nowNs, _run.Batch);
        _run.Publish();
    }

    private void DeliverUp(long nowNs)
    {
        while (_toVenue.TryPeek(out (long DueNs, byte[] Payload) next) && next.DueNs <= nowNs)
        {
            _toVenue.Dequeue();
            if (_peer is not { IsOpen: true } peer || UpDead) continue;
            _world.Trace?.Say(nowNs, _name, "reaches the venue", next.Payload);
            _world.Deliver(peer, _faulty, next.Payload);
        }
    }

    private void Collect(long nowNs)
    {
        if (_peer is not { } peer) return;
        if (_faulty is { } faulty) _world.Pass(peer, faulty);
        while (peer.TryTake(out byte[] payload))
        {
            if (_faulty is { } through) through.FromVenue(payload, nowNs / 1000);
            else GoDown(payload, nowNs);
        }
        if (_faulty is { } way)
        {
            while (way.TryTakeForClient(nowNs / 1000, out byte[] due)) GoDown(due, nowNs);
            if (way.End != WireEnd.None && peer.IsOpen) Cut(nowNs, way.End == WireEnd.Reset ? DisconnectKind.Reset : DisconnectKind.Fin);
        }
        if (peer.Closed is null || _closeSeenAtNs != long.MaxValue || DownDead) return;
        Deaf(nowNs);
        EndAt(Math.Max(_lastDownNs, nowNs + Weather.DelayNs(ref _random)), LinkEnd.Peer);
    }

    private void GoDown(byte[] payload, long nowNs)
    {
        if (DownDead) return;
        _lastDownNs = Math.Max(_lastDownNs, nowNs + Weather.DelayNs(ref _random));
        _toClient.Enqueue((_lastDownNs, payload));
    }

    private void DeliverDown(long nowNs)
    {
        while (_toClient.TryPeek(out (long DueNs, byte[] Payload) next) && next.DueNs <= nowNs)
        {
            _toClient.Dequeue();
            if (_peer is null) continue;
            _world.Trace?.Say(nowNs, _name, "gets", next.Payload);
            Session.Receive(next.Payload, nowNs, _run.Batch);
            _run.Publish();
            Send(nowNs);
        }
    }

    private void EndAt(long atNs, LinkEnd end)
    {
        _closeSeenAtNs = Math.Min(_closeSeenAtNs, atNs);
        _end = end;
    }

    private void PeerClosed(long nowNs)
    {
        if (nowNs < _closeSeenAtNs || _toClient.Count > 0) return;
        Drop(nowNs, _end);
    }

    private void Drop(long nowNs, LinkEnd end)
    {
        Deaf(nowNs);
        _peer = null;
        _faulty?.Closed();
        _faulty = null;
        _opening = UpDead = DownDead = false;
        _openAtNs = _closeSeenAtNs = long.MaxValue;
        _toVenue.Clear();
        _toClient.Clear();
        _world.Trace?.Say(nowNs, $"{_name} has ended: {end}");
        Session.Closed(nowNs, end, _run.Batch);
        _run.Publish();
    }
}
