using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting.Hedging;

namespace Minnow.Core.Engine.Hedging;

/// <summary>What time does to a hedge: how long it has rested, when it is rolled, what both legs earn or pay while it is held.</summary>
internal static class HedgeTime
{
    private const double BpsInOne = 1e4;
    private const double RateOfE12 = 1e-12;

    /// <summary>True if the hedge order has rested for as long as it may.</summary>
    internal static bool HasRestedEnough(in InstrumentState hedge, in QuoterState head) =>
        hedge.Hedge.RestingNs != 0 && FeedHealth.IsOlder(head.NowNs, hedge.Hedge.RestingNs, head.Hedge.PassiveWaitNs);

    /// <summary>True if hedges on it are to be closed for its expiry, and none is begun.</summary>
    internal static bool IsRolling(in InstrumentState hedge, in QuoterState head) => LeftNs(in hedge, head.NowNs) <= head.Hedge.RollNs;

    /// <summary>True if half of that time is gone: closing does not wait any more.</summary>
    internal static bool IsRollPressing(in InstrumentState hedge, in QuoterState head) => LeftNs(in hedge, head.NowNs) <= head.Hedge.RollNs / 2;

    /// <summary>True if a hedge on another instrument of the base coin is being rolled.</summary>
    internal static bool IsAnyRolling(StateBlock block, int index)
    {
        for (int i = 0; i < (int)block.Head.InstrumentCount; i++)
        {
            ref InstrumentState other = ref block[i];
            bool holds = i != index && other.Hedge.Rank > 0 && other.Hedge.Lots != 0;
            if (holds && IsRolling(in other, in block.Head) && ExposureDesk.IsSameBase(in other.Name, in block[index].Name)) return true;
        }
        return false;
    }

    /// <summary>What holding the leg costs or earns.</summary>
    internal static HedgeLegCarry Carry(in InstrumentState leg, in QuoterState head)
    {
        HedgeLegCarry carry = default;
        double basis = Basis(in leg);
        bool expires = Expires(in leg);
        long rate = leg.Carry.CurrentFundingE12;
        bool isFresh = leg.Signals.FundingNs != 0 && head.NowNs - leg.Signals.FundingNs is >= 0 and var age && age <= leg.Parameters.Carry.FundingAgeNs;
        carry.CostOfLongBps = expires ? HedgeCarry.DatedCostOfLongBps(basis, (leg.Spec.ExpiryNs - head.NowNs) * 1e-9)
            : isFresh && rate != Units.Missing ? HedgeCarry.PerpetualCostOfLongBps(rate * RateOfE12) : double.NaN;
        carry.DeviationBps = leg.Hedge.Basis.Bps - leg.Hedge.Basis.MeanBps;
        double fee = double.IsNaN(leg.Parameters.MakerFeeBps) ? leg.Spec.MakerFeeE8 * 1e-4 : leg.Parameters.MakerFeeBps;
        double half = leg.Book.HasTop ? 1e4 * leg.Book.SpreadTicks / leg.Book.MidHalfTicks : 0;
        carry.ExitBps = Math.Max(0, fee + head.Hedge.AdverseBps - half);
        return carry;
    }

    private static double Basis(in InstrumentState leg)
    {
        if (!leg.Book.HasTop || leg.Marks.IndexE8 == Units.Missing || leg.Marks.IndexE8 <= 0) return double.NaN;
        double price = 0.5 * leg.Book.MidHalfTicks * leg.Spec.TickE8;
        return (price - leg.Marks.IndexE8) / leg.Marks.IndexE8 * BpsInOne;
    }

    private static bool Expires(in InstrumentState leg) => leg.Spec.ExpiryNs is > 0 and < long.MaxValue;

    // Time until it stops for its expiry; without one, for ever.
    private static long LeftNs(in InstrumentState hedge, long nowNs) =>
        Expires(in hedge) ? hedge.Spec.ExpiryNs - hedge.Parameters.Carry.ExpiryStopNs - nowNs : long.MaxValue;
}
