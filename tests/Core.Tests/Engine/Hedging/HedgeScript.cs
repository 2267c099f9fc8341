using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;

namespace Minnow.Core.Tests.Engine.Hedging;

/// <summary>A quoter with a perpetual (0), a dated future (1) and, if wanted, a later one (2), all at 60,000 with a tick of 0.5 and lots of 10 USD.</summary>
/// <remarks>The perpetual is quoted unless told otherwise, the futures are there for hedges. The trigger is 0.3 BTC, as the text has it.</remarks>
internal sealed class HedgeScript : IDisposable
{
    internal const int Perpetual = 0;
    internal const int Future = 1;
    internal const int Later = 2;

    private readonly long[] _change = [1000, 1000, 1000];
    private long _trade = 500;

    internal HedgeScript(HedgeParameters? hedge = null, bool quotes = false, bool hasLater = false, double sigma = 0.9, bool linear = false, long expiresInNs = 60 * 86_400L * Units.NsPerSecond)
    {
        Quoter = new QuoterScript(maxInstruments: 4);
        Quoter.Defaults().Real(ParameterId.StartVolatilityBps, sigma).Real(ParameterId.VolatilityHalfLifeSeconds, 1e9).Parameter(ParameterId.MaxFeedAgeNs, long.MaxValue / 4)
            .Parameter(ParameterId.MaxExchangeLagNs, long.MaxValue / 4);
        HedgeParameters p = hedge ?? Usual;
        for (int i = 0; i < HedgeParameters.Count; i++) Quoter.Parameter(ParameterId.HedgeFirst + (uint)i, HedgeParameters.Bits(in p, i));
        Add(Perpetual, "BTC-PERPETUAL", long.MaxValue, linear: false);
        Add(Future, linear ? "BTC_USDC-PERPETUAL" : "BTC-25DEC26", linear ? long.MaxValue : Quoter.NowNs + expiresInNs, linear);
        if (hasLater) Add(Later, "BTC-26MAR27", Quoter.NowNs + expiresInNs + 90 * 86_400L * Units.NsPerSecond, linear: false);
        Quoter.Parameter(ParameterId.QuoteEnabled, quotes ? 1 : 0, Perpetual);
        Quoter.Parameter(ParameterId.HedgeRank, 1, Future);
        if (hasLater) Quoter.Parameter(ParameterId.HedgeRank, 2, Later);
        for (int i = 0; i < 25; i++)
        {
            Quoter.Wait(Units.NsPerSecond);
            for (int one = 0; one < Count; one++) Book(one, 120_000 + i % 2, snapshot: i == 0);
            Quoter.AckAll();
        }
        Quoter.Commands.Clear();
    }

    internal static HedgeParameters Usual
    {
        get
        {
            HedgeParameters p = HedgeParameters.Safe;
            p.TriggerE8 = 30_000_000;
            p.PassiveSeconds = 2;
            return p;
        }
    }

    internal QuoterScript Quoter { get; }

    internal int Count => (int)Quoter.Block.Head.InstrumentCount;

    internal ref InstrumentState this[int index] => ref Quoter.Block[index];

    internal OwnOrder Hedger(int index = Future) => this[index].Hedger;

    /// <summary>Hedge orders sent, each as it was sent.</summary>
    internal List<OutputRecord> Hedges => [.. Quoter.Commands.Where(one => one.Verb == CommandVerb.Place && (one.Flags & OutputRecord.HedgeFlag) != 0)];

    internal List<(HedgeRecord What, HedgeCostRecord Cost)> Told { get; } = [];

    internal HedgeScript Set(ParameterId id, long bits, int index = -1)
    {
        Quoter.Parameter(id, bits, index);
        return this;
    }

    internal HedgeScript Book(int index, long bidTicks, long askTicks = 0, long lots = 5000, bool snapshot = false)
    {
        if (askTicks == 0) askTicks = bidTicks + 1;
        ref InstrumentState one = ref this[index];
        List<(bool Ask, long Ticks, long Lots)> levels = [(false, bidTicks, lots), (true, askTicks, lots)];
        if (!snapshot)
        {
            if (one.Book.BestBidTicks != bidTicks && one.Book.BestBidTicks != Units.Missing) levels.Insert(0, (false, one.Book.BestBidTicks, 0));
            if (one.Book.BestAskTicks != askTicks && one.Book.BestAskTicks != Units.Missing) levels.Insert(0, (true, one.Book.BestAskTicks, 0));
        }
        long previous = _change[index];
        _change[index] += 3;
        for (int i = 0; i < levels.Count; i++)
        {
            Event e = Quoter.Make(EventKind.BookLevel, index);
            e.Flags = (i == 0 ? EventFlags.First : 0) | (i == levels.Count - 1 ? EventFlags.Last : 0) | (snapshot ? EventFlags.Snapshot : 0) | (levels[i].Ask ? EventFlags.Ask : 0);
            e.Detail = (uint)i;
            e.Level.ChangeId = _change[index];
            e.Level.PrevChangeId = snapshot ? Units.Missing : previous;
            e.Level.PriceTicks = levels[i].Ticks;
            e.Level.SizeLots = levels[i].Lots;
            Apply(e);
        }
        return this;
    }

    internal HedgeScript Timer(long waitMs = 100)
    {
        Quoter.Wait(waitMs * Units.NsPerMs);
        return Apply(Quoter.Make(EventKind.Timer, -1));
    }

    /// <summary>A position by a fill that no order of this run explains, and the venue's word that it is so: lots of 10 USD, 6,000 of them are a coin.</summary>
    internal HedgeScript Hold(int index, long lots)
    {
        Event e = Quoter.Make(EventKind.Position, index);
        e.Flags |= EventFlags.Snapshot;
        e.Position.SizeLots = lots;
        Apply(e);
        Quoter.Block.Head.HedgesToAdopt = 0;
        return this;
    }

    internal HedgeScript Index(int index, double indexPrice, double funding = double.NaN)
    {
        Event marks = Quoter.Make(EventKind.TickerMarks, index);
        marks.Marks = new TickerMarks { IndexE8 = (long)(indexPrice * Units.E8), MarkE8 = Units.Missing, LastE8 = Units.Missing, MinE8 = Units.Missing, MaxE8 = Units.Missing };
        Apply(marks);
        if (double.IsNaN(funding)) return this;
        Event carry = Quoter.Make(EventKind.TickerCarry, index);
        carry.Carry = new TickerCarry
        {
            CurrentFundingE12 = (long)Math.Round(funding * 1e12), Funding8hE12 = Units.Missing, InterestValueE12 = Units.Missing, OpenInterestE8 = Units.Missing, SettlementE8 = Units.Missing,
        };
        return Apply(carry);
    }

    /// <summary>The venue takes the hedge order under way.</summary>
    internal HedgeScript Accept(int index = Future)
    {
        OwnOrder order = Hedger(index);
        return Report(index, order, OrderReport.Accepted, order.SentLots - order.KnownLots, order.KnownLots);
    }

    internal HedgeScript Report(int index, OwnOrder order, OrderReport report, long open = Units.Missing, long filled = Units.Missing, OrderReason reason = OrderReason.None)
    {
        Event e = Quoter.Make(EventKind.OrderUpdate, index);
        if (order.IsSell != 0) e.Flags |= EventFlags.Ask;
        e.Order = new OrderUpdate
        {
            OrderId = order.OrderId, Report = report, Reason = reason, OpenLots = open, FilledLots = filled,
            PriceTicks = report == OrderReport.Accepted ? order.SentPriceTicks : Units.Missing,
        };
        return Apply(e);
    }

    internal HedgeScript Fill(int index, OwnOrder order, long lots) => Fill(index, order.OrderId, order.IsSell != 0, order.SentPriceTicks, lots);

    internal HedgeScript Fill(int index, long orderId, bool sell, long ticks, long lots, FillDetails details = FillDetails.None)
    {
        Event e = Quoter.Make(EventKind.Fill, index);
        if (sell) e.Flags |= EventFlags.Ask;
        e.Detail = (uint)details;
        e.Fill = new Fill { OrderId = orderId, PriceTicks = ticks, SizeLots = lots, TradeId = ++_trade };
        return Apply(e);
    }

    /// <summary>The hedge order rests and is filled, all of it.</summary>
    internal HedgeScript FillHedge(int index = Future)
    {
        OwnOrder order = Hedger(index);
        return Accept(index).Fill(index, order, order.SentLots - order.FilledLots);
    }

    internal HedgeScript Apply(Event e)
    {
        Quoter.Apply(e);
        ReadOnlySpan<OutputRecord> said = Quoter.Output.Records;
        for (int i = 0; i < said.Length; i++)
        {
            if (said[i].Kind != OutputKind.Hedge) continue;
            ReadOnlySpan<byte> bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(said[i..]);
            Told.Add((System.Runtime.InteropServices.MemoryMarshal.Read<HedgeRecord>(bytes), System.Runtime.InteropServices.MemoryMarshal.Read<HedgeCostRecord>(bytes[64..])));
        }
        return this;
    }

    public void Dispose() => Quoter.Dispose();

    private void Add(int index, string name, long expiryNs, bool linear)
    {
        Quoter.Name(name, index);
        Event e = Quoter.Make(EventKind.InstrumentDefined, index);
        e.Defined = new InstrumentDefined
        {
            TickE8 = 50_000_000, LotE8 = linear ? 10_000 : 10 * Units.E8, MinLots = 1, MakerFeeE8 = 15_000, TakerFeeE8 = 35_000, ExpiryNs = expiryNs,
            Contract = linear ? ContractKind.Linear : ContractKind.Inverse, IsActive = 1, Trading = TradingState.Open,
        };
        Apply(e);
        Quoter.Parameter(ParameterId.OrderAmountE8, linear ? 5_000_000 : 3000 * Units.E8, index).Parameter(ParameterId.MaxPositionAmountE8, linear ? Units.E8 : 60_000 * Units.E8, index);
    }
}
