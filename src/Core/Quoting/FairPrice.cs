using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting;

/// <summary>What a fair price can be made of. What is 0, negative or no number counts as missing.</summary>
public struct FairInputs
{
    /// <summary>Best bid, ticks; <see cref="Units.Missing"/> if none.</summary>
    public long BestBidTicks;

    /// <summary>Best ask, ticks; <see cref="Units.Missing"/> if none.</summary>
    public long BestAskTicks;

    /// <summary>Lots at the best bid.</summary>
    public long BestBidLots;

    /// <summary>Lots at the best ask.</summary>
    public long BestAskLots;

    /// <summary>Micro-price, ticks.</summary>
    public double MicroTicks;

    /// <summary>Mark price, ticks.</summary>
    public double MarkTicks;

    /// <summary>Age of the mark, ns.</summary>
    public long MarkAgeNs;

    /// <summary>Last trade, ticks.</summary>
    public double LastTicks;

    /// <summary>Age of the last trade, ns.</summary>
    public long LastAgeNs;
}

/// <summary>The signals that may shift the fair price; a positive one says up. What is no number is not known.</summary>
public struct AlphaInputs
{
    /// <summary>Imbalance of the book, −1 to 1.</summary>
    public double Imbalance;

    /// <summary>Order-flow imbalance, normalised by depth.</summary>
    public double Flow;

    /// <summary>Traded flow, −1 to 1.</summary>
    public double Trade;

    /// <summary>Dynamics of the best prices.</summary>
    public double Top;

    /// <summary>Move of the price over the fast window, bps.</summary>
    public double MomentumFastBps;

    /// <summary>Move of the price over the middle window, bps.</summary>
    public double MomentumMidBps;

    /// <summary>Move of the price over the slow window, bps.</summary>
    public double MomentumSlowBps;
}

/// <summary>The fair price and all that it is made of.</summary>
public struct FairParts
{
    /// <summary>Before the signals, ticks; NaN if there is none.</summary>
    public double BaseTicks;

    /// <summary>Shift by imbalance, bps.</summary>
    public double ImbalanceBps;

    /// <summary>Shift by order-flow imbalance, bps.</summary>
    public double FlowBps;

    /// <summary>Shift by traded flow, bps.</summary>
    public double TradeBps;

    /// <summary>Shift by the top of the book, bps.</summary>
    public double TopBps;

    /// <summary>Shift by momentum, bps.</summary>
    public double MomentumBps;

    /// <summary>Shift by all signals after the last clamp, bps.</summary>
    public double AlphaBps;

    /// <summary>Shift by basis and by the other leg of a spread, bps.</summary>
    public double CarryBps;

    /// <summary>The fair price, ticks: <see cref="BaseTicks"/> moved by both shifts; NaN if there is none.</summary>
    public double FairTicks;

    /// <summary>How it came about.</summary>
    public FairFlags Flags;
}

/// <summary>Fair price: a price of the book, or what stands in for it, moved by weighted signals (models.md 3). Pure.</summary>
public static class FairPrice
{
    private const double BpsInOne = 1e4;

    /// <summary>Computes the parts.</summary>
    /// <param name="parts">All parts, also when there is no price.</param>
    /// <param name="carryBps">Shift that basis and pair ask for, bps.</param>
    /// <param name="fair">Which price, and what stands in.</param>
    /// <param name="weights">Weights and clamps of the signals.</param>
    /// <param name="inputs">Prices.</param>
    /// <param name="signals">Signals.</param>
    /// <returns>False if there is no fair price.</returns>
    public static bool Compute(
        out FairParts parts, in FairParameters fair, in AlphaParameters weights, in FairInputs inputs, in AlphaInputs signals, double carryBps)
    {
        parts = default;
        parts.BaseTicks = Base(ref parts.Flags, in fair, in inputs);
        Shift(ref parts, in weights, in signals);
        parts.CarryBps = carryBps;
        parts.FairTicks = parts.BaseTicks * (1.0 + (parts.AlphaBps + carryBps) / BpsInOne);
        // False for a number that is none, too.
        if (parts.FairTicks > 0 && parts.FairTicks < double.PositiveInfinity) return true;
        parts.Flags |= FairFlags.NoPrice;
        parts.FairTicks = double.NaN;
        return false;
    }

    private static double Base(ref FairFlags flags, in FairParameters fair, in FairInputs inputs)
    {
        if (inputs.BestBidTicks == Units.Missing || inputs.BestAskTicks == Units.Missing) return StandIn(ref flags, in fair, in inputs);
        double mid = 0.5 * ((double)inputs.BestBidTicks + inputs.BestAskTicks);
        if (fair.FairKind == 0) return mid;
        double price = fair.FairKind == 2 ? inputs.MicroTicks : Weighted(in inputs);
        if (fair.FairKind == 2 && !(price > 0))
        {
            flags |= FairFlags.NoMicro;
            price = Weighted(in inputs);
        }
        if (!(price > 0))
        {
            flags |= FairFlags.NoWeights;
            return mid;
        }
        // A price further from the mid than the spread is an error of its source, or news that a quote must not act on alone.
        double spread = (double)inputs.BestAskTicks - inputs.BestBidTicks;
        double held = Math.Min(Math.Max(price, mid - spread), mid + spread);
        if (held != price) flags |= FairFlags.Capped;
        return held;
    }

    /// <summary>Mid weighted by the sizes, ticks: nearer the ask if the bid is the larger. NaN without sizes.</summary>
    internal static double Weighted(in FairInputs inputs)
    {
        double bid = inputs.BestBidLots, ask = inputs.BestAskLots;
        if (bid < 0 || ask < 0 || bid + ask <= 0) return double.NaN;
        return inputs.BestBidTicks + ((double)inputs.BestAskTicks - inputs.BestBidTicks) * (bid / (bid + ask));
    }

    private static double StandIn(ref FairFlags flags, in FairParameters fair, in FairInputs inputs)
    {
        if (fair.FallbackKind == 1 && inputs.MarkTicks > 0 && inputs.MarkAgeNs >= 0 && inputs.MarkAgeNs <= fair.FallbackMaxAgeNs)
        {
            flags |= FairFlags.FromMark;
            return inputs.MarkTicks;
        }
        if (fair.FallbackKind == 2 && inputs.LastTicks > 0 && inputs.LastAgeNs >= 0 && inputs.LastAgeNs <= fair.FallbackMaxAgeNs)
        {
            flags |= FairFlags.FromLast;
            return inputs.LastTicks;
        }
        return double.NaN;
    }

    private static void Shift(ref FairParts parts, in AlphaParameters w, in AlphaInputs s)
    {
        ref FairFlags flags = ref parts.Flags;
        parts.ImbalanceBps = Clamped(Term(w.ImbalanceWeightBps, s.Imbalance, FairFlags.NoImbalance, ref flags), w.ImbalanceClampBps, FairFlags.ImbalanceClamped, ref flags);
        parts.FlowBps = Clamped(Term(w.FlowWeightBps, s.Flow, FairFlags.NoFlow, ref flags), w.FlowClampBps, FairFlags.FlowClamped, ref flags);
        parts.TradeBps = Clamped(Term(w.TradeWeightBps, s.Trade, FairFlags.NoTrade, ref flags), w.TradeClampBps, FairFlags.TradeClamped, ref flags);
        parts.TopBps = Clamped(Term(w.TopWeightBps, s.Top, FairFlags.NoTop, ref flags), w.TopClampBps, FairFlags.TopClamped, ref flags);
        double momentum = Term(w.MomentumFastWeight, s.MomentumFastBps, FairFlags.NoMomentum, ref flags)
            + Term(w.MomentumMidWeight, s.MomentumMidBps, FairFlags.NoMomentum, ref flags)
            + Term(w.MomentumSlowWeight, s.MomentumSlowBps, FairFlags.NoMomentum, ref flags);
        parts.MomentumBps = Clamped(momentum, w.MomentumClampBps, FairFlags.MomentumClamped, ref flags);
        double sum = parts.ImbalanceBps + parts.FlowBps + parts.TradeBps + parts.TopBps + parts.MomentumBps;
        parts.AlphaBps = Clamped(sum, w.AlphaClampBps, FairFlags.AlphaClamped, ref flags);
    }

    // A signal without weight is not looked at, so that its absence is no news.
    private static double Term(double weight, double signal, FairFlags missing, ref FairFlags flags)
    {
        if (weight == 0) return 0;
        double term = weight * signal;
        if (double.IsFinite(term)) return term;
        flags |= missing;
        return 0;
    }

    private static double Clamped(double value, double clamp, FairFlags flag, ref FairFlags flags)
    {
        double held = Math.Min(Math.Max(value, -clamp), clamp);
        if (held != value) flags |= flag;
        return held;
    }
}
