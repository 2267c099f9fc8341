using System;
using System.Collections.Generic;
using System.Text;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Quoting;

namespace Minnow.Core.Tests.Engine;

/// <summary>A quoter and the events of a test, in the order in which the test says them. Instrument 0 is BTC-PERPETUAL: tick 0.5, lot 10 USD.</summary>
internal sealed class QuoterScript : IDisposable
{
    private long _sequence = -1;
    private long _changeId = 1000;

    internal QuoterScript(int maxInstruments = 2)
    {
        Block = new StateBlock(maxInstruments);
        Output = new OutputBatch(OutputBatch.CapacityFor(maxInstruments));
        Quoter = new Quoter(Block, Output);
    }

    internal StateBlock Block { get; }

    internal OutputBatch Output { get; }

    internal Quoter Quoter { get; }

    internal long NowNs { get; set; } = 1_700_000_000_000_000_000;

    internal List<OutputRecord> Commands { get; } = [];

    internal List<Decided> Decisions { get; } = [];

    internal List<Event> Sent { get; } = [];

    internal ref InstrumentState Instrument => ref Block[0];

    /// <summary>Parameters, definition, a warm volatility and a book of 1000.0/1000.5 in ticks 2000/2001: ready to quote at the next message.</summary>
    internal static QuoterScript Ready(Action<QuoterScript>? change = null, long lotE8 = 10 * Units.E8)
    {
        QuoterScript script = new();
        script.Defaults();
        change?.Invoke(script);
        script.Name("BTC-PERPETUAL").Define(lotE8: lotE8);
        script.Parameter(ParameterId.QuoteEnabled, 1, 0).Parameter(ParameterId.OrderAmountE8, 100 * Units.E8, 0)
            .Parameter(ParameterId.MaxPositionAmountE8, 300 * Units.E8, 0);
        for (int i = 0; i < 40; i++)
        {
            script.Wait(1_000_000_000);
            script.Book(20000 + i % 2, 100, 20010 + i % 2, 100, snapshot: i == 0).AckAll();
        }
        return script;
    }

    internal QuoterScript Defaults()
    {
        Real(ParameterId.RiskAversionPerLotBps, 0.01).Real(ParameterId.IntensityDecayPerBps, 1).Real(ParameterId.HorizonSeconds, 10)
            .Real(ParameterId.VolatilityHalfLifeSeconds, 30).Real(ParameterId.VolatilityFloorBps, 0.2).Real(ParameterId.MinHalfSpreadBps, 1)
            .Real(ParameterId.MaxHalfSpreadBps, 50).Real(ParameterId.MakerFeeBps, double.NaN).Real(ParameterId.MinEdgeBps, 0.5);
        return Parameter(ParameterId.RequoteTicks, 2).Parameter(ParameterId.MinRequoteIntervalNs, 100_000_000)
            .Parameter(ParameterId.MaxFeedAgeNs, 2_000_000_000).Parameter(ParameterId.CrossedPullNs, 50_000_000)
            .Parameter(ParameterId.JitterPercent, 0).Parameter(ParameterId.AnswerTimeoutNs, 5_000_000_000)
            .Parameter(ParameterId.MaxExchangeLagNs, 2_000_000_000).Parameter(ParameterId.Seed, 7);
    }

    internal QuoterScript Real(ParameterId id, double value, int instrument = -1) => Parameter(id, BitConverter.DoubleToInt64Bits(value), instrument);

    internal QuoterScript Parameter(ParameterId id, long bits, int instrument = -1)
    {
        Event e = Make(EventKind.Parameter, instrument);
        e.Detail = (uint)id;
        e.Parameter.Bits = bits;
        return Apply(e);
    }

    internal QuoterScript Name(string name, int instrument = 0)
    {
        Event e = Make(EventKind.InstrumentNamed, instrument);
        Encoding.ASCII.GetBytes(name, e.Named.Name);
        return Apply(e);
    }

    internal QuoterScript Define(long tickE8 = 50_000_000, long lotE8 = 10 * Units.E8, ContractKind contract = ContractKind.Inverse, int instrument = 0)
    {
        Event e = Make(EventKind.InstrumentDefined, instrument);
        e.Defined = new InstrumentDefined
        {
            TickE8 = tickE8, LotE8 = lotE8, MinLots = 1, MakerFeeE8 = 15_000, TakerFeeE8 = 35_000, ExpiryNs = long.MaxValue,
            Contract = contract, IsActive = 1, Trading = TradingState.Open,
        };
        return Apply(e);
    }

    internal QuoterScript Wait(long ns)
    {
        NowNs += ns;
        return this;
    }

    /// <summary>Time passes with a live feed whose best prices stay, a tick at each step.</summary>
    internal QuoterScript Pass(long ms, int steps = 1)
    {
        for (int i = 0; i < steps; i++)
        {
            Wait(ms * 1_000_000);
            Book(Instrument.Book.BestBidTicks, 50 + _changeId % 40, Instrument.Book.BestAskTicks, 60).Timer();
        }
        return this;
    }

    /// <summary>The market moves by this many ticks.</summary>
    internal QuoterScript Shift(long ticks) => Book(Instrument.Book.BestBidTicks + ticks, 90, Instrument.Book.BestAskTicks + ticks, 90);

    /// <summary>Both sides are freed and placed anew: two orders on their way.</summary>
    internal QuoterScript PlaceAnew()
    {
        Operator(OperatorVerb.Pause).AckAll().Pass(200).Commands.Clear();
        return Operator(OperatorVerb.Resume);
    }

    internal int Count(CommandVerb verb, bool? sell = null)
    {
        int count = 0;
        foreach (OutputRecord c in Commands)
            if (c.Verb == verb && (sell == null || sell == ((c.Flags & OutputRecord.SellFlag) != 0))) count++;
        return count;
    }

    internal QuoterScript Timer() => Apply(Make(EventKind.Timer, -1));

    /// <summary>One message that makes these the best levels; the old best ones are removed.</summary>
    internal QuoterScript Book(long bidTicks, long bidLots, long askTicks, long askLots, bool snapshot = false, long? prev = null)
    {
        List<(bool Ask, long Ticks, long Lots)> levels = [];
        if (!snapshot && Instrument.Book.BestBidTicks is var oldBid && oldBid != Units.Missing && oldBid != bidTicks) levels.Add((false, oldBid, 0));
        if (!snapshot && Instrument.Book.BestAskTicks is var oldAsk && oldAsk != Units.Missing && oldAsk != askTicks) levels.Add((true, oldAsk, 0));
        if (bidLots > 0) levels.Add((false, bidTicks, bidLots));
        if (askLots > 0) levels.Add((true, askTicks, askLots));
        long previous = prev ?? _changeId;
        _changeId += 7;
        for (int i = 0; i < levels.Count; i++)
        {
            Event e = Make(EventKind.BookLevel, 0);
            e.Flags = (i == 0 ? EventFlags.First : 0) | (i == levels.Count - 1 ? EventFlags.Last : 0)
                | (snapshot ? EventFlags.Snapshot : 0) | (levels[i].Ask ? EventFlags.Ask : 0);
            e.Detail = (uint)i;
            e.Level.ChangeId = _changeId;
            e.Level.PrevChangeId = snapshot ? Units.Missing : previous;
            e.Level.PriceTicks = levels[i].Ticks;
            e.Level.SizeLots = levels[i].Lots;
            Apply(e);
        }
        return this;
    }

    internal QuoterScript Answer(
        long orderId, bool sell, OrderReport report, long ticks = Units.Missing, long lots = Units.Missing, long filled = Units.Missing,
        OrderReason reason = OrderReason.None)
    {
        Event e = Make(EventKind.OrderUpdate, 0);
        if (sell) e.Flags |= EventFlags.Ask;
        e.Order = new OrderUpdate { OrderId = orderId, Report = report, PriceTicks = ticks, OpenLots = lots, FilledLots = filled, Reason = reason };
        return Apply(e);
    }

    /// <summary>A report whose time is some ns after (or before) now.</summary>
    internal QuoterScript AnswerAt(long afterNs, long orderId, bool sell, OrderReport report, long ticks, long lots, long filled)
    {
        Event e = Make(EventKind.OrderUpdate, 0);
        if (sell) e.Flags |= EventFlags.Ask;
        e.ExchangeNs += afterNs;
        e.Order = new OrderUpdate { OrderId = orderId, Report = report, PriceTicks = ticks, OpenLots = lots, FilledLots = filled };
        return Apply(e);
    }

    internal QuoterScript Gateway(GatewayPhase phase)
    {
        Event e = Make(EventKind.Gateway, -1);
        e.Detail = (uint)phase;
        e.Gateway = new GatewayState { ClockOffsetNs = Units.Missing, RoundTripNs = Units.Missing, RestingOrders = Units.Missing };
        return Apply(e);
    }

    /// <summary>The venue's statement of our position; <paramref name="afterNs"/>: how much later than now it was made, null if it does not say.</summary>
    internal QuoterScript Position(long lots, bool opening = false, long? afterNs = 0)
    {
        Event e = Make(EventKind.Position, 0);
        if (opening) e.Flags |= EventFlags.Snapshot;
        e.ExchangeNs = afterNs == null ? 0 : e.ExchangeNs + afterNs.Value;
        e.Position.SizeLots = lots;
        return Apply(e);
    }

    internal QuoterScript Budget(long left, long burst)
    {
        Event e = Make(EventKind.RateBudget, -1);
        e.Budget = new RateBudgetLeft { OrdersE3 = left * 1000, CancelsE3 = 4000, RefillE3 = 4000, BurstE3 = burst * 1000 };
        return Apply(e);
    }

    internal QuoterScript Protection(long frozenUntilNs)
    {
        Event e = Make(EventKind.Protection, -1);
        e.Protection.FrozenUntilNs = frozenUntilNs;
        return Apply(e);
    }

    internal QuoterScript Fill(long orderId, bool sell, long ticks, long lots, long tradeId, FillDetails details = FillDetails.None)
    {
        Event e = Make(EventKind.Fill, 0);
        if (sell) e.Flags |= EventFlags.Ask;
        e.Detail = (uint)details;
        e.Fill = new Fill { OrderId = orderId, PriceTicks = ticks, SizeLots = lots, TradeId = tradeId };
        return Apply(e);
    }

    internal QuoterScript Operator(OperatorVerb verb)
    {
        Event e = Make(EventKind.Operator, -1);
        e.Detail = (uint)verb;
        return Apply(e);
    }

    /// <summary>The venue takes every message under way.</summary>
    internal QuoterScript AckAll()
    {
        for (int i = 0; i < 2 * Core.Orders.OrderSide.Capacity; i++)
        {
            bool sell = i % 2 != 0;
            ref Core.Orders.OwnOrder order = ref Instrument.Side(sell)[i / 2];
            if (order.State is Core.Orders.OwnOrderState.PendingNew or Core.Orders.OwnOrderState.PendingEdit)
                Answer(order.OrderId, sell, OrderReport.Accepted, order.SentPriceTicks, order.SentLots - order.KnownLots, order.KnownLots);
            else if (order.State == Core.Orders.OwnOrderState.PendingCancel || (order.State == Core.Orders.OwnOrderState.Unknown && order.CancelCount > 0))
                Answer(order.OrderId, sell, OrderReport.Cancelled, filled: order.KnownLots);
        }
        return this;
    }

    internal Event Make(EventKind kind, int instrument) => new()
    {
        Kind = kind,
        Flags = EventFlags.First | EventFlags.Last,
        InstrumentIndex = instrument < 0 ? Units.NoInstrument : (ushort)instrument,
        ReceivedNs = NowNs,
        ExchangeNs = NowNs - 1_000_000,
    };

    internal QuoterScript Apply(Event e)
    {
        Sent.Add(e);
        Quoter.Apply(in e, ++_sequence);
        ReadOnlySpan<OutputRecord> records = Output.Records;
        for (int i = 0; i < records.Length; i++)
        {
            if (records[i].Kind == OutputKind.Command) Commands.Add(records[i]);
            else if (records[i].Kind == OutputKind.Decision)
                Decisions.Add(Decided.At(records[i..]));
        }
        return this;
    }

    public void Dispose()
    {
        Block.Dispose();
        Output.Dispose();
    }
}
