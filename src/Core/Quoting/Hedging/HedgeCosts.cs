using System;
using Minnow.Core.Numerics;

namespace Minnow.Core.Quoting.Hedging;

/// <summary>What the choice of a way looks at. All in bps and s, so that it is the same at any price.</summary>
public struct HedgeMarket
{
    /// <summary>Volatility of what is to be hedged, bps per square root of a second; NaN if not known.</summary>
    public double SigmaBps;

    /// <summary>What the quotes give away now to be rid of the position: their shift by inventory, bps, 0 or more.</summary>
    public double SkewBps;

    /// <summary>Half of the spread of the hedge instrument, bps.</summary>
    public double HalfSpreadBps;

    /// <summary>What taking the wanted size costs against the mid on average, bps; NaN if the book does not hold it within the slippage.</summary>
    public double TakeBps;

    /// <summary>Maker fee of the hedge instrument, bps; negative pays us.</summary>
    public double MakerFeeBps;

    /// <summary>Its taker fee, bps.</summary>
    public double TakerFeeBps;

    /// <summary>Time until an order that takes is filled, s.</summary>
    public double TakeSeconds;
}

/// <summary>What each way is expected to cost, part by part, bps of what is hedged.</summary>
public struct HedgeCosts
{
    /// <summary>Quotes alone: the price's move while they work.</summary>
    public double SkewRiskBps;

    /// <summary>Quotes alone: what they give away.</summary>
    public double SkewGivenBps;

    /// <summary>At rest: the maker fee.</summary>
    public double PassiveFeeBps;

    /// <summary>At rest: half of the spread earned (negative), less what the price moves against us after the fill.</summary>
    public double PassiveSpreadBps;

    /// <summary>At rest: the price's move until the fill.</summary>
    public double PassiveRiskBps;

    /// <summary>Taking: the taker fee.</summary>
    public double TakeFeeBps;

    /// <summary>Taking: the way from the mid to the average price.</summary>
    public double TakeSpreadBps;

    /// <summary>Taking: the price's move until it is done.</summary>
    public double TakeRiskBps;

    /// <summary>Both hedges: what undoing it at rest will cost, 0 or more.</summary>
    public double ExitBps;

    /// <summary>Quotes alone, in sum.</summary>
    public readonly double SkewBps => SkewRiskBps + SkewGivenBps;

    /// <summary>A hedge at rest, in sum.</summary>
    public readonly double PassiveBps => PassiveFeeBps + PassiveSpreadBps + PassiveRiskBps + ExitBps;

    /// <summary>A hedge that takes, in sum.</summary>
    public readonly double TakeBps => TakeFeeBps + TakeSpreadBps + TakeRiskBps + ExitBps;

    /// <summary>Computes them.</summary>
    public static void Compute(out HedgeCosts costs, in HedgeParameters p, in HedgeMarket market)
    {
        costs.SkewRiskBps = Risk(p.RiskWeight, market.SigmaBps, p.SkewSeconds);
        costs.SkewGivenBps = Math.Max(0, market.SkewBps);
        costs.PassiveFeeBps = market.MakerFeeBps;
        costs.PassiveSpreadBps = p.AdverseBps - market.HalfSpreadBps;
        costs.PassiveRiskBps = Risk(p.RiskWeight, market.SigmaBps, p.PassiveSeconds);
        costs.TakeFeeBps = market.TakerFeeBps;
        costs.TakeSpreadBps = market.TakeBps;
        costs.TakeRiskBps = Risk(p.RiskWeight, market.SigmaBps, market.TakeSeconds);
        costs.ExitBps = Math.Max(0, market.MakerFeeBps + p.AdverseBps - market.HalfSpreadBps);
    }

    /// <summary>The cheapest way; of equal ones the one that does less.</summary>
    /// <param name="costs">The costs.</param>
    /// <param name="mustHedge">Leaving it to the quotes is no choice.</param>
    /// <param name="mustTake">Resting is none either: it has rested for too long.</param>
    /// <remarks>A cost that is not known is no choice. With none known it takes if it must act, because waiting then has no bound.</remarks>
    public static HedgeWay Cheapest(in HedgeCosts costs, bool mustHedge, bool mustTake)
    {
        if (mustTake) return HedgeWay.Take;
        HedgeWay way = HedgeWay.None;
        double least = double.PositiveInfinity;
        if (!mustHedge) Offer(HedgeWay.Skew, costs.SkewBps, ref way, ref least);
        Offer(HedgeWay.Passive, costs.PassiveBps, ref way, ref least);
        Offer(HedgeWay.Take, costs.TakeBps, ref way, ref least);
        return way != HedgeWay.None ? way : mustHedge ? HedgeWay.Take : HedgeWay.Skew;
    }

    private static void Offer(HedgeWay way, double costBps, ref HedgeWay best, ref double least)
    {
        if (!(costBps < least)) return;
        best = way;
        least = costBps;
    }

    private static double Risk(double weight, double sigmaBps, double seconds) => weight * sigmaBps * Det.Sqrt(Math.Max(0, seconds));
}
