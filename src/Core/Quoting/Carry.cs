using System;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting;

/// <summary>What holding costs, as known now. All zero costs nothing.</summary>
public struct CarryInputs
{
    /// <summary>Now, ns since 1970.</summary>
    public long NowNs;

    /// <summary>Funding for 8 hours, or for one interval on a venue with stamps, as a fraction; positive: longs pay.</summary>
    public double FundingRate;

    /// <summary>Age of that rate, ns.</summary>
    public long FundingAgeNs;

    /// <summary>Time of the next stamp, ns since 1970; 0 if none.</summary>
    public long NextFundingNs;

    /// <summary>Price above the index, bps; 0 for a perpetual, whose premium is paid as funding.</summary>
    public double BasisBps;

    /// <summary>Basis above its own mean, bps.</summary>
    public double BasisDeviationBps;

    /// <summary>Price of this leg over that of the other above its mean, bps.</summary>
    public double PairDeviationBps;

    /// <summary>Expiry, ns since 1970; 0 or the largest number if none.</summary>
    public long ExpiryNs;

    /// <summary>1 while the contract that this one follows still trades.</summary>
    public long RollWaits;
}

/// <summary>What carry asks for.</summary>
public struct CarryParts
{
    /// <summary>Drift that a long position earns, bps per second; for a model that knows drift.</summary>
    public double DriftBps;

    /// <summary>Shift of the reservation price in its place, bps.</summary>
    public double FundingShiftBps;

    /// <summary>Shift of the fair price by basis, bps.</summary>
    public double BasisShiftBps;

    /// <summary>Shift of the fair price by the other leg, bps.</summary>
    public double PairShiftBps;

    /// <summary>Added to the bid's half-spread, bps.</summary>
    public double BidBps;

    /// <summary>Added to the ask's half-spread, bps.</summary>
    public double AskBps;

    /// <summary>Part of the position limit that holds: 1, or less while something is not known.</summary>
    public double LimitShare;

    /// <summary>Rules that close or narrow a side.</summary>
    public PlanRules Rules;
}

/// <summary>Funding, basis, expiry and roll (models.md 1.3 and 9). Pure. A positive rate is paid by longs to shorts, everywhere.</summary>
public static class Carry
{
    private const double BpsInOne = 1e4;
    private const double FundingPeriodSeconds = 28_800;

    /// <summary>Computes what carry asks for.</summary>
    /// <param name="parts">The result.</param>
    /// <param name="p">Weights and times.</param>
    /// <param name="inputs">Rates and times.</param>
    /// <param name="knowsDrift">True if the model takes a drift; continuous funding is given as one then.</param>
    public static void Compute(out CarryParts parts, in CarryParameters p, in CarryInputs inputs, bool knowsDrift)
    {
        parts = default;
        parts.LimitShare = 1;
        bool asksFunding = p.FundingWeight != 0 || p.FlatBeforeFundingNs > 0;
        bool isKnown = double.IsFinite(inputs.FundingRate) && inputs.FundingAgeNs >= 0 && inputs.FundingAgeNs <= p.FundingAgeNs;
        if (asksFunding && !isKnown)
        {
            parts.Rules |= PlanRules.FundingUnknown;
            parts.LimitShare = 0.5;
        }
        double rate = isKnown ? inputs.FundingRate : 0;
        Funding(ref parts, in p, in inputs, rate, knowsDrift);
        parts.BasisShiftBps = Held(-p.BasisWeight * inputs.BasisDeviationBps, p.BasisWeight, p.BasisClampBps);
        parts.PairShiftBps = Held(-p.PairWeight * inputs.PairDeviationBps, p.PairWeight, p.BasisClampBps);
        Prefer(ref parts, in p, rate != 0 ? rate : inputs.BasisBps);
        Expire(ref parts, in p, in inputs);
    }

    private static void Funding(ref CarryParts parts, in CarryParameters p, in CarryInputs inputs, double rate, bool knowsDrift)
    {
        if (p.FundingIntervalNs <= 0)
        {
            double drift = -p.FundingWeight * rate * BpsInOne / FundingPeriodSeconds;
            if (knowsDrift) parts.DriftBps = drift;
            else parts.FundingShiftBps = drift * p.FundingHoldingSeconds;
            return;
        }
        long leftNs = inputs.NextFundingNs - inputs.NowNs;
        if (inputs.NextFundingNs <= 0 || leftNs < 0) return;
        // Paid by who still holds at the stamp, so the shift is largest just before it.
        double isHeld = p.FundingHoldingSeconds > 0 ? Det.Exp(-leftNs * 1e-9 / p.FundingHoldingSeconds) : 0;
        parts.FundingShiftBps = p.FundingWeight != 0 ? -p.FundingWeight * rate * BpsInOne * isHeld : 0;
        if (leftNs > p.FlatBeforeFundingNs || rate == 0) return;
        parts.Rules |= PlanRules.FlatBeforeFunding | (rate > 0 ? PlanRules.BidReduceOnly : PlanRules.AskReduceOnly);
    }

    // What costs who is long, widens the bid; where carry pays, the quote stays.
    private static void Prefer(ref CarryParts parts, in CarryParameters p, double costOfLong)
    {
        if (costOfLong > 0) parts.BidBps = p.CarryPreferenceBps;
        else if (costOfLong < 0) parts.AskBps = p.CarryPreferenceBps;
    }

    private static void Expire(ref CarryParts parts, in CarryParameters p, in CarryInputs inputs)
    {
        bool expires = inputs.ExpiryNs is > 0 and < long.MaxValue;
        if (expires && p.ExpiryStopNs > 0 && inputs.NowNs >= inputs.ExpiryNs - p.ExpiryStopNs) parts.Rules |= PlanRules.ExpiryStop;
        else if (expires && p.ExpiryReduceNs > 0 && inputs.NowNs >= inputs.ExpiryNs - p.ExpiryReduceNs)
            parts.Rules |= PlanRules.ExpiryReduce | PlanRules.BidReduceOnly | PlanRules.AskReduceOnly;
        if (p.RollAfterInstrument > 0 && inputs.RollWaits != 0) parts.Rules |= PlanRules.RollWaits | PlanRules.BidReduceOnly | PlanRules.AskReduceOnly;
    }

    private static double Held(double shift, double weight, double clamp) =>
        weight == 0 || !double.IsFinite(shift) ? 0 : Math.Min(Math.Max(shift, -clamp), clamp);
}
