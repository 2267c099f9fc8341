using System;
using System.Text;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;

namespace Minnow.Core.Tests.Risk.Gate;

/// <summary>A gate and what a test shows it. Instrument 0 is BTC-PERPETUAL: tick 0.5, lot 10 USD, everything at 60,000; instrument 1 is linear: tick 0.5, lot 0.001.</summary>
internal sealed class GateScript
{
    internal const long StartNs = 1_700_000_000_000_000_000;
    internal const long MidTicks = 120_000;
    internal const ulong IndexHash = 77;

    private long _trade = 1000;

    internal GateScript(Action<GateScript>? change = null, string second = "BTC_USDC-PERPETUAL", int minLots = 1)
    {
        Account = GateLimits.Safe;
        Inverse = Money(orderE8: 1_000, positionE8: 3_000);
        Linear = Money(orderE8: 1, positionE8: 2);
        change?.Invoke(this);
        Gate = new PreTradeGate(new GateSetup
        {
            MaxInstruments = 3, StartNs = StartNs, Limits = Account,
            Instruments = [new GateInstrument(Named("BTC-PERPETUAL"), IndexHash, Inverse), new GateInstrument(Named(second), IndexHash, Linear)],
        });
        Name("BTC-PERPETUAL", 0).Define(0, minLots: minLots).Name(second, 1).Define(1, lotE8: Units.E8 / 1000, contract: ContractKind.Linear);
        Prices(0).Prices(1);
    }

    internal PreTradeGate Gate { get; }

    internal GateLimits Account;

    internal GateLimits Inverse;

    internal GateLimits Linear;

    internal long NowNs { get; set; } = StartNs + Units.NsPerSecond;

    internal long LastId { get; private set; }

    internal static InstrumentName Named(string text)
    {
        InstrumentName name = default;
        Encoding.ASCII.GetBytes(text, name);
        return name;
    }

    internal GateScript Name(string text, ushort instrument)
    {
        Event e = Make(EventKind.InstrumentNamed, instrument);
        e.Named.Name = Named(text);
        return See(e);
    }

    internal GateScript Define(ushort instrument, long tickE8 = Units.E8 / 2, long lotE8 = 10 * Units.E8, ContractKind contract = ContractKind.Inverse, int minLots = 1, TradingState state = TradingState.Open, int fee = 0)
    {
        Event e = Make(EventKind.InstrumentDefined, instrument);
        e.Defined = new InstrumentDefined { TickE8 = tickE8, LotE8 = lotE8, MinLots = minLots, Contract = contract, ExpiryNs = long.MaxValue, IsActive = 1, Trading = state, MakerFeeE8 = fee };
        return See(e);
    }

    /// <summary>Mark, index and best prices around one tick.</summary>
    internal GateScript Prices(ushort instrument, long ticks = MidTicks) => Marks(instrument, ticks * Units.E8 / 2, ticks * Units.E8 / 2).Index(ticks * Units.E8 / 2).Top(instrument, ticks - 1, ticks + 1);

    internal GateScript Marks(ushort instrument, long markE8, long indexE8)
    {
        Event e = Make(EventKind.TickerMarks, instrument);
        e.Marks = new TickerMarks { MarkE8 = markE8, IndexE8 = indexE8, LastE8 = Units.Missing, MinE8 = Units.Missing, MaxE8 = Units.Missing };
        return See(e);
    }

    internal GateScript Index(long indexE8)
    {
        Event e = Make(EventKind.IndexPrice);
        e.Index = new IndexValue { ValueE8 = indexE8, NameHash = IndexHash };
        return See(e);
    }

    internal GateScript Top(ushort instrument, long bidTicks, long askTicks)
    {
        Event e = Make(EventKind.TickerTop, instrument);
        e.Quote = new Quote { BidTicks = bidTicks, BidLots = 5, AskTicks = askTicks, AskLots = 5 };
        return See(e);
    }

    internal GateScript Gateway(GatewayPhase phase) => See(Make(EventKind.Gateway) with { Detail = (uint)phase });

    internal GateScript Person(OperatorVerb verb) => See(Make(EventKind.Operator) with { Detail = (uint)verb });

    internal GateScript Position(long lots, ushort instrument = 0, bool opening = true, long exchangeNs = 0)
    {
        Event e = Make(EventKind.Position, instrument);
        if (opening) e.Flags |= EventFlags.Snapshot;
        e.ExchangeNs = exchangeNs;
        e.Position.SizeLots = lots;
        return See(e);
    }

    internal GateScript Fill(long orderId, long lots, bool sell = false, ushort instrument = 0, FillDetails details = FillDetails.None, long trade = 0)
    {
        Event e = Make(EventKind.Fill, instrument);
        if (sell) e.Flags |= EventFlags.Ask;
        e.Detail = (uint)details;
        e.ExchangeNs = NowNs;
        e.Fill = new Fill { OrderId = orderId, PriceTicks = MidTicks, SizeLots = lots, TradeId = trade == 0 ? ++_trade : trade };
        return See(e);
    }

    internal GateScript Told(long orderId, OrderReport report, long openLots = Units.Missing, long filledLots = Units.Missing, long ticks = Units.Missing, OrderReason reason = OrderReason.None, ushort instrument = 0)
    {
        Event e = Make(EventKind.OrderUpdate, instrument);
        e.ExchangeNs = NowNs;
        e.Order = new OrderUpdate { OrderId = orderId, PriceTicks = ticks, OpenLots = openLots, FilledLots = filledLots, Report = report, Reason = reason };
        return See(e);
    }

    internal GateControl Place(long lots, long ticks = MidTicks - 10, bool sell = false, ushort instrument = 0, uint flags = 0, long? id = null, long? timeNs = null) =>
        Gate.Check(Command(CommandVerb.Place, lots, ticks, sell, instrument, flags, id ?? ++LastId, timeNs), NowNs);

    internal GateControl Edit(long id, long lots, long ticks, bool sell = false, ushort instrument = 0) => Gate.Check(Command(CommandVerb.Edit, lots, ticks, sell, instrument, 0, id, null), NowNs);

    internal GateControl Cancel(long id, bool sell = false, ushort instrument = 0) => Gate.Check(Command(CommandVerb.Cancel, 0, 0, sell, instrument, 0, id, null), NowNs);

    internal GateControl Say(CommandVerb verb, ushort instrument = Units.NoInstrument, long id = 0) => Gate.Check(Command(verb, 0, 0, false, instrument, 0, id, null), NowNs);

    internal GateScript Wait(long ms)
    {
        NowNs += ms * Units.NsPerMs;
        return this;
    }

    /// <summary>Time passes, and the prices are told again as the venue does.</summary>
    internal GateScript Pass(long ms) => Wait(ms).Prices(0).Prices(1);

    internal GateScript See(Event e)
    {
        Gate.See(in e);
        return this;
    }

    internal Event Make(EventKind kind, ushort instrument = Units.NoInstrument) =>
        new() { Kind = kind, Flags = EventFlags.First | EventFlags.Last, InstrumentIndex = instrument, ReceivedNs = NowNs };

    private OutputRecord Command(CommandVerb verb, long lots, long ticks, bool sell, ushort instrument, uint flags, long id, long? timeNs) => new()
    {
        Kind = OutputKind.Command, Verb = verb, InstrumentIndex = instrument, Flags = flags | (sell ? OutputRecord.SellFlag : 0),
        OrderId = id, PriceTicks = ticks, SizeLots = lots, TimeNs = timeNs ?? NowNs,
    };

    // Units of the venue's amount; orders and positions of a test are small.
    private static GateLimits Money(long orderE8, long positionE8)
    {
        GateLimits limits = default;
        limits.Set(GateLimit.OrderAmountE8, orderE8 * Units.E8);
        limits.Set(GateLimit.OrderNotionalE8, GateLimits.None);
        limits.Set(GateLimit.PositionAmountE8, positionE8 * Units.E8);
        limits.Set(GateLimit.OpenOrders, 24);
        return limits;
    }
}
