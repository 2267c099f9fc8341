using System;
using System.Buffers;
using Minnow.Core.Model;
using Minnow.Host.Engine;
using Minnow.Host.Net;
using Minnow.Venues.Session;

namespace Minnow.Host.Live;

/// <summary>One link with the session that it carries: one call moves the session by one step and leaves the events of that step in the batch.</summary>
/// <remarks>Thread: the one of the sessions. No allocation after construction, except by a link that is being made.</remarks>
public sealed class LiveLane : IDisposable
{
    private const long TickSpacingNs = Units.NsPerMs;

    private readonly IFrameSink _capture;
    private readonly byte[] _room;
    private bool _isOpen;
    private bool _dropAsked;
    private bool _wasCut;
    private long _toldNs;
    private long _tickedNs;

    /// <summary>Joins a link and a session.</summary>
    /// <param name="link">The link; owned.</param>
    /// <param name="session">The session.</param>
    /// <param name="batchEvents">Most events of one step.</param>
    /// <param name="maxFrameBytes">Longest payload.</param>
    /// <param name="capture">Takes what comes and goes, secrets and all: it blanks them.</param>
    public LiveLane(IVenueLink link, IVenueSession session, int batchEvents, int maxFrameBytes, IFrameSink capture)
    {
        Link = link;
        Session = session;
        Batch = new EventBatch(batchEvents);
        _room = GC.AllocateUninitializedArray<byte>(maxFrameBytes, pinned: true);
        _capture = capture;
    }

    /// <summary>The link.</summary>
    public IVenueLink Link { get; }

    /// <summary>The session.</summary>
    public IVenueSession Session { get; }

    /// <summary>Events of the last step. Published before the next.</summary>
    public EventBatch Batch { get; }

    /// <summary>Payloads received.</summary>
    public long FrameCount { get; private set; }

    /// <summary>Bytes of those payloads.</summary>
    public long FrameBytes { get; private set; }

    /// <summary>Payloads that the capture had no room for; nothing waits for it.</summary>
    public long MissedCaptureCount { get; private set; }

    /// <summary>Payloads sent.</summary>
    public long SentCount { get; private set; }

    /// <summary>True if the link was ever open.</summary>
    public bool WasOpen { get; private set; }

    /// <summary>Why the link ended last, for a person.</summary>
    public string EndText { get; private set; } = "";

    /// <summary>Asks that the link be dropped in the next step: what we believe of it is too old.</summary>
    public void AskDrop() => _dropAsked = true;

    /// <summary>Closes the link now; the session is told in the next step. For when it can not be called.</summary>
    public void Cut()
    {
        if (Link.State == LinkState.Closed) return;
        _wasCut = true;
        Link.Close();
    }

    /// <summary>One step, if there is one to do.</summary>
    /// <returns>False if there is nothing to do now.</returns>
    public bool Step(long nowNs)
    {
        Batch.Clear();
        if (_wasCut)
        {
            EndText = "we closed it";
            return Close(nowNs, LinkEnd.Broken);
        }
        if (_dropAsked)
        {
            _dropAsked = false;
            if (Link.State != LinkState.Closed) return Close(nowNs, LinkEnd.Broken);
        }
        switch (Link.State)
        {
            case LinkState.Open when !_isOpen:
                _isOpen = WasOpen = true;
                EndText = "";
                Session.Opened(Tell(nowNs), Batch);
                return true;
            case LinkState.Open or LinkState.Ended when Receive():
                return true;
            case LinkState.Ended:
                EndText = Link.EndText;
                return Close(nowNs, Link.End);
        }
        // A deadline in the past that does not move would be met in each cycle: once a millisecond is enough for it.
        if (nowNs >= Session.NextDeadlineNs && nowNs - _tickedNs >= TickSpacingNs)
        {
            _tickedNs = nowNs;
            Session.Tick(Tell(nowNs), Batch);
            return true;
        }
        return Follow(nowNs);
    }

    /// <summary>Sends what waits. After each call of the session.</summary>
    public void Send()
    {
        while (_isOpen && Session.Outbox.TryPeek(out ReadOnlySpan<byte> payload))
        {
            if (!Link.TrySend(payload)) return; // it ended: the next step tells the session, which forgets what waits
            SentCount++;
            Session.Outbox.Release();
        }
    }

    /// <summary>Closes the link for good.</summary>
    /// <returns>False if it was closed already.</returns>
    public bool Leave(long nowNs)
    {
        Batch.Clear();
        return (_wasCut || Link.State != LinkState.Closed) && Close(nowNs, LinkEnd.Ours);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Link.Dispose();
        Batch.Dispose();
    }

    private bool Follow(long nowNs)
    {
        if (Session.Wish == LinkWish.Open)
        {
            if (Link.State != LinkState.Closed) return false;
            Link.Open();
            return true;
        }
        return Link.State != LinkState.Closed && Close(nowNs, LinkEnd.Ours);
    }

    private bool Close(long nowNs, LinkEnd end)
    {
        _isOpen = _wasCut = false;
        Link.Close();
        Session.Closed(Tell(nowNs), end, Batch);
        return true;
    }

    // A payload that waited in the link may be a little older than what the session was told before, and its clock never goes back.
    private long Tell(long atNs) => _toldNs = Math.Max(_toldNs, atNs);

    private bool Receive()
    {
        if (!Link.TryReceive(out ReadOnlySequence<byte> payload, out long receivedNs)) return false;
        FrameCount++;
        FrameBytes += payload.Length;
        if (!_capture.TryWrite(receivedNs, in payload)) MissedCaptureCount++;
        ReadOnlySpan<byte> whole = payload.FirstSpan;
        if (!payload.IsSingleSegment)
        {
            Span<byte> room = _room.AsSpan(0, (int)Math.Min(payload.Length, _room.Length));
            payload.Slice(0, room.Length).CopyTo(room);
            whole = room;
        }
        Session.Receive(whole, Tell(receivedNs), Batch);
        Link.Release();
        return true;
    }
}
