using System;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Signals;

namespace Minnow.Core.Quoting;

/// <summary>What the width rules look at beside the model.</summary>
public struct WidthInputs
{
    /// <summary>Volatility used, bps per square root of a second.</summary>
    public double SigmaBps;

    /// <summary>Taker flow, −1 all sold to 1 all bought; no number is no flow.</summary>
    public double Flow;

    /// <summary>Measured round trip, ns; 0 or less is not known.</summary>
    public long RoundTripNs;

    /// <summary>Market mode.</summary>
    public MarketModeKind Mode;

    /// <summary>Smallest half-spread, bps.</summary>
    public double MinHalfBps;

    /// <summary>Largest half-spread, bps.</summary>
    public double MaxHalfBps;

    /// <summary>Fee plus edge, bps.</summary>
    public double FeeFloorBps;

    /// <summary>Added to the bid because carry costs there, bps.</summary>
    public double CarryBidBps;

    /// <summary>Added to the ask because carry costs there, bps.</summary>
    public double CarryAskBps;

    /// <summary>Added to the bid by tactics, bps.</summary>
    public double TacticBidBps;

    /// <summary>Added to the ask by tactics, bps.</summary>
    public double TacticAskBps;

    /// <summary>What the kill ladder multiplies half-spreads by; what is not above 1 does nothing.</summary>
    public double RiskFactor;
}

/// <summary>One side's half-spread from the parts of both: it is their sum and these, bps.</summary>
public struct SideWidth
{
    /// <summary>Added because flow runs into this side, bps.</summary>
    public double FlowBps;

    /// <summary>Added because carry costs on this side, bps.</summary>
    public double CarryBps;

    /// <summary>Added by tactics, bps.</summary>
    public double TacticBps;

    /// <summary>Raised by the minimum, bps.</summary>
    public double MinRaisedBps;

    /// <summary>Cut by the maximum, bps, 0 or more.</summary>
    public double MaxCutBps;

    /// <summary>Raised by the fee floor, bps.</summary>
    public double FeeRaisedBps;

    /// <summary>The half-spread, bps.</summary>
    public double HalfBps;
}

/// <summary>Both half-spreads and what they are made of, in the order of application.</summary>
public struct WidthParts
{
    /// <summary>Added for volatility, bps.</summary>
    public double VolatilityBps;

    /// <summary>Added by the factor of the market mode; negative if it narrows, bps.</summary>
    public double ModeBps;

    /// <summary>Added because the kill ladder widens, bps, 0 or more.</summary>
    public double RiskBps;

    /// <summary>Raised to what the price moves within the latency, bps.</summary>
    public double LatencyBps;

    /// <summary>Fee plus edge, bps.</summary>
    public double FeeFloorBps;

    /// <summary>The bid.</summary>
    public SideWidth Bid;

    /// <summary>The ask.</summary>
    public SideWidth Ask;
}

/// <summary>From the model's half-spread to the one that is quoted. Pure.</summary>
/// <remarks>
/// In this order: volatility is added, the mode multiplies, latency is a lower bound; then on each side flow, carry and tactics are added, and
/// minimum, maximum and fee floor hold. The fee floor is last, so that no other limit can make us quote at a loss; what the kill ladder widens comes on top of all.
/// </remarks>
public static class Width
{
    /// <summary>Computes both sides.</summary>
    public static void Compute(out WidthParts parts, in WidthParameters p, in ModelParts model, in WidthInputs inputs, ref Clamps clamps)
    {
        parts = default;
        parts.FeeFloorBps = inputs.FeeFloorBps;
        parts.VolatilityBps = p.VolatilityWidthFactor * inputs.SigmaBps;
        double factor = Factor(in p, inputs.Mode);
        double latencyBps = Latency(in p, in inputs);
        double flow = Math.Abs(inputs.Flow);
        double flowBps = flow > p.FlowWidenThreshold && flow <= 1 ? p.FlowWidenBps * ((flow - p.FlowWidenThreshold) / (1 - p.FlowWidenThreshold)) : 0;

        double bid = Common(ref parts, in model, model.BidHalfBps, factor, latencyBps);
        double ask = Common(ref parts, in model, model.AskHalfBps, factor, latencyBps);
        // Buyers take our ask, sellers our bid.
        parts.Ask.FlowBps = inputs.Flow > 0 ? flowBps : 0;
        parts.Bid.FlowBps = inputs.Flow < 0 ? flowBps : 0;
        parts.Bid.CarryBps = inputs.CarryBidBps;
        parts.Ask.CarryBps = inputs.CarryAskBps;
        parts.Bid.TacticBps = inputs.TacticBidBps;
        parts.Ask.TacticBps = inputs.TacticAskBps;
        Bound(ref parts.Bid, bid, in inputs, ref clamps);
        Bound(ref parts.Ask, ask, in inputs, ref clamps);
        if (!(inputs.RiskFactor > 1)) return;
        // Of the wider side, so that one number holds for both.
        parts.RiskBps = (inputs.RiskFactor - 1) * Math.Max(0, Math.Max(parts.Bid.HalfBps, parts.Ask.HalfBps));
        parts.Bid.HalfBps += parts.RiskBps;
        parts.Ask.HalfBps += parts.RiskBps;
    }

    /// <summary>Whether volatility keeps us out of the market.</summary>
    /// <param name="parameters">Ceiling and release.</param>
    /// <param name="sigmaBps">Volatility, bps per square root of a second.</param>
    /// <param name="stands">Whether it did so before: then it must fall further to let us in.</param>
    public static bool StandsAside(in WidthParameters parameters, double sigmaBps, bool stands)
    {
        if (!(parameters.StandAsideBps > 0)) return false;
        double limit = stands ? parameters.StandAsideBps * parameters.StandAsideReleaseFactor : parameters.StandAsideBps;
        // True for a number that is none, too.
        return !(sigmaBps <= limit);
    }

    private static double Factor(in WidthParameters p, MarketModeKind mode) => mode switch
    {
        MarketModeKind.Calm => p.CalmWidthFactor,
        MarketModeKind.Volatile => p.VolatileWidthFactor,
        MarketModeKind.Cascade => p.CascadeWidthFactor,
        _ => 1,
    };

    // A quote nearer than this is taken by who is faster, before a cancel can reach the venue (models.md 5.5).
    private static double Latency(in WidthParameters p, in WidthInputs inputs)
    {
        long ns = p.LatencyNs > 0 ? p.LatencyNs : inputs.RoundTripNs;
        return ns > 0 && p.LatencyPadFactor > 0 ? p.LatencyPadFactor * inputs.SigmaBps * Det.Sqrt((double)ns / Units.NsPerSecond) : 0;
    }

    private static double Common(ref WidthParts parts, in ModelParts model, double modelBps, double factor, double latencyBps)
    {
        double half = modelBps + parts.VolatilityBps;
        // What a side stands back for the end of its room would, as a multiple, keep the side that leads out of it away too.
        parts.ModeBps = (half - model.CurveBps) * factor - (half - model.CurveBps);
        double scaled = half + parts.ModeBps;
        // 0 asks nothing: a model may quote through the fair price where the fee is paid to us.
        parts.LatencyBps = latencyBps > 0 ? Math.Max(0, latencyBps - scaled) : 0;
        return latencyBps > 0 && latencyBps > scaled ? latencyBps : scaled;
    }

    private static void Bound(ref SideWidth side, double common, in WidthInputs inputs, ref Clamps clamps)
    {
        double half = common + side.FlowBps + side.CarryBps + side.TacticBps;
        if (half < inputs.MinHalfBps)
        {
            side.MinRaisedBps = inputs.MinHalfBps - half;
            half = inputs.MinHalfBps;
            clamps |= Clamps.MinHalfSpread;
        }
        if (half > inputs.MaxHalfBps)
        {
            side.MaxCutBps = half - inputs.MaxHalfBps;
            half = inputs.MaxHalfBps;
            clamps |= Clamps.MaxHalfSpread;
        }
        if (half < inputs.FeeFloorBps)
        {
            side.FeeRaisedBps = inputs.FeeFloorBps - half;
            half = inputs.FeeFloorBps;
            clamps |= Clamps.FeeFloor;
        }
        side.HalfBps = half;
    }
}
