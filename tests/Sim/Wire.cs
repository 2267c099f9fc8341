using System;
using System.Collections.Generic;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Exchange.Rpc;
using Minnow.Venues.Session;

namespace Minnow.Sim;

/// <summary>One connection in virtual time: payloads go both ways with delay, in order, until it is cut.</summary>
/// <remarks>As TCP does: nothing is lost or reordered while it lives; a half-open one loses all of a direction without a word.</remarks>
internal sealed class Wire
{
    private readonly World _world;
    private readonly Queue<(long DueNs, byte[] Payload)> _toVenue = new();
    private readonly Queue<(long DueNs, byte[] Payload)> _toClient = new();
    private SplitMix64 _random;
    private Connection? _peer;
    private long _openAtNs = long.MaxValue;
    private long _closeSeenAtNs = long.MaxValue;
    private LinkEnd _end;
    private long _lastUpNs;
    private long _lastDownNs;
    private bool _opening;
    private readonly string _name;

    internal Wire(World world, IVenueSession session, ulong seed, string name)
    {
        _name = name;
        _world = world;
        Session = session;
        _random = new SplitMix64(seed);
    }

    internal IVenueSession Session { get; }

    internal WireWeather Weather { get; set; } = WireWeather.Fair;

    internal bool IsIdle => IsOpen && _toVenue.Count == 0 && _toClient.Count == 0 && _peer is { Waiting: 0, Delayed: 0 };

    internal bool IsOpen => _peer is { } && !_opening;

    /// <summary>Since when the venue can not hear us: the connection is gone or the way up is dead; 0 while it can.</summary>
    internal long DeafSinceNs { get; private set; }

    internal long ConnectCount { get; private set; }

    internal long NextNs
    {
        get
        {
            // The end is seen after all that came before it.
            long next = Math.Min(Session.NextDeadlineNs, _toClient.Count > 0 ? _openAtNs : Math.Min(_openAtNs, _closeSeenAtNs));
            if (_toVenue.TryPeek(out (long DueNs, byte[] _) up)) next = Math.Min(next, up.DueNs);
            if (_toClient.TryPeek(out (long DueNs, byte[] _) down)) next = Math.Min(next, down.DueNs);
            return next;
        }
    }

    /// <summary>Does all that is due at <paramref name="nowNs"/>.</summary>
    internal void Step(long nowNs)
    {
        if (nowNs >= Session.NextDeadlineNs)
        {
            Session.Tick(nowNs, _world.Batch);
            _world.Publish();
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
        if (DeafSinceNs == 0) DeafSinceNs = nowNs;
        EndAt(nowNs + Weather.DelayNs(ref _random), how == DisconnectKind.Reset ? LinkEnd.Broken : LinkEnd.Peer);
    }

    /// <summary>Both ends believe that it lives and nothing gets through any more.</summary>
    internal void HalfOpen(long nowNs, bool up, bool down)
    {
        _world.Trace?.Say(nowNs, $"{_name} goes half open: up {(up ? "dead" : "alive")}, down {(down ? "dead" : "alive")}");
        UpDead |= up;
        DownDead |= down;
        if (up && DeafSinceNs == 0) DeafSinceNs = nowNs;
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
                byte[] sent = payload.ToArray();
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
                while (_toVenue.TryDequeue(out (long DueNs, byte[] Payload) sent)) _world.Venue.Receive(peer, sent.Payload);
                _world.Venue.Disconnect(peer, DisconnectKind.Fin);
            }
            else if (_peer is { } lost)
            {
                _world.Orphan(lost, nowNs + 600 * Units.NsPerSecond);
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
        DeafSinceNs = 0;
        _world.Trace?.Say(nowNs, $"{_name} is open");
        Session.Opened(nowNs, _world.Batch);
        _world.Publish();
    }

    private void DeliverUp(long nowNs)
    {
        while (_toVenue.TryPeek(out (long DueNs, byte[] Payload) next) && next.DueNs <= nowNs)
        {
            _toVenue.Dequeue();
            if (_peer is not { IsOpen: true } peer || UpDead) continue;
            _world.Trace?.Say(nowNs, _name, "reaches the venue", next.Payload);
            _world.Venue.Receive(peer, next.Payload);
        }
    }

    private void Collect(long nowNs)
    {
        if (_peer is not { } peer) return;
        while (peer.TryTake(out byte[] payload))
        {
            if (DownDead) continue;
            _lastDownNs = Math.Max(_lastDownNs, nowNs + Weather.DelayNs(ref _random));
            _toClient.Enqueue((_lastDownNs, payload));
        }
        if (peer.Closed is null || _closeSeenAtNs != long.MaxValue || DownDead) return;
        if (DeafSinceNs == 0) DeafSinceNs = nowNs;
        EndAt(Math.Max(_lastDownNs, nowNs + Weather.DelayNs(ref _random)), LinkEnd.Peer);
    }

    private void DeliverDown(long nowNs)
    {
        while (_toClient.TryPeek(out (long DueNs, byte[] Payload) next) && next.DueNs <= nowNs)
        {
            _toClient.Dequeue();
            if (_peer is null) continue;
            _world.Trace?.Say(nowNs, _name, "gets", next.Payload);
            Session.Receive(next.Payload, nowNs, _world.Batch);
            _world.Publish();
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
        if (DeafSinceNs == 0) DeafSinceNs = nowNs;
        _peer = null;
        _opening = UpDead = DownDead = false;
        _openAtNs = _closeSeenAtNs = long.MaxValue;
        _toVenue.Clear();
        _toClient.Clear();
        _world.Trace?.Say(nowNs, $"{_name} has ended: {end}");
        Session.Closed(nowNs, end, _world.Batch);
        _world.Publish();
    }
}
