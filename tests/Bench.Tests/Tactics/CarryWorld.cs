using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting;
using Minnow.Exchange.Engine;
using Minnow.Tactics.Settings;
using Minnow.Tactics.World;
using Trade = Minnow.Exchange.Engine.Trade;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Tests.Bench.Tactics;

/// <summary>
/// A quoter and the exchange in one thread and in virtual time, on several instruments of one coin: others keep three levels around a price that wanders, and
/// takers of small amounts hit whoever stands best. For what happens at the hours of the venue: funding, expiry, roll, and a pair that drifts apart.
/// </summary>
internal sealed class CarryWorld : IDisposable, IEngineListener
{
    internal const long StartUs = 1_790_000_040_000_000;
    private const long StepUs = 10_000, IndexE8 = 60_000 * Units.E8, WayUs = 5_000;

    private readonly ExchangeEngine _engine;
    private readonly Account _mine, _others, _takers;
    private readonly Instrument[] _instruments;
    private readonly StateBlock _block;
    private readonly OutputBatch _said;
    private readonly Quoter _quoter;
    private readonly Lane<Event> _heard = new(WayUs, 0, 1);
    private readonly Lane<OutputRecord> _orders = new(WayUs, 0, 2);
    private readonly Dictionary<long, Order> _byId = [];
    private readonly List<Event> _levels = [];
    private readonly double[] _basisBps;
    private SplitMix64 _random;
    private double _walkBps;
    private long _sequence = -1;

    internal CarryWorld(ulong seed, InstrumentSpec[] specs, params (int Instrument, string Settings)[] settings)
    {
        _random = new SplitMix64(seed);
        _engine = new ExchangeEngine(new EngineOptions { SettlesByClock = false, ClosedOrdersUs = 10_000_000, TradesUs = 1_000_000 }, StartUs);
        _instruments = [.. specs.Select(spec => _engine.AddInstrument(spec))];
        _basisBps = new double[specs.Length];
        _engine.SetIndex("btc_usd", IndexE8);
        (_mine, _others, _takers) = (Rich("mm", 1), Rich("others", 2), Rich("takers", 3));
        _block = new StateBlock(specs.Length);
        _said = new OutputBatch(OutputBatch.CapacityFor(specs.Length));
        _quoter = new Quoter(_block, _said);
        foreach (Setting one in Setting.ParseAll(Base).Append(new Setting("Seed", "", (uint)ParameterId.Seed, (long)seed))) Tell(Parameter(one, Units.NoInstrument));
        for (int i = 0; i < specs.Length; i++) Define(i);
        foreach ((int instrument, string text) in settings)
            foreach (Setting one in Setting.ParseAll(text)) Tell(Parameter(one, (ushort)instrument));
        Event ready = Head(EventKind.Gateway, Units.NoInstrument);
        ready.Detail = (uint)GatewayPhase.Ready;
        ready.Gateway = new GatewayState { ClockOffsetNs = 0, RoundTripNs = 2 * WayUs * 1000 };
        Tell(ready);
        _engine.Listener = this;
        for (int i = 0; i < specs.Length; i++) Snapshot(i);
    }

    private const string Base = "QuoteEnabled=1 OrderAmountE8=2000e8 MaxPositionAmountE8=20000e8 RiskAversionPerLotBps=0.02 IntensityDecayPerBps=2.5 HorizonSeconds=10 "
        + "VolatilityHalfLifeSeconds=30 VolatilityFloorBps=0.1 StartVolatilityBps=0.3 MinHalfSpreadBps=0.1 MaxHalfSpreadBps=20 MakerFeeBps=0 MinEdgeBps=0.05 "
        + "RequoteTicks=2 MinRequoteIntervalNs=100e6 MaxFeedAgeNs=2e9 CrossedPullNs=50e6 AnswerTimeoutNs=2e9 MaxExchangeLagNs=2e9 TouchRule=1 TouchEdgeBps=-1";

    /// <summary>What is looked at after each step.</summary>
    internal Action<CarryWorld>? Look { get; init; }

    internal long NowUs { get; private set; } = StartUs;

    internal double Seconds => (NowUs - StartUs) / 1e6;

    /// <summary>Fills of ours so far, by instrument.</summary>
    internal Dictionary<int, int> Fills { get; } = [];

    /// <summary>Distance of an instrument's price from the index, bps.</summary>
    internal void Basis(int instrument, double bps) => _basisBps[instrument] = bps;

    /// <summary>Holds the mark away from the index, so that funding has a rate.</summary>
    internal void MarkAbove(int instrument, double bps) => _engine.SetMark(_instruments[instrument], (long)(IndexE8 * (1 + bps * 1e-4)));

    /// <summary>The venue's word on our position, lots.</summary>
    internal long Position(int instrument) =>
        _mine.PositionIn(_instruments[instrument]) is { } held ? held.SizeE8 / _instruments[instrument].Spec.ContractE8 : 0;

    internal int OpenOrders(int instrument, OrderSide? side = null) =>
        _mine.OpenOrders.Count(order => ReferenceEquals(order.Instrument, _instruments[instrument]) && (side == null || order.Side == side));

    internal void Play(double seconds)
    {
        for (long endUs = NowUs + (long)(seconds * 1e6); NowUs < endUs;)
        {
            NowUs += StepUs;
            _engine.AdvanceTo(NowUs);
            if (NowUs % 250_000 == 0) Requote();
            if (NowUs % 100_000 == 0) Take();
            while (_orders.TryTake(NowUs, out OutputRecord command)) Do(in command);
            while (_heard.TryTake(NowUs, out Event e)) Tell(e);
            if (NowUs % 100_000 == 0) Tick();
            Look?.Invoke(this);
        }
    }

    private Account Rich(string name, int owner)
    {
        Account account = _engine.AddAccount(new AccountSpec { Name = name, Owner = owner, MakerFeeE8 = 0, TakerFeeE8 = 0 });
        _engine.Deposit(account, "BTC", 10_000 * Units.E8);
        return account;
    }

    // Others leave and come back around the price of now.
    private void Requote()
    {
        _walkBps = Math.Clamp(_walkBps + (_random.NextIndex(101) - 50) * 0.004, -20, 20);
        for (int i = 0; i < _instruments.Length; i++)
        {
            Instrument at = _instruments[i];
            if (!at.IsActive) continue;
            _engine.CancelAll(_others, new CancelFilter { Instrument = at });
            long tick = at.Spec.TickE8, mid = (long)(IndexE8 * (1 + (_walkBps + _basisBps[i]) * 1e-4)) / tick;
            for (int level = 0; level < 3; level++)
            {
                Place(_others, at, OrderSide.Buy, (mid - 6 - 3 * level) * tick, 400);
                Place(_others, at, OrderSide.Sell, (mid + 6 + 3 * level) * tick, 400);
            }
        }
    }

    private void Take()
    {
        foreach (Instrument at in _instruments)
        {
            OrderSide side = _random.NextIndex(2) == 0 ? OrderSide.Buy : OrderSide.Sell;
            long worst = side == OrderSide.Buy ? at.Book.BestAskE8 : at.Book.BestBidE8;
            if (!at.IsActive || worst == 0) continue;
            _engine.Place(new OrderRequest(_takers, at, side, (10 + _random.NextIndex(150)) * at.Spec.ContractE8, worst) { TimeInForce = TimeInForce.ImmediateOrCancel });
        }
    }

    private void Place(Account account, Instrument at, OrderSide side, long priceE8, long lots) =>
        _engine.Place(new OrderRequest(account, at, side, lots * at.Spec.ContractE8, priceE8) { PostOnly = true, RejectPostOnly = true });

    private void Do(in OutputRecord command)
    {
        Instrument at = _instruments[command.InstrumentIndex];
        bool sell = (command.Flags & OutputRecord.SellFlag) != 0, takes = (command.Flags & OutputRecord.ImmediateFlag) != 0;
        _byId.TryGetValue(command.OrderId, out Order? order);
        OrderResult? result = null;
        switch (command.Verb)
        {
            case CommandVerb.Place:
                result = _engine.Place(new OrderRequest(_mine, at, sell ? OrderSide.Sell : OrderSide.Buy, command.SizeLots * at.Spec.ContractE8, command.PriceTicks * at.Spec.TickE8)
                {
                    Label = command.OrderId.ToString(System.Globalization.CultureInfo.InvariantCulture), PostOnly = !takes, RejectPostOnly = !takes,
                    TimeInForce = takes ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTilCancelled, ReduceOnly = (command.Flags & OutputRecord.ReduceOnlyFlag) != 0,
                });
                if (result.Value.Order != null) _byId[command.OrderId] = result.Value.Order;
                break;
            case CommandVerb.Edit when order != null:
                result = _engine.Edit(order, new EditRequest { AmountE8 = command.SizeLots * at.Spec.ContractE8, PriceE8 = command.PriceTicks * at.Spec.TickE8 });
                break;
            case CommandVerb.Cancel when order != null:
                result = _engine.Cancel(order);
                break;
            case CommandVerb.CancelAll:
                _engine.CancelAll(_mine, new CancelFilter { Instrument = at });
                break;
        }
        bool isRefused = command.Verb is CommandVerb.Place or CommandVerb.Edit or CommandVerb.Cancel && (result == null || !result.Value.IsDone);
        // An edit that would have taken ends the order, and that was told already.
        if (!isRefused || (command.Verb == CommandVerb.Edit && result?.Error.Code == 11054)) return;
        Event e = Head(EventKind.OrderUpdate, command.InstrumentIndex);
        if (sell) e.Flags |= EventFlags.Ask;
        e.Order = new OrderUpdate
        {
            OrderId = command.OrderId, PriceTicks = Units.Missing, OpenLots = Units.Missing, FilledLots = Units.Missing, Reason = result?.Error.Code == 11054 ? OrderReason.PostOnly : OrderReason.NotOpen,
            Report = command.Verb switch { CommandVerb.Place => OrderReport.Rejected, CommandVerb.Edit => OrderReport.EditRejected, _ => OrderReport.CancelRejected },
        };
        Send(e);
    }

    private void Define(int index)
    {
        InstrumentSpec spec = _instruments[index].Spec;
        Event named = Head(EventKind.InstrumentNamed, (ushort)index);
        Encoding.ASCII.GetBytes(spec.Name, named.Named.Name);
        Tell(named);
        Event defined = Head(EventKind.InstrumentDefined, (ushort)index);
        defined.Defined = new InstrumentDefined
        {
            TickE8 = spec.TickE8, LotE8 = spec.ContractE8, MinLots = 1, TakerFeeE8 = 35_000, Contract = ContractKind.Inverse, IsActive = 1, Trading = TradingState.Open,
            ExpiryNs = spec.ExpiryUs == InstrumentSpec.NeverUs ? long.MaxValue : spec.ExpiryUs * 1000,
        };
        Tell(defined);
        Event flat = Head(EventKind.Position, (ushort)index);
        flat.Flags |= EventFlags.Snapshot;
        flat.Position = new PositionReport { MarkE8 = Units.Missing, RealizedE8 = Units.Missing, FloatingE8 = Units.Missing, FundingE8 = Units.Missing };
        Tell(flat);
    }

    private void Snapshot(int index)
    {
        Place(_others, _instruments[index], OrderSide.Buy, IndexE8 - 3 * Units.E8, 400);
        Place(_others, _instruments[index], OrderSide.Sell, IndexE8 + 3 * Units.E8, 400);
    }

    private void Tick()
    {
        for (int i = 0; i < _instruments.Length; i++)
        {
            Instrument at = _instruments[i];
            Event marks = Head(EventKind.TickerMarks, (ushort)i);
            marks.Marks = new TickerMarks { MarkE8 = at.MarkE8, IndexE8 = at.IndexE8, LastE8 = Units.Missing, MinE8 = Units.Missing, MaxE8 = Units.Missing };
            Tell(marks);
            Event carry = Head(EventKind.TickerCarry, (ushort)i);
            carry.Carry = new TickerCarry
            {
                CurrentFundingE12 = (long)(at.FundingRate * 1e12), Funding8hE12 = Units.Missing, InterestValueE12 = Units.Missing, OpenInterestE8 = Units.Missing, SettlementE8 = Units.Missing,
            };
            Tell(carry);
        }
        Event timer = Head(EventKind.Timer, Units.NoInstrument);
        timer.ExchangeNs = 0;
        Tell(timer);
    }

    public void OnBookLevel(Instrument of, OrderSide side, long priceE8, long amountE8, long previousE8)
    {
        Event e = Head(EventKind.BookLevel, IndexOf(of));
        e.Flags = side == OrderSide.Sell ? EventFlags.Ask : EventFlags.None;
        e.Level.PriceTicks = priceE8 / of.Spec.TickE8;
        e.Level.SizeLots = amountE8 / of.Spec.ContractE8;
        _levels.Add(e);
    }

    public void OnBookDone(Instrument of, long changeId, long previousChangeId)
    {
        bool isFirst = !_block[IndexOf(of)].Book.IsValid && _sent.Add(IndexOf(of));
        for (int i = 0; i < _levels.Count; i++)
        {
            Event e = _levels[i];
            e.Flags |= (isFirst ? EventFlags.Snapshot : 0) | (i == 0 ? EventFlags.First : 0) | (i == _levels.Count - 1 ? EventFlags.Last : 0);
            e.Detail = (uint)i;
            e.Level.ChangeId = changeId;
            e.Level.PrevChangeId = isFirst ? Units.Missing : previousChangeId;
            Send(e);
        }
        _levels.Clear();
    }

    private readonly HashSet<int> _sent = [];

    public void OnTrade(Trade trade)
    {
        Event e = Head(EventKind.Trade, IndexOf(trade.Instrument));
        if (trade.TakerSide == OrderSide.Sell) e.Flags |= EventFlags.Ask;
        e.Trade = new Core.Model.Trade
        {
            PriceTicks = trade.PriceE8 / trade.Instrument.Spec.TickE8, SizeLots = trade.AmountE8 / trade.Instrument.Spec.ContractE8, TradeSeq = trade.Sequence, TradeId = trade.Number,
        };
        Send(e);
    }

    public void OnUserTrade(UserTrade row)
    {
        if (!ReferenceEquals(row.Order.Account, _mine)) return;
        ushort index = IndexOf(row.Trade.Instrument);
        Fills[index] = Fills.GetValueOrDefault(index) + 1;
        Event e = Head(EventKind.Fill, index);
        if (row.Order.Side == OrderSide.Sell) e.Flags |= EventFlags.Ask;
        e.Detail = (uint)(row.IsMaker ? FillDetails.None : FillDetails.Taker);
        e.Fill = new Fill
        {
            OrderId = IdOf(row.Order), PriceTicks = row.Trade.PriceE8 / row.Trade.Instrument.Spec.TickE8, SizeLots = row.Trade.AmountE8 / row.Trade.Instrument.Spec.ContractE8,
            TradeId = row.Trade.Number, FeeE8 = row.FeeE8,
        };
        Send(e);
    }

    public void OnOrder(Account of, Order order)
    {
        if (!ReferenceEquals(of, _mine)) return;
        long lot = order.Instrument.Spec.ContractE8;
        Event e = Head(EventKind.OrderUpdate, IndexOf(order.Instrument));
        if (order.Side == OrderSide.Sell) e.Flags |= EventFlags.Ask;
        e.Order = new OrderUpdate
        {
            OrderId = IdOf(order), PriceTicks = order.PriceE8 / order.Instrument.Spec.TickE8, OpenLots = order.OpenE8 / lot, FilledLots = order.FilledE8 / lot,
            Report = order.State switch { OrderState.Filled => OrderReport.Filled, OrderState.Cancelled => OrderReport.Cancelled, OrderState.Rejected => OrderReport.Rejected, _ => OrderReport.Accepted },
            Reason = order.CancelReason == CancelReason.EditPostOnlyReject ? OrderReason.PostOnly : OrderReason.None,
        };
        Send(e);
    }

    private static long IdOf(Order order) => long.Parse(order.Label, System.Globalization.CultureInfo.InvariantCulture);

    private ushort IndexOf(Instrument instrument) => (ushort)Array.IndexOf(_instruments, instrument);

    private void Send(Event e) => _heard.Send(_heard.Depart(_engine.NowUs), in e);

    private Event Parameter(Setting setting, ushort instrument)
    {
        Event e = Head(EventKind.Parameter, instrument);
        e.Detail = setting.Id;
        e.Parameter.Bits = setting.Bits;
        return e;
    }

    private Event Head(EventKind kind, ushort instrument) =>
        new() { Kind = kind, Flags = EventFlags.First | EventFlags.Last, InstrumentIndex = instrument, ExchangeNs = Math.Max(NowUs, _engine.NowUs) * 1000 };

    private void Tell(Event e)
    {
        e.ReceivedNs = NowUs * 1000;
        _quoter.Apply(in e, ++_sequence);
        foreach (ref readonly OutputRecord record in _said.Records)
            if (record.Kind == OutputKind.Command && record.Verb != CommandVerb.Resync) _orders.Send(_orders.Depart(NowUs), in record);
    }

    public void Dispose()
    {
        _block.Dispose();
        _said.Dispose();
    }
}
