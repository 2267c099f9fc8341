using System;
using System.Threading;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Risk.Gate;
using Minnow.Host.Configuration;
using Minnow.Host.Counters;

namespace Minnow.Host.Gate;

/// <summary>Answers questions about the limits and changes them, on the thread of the sessions. What is changed is told to the journal, and to the quoter where it has the same limit, so that it does not ask in vain.</summary>
public sealed class GateClerk
{
    private readonly PreTradeGate _gate;
    private readonly CounterSet _counters;
    private readonly (long OrderE8, long PositionE8)[] _configured;
    private readonly long _netE8;
    private GateTicket? _asked;

    /// <summary>A clerk of <paramref name="gate"/>.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="configuration">What the quoter was started with: it never gets more than that.</param>
    /// <param name="counters">What the run shows.</param>
    public GateClerk(PreTradeGate gate, MinnowConfiguration configuration, CounterSet counters)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _gate = gate;
        _counters = counters;
        _configured = new (long, long)[configuration.Instruments.Count];
        for (int i = 0; i < _configured.Length; i++) _configured[i] = (configuration.Instruments[i].OrderAmountE8, configuration.Instruments[i].MaxPositionAmountE8);
        _netE8 = configuration.Risk.MaxNetExposureE8;
    }

    /// <summary>Gives a ticket to the thread of the sessions. Any one thread.</summary>
    /// <returns>False if one is under way.</returns>
    public bool TryAsk(GateTicket ticket) => Interlocked.CompareExchange(ref _asked, ticket, null) == null;

    /// <summary>Answers what was asked, if anything was. Thread of the sessions.</summary>
    /// <param name="nowNs">The time, ns since 1970.</param>
    /// <param name="news">Takes the events of a change; with less room than for two nothing is done.</param>
    public void Serve(long nowNs, EventBatch news)
    {
        if (Volatile.Read(ref _asked) is not { } ticket || news.Capacity - news.Count < 2) return;
        if (ticket.Limit != GateLimit.None) Change(ticket, nowNs, news);
        for (int number = 1; number < GateLimits.Count; number++) Read(ticket, (GateLimit)number, nowNs);
        Volatile.Write(ref _asked, null);
        ticket.Finish();
    }

    private void Change(GateTicket ticket, long nowNs, EventBatch news)
    {
        ticket.Outcome = _gate.Change(ticket.Limit, ticket.Instrument, ticket.Value, ticket.IsConfirmed, nowNs, out Event told);
        if (ticket.Outcome != GateChange.Done) return;
        ticket.Before = told.GateLimit.Before;
        told.GateLimit.SourceHash = ticket.SourceHash;
        told.GateLimit.ReasonHash = ticket.ReasonHash;
        news.Add() = told;
        _counters.Increment(CounterId.GateLimitChanges);
        if (ticket.Limit == GateLimit.NetExposureE8) Follow(ParameterId.MaxNetExposureE8, Units.NoInstrument, _netE8 == 0 ? ticket.Value : Math.Min(_netE8, ticket.Value), nowNs, news);
        else if (ticket.Limit == GateLimit.PositionAmountE8) Follow(ParameterId.MaxPositionAmountE8, ticket.Instrument, Math.Min(_configured[ticket.Instrument].PositionE8, ticket.Value), nowNs, news);
        else if (ticket.Limit == GateLimit.OrderAmountE8) Follow(ParameterId.OrderAmountE8, ticket.Instrument, Math.Min(_configured[ticket.Instrument].OrderE8, ticket.Value), nowNs, news);
    }

    private static void Follow(ParameterId id, ushort instrument, long bits, long nowNs, EventBatch news)
    {
        ref Event e = ref news.Add();
        e.Kind = EventKind.Parameter;
        e.Flags = EventFlags.First | EventFlags.Last;
        e.InstrumentIndex = instrument;
        e.Detail = (uint)id;
        e.ReceivedNs = nowNs;
        e.Parameter.Bits = bits;
    }

    private void Read(GateTicket ticket, GateLimit limit, long nowNs)
    {
        int instruments = ticket.Values.GetLength(0) - 1;
        if (!GateLimits.IsOfInstrument(limit))
        {
            ticket.Values[instruments, (int)limit] = _gate.Limit(limit);
            ticket.Used[instruments, (int)limit] = _gate.Used(limit, 0, nowNs);
            return;
        }
        for (int i = 0; i < instruments && i < _gate.InstrumentCount; i++)
        {
            ticket.Values[i, (int)limit] = _gate.Limit(limit, i);
            ticket.Used[i, (int)limit] = _gate.Used(limit, i, nowNs);
        }
    }
}
