using System;
using System.Buffers.Binary;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Risk.Monitors;
using Minnow.Host.Counters;

namespace Minnow.Host.Engine;

/// <summary>What the page says of each instrument: position and limit, orders, prices, money. A few times a second, as a person looks at it.</summary>
/// <remarks>Thread: quoter. By the quoter's own clock, so that it costs no look at another one.</remarks>
public sealed class InstrumentGauges
{
    private const long IntervalNs = 20 * Units.NsPerMs;

    private readonly CounterSet _counters;
    private long _toldNs;
    private long _named;

    /// <summary>Gauges over <paramref name="counters"/>.</summary>
    public InstrumentGauges(CounterSet counters) => _counters = counters;

    /// <summary>Copies what there is to say, if it is time.</summary>
    /// <param name="block">The quoter's state.</param>
    /// <param name="isLast">True says it in any case: nothing follows.</param>
    public void Update(StateBlock block, bool isLast)
    {
        ref readonly QuoterState head = ref block.Head;
        if (!isLast && Math.Abs(head.NowNs - _toldNs) < IntervalNs) return;
        _toldNs = head.NowNs;
        int count = Math.Min((int)head.InstrumentCount, CounterIds.Positions);
        for (; _named < count; _named++) Name((int)_named, in block[(int)_named]);
        for (int i = 0; i < count; i++) Tell(i, in head, ref block[i]);
        MoneyGauges.Update(_counters, block);
        // Last: who reads the count reads blocks that were written.
        _counters.Set(CounterId.QuoterInstruments, head.InstrumentCount);
    }

    private void Name(int i, in InstrumentState instrument)
    {
        Span<byte> name = stackalloc byte[Units.MaxNameBytes];
        name.Clear();
        InstrumentName.Text(in instrument.Name).CopyTo(name);
        for (int word = 0; word < Units.MaxNameBytes / sizeof(long); word++)
            Set(i, InstrumentCounter.Name0 + word, BinaryPrimitives.ReadInt64LittleEndian(name[(word * sizeof(long))..]));
    }

    private void Tell(int i, in QuoterState head, ref InstrumentState instrument)
    {
        long lot = instrument.Spec.LotE8;
        Set(i, InstrumentCounter.Contract, (long)instrument.Spec.Contract);
        Set(i, InstrumentCounter.LotE8, lot);
        Set(i, InstrumentCounter.Trading, instrument.Trading);
        Set(i, InstrumentCounter.BookValid, instrument.Book.IsValid ? 1 : 0);
        Set(i, InstrumentCounter.SeenNs, instrument.Health.LastSeenNs);
        Set(i, InstrumentCounter.BidE8, PriceE8(instrument.Book.BestBidTicks, in instrument));
        Set(i, InstrumentCounter.AskE8, PriceE8(instrument.Book.BestAskTicks, in instrument));
        Set(i, InstrumentCounter.MarkE8, Known(instrument.Marks.MarkE8));
        Set(i, InstrumentCounter.IndexE8, Known(instrument.Marks.IndexE8));
        Set(i, InstrumentCounter.PositionLots, instrument.PositionLots);
        Set(i, InstrumentCounter.WorstLongLots, instrument.HighestLots);
        Set(i, InstrumentCounter.WorstShortLots, instrument.LowestLots);
        Set(i, InstrumentCounter.LimitLots, lot > 0 ? instrument.Parameters.MaxPositionAmountE8 / lot : 0);
        Set(i, InstrumentCounter.Orders, instrument.Bids.Count + instrument.Asks.Count + (instrument.Taker.IsFree ? 0 : 1));
        Set(i, InstrumentCounter.UnknownOrders, instrument.Bids.UnknownCount + instrument.Asks.UnknownCount + (instrument.Taker.State == OwnOrderState.Unknown ? 1 : 0));
        Set(i, InstrumentCounter.OwnBidE8, PriceE8(Best(in instrument.Bids, sell: false), in instrument));
        Set(i, InstrumentCounter.OwnAskE8, PriceE8(Best(in instrument.Asks, sell: true), in instrument));
        Set(i, InstrumentCounter.Fills, instrument.FillCount);
        Set(i, InstrumentCounter.Suppressions, instrument.LastSuppressions);
        Set(i, InstrumentCounter.HedgeLots, instrument.Hedge.Lots);
        Set(i, InstrumentCounter.CoinsE8, instrument.CoinsE8);
        Set(i, InstrumentCounter.MonitorAlerts, instrument.Monitors.Steps.Alerts);
        Set(i, InstrumentCounter.SizeFactorE6, (long)(1e6 * SizeSteps.Factor(head.Monitors.Steps.Steps + instrument.Monitors.Steps.Steps, head.Monitors.Parameters.StepFactor)));
    }

    private static long Best(in OrderSide side, bool sell)
    {
        long best = Units.Missing;
        foreach (ref readonly OwnOrder order in side.Used)
        {
            if (order.State != OwnOrderState.Working) continue;
            if (best == Units.Missing || (sell ? order.PriceTicks < best : order.PriceTicks > best)) best = order.PriceTicks;
        }
        return best;
    }

    private static long PriceE8(long ticks, in InstrumentState instrument) =>
        ticks == Units.Missing || instrument.Spec.TickE8 <= 0 ? Units.Missing : ticks * instrument.Spec.TickE8;

    // The state holds 0 before the venue has spoken.
    private static long Known(long priceE8) => priceE8 > 0 ? priceE8 : Units.Missing;

    private void Set(int instrument, InstrumentCounter what, long value) => _counters.Set(CounterIds.Instrument(instrument, what), value);
}
