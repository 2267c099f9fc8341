using System;
using Minnow.Core.Numerics;
using Minnow.Core.Risk;

namespace Minnow.Core.Quoting;

/// <summary>What the model looks at: one instrument at one moment, all sides present.</summary>
public struct QuoteInputs
{
    /// <summary>Best bid, ticks.</summary>
    public long BestBidTicks;

    /// <summary>Best ask, ticks; above the bid.</summary>
    public long BestAskTicks;

    /// <summary>Signed position, lots.</summary>
    public long PositionLots;

    /// <summary>Lots bought of which the fills have not arrived, 0 or more.</summary>
    public long UntoldBuyLots;

    /// <summary>Lots sold of which the fills have not arrived, 0 or more.</summary>
    public long UntoldSellLots;

    /// <summary>Size of one order, lots.</summary>
    public long OrderLots;

    /// <summary>Smallest order of the venue, lots.</summary>
    public long MinLots;

    /// <summary>Position limit, lots.</summary>
    public long MaxPositionLots;

    /// <summary>Volatility estimate, bps per square root of a second.</summary>
    public double SigmaBps;

    /// <summary>Catalogue maker fee of the instrument, bps.</summary>
    public double CatalogueFeeBps;
}

/// <summary>The simplest honest quote: mid, inventory skew, half-spread with a fee floor, one level, hard limit.</summary>
/// <remarks>
/// Units are basis points of one lot (models.md section 0), so the same parameters serve at any price. With position q in orders,
/// risk aversion γ, volatility σ and horizon τ: reservation = mid·(1 − qγσ²τ), half-spread = ln(1+γ/k)/γ + ½γσ²τ
/// (Avellaneda and Stoikov 2008, with a short fixed τ in place of a session's end: models.md 6.1). Pure: no state, no clock.
/// </remarks>
public static class QuoteModel
{
    private const double BpsInOne = 1e4;

    /// <summary>Fills the model's part of <paramref name="record"/> from <paramref name="inputs"/>.</summary>
    /// <returns>False if a number was not usable: the sizes are 0 and <see cref="Suppressions.NotFinite"/> is set.</returns>
    public static bool Compute(ref DecisionRecord record, in QuotingParameters parameters, in QuoteInputs inputs)
    {
        Width(ref record, parameters, inputs);
        // False for a number that is none, too: nothing may be quoted below a floor that is not known.
        bool isAboveFloor = record.HalfSpreadBps >= record.FeeFloorBps;
        record.FairTicks = 0.5 * ((double)inputs.BestBidTicks + inputs.BestAskTicks);
        record.ReservationTicks = record.FairTicks * (1.0 + record.SkewBps / BpsInOne);
        double halfTicks = record.FairTicks * (record.HalfSpreadBps / BpsInOne);
        record.RawBidTicks = record.ReservationTicks - halfTicks;
        record.RawAskTicks = record.ReservationTicks + halfTicks;
        if (!isAboveFloor || !IsPrice(record.RawBidTicks) || !IsPrice(record.RawAskTicks))
        {
            record.Suppressions |= Suppressions.NotFinite;
            record.WantedBidLots = record.WantedAskLots = 0;
            return false;
        }
        Prices(ref record, inputs);
        Sizes(ref record, inputs);
        return true;
    }

    private static void Width(ref DecisionRecord record, in QuotingParameters p, in QuoteInputs inputs)
    {
        double sigma = inputs.SigmaBps;
        if (sigma < p.VolatilityFloorBps)
        {
            sigma = p.VolatilityFloorBps;
            record.Clamps |= Clamps.VolatilityFloor;
        }
        double gamma = p.RiskAversionPerLotBps;
        double riskBps = gamma * sigma * sigma * p.HorizonSeconds;
        double orders = (double)inputs.PositionLots / inputs.OrderLots;
        record.SigmaBps = sigma;
        record.SkewBps = -orders * riskBps;
        record.IntensityBps = gamma > 0 ? Det.Log1P(gamma / p.IntensityDecayPerBps) / gamma : 1 / p.IntensityDecayPerBps; // the limit for γ → 0
        record.InventoryBps = 0.5 * riskBps;
        record.FeeFloorBps = (double.IsNaN(p.MakerFeeBps) ? inputs.CatalogueFeeBps : p.MakerFeeBps) + p.MinEdgeBps;

        double half = record.IntensityBps + record.InventoryBps;
        if (half < p.MinHalfSpreadBps)
        {
            half = p.MinHalfSpreadBps;
            record.Clamps |= Clamps.MinHalfSpread;
        }
        if (half > p.MaxHalfSpreadBps)
        {
            half = p.MaxHalfSpreadBps;
            record.Clamps |= Clamps.MaxHalfSpread;
        }
        // Last, so that no other limit can make us quote at a loss.
        if (half < record.FeeFloorBps)
        {
            half = record.FeeFloorBps;
            record.Clamps |= Clamps.FeeFloor;
        }
        record.HalfSpreadBps = half;
    }

    private static void Prices(ref DecisionRecord record, in QuoteInputs inputs)
    {
        // Away from the mid on both sides: rounding never narrows the spread.
        record.WantedBidTicks = (long)Math.Floor(record.RawBidTicks);
        record.WantedAskTicks = (long)Math.Ceiling(record.RawAskTicks);
        if (record.WantedBidTicks >= inputs.BestAskTicks)
        {
            record.WantedBidTicks = inputs.BestAskTicks - 1;
            record.Clamps |= Clamps.PostOnlyBid;
        }
        if (record.WantedAskTicks <= inputs.BestBidTicks)
        {
            record.WantedAskTicks = inputs.BestBidTicks + 1;
            record.Clamps |= Clamps.PostOnlyAsk;
        }
        // A half-spread of less than half a tick can round both sides onto one price.
        if (record.WantedAskTicks <= record.WantedBidTicks) record.WantedAskTicks = record.WantedBidTicks + 1;
    }

    private static void Sizes(ref DecisionRecord record, in QuoteInputs inputs)
    {
        long bid = Math.Min(inputs.OrderLots, PositionLimit.RoomLots(inputs.PositionLots, inputs.UntoldBuyLots, inputs.MaxPositionLots, sell: false));
        long ask = Math.Min(inputs.OrderLots, PositionLimit.RoomLots(inputs.PositionLots, inputs.UntoldSellLots, inputs.MaxPositionLots, sell: true));
        if (bid < inputs.OrderLots) record.Clamps |= Clamps.LimitBid;
        if (ask < inputs.OrderLots) record.Clamps |= Clamps.LimitAsk;
        if (bid < inputs.MinLots)
        {
            bid = 0;
            record.Clamps |= Clamps.MinSizeBid;
        }
        if (ask < inputs.MinLots)
        {
            ask = 0;
            record.Clamps |= Clamps.MinSizeAsk;
        }
        // At or below zero there is no price.
        record.WantedBidLots = record.WantedBidTicks > 0 ? bid : 0;
        record.WantedAskLots = record.WantedAskTicks > 0 ? ask : 0;
    }

    // 2^52 ticks: beyond it a double no longer tells neighbouring ticks apart.
    private static bool IsPrice(double ticks) => Math.Abs(ticks) < 4503599627370496.0;
}
