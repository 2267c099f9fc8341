using System;
using Minnow.Core.Model;
using Minnow.Host.Alerts;
using Minnow.Host.Counters;
using Minnow.Venues.Deribit.Session;
using Minnow.Venues.Session;

namespace Minnow.Host.Live;

/// <summary>What the live source shows to the outside. Thread: the one of the sessions.</summary>
public sealed class LiveGauges
{
    private const long IntervalNs = 10 * Units.NsPerMs;

    private readonly CounterSet _counters;
    private long _nextNs;

    /// <summary>Gauges in <paramref name="counters"/> over up to <paramref name="maxInstruments"/>.</summary>
    public LiveGauges(CounterSet counters, int maxInstruments)
    {
        _counters = counters;
        Tally = new OrderTally(maxInstruments);
    }

    /// <summary>What became of orders.</summary>
    public OrderTally Tally { get; }

    /// <summary>A command goes to the session.</summary>
    public void Commanded(in OutputRecord command, long nowNs) => Tally.Commanded(in command, nowNs);

    /// <summary>The thread was away for <paramref name="gapNs"/>.</summary>
    public void LoopGap(long gapNs)
    {
        _counters.Increment(CounterId.FeedLoopGaps);
        _counters.Max(CounterId.FeedLoopGapMaxNs, gapNs);
    }

    /// <summary>A person has killed the run, or armed it again.</summary>
    public void Killed(bool isKilled) => _counters.Set(CounterId.ControlKilled, isKilled ? 1 : 0);

    /// <summary>The quoter was taken for hung.</summary>
    public void Hung() => _counters.Increment(CounterId.QuoterHangs);

    /// <summary>Sending took <paramref name="tookNs"/>.</summary>
    public void Sent(long tookNs) => _counters.Max(CounterId.GatewaySendMaxNs, tookNs);

    /// <summary>Counts events that are about to be published.</summary>
    public void Count(ReadOnlySpan<Event> events, long nowNs)
    {
        _counters.Add(CounterId.FeedEvents, events.Length);
        if (events[^1].Kind == EventKind.BookLevel) _counters.Increment(CounterId.FeedBookFrames);
        else
            foreach (ref readonly Event e in events) Count(in e, nowNs);
    }

    /// <summary>Copies what the sessions counted, if it is time; at <paramref name="nowNs"/> 0 in any case.</summary>
    public void Update(IMarketSession market, LiveLane marketLane, IOrderSession orders, LiveLane orderLane, long nowNs)
    {
        if (nowNs != 0 && nowNs < _nextNs) return;
        _nextNs = nowNs + IntervalNs;
        ref readonly SessionCounters m = ref market.Counted;
        ref readonly SessionCounters o = ref orders.Counted;
        _counters.Set(CounterId.FeedFrames, marketLane.FrameCount + orderLane.FrameCount);
        _counters.Set(CounterId.FeedBytes, marketLane.FrameBytes + orderLane.FrameBytes);
        _counters.Set(CounterId.FeedRefused, m.RefusedFrames + o.RefusedFrames);
        _counters.Set(CounterId.FeedConnections, m.Connections);
        _counters.Set(CounterId.FeedDisconnections, m.Disconnections);
        _counters.Set(CounterId.FeedConnected, market.IsConnected ? 1 : 0);
        _counters.Set(CounterId.FeedResyncs, m.Resyncs);
        _counters.Set(CounterId.FeedMissingSnapshots, m.MissingSnapshots);
        _counters.Set(CounterId.FeedMissingChannels, m.MissingChannels);
        _counters.Set(CounterId.FeedMissedCaptures, marketLane.MissedCaptureCount + orderLane.MissedCaptureCount);
        _counters.Set(CounterId.GatewayPhase, (long)orders.Phase);
        _counters.Set(CounterId.GatewayReason, (long)orders.Reason);
        if (orders.ClockOffsetNs != Units.Missing) _counters.Set(CounterId.GatewayClockOffsetNs, orders.ClockOffsetNs);
        if (orders.RoundTripNs != Units.Missing) _counters.Set(CounterId.GatewayRoundTripNs, orders.RoundTripNs);
        _counters.Set(CounterId.GatewayConnections, o.Connections);
        _counters.Set(CounterId.GatewayDisconnections, o.Disconnections);
        _counters.Set(CounterId.GatewayRequests, o.Requests);
        _counters.Set(CounterId.GatewayErrors, o.Errors);
        _counters.Set(CounterId.GatewayRateLimitErrors, o.RateLimitErrors);
        _counters.Set(CounterId.GatewayUnclear, o.Unclear);
        _counters.Set(CounterId.GatewayQueries, o.Queries);
        _counters.Set(CounterId.GatewayCoalesced, o.Coalesced);
        _counters.Set(CounterId.GatewayNotSent, o.NotSent);
        _counters.Set(CounterId.GatewayHeartbeatsAnswered, m.HeartbeatsAnswered + o.HeartbeatsAnswered);
        _counters.Set(CounterId.GatewayReconciliations, o.Reconciliations);
        _counters.Set(CounterId.GatewayOrphans, o.Orphans);
        _counters.Set(CounterId.GatewayForeignFills, o.ForeignFills);
        _counters.Set(CounterId.GatewayPositionMismatches, o.EmptyPositions);
        _counters.Set(CounterId.GatewayMissingChannels, o.MissingChannels);
        _counters.Set(CounterId.GatewayLocksUntold, o.LocksUntold);
        _counters.Set(CounterIds.Watch(WatchCounter.SelfTrade), o.SelfTradeMode);
        _counters.Set(CounterId.GatewayFills, Tally.FillCount);
        _counters.Set(CounterId.GatewayAckNs, Tally.AckNs);
        _counters.Set(CounterId.GatewayAckMaxNs, Tally.AckMaxNs);
    }

    private void Count(in Event e, long nowNs)
    {
        switch (e.Kind)
        {
            case EventKind.OrderUpdate:
                _counters.Increment(CounterId.GatewayAcks);
                if (e.Order.Report is not (OrderReport.Accepted or OrderReport.Filled)) _counters.Increment(CounterIds.Refused(e.Order.Reason));
                Tally.Reported(in e.Order, nowNs);
                break;
            case EventKind.Fill:
                Tally.Filled(in e);
                break;
            case EventKind.Position:
                Tally.Stated(in e);
                break;
            case EventKind.RateBudget:
                _counters.Set(CounterId.GatewayBudgetOrdersE3, e.Budget.OrdersE3);
                _counters.Set(CounterId.GatewayBudgetCancelsE3, e.Budget.CancelsE3);
                _counters.Set(CounterId.GatewayBudgetWaiting, e.Budget.Waiting);
                if (e.Budget.BurstE3 > 0) _counters.Set(CounterIds.Watch(WatchCounter.RatePercent), Math.Clamp(100 - 100 * e.Budget.OrdersE3 / e.Budget.BurstE3, 0, 100));
                break;
            case EventKind.Gateway:
                _counters.Set(CounterId.GatewayClockOffsetNs, e.Gateway.ClockOffsetNs);
                _counters.Set(CounterId.GatewayRoundTripNs, e.Gateway.RoundTripNs);
                _counters.Set(CounterId.GatewayRestingOrders, e.Gateway.RestingOrders);
                break;
        }
    }
}
