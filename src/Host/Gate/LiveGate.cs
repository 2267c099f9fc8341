using System;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Alerts;
using Minnow.Host.Counters;
using Minnow.Host.Engine;

namespace Minnow.Host.Gate;

/// <summary>The pre-trade gate of a live run: sees what is published, judges what is sent, answers what it denies, and counts.</summary>
/// <remarks>Thread: the one of the sessions. No allocation after construction.</remarks>
public sealed class LiveGate : IInputWatch
{
    private const long IntervalNs = Units.NsPerMs;

    private readonly CounterSet _counters;
    private readonly GateClerk _clerk;
    private long _nextNs;

    /// <summary>A gate at work, with the clerk that changes its limits, counted in <paramref name="counters"/>.</summary>
    public LiveGate(PreTradeGate gate, GateClerk clerk, CounterSet counters)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(clerk);
        _clerk = clerk;
        Gate = gate;
        _counters = counters;
    }

    /// <summary>The gate.</summary>
    public PreTradeGate Gate { get; }

    /// <inheritdoc/>
    public void Published(ReadOnlySpan<Event> events)
    {
        // A book message carries nothing else, and is long.
        if (events[0].Kind == EventKind.BookLevel && events[^1].Kind == EventKind.BookLevel) return;
        foreach (ref readonly Event e in events) Gate.See(in e);
    }

    /// <summary>Judges a command. One that is denied is answered as refused, with the control's number.</summary>
    /// <param name="command">The command.</param>
    /// <param name="nowNs">The time, ns since 1970.</param>
    /// <param name="answers">Has room for the answer.</param>
    /// <returns>True if it may go to the session.</returns>
    public bool Lets(in OutputRecord command, long nowNs, EventBatch answers)
    {
        GateControl denies = Gate.Check(in command, nowNs);
        if (denies == GateControl.None) return true;
        _counters.Increment(CounterIds.Denied(denies));
        Deny(ref answers.Add(), in command, denies, nowNs);
        return false;
    }

    /// <summary>Writes what the quoter is told of a command that was denied: it never left.</summary>
    public static void Deny(ref Event answer, in OutputRecord command, GateControl denies, long nowNs)
    {
        answer.Kind = EventKind.OrderUpdate;
        answer.Flags = EventFlags.First | EventFlags.Last | ((command.Flags & OutputRecord.SellFlag) != 0 ? EventFlags.Ask : EventFlags.None);
        answer.InstrumentIndex = command.InstrumentIndex;
        answer.ReceivedNs = nowNs;
        answer.Order.OrderId = command.OrderId;
        answer.Order.Report = command.Verb == CommandVerb.Edit ? OrderReport.EditRejected : OrderReport.Rejected;
        answer.Order.Reason = OrderReason.Denied;
        answer.Order.ErrorCode = (int)denies;
        answer.Order.PriceTicks = answer.Order.OpenLots = answer.Order.FilledLots = Units.Missing;
    }

    /// <summary>Lets time pass and tells what changed.</summary>
    public void Advance(long nowNs, EventBatch news)
    {
        if (nowNs >= _nextNs || nowNs < _nextNs - Units.NsPerSecond)
        {
            _nextNs = nowNs + IntervalNs;
            Gate.Advance(nowNs);
            _clerk.Serve(nowNs, news);
            Show(nowNs);
        }
        while (!news.IsFull && Gate.TryTakeNews(nowNs, out Event e))
        {
            news.Add() = e;
            _counters.Increment(CounterId.GateChanges);
        }
    }

    /// <summary>A command of the gate's own: it pulls what the quoter left, and what exceeds a limit that was made tighter.</summary>
    public bool TryTakeOwn(long nowNs, out OutputRecord command)
    {
        if (Gate.TryTakePull(nowNs, out command)) _counters.Increment(CounterId.GatePulls);
        else if (Gate.TryTakeExcess(nowNs, out command)) _counters.Increment(CounterId.GateExcessCancels);
        else return false;
        Gate.Check(in command, nowNs);
        return true;
    }

    private void Show(long nowNs)
    {
        _counters.Set(CounterId.GatePassed, Gate.PassedCount);
        _counters.Set(CounterId.GateDenied, Gate.DeniedCount);
        _counters.Set(CounterId.GateMessagesToday, Gate.Used(GateLimit.MessagesPerDay, 0, nowNs));
        _counters.Set(CounterId.GateCoinsTodayE8, Gate.CoinsTodayE8);
        _counters.Set(CounterIds.Watch(WatchCounter.DayPercent), Gate.DayPercent);
        _counters.Set(CounterId.GateReferenceAgeNs, Gate.Used(GateLimit.ReferenceAgeNs, 0, nowNs));
        int shut = 0;
        for (int i = 0; i < Gate.InstrumentCount; i++) shut += Gate.IsShut(i) ? 1 : 0;
        _counters.Set(CounterId.GateShut, shut);
    }
}
