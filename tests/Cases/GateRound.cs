using System.Text;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;

namespace Minnow.Cases;

/// <summary>The pre-trade gate with a full ladder: orders, changes, fills, refusals, a price that grows old, and a limit that is made tighter.</summary>
internal static class GateRound
{
    private const long StartNs = 1_700_000_000_000_000_000;
    private const long Mid = 120_000;

    /// <summary>A gate that knows its instrument.</summary>
    internal static PreTradeGate Make()
    {
        InstrumentName name = default;
        Encoding.ASCII.GetBytes("BTC-PERPETUAL", name);
        GateLimits own = default;
        own.Set(GateLimit.OrderAmountE8, 1_000 * Units.E8);
        own.Set(GateLimit.OrderNotionalE8, GateLimits.None);
        own.Set(GateLimit.PositionAmountE8, 100_000 * Units.E8);
        own.Set(GateLimit.OpenOrders, 40);
        GateLimits account = GateLimits.Safe;
        account.Set(GateLimit.NetExposureE8, 10 * Units.E8);
        account.Set(GateLimit.RepeatedFills, 256);
        account.Set(GateLimit.MessageBurst, 1_000_000);
        PreTradeGate gate = new(new GateSetup { MaxInstruments = 1, StartNs = StartNs, Limits = account, Instruments = [new GateInstrument(name, 7, own)] });
        Event e = Told(EventKind.InstrumentNamed, StartNs);
        e.Named.Name = name;
        gate.See(in e);
        e = Told(EventKind.InstrumentDefined, StartNs);
        e.Defined = new InstrumentDefined { TickE8 = Units.E8 / 2, LotE8 = 10 * Units.E8, MinLots = 1, Contract = ContractKind.Inverse, ExpiryNs = long.MaxValue, IsActive = 1, Trading = TradingState.Open };
        gate.See(in e);
        Prices(gate, StartNs);
        return gate;
    }

    /// <summary>Mark, index and best prices.</summary>
    internal static void Prices(PreTradeGate gate, long nowNs)
    {
        Event e = Told(EventKind.TickerMarks, nowNs);
        e.Marks = new TickerMarks { MarkE8 = 60_000 * Units.E8, IndexE8 = 60_000 * Units.E8 + nowNs % 1_000_003, LastE8 = Units.Missing, MinE8 = Units.Missing, MaxE8 = Units.Missing };
        gate.See(in e);
        e = Told(EventKind.Quote, nowNs);
        e.Quote = new Quote { BidTicks = Mid - 1, BidLots = 1, AskTicks = Mid + 1, AskLots = 1 };
        gate.See(in e);
    }

    /// <summary>An order or a change.</summary>
    internal static OutputRecord Ask(CommandVerb verb, long id, long level, long lots, bool sell, long nowNs) => new()
    {
        Kind = OutputKind.Command, Verb = verb, Flags = sell ? OutputRecord.SellFlag : 0, OrderId = id, TimeNs = nowNs,
        PriceTicks = Mid + (sell ? level : -level), SizeLots = lots,
    };

    /// <summary>Everything once.</summary>
    /// <returns>Commands that passed.</returns>
    internal static long Play(PreTradeGate gate)
    {
        long id = 0, nowNs = StartNs;
        for (int round = 0; round < 100; round++)
        {
            nowNs += 200 * Units.NsPerMs;
            Prices(gate, nowNs);
            long first = id;
            for (int level = 1; level <= 20; level++)
            {
                bool sell = level % 2 == 0;
                OutputRecord place = Ask(CommandVerb.Place, ++id, 10 + level, 10, sell, nowNs);
                gate.Check(in place, nowNs);
                Event e = Told(EventKind.OrderUpdate, nowNs);
                e.Order = new OrderUpdate { OrderId = id, PriceTicks = place.PriceTicks, OpenLots = 10, Report = OrderReport.Accepted };
                gate.See(in e);
                OutputRecord edit = Ask(CommandVerb.Edit, id, 11 + level, 12, sell, nowNs);
                gate.Check(in edit, nowNs);
                e = Told(EventKind.Fill, nowNs);
                e.Flags = sell ? EventFlags.Ask : EventFlags.None;
                e.Fill = new Fill { OrderId = id, PriceTicks = place.PriceTicks, SizeLots = 3, TradeId = id };
                gate.See(in e);
                OutputRecord far = Ask(CommandVerb.Place, id + 1, 50_000, 10, sell, nowNs);
                gate.Check(in far, nowNs);
            }
            gate.Advance(nowNs);
            while (gate.TryTakeNews(nowNs, out _))
            {
            }
            if (round == 50) gate.Change(GateLimit.OpenOrders, 0, 10, isConfirmed: false, nowNs, out _);
            while (gate.TryTakeExcess(nowNs, out OutputRecord cancel)) gate.Check(in cancel, nowNs);
            for (long gone = first + 1; gone <= id; gone++)
            {
                Event e = Told(EventKind.OrderUpdate, nowNs);
                e.Order = new OrderUpdate { OrderId = gone, PriceTicks = Units.Missing, OpenLots = Units.Missing, FilledLots = 3, Report = OrderReport.Cancelled };
                gate.See(in e);
            }
            gate.Advance(nowNs + 3 * Units.NsPerSecond);
            while (gate.TryTakePull(nowNs, out OutputRecord pull)) gate.Check(in pull, nowNs);
        }
        return gate.PassedCount;
    }

    private static Event Told(EventKind kind, long nowNs) => new()
    {
        Kind = kind, Flags = EventFlags.First | EventFlags.Last, InstrumentIndex = 0, ReceivedNs = nowNs, ExchangeNs = nowNs,
    };
}
