using System;
using System.Collections.Generic;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;

namespace Minnow.Exchange.Server;

/// <summary>How a link is to end, as its owner must show it to the client.</summary>
/// <param name="End">What kind of end.</param>
/// <param name="Code">Code of a close frame.</param>
/// <param name="Reason">Its reason.</param>
public readonly record struct LinkClose(WireEnd End, ushort Code, string Reason);

/// <summary>One client's WebSocket in a run: messages in and out, and how it ends.</summary>
public sealed class RunLink
{
    private readonly ExchangeRun _run;
    private readonly Queue<byte[]> _ready = new();
    private long _readyBytes;

    internal RunLink(ExchangeRun run, Connection connection, FaultyWire wire)
    {
        _run = run;
        Connection = connection;
        Wire = wire;
    }

    /// <summary>What the venue holds of it.</summary>
    public Connection Connection { get; }

    /// <summary>Its way through the faults.</summary>
    public FaultyWire Wire { get; }

    /// <summary>Set when the owner is to end it, after it has taken what is ready. A half-open link never is.</summary>
    public LinkClose? Close { get; private set; }

    /// <summary>The client has gone; nothing is to be taken any more.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Payloads that are ready for the client.</summary>
    public int Ready => _ready.Count;

    /// <summary>A message has come from the client, now.</summary>
    public void Receive(ReadOnlySpan<byte> payload)
    {
        if (IsGone || Close is not null) return;
        Wire.FromClient(payload, _run.NowUs);
        _run.Pump();
    }

    /// <summary>Takes the next message for the client.</summary>
    public bool TryTake(out byte[] payload)
    {
        if (!_ready.TryDequeue(out payload!)) return false;
        _readyBytes -= payload.Length;
        return true;
    }

    /// <summary>The client, or its transport, went away. The venue hears of it unless the link is half open.</summary>
    public void Disconnect(DisconnectKind how)
    {
        if (IsGone) return;
        IsGone = true;
        if (!Wire.IsHalfOpen) _run.Venue.Disconnect(Connection, how);
        Wire.Closed();
        _run.Pump();
    }

    /// <summary>Nobody holds it any more: its client has gone, and the venue knows.</summary>
    internal bool IsOver => IsGone && !Connection.IsOpen;

    internal void Pump()
    {
        if (IsGone)
        {
            // A link that vanished half open is still a connection to the venue, until its heartbeat fails.
            while (Connection.TryTake(out _)) { }
            return;
        }

        long nowUs = _run.NowUs;
        while (Wire.TryTakeForVenue(nowUs, out byte[] incoming))
        {
            if (Close is null) _run.Venue.Receive(Connection, incoming);
        }

        while (Connection.TryTake(out byte[] outgoing)) Wire.FromVenue(outgoing, nowUs);
        while (Wire.TryTakeForClient(nowUs, out byte[] ready))
        {
            _ready.Enqueue(ready);
            _readyBytes += ready.Length;
        }

        if (Connection.IsOpen && !Wire.IsHalfOpen && _readyBytes + Wire.WaitingBytes > _run.Venue.Options.MaxUnreadBytes)
            _run.Venue.Close(Connection, 1008, "connection_too_slow", DisconnectKind.Reset);
        if (Close is not null || Wire.IsHalfOpen) return;
        if (Wire.End != WireEnd.None)
        {
            Close = new LinkClose(Wire.End, Wire.CloseWords.Code, Wire.CloseWords.Reason);
            _run.Venue.Disconnect(Connection, Wire.End == WireEnd.Reset ? DisconnectKind.Reset : DisconnectKind.Fin);
        }
        else if (Connection.Closed is (ushort code, string reason))
        {
            Close = code == 1006 ? new LinkClose(WireEnd.Fin, 0, "") : new LinkClose(WireEnd.Close, code, reason);
        }
    }
}
