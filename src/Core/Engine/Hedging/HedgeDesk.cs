using System;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine.Hedging;

/// <summary>What is wanted of a hedge instrument: shows the rules of <see cref="HedgeSize"/>, <see cref="HedgeCosts"/> and <see cref="HedgeCarry"/> the moment.</summary>
/// <remarks>
/// First a hedge that must be closed before its expiry, then the net position, then what is better undone. Only one of the hedge instruments takes
/// on the net position: the first in the order of preference that can.
/// </remarks>
internal static class HedgeDesk
{
    private const double BpsInOne = 1e4;
    private const double BpsOfFeeE8 = 1e-4;

    // What keeps quotes away and says nothing about whether a hedge may be sent.
    private const Suppressions OfQuotes = Suppressions.NotEnabled | Suppressions.NoVolatility;

    /// <summary>True if anything hedges at all.</summary>
    internal static bool IsOn(in QuoterState head) => head.Hedge.TriggerE8 > 0;

    /// <summary>Plans the hedge order of an instrument.</summary>
    /// <param name="block">The state.</param>
    /// <param name="index">The instrument.</param>
    /// <param name="obstacles">What stands in the way of quotes there, before any plan of them.</param>
    /// <param name="plan">The plan; all zero wants nothing.</param>
    internal static void Plan(StateBlock block, int index, Suppressions obstacles, out HedgePlan plan)
    {
        plan = default;
        plan.UnwindBps = double.NaN;
        ref InstrumentState hedge = ref block[index];
        hedge.Hedge.WishLots = 0;
        if (hedge.Hedge.Rank == 0 || !IsOn(in block.Head)) return;
        if (hedge.Trading is (long)TradingState.Delivered or (long)TradingState.Archived) HedgeBook.Release(block, index);
        if (block.Head.HedgesToAdopt != 0) Adopt(block);
        Observe(ref hedge, block.Head.NowNs);
        if ((obstacles & ~OfQuotes) != Suppressions.None || !hedge.Book.HasTop)
        {
            hedge.Hedge.IsActive = 0;
            return;
        }
        // Where nothing may be added, a hedge may still be closed; where all is cancelled, not that either.
        KillStep step = KillDesk.StepOf(in block.Head, in hedge);
        if (step >= KillStep.Cancel) return;
        HedgeSums sums = HedgeSums.Of(block, index);
        if (!sums.IsKnown || Int128.Abs(sums.NetE8) > long.MaxValue) return;
        plan.NetE8 = (long)sums.NetE8;
        if (HedgeTime.IsRolling(in hedge, in block.Head)) Roll(block, index, in sums, ref plan);
        else if (step < KillStep.StopAdding && IsChosen(block, index, sell: sums.NetE8 > 0)) Net(block, index, in sums, ref plan);
        if (plan.Aim == HedgeAim.None) Unwind(block, index, in sums, ref plan);
        if (plan.Aim != HedgeAim.Net) hedge.Hedge.IsActive = 0;
    }

    private static void Net(StateBlock block, int index, in HedgeSums sums, ref HedgePlan plan)
    {
        ref readonly HedgeParameters p = ref block.Head.Hedge;
        ref InstrumentState hedge = ref block[index];
        bool isRolling = HedgeTime.IsAnyRolling(block, index);
        // A hedge that was begun goes on to its target, and what a roll opens is hedged at once.
        long above = isRolling || hedge.Hedge.IsActive != 0 ? p.TargetE8 : p.TriggerE8;
        Int128 excess = HedgeSize.ExcessE8(sums.NetE8, sums.PendingSellE8, sums.PendingBuyE8, above, p.TargetE8);
        bool sell = excess > 0;
        long wanted = HedgeSize.Lots(excess, ExposureDesk.PerLotE8(in hedge), p.MaxOrderE8, long.MaxValue, hedge.Spec.MinLots);
        if (wanted == 0) return;
        Price(in hedge, in block.Head, in sums, wanted, sell, out plan.Costs);
        bool isUrgent = isRolling || hedge.Hedge.IsActive != 0 || (p.UrgentE8 > 0 && Int128.Abs(sums.NetE8) > p.UrgentE8);
        plan.Aim = HedgeAim.Net;
        plan.Way = HedgeCosts.Cheapest(in plan.Costs, isUrgent, HedgeTime.HasRestedEnough(in hedge, in block.Head));
        plan.IsSell = sell;
        plan.WantedLots = wanted;
        if (plan.Way == HedgeWay.Skew) return;
        hedge.Hedge.IsActive = 1;
        Size(ref hedge, in block.Head, ref plan);
    }

    private static void Roll(StateBlock block, int index, in HedgeSums sums, ref HedgePlan plan)
    {
        ref readonly HedgeParameters p = ref block.Head.Hedge;
        ref InstrumentState hedge = ref block[index];
        bool sell = hedge.Hedge.Lots > 0;
        bool isPressing = HedgeTime.IsRollPressing(in hedge, in block.Head);
        Int128 room = IsAnyChosen(block, index, sell: !sell) ? TriggerRoom(in sums, p.TriggerE8, sell) : Int128.MaxValue / 4;
        if (isPressing) room = Int128.MaxValue / 4;
        Close(block, index, in sums, HedgeAim.Roll, room, sell, ref plan);
        if (plan.Aim == HedgeAim.None) return;
        plan.Way = HedgeCosts.Cheapest(in plan.Costs, mustHedge: true, mustTake: isPressing || HedgeTime.HasRestedEnough(in hedge, in block.Head));
        Size(ref hedge, in block.Head, ref plan);
    }

    private static void Unwind(StateBlock block, int index, in HedgeSums sums, ref HedgePlan plan)
    {
        ref readonly HedgeParameters p = ref block.Head.Hedge;
        ref InstrumentState hedge = ref block[index];
        if (!(p.UnwindSeconds > 0) || hedge.Hedge.Lots == 0) return;
        int other = Against(block, index);
        if (other < 0) return;
        HedgeLegCarry here = HedgeTime.Carry(in hedge, in block.Head), there = HedgeTime.Carry(in block[other], in block.Head);
        bool sell = hedge.Hedge.Lots > 0;
        plan.UnwindBps = sell ? HedgeCarry.UnwindBps(in here, in there, p.UnwindSeconds) : HedgeCarry.UnwindBps(in there, in here, p.UnwindSeconds);
        if (!(plan.UnwindBps >= p.UnwindEdgeBps)) return;
        // What it opens must not be hedged again at once.
        Close(block, index, in sums, HedgeAim.Unwind, TriggerRoom(in sums, p.TriggerE8, sell), sell, ref plan);
        if (plan.Aim == HedgeAim.None) return;
        plan.Way = HedgeWay.Passive;
        Size(ref hedge, in block.Head, ref plan);
    }

    // What closing may open before the net position is above its trigger.
    private static Int128 TriggerRoom(in HedgeSums sums, long triggerE8, bool sell) =>
        sell ? triggerE8 + sums.NetE8 - sums.PendingSellE8 : triggerE8 - sums.NetE8 - sums.PendingBuyE8;

    // Never more than the hedge, and never more than the position.
    private static void Close(StateBlock block, int index, in HedgeSums sums, HedgeAim aim, Int128 roomE8, bool sell, ref HedgePlan plan)
    {
        ref InstrumentState hedge = ref block[index];
        long held = sell ? Math.Min(hedge.Hedge.Lots, hedge.PositionLots) : Math.Min(-hedge.Hedge.Lots, -hedge.PositionLots);
        long perLot = ExposureDesk.PerLotE8(in hedge);
        if (held <= 0 || perLot == 0) return;
        Int128 size = Int128.Min((Int128)held * perLot, roomE8);
        if (size <= 0) return;
        long wanted = Math.Min(held, HedgeSize.Lots(size, perLot, block.Head.Hedge.MaxOrderE8, long.MaxValue, hedge.Spec.MinLots));
        if (wanted == 0) return;
        Price(in hedge, in block.Head, in sums, wanted, sell, out plan.Costs);
        plan.Aim = aim;
        plan.IsSell = sell;
        plan.WantedLots = wanted;
    }

    private static void Price(in InstrumentState hedge, in QuoterState head, in HedgeSums sums, long lots, bool sell, out HedgeCosts costs)
    {
        HedgeMarket market = default;
        double mid = 0.5 * hedge.Book.MidHalfTicks;
        market.SigmaBps = double.IsNaN(sums.SigmaBps) && hedge.Volatility.IsDefined ? hedge.Volatility.SigmaBps : sums.SigmaBps;
        market.SkewBps = sums.SkewBps;
        market.HalfSpreadBps = 0.5 * hedge.Book.SpreadTicks / mid * BpsInOne;
        Book.TakeCost take = hedge.Book.Side(!sell).Take(lots);
        bool isThere = take.FilledLots == lots && (sell ? take.WorstTicks >= TakeTicks(in hedge, in head, sell) : take.WorstTicks <= TakeTicks(in hedge, in head, sell));
        market.TakeBps = isThere ? Math.Abs(take.AverageTicks - mid) / mid * BpsInOne : double.NaN;
        market.MakerFeeBps = double.IsNaN(hedge.Parameters.MakerFeeBps) ? hedge.Spec.MakerFeeE8 * BpsOfFeeE8 : hedge.Parameters.MakerFeeBps;
        market.TakerFeeBps = hedge.Spec.TakerFeeE8 * BpsOfFeeE8;
        market.TakeSeconds = head.RoundTripNs * 1e-9;
        HedgeCosts.Compute(out costs, in head.Hedge, in market);
    }

    private static long TakeTicks(in InstrumentState hedge, in QuoterState head, bool sell)
    {
        double bps = Math.Min(Math.Max(head.Hedge.SlippageBps, 0), BpsInOne);
        // Down, so that rounding never gives more than the slippage.
        long beyond = (long)(0.5 * hedge.Book.MidHalfTicks * (bps / BpsInOne));
        return sell ? Math.Max(1, hedge.Book.BestBidTicks - beyond) : hedge.Book.BestAskTicks + beyond;
    }

    /// <summary>Largest hedge order by the limits of an order and of a side, lots.</summary>
    private static long MostLots(in InstrumentState hedge, bool sell)
    {
        ref readonly Risk.RiskParameters p = ref hedge.Risk.Parameters;
        long most = p.MaxOrderAmountE8 > 0 ? p.MaxOrderAmountE8 / hedge.Spec.LotE8 : long.MaxValue;
        if (p.MaxLadderAmountE8 <= 0) return most;
        long taker = (hedge.Taker.IsSell != 0) == sell ? hedge.Taker.OpenLots : 0;
        return Math.Min(most, p.MaxLadderAmountE8 / hedge.Spec.LotE8 - taker - (sell ? hedge.Asks.OpenLots : hedge.Bids.OpenLots));
    }

    // Cuts the plan to what the limits leave; what they do not leave is a wish that quotes make room for.
    private static void Size(ref InstrumentState hedge, in QuoterState head, ref HedgePlan plan)
    {
        bool sell = plan.IsSell;
        plan.Lots = Math.Min(Math.Min(plan.WantedLots, RoomLots(in hedge, sell)), MostLots(in hedge, sell));
        if (plan.Lots < Math.Max(1, hedge.Spec.MinLots)) plan.Lots = 0;
        plan.LimitTicks = plan.Way == HedgeWay.Take ? TakeTicks(in hedge, in head, sell) : sell ? hedge.Book.BestAskTicks : hedge.Book.BestBidTicks;
        long sent = !hedge.Hedger.IsFree && (hedge.Hedger.IsSell != 0) == sell ? hedge.Hedger.OpenLots : 0;
        long wish = Math.Max(0, plan.WantedLots - sent);
        hedge.Hedge.WishLots = sell ? -wish : wish;
    }

    /// <summary>Lots that position limit and net limit leave a hedge order, its own order left out.</summary>
    private static long RoomLots(in InstrumentState hedge, bool sell)
    {
        if (hedge.Spec.LotE8 <= 0) return 0;
        long own = (hedge.Hedger.IsSell != 0) == sell ? hedge.Hedger.OpenLots : 0;
        long taker = (hedge.Taker.IsSell != 0) == sell ? hedge.Taker.OpenLots : 0;
        long quotes = sell ? hedge.Asks.OpenLots : hedge.Bids.OpenLots;
        long limit = hedge.Parameters.MaxPositionAmountE8 / hedge.Spec.LotE8;
        long room = PositionLimit.RoomLots(hedge.PositionLots, hedge.UntoldLots(sell) + taker, limit, sell) - quotes;
        long net = sell ? hedge.NetSellRoomLots : hedge.NetBuyRoomLots;
        return net == long.MaxValue ? room : Math.Min(room, net + own - quotes);
    }

    // The first in the order of preference that can take it on.
    private static bool IsChosen(StateBlock block, int index, bool sell)
    {
        ref InstrumentState hedge = ref block[index];
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++)
        {
            ref InstrumentState other = ref block[i];
            bool isBefore = other.Hedge.Rank > 0 && (other.Hedge.Rank < hedge.Hedge.Rank || (other.Hedge.Rank == hedge.Hedge.Rank && i < index));
            if (isBefore && ExposureDesk.IsSameBase(in other.Name, in hedge.Name) && CanHedge(in other, in block.Head, sell)) return false;
        }
        return true;
    }

    private static bool IsAnyChosen(StateBlock block, int index, bool sell)
    {
        ref InstrumentState hedge = ref block[index];
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++)
        {
            ref InstrumentState other = ref block[i];
            if (i != index && other.Hedge.Rank > 0 && ExposureDesk.IsSameBase(in other.Name, in hedge.Name) && CanHedge(in other, in block.Head, sell)) return true;
        }
        return false;
    }

    private static bool CanHedge(in InstrumentState one, in QuoterState head, bool sell)
    {
        ref readonly RefusalGuard guard = ref sell ? ref one.AskRefusals : ref one.BidRefusals;
        bool isTraded = one.Trading == (long)TradingState.Open && one.LotsChanged == 0 && one.Book.HasTop;
        bool isTrusted = one.Check.Differs == 0 && one.Check.IsUnsure == 0 && one.Hedger.State != OwnOrderState.Unknown;
        bool isFresh = !one.Health.IsStale(head.NowNs, one.Parameters.MaxFeedAgeNs, one.Parameters.MaxExchangeLagNs);
        return isTraded && isTrusted && isFresh && !guard.IsPaused(head.NowNs) && !HedgeTime.IsRolling(in one, in head)
            && ExposureDesk.PerLotE8(in one) > 0 && RoomLots(in one, sell) >= Math.Max(1, one.Spec.MinLots);
    }

    // The largest leg that stands against the hedge.
    private static int Against(StateBlock block, int index)
    {
        ref InstrumentState hedge = ref block[index];
        int found = -1;
        Int128 most = 0;
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++)
        {
            ref InstrumentState leg = ref block[i];
            bool stands = i != index && leg.Hedge.Lots != 0 && leg.Hedge.Lots > 0 != hedge.Hedge.Lots > 0 && ExposureDesk.IsSameBase(in leg.Name, in hedge.Name);
            Int128 size = stands ? Int128.Abs((Int128)leg.Hedge.Lots * ExposureDesk.PerLotE8(in leg)) : 0;
            if (size <= most) continue;
            most = size;
            found = i;
        }
        return found;
    }

    private static void Adopt(StateBlock block)
    {
        // Until the venue has told all of them, a part of them means nothing.
        if (block.Head.Gateway is not ((long)GatewayPhase.None or (long)GatewayPhase.Ready)) return;
        block.Head.HedgesToAdopt = 0;
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++) HedgeBook.Adopt(block, i);
    }

    private static void Observe(ref InstrumentState hedge, long nowNs)
    {
        if (!hedge.Book.HasTop || hedge.Marks.IndexE8 == Units.Missing) return;
        Signals.BasisSignal.Observe(ref hedge.Hedge.Basis, nowNs, 0.5 * hedge.Book.MidHalfTicks * hedge.Spec.TickE8, hedge.Marks.IndexE8);
    }
}
