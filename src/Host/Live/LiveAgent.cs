using System;
using Minnow.Core.Model;
using Minnow.Host.Engine;
using Minnow.Host.Net;
using Minnow.Host.Threads;
using Minnow.Native;
using Minnow.Venues.Session;

namespace Minnow.Host.Live;

/// <summary>The source of a live run: drives both links and their sessions, publishes what they say, and hands them what the quoter wants.</summary>
/// <remarks>
/// While a batch is not published whole, no session is called again, so that nothing is lost and nothing waits but in the sockets; commands are still
/// taken out of their ring. What the venue asks of us (heartbeats) is answered before the batch is published: a slow quoter does not cost the connection.
/// Thread: feed.
/// </remarks>
public sealed partial class LiveAgent : ISourceAgent, IDisposable
{
    private const int StepsPerCycle = 32;
    private const long LoopGapNs = Units.NsPerSecond;

    private readonly MonotonicWallClock _clock;
    private readonly LiveLane _marketLane;
    private readonly LiveLane _orderLane;
    private readonly IMarketSession _market;
    private readonly IOrderSession _orders;
    private readonly CommandQueue _commands;
    private readonly InputPublisher _input;
    private readonly QuoterAgent _quoter;
    private readonly LiveGauges _gauges;
    private readonly CanaryLimit? _canary;
    private readonly long _timerNs;
    private readonly long _deadManNs;
    private readonly Func<long, long, bool>? _pullBeside;

    private LiveLane? _unpublished;
    private InstrumentName _named;
    private long _nowNs;
    private long _lastCycleNs;
    private long _nextTimerNs;
    private long _deadLinks;
    private bool _isPullWanted;
    private long _clockOffsetNs;

    /// <summary>An agent over the parts that <paramref name="parts"/> names.</summary>
    public LiveAgent(LiveParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _clock = parts.Clock;
        _marketLane = parts.MarketLane;
        _orderLane = parts.OrderLane;
        _market = parts.Market;
        _orders = parts.Orders;
        _commands = parts.Commands;
        _input = parts.Input;
        _quoter = parts.Quoter;
        _gauges = parts.Gauges;
        _canary = parts.Canary;
        _gate = parts.Gate;
        _accounts = parts.Accounts;
        _alerts = parts.Alerts;
        _protocol = parts.Protocol;
        _timerNs = parts.TimerNs;
        _deadManNs = parts.DeadManNs;
        _pullBeside = parts.PullBeside;
        _inbox = parts.Inbox;
        _isLatched = parts.IsLatched;
        _instrumentCount = (ushort)parts.InstrumentCount;
    }

    /// <inheritdoc/>
    public string RoleName => "live";

    /// <summary>Times that this thread was away for more than a second: everything was dropped and made anew.</summary>
    public long LoopGapCount { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _own.Dispose();
        _answers.Dispose();
    }

    /// <summary>One round over both links.</summary>
    /// <param name="nowNs">Monotonic clock, ns.</param>
    /// <returns>Work done.</returns>
    public int DoWork(long nowNs)
    {
        if (_done) return 0;
        NoticeGap(nowNs);
        _nowNs = _clock.At(nowNs);
        // Read before the ring, so that "quiet" can not miss what an event caused.
        bool caughtUp = _input.CaughtUp;
        int work = _commands.Drain();
        bool hasRoom = PublishRest();
        Watch();
        LookAround();
        work += Obey();
        if (!hasRoom || !PublishOwn())
        {
            GiveUp();
            return work;
        }
        Said();
        work += Advance(caughtUp && work == 0);
        if (_stage >= Stage.Leaving) return work;
        // A connection that was cut because the quoter hangs is made again when it is there.
        work += Timer() + AdvanceGate() + Commands() + (_isHung && _wasCut && _stage == Stage.Running ? 0 : Steps(_orderLane)) + Steps(_marketLane);
        LookAtOrderLink();
        LookAtProtocol();
        if (_ticketCount > 0) FollowTickets();
        if (_market.IsRefused && !_wasReady && !_stopAsked) EndWith(LiveEnd.NotPermitted);
        _gauges.Update(_market, _marketLane, _orders, _orderLane, _nowNs);
        return work;
    }

    // Stopped by a signal, a debugger or a sleeping machine: what rests and what the books look like is not known, and the venue may have pulled our orders.
    private void NoticeGap(long nowNs)
    {
        long gapNs = nowNs - _lastCycleNs;
        bool wasAway = _lastCycleNs != 0 && gapNs > LoopGapNs;
        _lastCycleNs = nowNs;
        if (!wasAway) return;
        LoopGapCount++;
        _gauges.LoopGap(gapNs);
        _marketLane.AskDrop();
        _orderLane.AskDrop();
        (_unappliedNs, _noRoomNs) = (0, 0);
        // Somebody may have killed us from outside meanwhile: asked here, so that nothing goes out before it is known. What a halt of ours has laid is none of it: flattening goes on.
        if (!_isKilled && _isLatched?.Invoke() == true) KillNow();
    }

    // The venue may not know that a link which carried nothing has ended: then neither its dead-man switch acts at once, nor, if connecting takes long, does our next link.
    private void LookAtOrderLink()
    {
        long deadLinks = _orders.Counted.DeadLinks;
        bool isNew = deadLinks != _deadLinks;
        if (!isNew && !_isPullWanted) return;
        _deadLinks = deadLinks;
        // One that could not begin, because another ran, is asked for again until a link of ours has seen to it.
        _isPullWanted = _orders.OrdersMayRest && (isNew || _orders.Phase != GatewayPhase.Ready);
        if (_isPullWanted && (isNew || _orderLane.Link.State != LinkState.Open)) _isPullWanted = _pullBeside?.Invoke(_clockOffsetNs, _nowNs + _deadManNs) == false;
    }

    private int Timer()
    {
        if (_nowNs < _nextTimerNs || _unpublished != null) return 0;
        Event timer = default;
        timer.Kind = EventKind.Timer;
        timer.Flags = EventFlags.First | EventFlags.Last;
        timer.InstrumentIndex = Units.NoInstrument;
        timer.ReceivedNs = _nowNs;
        if (!_input.TryPublish(in timer)) return 0;
        // On a grid, and never several at once: after a pause the quoter has to know the time, not each tick of it.
        _nextTimerNs = (_nowNs / _timerNs + 1) * _timerNs;
        return 1;
    }

    private int Commands()
    {
        int work = 0;
        while (_unpublished == null && !_own.IsFull && _commands.TryPeek(out OutputRecord command))
        {
            work++;
            _commands.Release();
            if (command.Verb == CommandVerb.Resync)
            {
                _market.Resync(command.InstrumentIndex, _nowNs);
                _marketLane.Send();
                continue;
            }
            if (IsHeld(in command) || !IsLetOut(in command)) continue;
            _gauges.Commanded(in command, _nowNs);
            _orders.Command(in command, _nowNs, _orderLane.Batch);
            Published(_orderLane);
        }
        if (work == 0 || _unpublished != null) return work;
        _orders.Flush(_nowNs, _orderLane.Batch);
        Published(_orderLane);
        return work;
    }

    private int Steps(LiveLane lane)
    {
        int work = 0;
        while (_unpublished == null && work < StepsPerCycle && lane.Step(_nowNs))
        {
            work++;
            Published(lane);
        }
        return work;
    }

    private void Published(LiveLane lane)
    {
        if (lane.Session.Outbox.Count > 0)
        {
            long startedNs = LibcClock.MonotonicNs();
            lane.Send();
            _gauges.Sent(LibcClock.MonotonicNs() - startedNs);
        }
        if (lane.Batch.Count == 0) return;
        Look(lane.Batch);
        _unpublished = lane;
        PublishRest();
    }

    // True if no batch waits.
    private bool PublishRest()
    {
        if (_unpublished is not { } lane) return true;
        if (!_isAlone && !_input.TryPublish(lane.Batch, _nowNs)) return false;
        lane.Batch.Clear();
        _unpublished = null;
        return true;
    }

    private void Look(EventBatch batch)
    {
        _gauges.Count(batch.Events, _nowNs);
        foreach (ref readonly Event e in batch.Events)
        {
            _protocol?.See(in e);
            if (e.Kind == EventKind.BookLevel) return; // a book message carries nothing else, and is long
            Compare(in e);
            if (e.Kind == EventKind.InstrumentNamed) _named = e.Named.Name;
            else if (e.Kind == EventKind.InstrumentDefined) LookAtSize(in e.Defined);
            else if (e.Kind == EventKind.Gateway) LookAtGateway(in e);
        }
    }

    private void LookAtSize(in InstrumentDefined definition)
    {
        if (_canary != null && !_canary.Allows(InstrumentName.Text(in _named), in definition)) EndWith(LiveEnd.CanaryTooSmall);
    }

    private void LookAtGateway(in Event e)
    {
        if ((GatewayPhase)e.Detail == GatewayPhase.Ready) _wasReady = true;
        if (e.Gateway.ClockOffsetNs != Units.Missing) _clockOffsetNs = e.Gateway.ClockOffsetNs;
        if ((GatewayPhase)e.Detail == GatewayPhase.Refused && e.Gateway.Reason == GatewayReason.AccountLocked)
        {
            if (_wasReady) _wasLocked = true;
            else EndWith(LiveEnd.AccountLocked);
        }
        bool forbidden = e.Gateway.Reason is GatewayReason.Credentials or GatewayReason.ScopeTooNarrow or GatewayReason.ScopeTooWide or GatewayReason.SelfTrading;
        // Later than this it is a matter for a person: the run goes on watching, and holds nothing.
        if ((GatewayPhase)e.Detail == GatewayPhase.Refused && forbidden && !_wasReady) EndWith(LiveEnd.NotPermitted);
    }
}
