using System;
using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>What all limits of risk together leave an instrument: the smallest of their caps on its position, and the side that is closed.</summary>
/// <remarks>
/// A cap is a largest position in either direction, in lots rounded down, with everything of other instruments that is working or of unknown fate counted as
/// filled. What brings the position towards flat always has room. A price or an equity that a limit needs and nobody told leaves nothing to add.
/// </remarks>
internal static class LimitDesk
{
    private const double BpsInOne = 1e4;

    /// <summary>Sets what both sides may have at most, beside what was set before.</summary>
    internal static void Limit(ref DecisionRecord record, StateBlock block, ref InstrumentState instrument)
    {
        ref QuoterState head = ref block.Head;
        long lotE8 = instrument.Spec.LotE8;
        long most = lotE8 > 0 ? Math.Max(0, instrument.Parameters.MaxPositionAmountE8) / lotE8 : 0, cap = most;
        RiskLimit cause = RiskLimit.Position;
        ref readonly RiskParameters p = ref instrument.Risk.Parameters;
        if (p.VolatilityBudgetE8 > 0) Least(Volatility(in instrument), RiskLimit.Volatility, ref cap, ref cause);
        if (p.MaxNotionalUsdE8 > 0) Least(Lots(p.MaxNotionalUsdE8, UsdPerLotE8(in instrument)), RiskLimit.Notional, ref cap, ref cause);
        if (p.FundingCapAmountE8 > 0 && lotE8 > 0 && IsNear(head.NowNs, p.FundingIntervalNs, p.FundingWindowNs)) Least(p.FundingCapAmountE8 / lotE8, RiskLimit.Funding, ref cap, ref cause);
        if (p.ExpiryWindowNs > 0 && lotE8 > 0 && instrument.Spec.ExpiryNs is > 0 and < long.MaxValue && head.NowNs >= instrument.Spec.ExpiryNs - p.ExpiryWindowNs)
            Least(p.ExpiryCapAmountE8 / lotE8, RiskLimit.Expiry, ref cap, ref cause);
        All(block, in instrument, ref cap, ref cause);
        bool isClosed = cause is RiskLimit.Margin;
        int stopped = SideStop(ref instrument, cap);
        if (cap < most || isClosed)
        {
            Room(ref instrument, cap, sell: false);
            Room(ref instrument, cap, sell: true);
            record.Clamps |= Clamps.RiskCap;
        }
        if (stopped != 0)
        {
            if (stopped > 0) instrument.NetBuyRoomLots = 0;
            else instrument.NetSellRoomLots = 0;
            if (!isClosed) cause = RiskLimit.SideStop;
            record.Clamps |= Clamps.RiskCap;
        }
        record.CapLots = cap;
        record.CapCause = (byte)cause;
    }

    /// <summary>Initial margin over equity as the venue states both; 0 while it did not.</summary>
    internal static double MarginShare(in CoinAccount coin)
    {
        if (coin.EquityE8 == Units.Missing || coin.InitialMarginE8 <= 0) return 0;
        return coin.EquityE8 > 0 ? (double)coin.InitialMarginE8 / coin.EquityE8 : double.PositiveInfinity;
    }

    /// <summary>Orders of ours that are not over in an instrument.</summary>
    internal static long OrderCount(in InstrumentState instrument) =>
        instrument.Bids.Count + instrument.Asks.Count + (instrument.Taker.IsFree ? 0 : 1) + (instrument.Hedger.IsFree ? 0 : 1);

    /// <summary>Orders that may still be placed in an instrument.</summary>
    internal static long OrdersLeft(StateBlock block, in InstrumentState instrument)
    {
        long left = long.MaxValue;
        if (instrument.Risk.Parameters.MaxInstrumentOrders > 0) left = instrument.Risk.Parameters.MaxInstrumentOrders - OrderCount(in instrument);
        long most = block.Head.Risk.Parameters.MaxOpenOrders;
        if (most <= 0) return left;
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++) most -= OrderCount(in block[i]);
        return Math.Min(left, most);
    }

    /// <summary>One lot in 1e-8 USD, rounded up; 0 if it is not known.</summary>
    internal static long UsdPerLotE8(in InstrumentState instrument)
    {
        long lot = instrument.Spec.LotE8;
        if (instrument.Spec.Contract == ContractKind.Inverse) return Math.Max(0, lot);
        long priceHalf = instrument.Risk.Account.ValueHalfE8;
        if (instrument.Spec.Contract != ContractKind.Linear) return 0;
        Int128 usd = ((Int128)lot * priceHalf + (ContractTerms.HalvesPerE8 * Units.E8 - 1)) / (ContractTerms.HalvesPerE8 * Units.E8);
        return usd > 0 && usd < long.MaxValue ? (long)usd : 0;
    }

    // One lot in 1e-24 of the settlement coin; 0 if it is not known.
    private static Int128 CoinPerLotE24(in InstrumentState instrument)
    {
        ref readonly LiveAccount account = ref instrument.Risk.Account;
        return account.ValueHalfE8 > 0 ? account.Terms.NotionalE24(1, account.ValueHalfE8) : 0;
    }

    private static long Worst(in InstrumentState instrument) => Math.Max(instrument.HighestLots, -instrument.LowestLots);

    private static void All(StateBlock block, in InstrumentState instrument, ref long cap, ref RiskLimit cause)
    {
        ref QuoterState head = ref block.Head;
        ref readonly RiskParameters p = ref head.Risk.Parameters;
        // One settlement coin too many: what no account is kept of, no limit of loss can hold.
        if (instrument.Risk.Coin < 0) (cap, cause) = (0, RiskLimit.Margin);
        else Margin(block, in instrument, ref cap, ref cause);
        if (p.MaxGrossUsdE8 <= 0 && !(p.MaxLeverage > 0)) return;
        Int128 usd = 0, coins = 0;
        bool knowsUsd = true, knowsCoins = true;
        for (int i = 0; i < (int)head.InstrumentCount; i++)
        {
            ref InstrumentState other = ref block[i];
            if (System.Runtime.CompilerServices.Unsafe.AreSame(in other, in instrument)) continue;
            long worst = Worst(in other);
            if (worst == 0) continue;
            long each = UsdPerLotE8(in other);
            Int128 eachE24 = CoinPerLotE24(in other);
            knowsUsd &= each > 0;
            usd += (Int128)worst * each;
            if (other.Risk.Coin != instrument.Risk.Coin) continue;
            knowsCoins &= eachE24 > 0;
            coins += worst * eachE24;
        }
        if (p.MaxGrossUsdE8 > 0) Least(knowsUsd ? Lots(p.MaxGrossUsdE8 - usd, UsdPerLotE8(in instrument)) : 0, RiskLimit.Gross, ref cap, ref cause);
        if (p.MaxLeverage > 0 && instrument.Risk.Coin >= 0) Least(knowsCoins ? Leverage(in head, in instrument, coins) : 0, RiskLimit.Leverage, ref cap, ref cause);
    }

    // What the venue states is what is; what our own rule says of orders that are not there yet comes before it.
    private static void Margin(StateBlock block, in InstrumentState instrument, ref long cap, ref RiskLimit cause)
    {
        ref QuoterState head = ref block.Head;
        if (head.Risk.Parameters.MaxMarginShare > 0)
        {
            if (MarginShare(in head.Risk.Coins[(int)instrument.Risk.Coin]) > head.Risk.Parameters.MaxMarginShare) (cap, cause) = (0, RiskLimit.Margin);
            else Least(MarginDesk.Cap(block, in instrument), RiskLimit.ProjectedMargin, ref cap, ref cause);
        }
        if (instrument.Risk.Parameters.MaxMarginShare > 0) Least(MarginDesk.OwnCap(in head, in instrument), RiskLimit.Capital, ref cap, ref cause);
    }

    // A recorded run has no account to state.
    private static long Leverage(in QuoterState head, in InstrumentState instrument, Int128 othersE24)
    {
        long equityE8 = head.Risk.Coins[(int)instrument.Risk.Coin].EquityE8;
        if (equityE8 == Units.Missing) return head.Gateway == (long)GatewayPhase.None ? long.MaxValue : 0;
        double coins = equityE8 * 1e-8 * head.Risk.Parameters.MaxLeverage - (double)othersE24 * 1e-24, each = (double)CoinPerLotE24(in instrument) * 1e-24;
        return each > 0 ? Whole(coins / each) : 0;
    }

    private static long Volatility(in InstrumentState instrument)
    {
        ref readonly RiskParameters p = ref instrument.Risk.Parameters;
        double sigma = Math.Max(instrument.Volatility.SigmaBps, instrument.Parameters.VolatilityFloorBps);
        double move = p.VolatilityZ * sigma * Det.Sqrt((double)p.VolatilityHorizonNs / Units.NsPerSecond) / BpsInOne;
        double each = (double)CoinPerLotE24(in instrument) * 1e-24 * move;
        return each > 0 ? Whole(p.VolatilityBudgetE8 * 1e-8 / each) : 0;
    }

    // Rounded down; a number that is none leaves nothing.
    private static long Whole(double lots) => lots >= 1 ? lots < 1e15 ? (long)Math.Floor(lots) : (long)1e15 : 0;

    private static long Lots(Int128 leftE8, long eachE8)
    {
        if (eachE8 <= 0 || leftE8 <= 0) return 0;
        Int128 lots = leftE8 / eachE8;
        return lots > OwnOrders.MaxLots ? OwnOrders.MaxLots : (long)lots;
    }

    private static void Least(long lots, RiskLimit limit, ref long cap, ref RiskLimit cause)
    {
        if (lots >= cap) return;
        (cap, cause) = (lots, limit);
    }

    // 1: no bids, −1: no asks. It stays until the position has come back below the lower share.
    private static int SideStop(ref InstrumentState instrument, long cap)
    {
        ref readonly RiskParameters p = ref instrument.Risk.Parameters;
        ref long stopped = ref instrument.Risk.StoppedSide;
        long position = instrument.PositionLots, size = Math.Abs(position);
        if (!(p.SideStopShare <= 1))
        {
            stopped = 0;
            return 0;
        }
        int side = Math.Sign(position);
        if (size >= p.SideStopShare * cap) stopped = side;
        else if (side != stopped || size < p.SideReleaseShare * cap) stopped = 0;
        return (int)stopped;
    }

    private static bool IsNear(long nowNs, long intervalNs, long windowNs) => intervalNs > 0 && intervalNs - nowNs % intervalNs <= windowNs;

    private static void Room(ref InstrumentState instrument, long cap, bool sell)
    {
        long room = PositionLimit.RoomLots(instrument.PositionLots, instrument.UntoldLots(sell), cap, sell) - instrument.TakingLots(sell);
        ref long left = ref sell ? ref instrument.NetSellRoomLots : ref instrument.NetBuyRoomLots;
        left = Math.Min(left, room);
    }
}
