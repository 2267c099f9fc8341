using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Risk;
using Minnow.Core.Risk.Gate;
using Minnow.Exchange.Engine;
using Minnow.Host.Configuration.Risk;
using OrderSide = Minnow.Exchange.Engine.OrderSide;
using InstrumentState = Minnow.Core.Engine.InstrumentState;
using Units = Minnow.Core.Model.Units;

namespace Minnow.Sim;

/// <summary>What must hold in every run, I1 to I10 of the fault catalogue and I11 of the pre-trade gate (I12: <see cref="LadderCheck"/>, I13: <see cref="LossCheck"/>), looked at from both sides after each step.</summary>
internal sealed class Invariants(World world)
{
    private const long DeadManNs = 25 * Units.NsPerSecond;

    /// <summary>False while the venue lies about our account: then our book can not be its.</summary>
    internal bool MayCompare { get; set; } = true;

    /// <summary>True once orders of others with our labels must be gone too.</summary>
    internal bool IsOver { get; set; }

    /// <summary>True while one of our orders rests at the venue.</summary>
    internal bool IsQuoting => world.Current is { Phase: GatewayPhase.Ready } && world.Account.OpenOrders.Count > 0;

    /// <summary>True while a rule of the seed, or a limit that leaves nothing, keeps all instruments from quoting: that is no failure to recover.</summary>
    internal bool IsHeldByRule
    {
        get
        {
            if (!world.Seed.Risk.IsOn || world.Current is not { } run || run.Block.Head.InstrumentCount == 0) return false;
            if (run.Block.Head.Halted > (long)HaltReason.Contradiction) return true;
            for (int market = 0; market < run.Block.Head.InstrumentCount; market++)
            {
                ref InstrumentState ours = ref run.Block[market];
                long step = Math.Max(run.Block.Head.Risk.Ladder.Step, ours.Risk.Ladder.Step);
                bool isHeld = step >= (long)KillStep.Cancel || ours.PositionLots == 0 && (step == (long)KillStep.StopAdding || run.Records.CapLots(market) == 0);
                if (!isHeld) return false;
            }
            return true;
        }
    }

    internal void Step()
    {
        for (int market = 0; market < world.Seed.Markets.Length; market++) Exposure(market);
        Net();
        All();
        if (world.Account.OpenOrders.Count > 0) Resting();
        if (world.Current is not { } run) return;
        run.Records.CheckSession();
        if (MayCompare && run.HasOpened && run.Phase == GatewayPhase.Ready && run.IsQuiet) Compare(run);
    }

    /// <summary>I11: what a good quoter wants, the gate lets out, unless something happened that the quoter could not know when it asked.</summary>
    internal void Denied(EngineRun run, ref readonly OutputRecord command, GateControl control)
    {
        world.Tally.Denied(control);
        world.Trace?.Say(world.NowNs, $"DENIED {command.Verb} {command.OrderId} by {control}");
        if (_wasDenied || IsExplained(command.InstrumentIndex, control)) return;
        // Once is enough: what else goes wrong is to be seen too.
        _wasDenied = true;
        world.Say($"I11 the gate denies {command.Verb} {command.OrderId} {((command.Flags & OutputRecord.SellFlag) != 0 ? "sell" : "buy")} {command.SizeLots} at {command.PriceTicks}: {control}, position {run.Block[command.InstrumentIndex].PositionLots}, by the gate at worst {run.Gate.Used(GateLimit.PositionAmountE8, command.InstrumentIndex, world.NowNs) / Units.E8}, net {run.Gate.Used(GateLimit.NetExposureE8, 0, world.NowNs)} of {run.Gate.Limit(GateLimit.NetExposureE8)}");
    }

    private bool _wasDenied;

    private bool IsExplained(int market, GateControl control) => control switch
    {
        // News on their way: the quoter had not heard them when it asked.
        GateControl.State or GateControl.ReduceOnly or GateControl.RepeatedFills => true,
        GateControl.Reference => world.MarksMayLack,
        // A ladder that moves while an order of it is on its way may want that price again for another level.
        GateControl.Duplicate => world.Current is { } run && run.Block[market].Parameters.Ladder.LevelCount > 1,
        // What others did on our account came between.
        GateControl.Position or GateControl.NetExposure => world.Strangers.TotalE8(market) > 0 || world.Seed.Script.Lies,
        _ => false,
    };

    /// <summary>Looks at a command before it leaves the quoter's side.</summary>
    internal void Commanded(EngineRun run, ref readonly OutputRecord command)
    {
        if (command.Verb is not (CommandVerb.Place or CommandVerb.Edit)) return;
        world.Ladder.Commanded(run, in command);
        world.Losses.Commanded(run, in command);
        world.Tally.Placed++;
        if (command.Verb == CommandVerb.Place && (command.Flags & OutputRecord.HedgeFlag) != 0) world.Tally.Hedges++;
        ref InstrumentState ours = ref run.Block[command.InstrumentIndex];
        if (run.Phase != GatewayPhase.Ready) world.Say($"I5 {command.Verb} while the gateway is {run.Phase}");
        // What flattens takes and only reduces; nothing else leaves a halt.
        bool flattens = run.Block.Head.Risk.Ladder.Step == (long)KillStep.Flatten && (command.Flags & OutputRecord.ReduceOnlyFlag) != 0 && (command.Flags & OutputRecord.ImmediateFlag) != 0;
        if (run.Block.Head.Halted != 0 && !flattens) world.Say($"I5 {command.Verb} while halted: {run.Halted}");
        if (!ours.Book.IsValid) world.Say($"A1 {command.Verb} on a book that is not valid");
        else if (ours.Book.BestBidTicks >= ours.Book.BestAskTicks) world.Say($"I6 {command.Verb} on a crossed book");
    }

    // I1, I2: when nothing is under way, orders and position are the same on both sides.
    private void Compare(EngineRun run)
    {
        world.Tally.Compared++;
        for (int market = 0; market < run.Block.Head.InstrumentCount; market++)
        {
            ref InstrumentState ours = ref run.Block[market];
            Instrument theirs = world.Instrument(market);
            long lots = (world.Account.PositionIn(theirs)?.SizeE8 ?? 0) / theirs.Spec.ContractE8;
            if (lots != ours.PositionLots) world.Say($"I2 the venue has {lots} lots, we count {ours.PositionLots}");
            if (run.OrderSession.PendingCount != 0) continue;
            if (!ours.Taker.IsFree) continue;
            Compare(run, theirs, [.. ours.Bids.Used, .. Hedge(in ours, sell: false)], OrderSide.Buy);
            Compare(run, theirs, [.. ours.Asks.Used, .. Hedge(in ours, sell: true)], OrderSide.Sell);
        }
        run.Money.Compare();
    }

    private static OwnOrder[] Hedge(in InstrumentState ours, bool sell) => !ours.Hedger.IsFree && (ours.Hedger.IsSell != 0) == sell ? [ours.Hedger] : [];

    private void Compare(EngineRun run, Instrument instrument, ReadOnlySpan<OwnOrder> ours, OrderSide side)
    {
        List<(long PriceE8, long OpenE8)> known = [], theirs = [];
        foreach (ref readonly OwnOrder order in ours)
        {
            if (order.State is not (OwnOrderState.None or OwnOrderState.Working)) return;
            // A change that was refused counts on in what is open at worst.
            long openLots = order.RefusedLots == 0 ? order.OpenLots : order.TotalLots - order.KnownLots;
            if (!order.IsFree) known.Add((order.PriceTicks * instrument.Spec.TickE8, openLots * instrument.Spec.ContractE8));
        }
        foreach (Order order in world.Account.OpenOrders)
            if (order.Instrument == instrument && order.Side == side && (IsOver || IsOf(order, run.LabelPrefix))) theirs.Add((order.PriceE8, order.OpenE8));
        known.Sort();
        theirs.Sort();
        if (!known.SequenceEqual(theirs)) world.Say($"I1 {side}: the venue has {string.Join(", ", theirs)}, we say {string.Join(", ", known)}, price and open in 1e-8");
    }

    private void Exposure(int market)
    {
        // A fill that is told ten times too large moves what we count, and the next size with it.
        if (world.Seed.Script.Overfills || world.Account.PositionIn(world.Instrument(market)) is not { } position) return;
        // What others did on our account is no choice of ours, and may have happened while our orders rested: it comes on top.
        long limitE8 = world.Seed.Risk.MaxPositionE8(world.Seed.Markets[market], market);
        // So does the order that tests cancel-on-disconnect, of the smallest size and far away, before any position is known.
        long mostE8 = limitE8 + world.Strangers.TotalE8(market) + (world.Seed.Drills ? world.Instrument(market).Spec.MinAmountE8 : 0);
        if (position.SizeE8 + position.OpenBuyE8 > mostE8) world.Say($"I3 long: position {position.SizeE8 / Units.E8} and bids {position.OpenBuyE8 / Units.E8} over {limitE8 / Units.E8}");
        if (-position.SizeE8 + position.OpenSellE8 > mostE8) world.Say($"I3 short: position {position.SizeE8 / Units.E8} and asks {position.OpenSellE8 / Units.E8} over {limitE8 / Units.E8}");
    }

    // I3 over all instruments of the coin: positions and all that may still fill, at the prices of now. The orders were counted at prices of before.
    private void Net()
    {
        if (SimStrategy.MaxNetExposure(world.Seed) is not decimal limit || world.Seed.Script.Overfills || world.Seed.Drills) return;
        foreach (string coin in (string[])["BTC", "ETH"])
        {
            double most = 0, least = 0, others = 0;
            for (int market = 0; market < world.Seed.Markets.Length; market++)
            {
                SimMarket one = world.Seed.Markets[market];
                if (!one.Name.StartsWith(coin, StringComparison.Ordinal) || world.Account.PositionIn(world.Instrument(market)) is not { } position) continue;
                double price = one.StartTicks * (double)one.Spec.TickE8;
                most += (position.SizeE8 + position.OpenBuyE8) / price;
                least += (position.SizeE8 - position.OpenSellE8) / price;
                others += world.Strangers.TotalE8(market) / price;
            }
            double allowed = (double)limit * 1.02 + others;
            if (most > allowed || -least > allowed) world.Say($"I3 net: {least} to {most} {coin} over {limit}");
        }
    }

    // I3 over all instruments, without signs: in USD, and over the equity of each coin at the prices of now; and the number and the sizes of orders.
    private void All()
    {
        SimRisk risk = world.Seed.Risk;
        if (!risk.IsOn || world.Seed.Script.Overfills) return;
        long grossE8 = 0, othersE8 = 0, orders = 0;
        for (int market = 0; market < world.Seed.Markets.Length; market++)
        {
            othersE8 += world.Strangers.TotalE8(market) + (world.Seed.Drills ? world.Instrument(market).Spec.MinAmountE8 : 0);
            if (world.Account.PositionIn(world.Instrument(market)) is not { } position) continue;
            grossE8 += WorstE8(position);
            if (position.OpenBuyE8 + position.OpenSellE8 > 0) orders += Orders(market, risk.Of(market));
        }
        if (risk.Options.MaxGrossUsd is decimal gross && grossE8 > gross * Units.E8 + othersE8) world.Say($"I3 gross: {grossE8 / Units.E8} USD over {gross}");
        if (risk.Options.MaxOpenOrders is int most && orders > most) world.Say($"I3 orders: {orders} over {most}");
        if (risk.Options.MaxLeverage is not double leverage) return;
        foreach (Wallet wallet in world.Account.Wallets)
        {
            double coins = 0, others = 0;
            for (int market = 0; market < world.Seed.Markets.Length; market++)
            {
                SimMarket one = world.Seed.Markets[market];
                if (one.Spec.SettlementCurrency != wallet.Currency || world.Account.PositionIn(world.Instrument(market)) is not { } position) continue;
                double price = one.StartTicks * (double)one.Spec.TickE8;
                coins += WorstE8(position) / price;
                others += (world.Strangers.TotalE8(market) + (world.Seed.Drills ? world.Instrument(market).Spec.MinAmountE8 : 0)) / price;
            }
            if (coins > leverage * (double)wallet.Equity * 1.02 + others) world.Say($"I3 leverage: {coins} {wallet.Currency} over {leverage} times {wallet.Equity}");
        }
    }

    private static long WorstE8(Position position) => Math.Max(0, Math.Max(position.SizeE8 + position.OpenBuyE8, position.OpenSellE8 - position.SizeE8));

    // Orders of ours that rest in an instrument.
    private long Orders(int market, InstrumentRiskOptions own)
    {
        long count = 0, buyE8 = 0, sellE8 = 0;
        foreach (Order order in world.Account.OpenOrders)
        {
            if (order.Instrument != world.Instrument(market) || !IsOurs(order)) continue;
            // Of a quoter with a planted bug a reduction may be as large as the position: the gate lets it be.
            bool isHeld = world.Bug == null || !order.ReduceOnly;
            if (isHeld && own.MaxOrderAmount is decimal size && order.OpenE8 > size * Units.E8) world.Say($"I3 size: an order of {order.OpenE8 / Units.E8} over {size}");
            // One that takes never rests; the venue may look at it for a while.
            if (order.TimeInForce == TimeInForce.ImmediateOrCancel) continue;
            count++;
            if (order.Side == OrderSide.Buy) buyE8 += order.OpenE8;
            else sellE8 += order.OpenE8;
        }
        if (own.MaxOrders is int most && count > most) world.Say($"I3 orders: {count} in {world.Seed.Markets[market].Name} over {most}");
        if (own.MaxLadderAmount is decimal ladder && Math.Max(buyE8, sellE8) > ladder * Units.E8) world.Say($"I3 ladder: bids of {buyE8 / Units.E8} and asks of {sellE8 / Units.E8} over {ladder}");
        return count;
    }

    // While a person has not armed nobody clears what others leave.
    private bool AnyOfOurs()
    {
        foreach (Order order in world.Account.OpenOrders)
            if (IsOurs(order)) return true;
        return false;
    }

    // Of this run or of one before it, and not of somebody else.
    private static bool IsOurs(Order order) => order.Label != Strangers.FormerLabel && IsOf(order, "mn");

    // I9, and across a restart: no run quotes beside what another left, and what it left goes within the bound whatever becomes of us.
    private void Resting()
    {
        if (world.DeafSinceNs != 0 && world.NowNs - world.DeafSinceNs >= DeadManNs && AnyOfOurs()) world.Say("I9 orders rest longer than the dead-man's bound");
        for (int i = world.Former.Count - 1; i >= 0; i--)
        {
            (string prefix, long endedNs) = world.Former[i];
            bool isLate = world.NowNs - endedNs >= DeadManNs;
            bool isOverlooked = i == world.Former.Count - 1 && world.Current is { Phase: GatewayPhase.Ready };
            if (!isLate && !isOverlooked) continue;
            foreach (Order order in world.Account.OpenOrders)
            {
                if (!IsOf(order, prefix)) continue;
                world.Say(isLate ? "I9 an order of a former run rests longer than the dead-man's bound" : "I9 an order of a former run rests, and the gateway is ready");
                return;
            }
        }
    }

    // A quote has no label: the id of the request that touched it last begins as one does.
    internal static bool IsOf(Order order, string prefix) => (order.QuoteId ?? order.Label) is { } name && name.StartsWith(prefix, System.StringComparison.Ordinal);
}
