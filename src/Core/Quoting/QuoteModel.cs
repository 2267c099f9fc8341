using System;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Quoting;

/// <summary>From the market and the parameters to the orders wanted: fair price, carry, model, width, ladder, in that order.</summary>
/// <remarks>
/// Units are basis points of one order (models.md section 0), so the same parameters serve at any price. Pure: no clock, and no state
/// but the table of the exact model, which follows from what it is shown. With
/// <see cref="QuotingParameters.Safe"/> groups it is the simplest honest quote: mid, inventory skew of Avellaneda and Stoikov, half-spread
/// with a fee floor, one level, hard limit.
/// </remarks>
public static class QuoteModel
{
    private const double BpsInOne = 1e4;

    // An error of k as large as k itself says nothing about k; a fifth of it is the least that calibration allows (models.md 5.1).
    private const double LeastShareOfDecay = 0.2;

    /// <summary>Computes the plan.</summary>
    /// <returns>False if there is no fair price or no usable number: <see cref="PlanRules.NoFair"/> or <see cref="PlanRules.NoModel"/> says which, and the ladder is empty.</returns>
    public static bool Plan(out QuotePlan plan, ref GlftTable table, in QuotingParameters p, in QuoteInputs inputs)
    {
        plan = default;
        if (inputs.BestBidTicks == Units.Missing) plan.Rules |= PlanRules.NoBookBid;
        if (inputs.BestAskTicks == Units.Missing) plan.Rules |= PlanRules.NoBookAsk;
        if (inputs.StandsAside) plan.Rules |= PlanRules.StandAside;
        Carry.Compute(out plan.Carry, in p.Carry, in inputs.Carry, knowsDrift: p.Model.ModelKind is 2 or 3);
        plan.Rules |= plan.Carry.Rules | inputs.RiskRules;

        bool isFair = Fair(ref plan, in p, in inputs);
        bool isQuoted = Run(ref plan, ref table, in p, in inputs);
        Widen(ref plan, in p, in inputs);
        if (isFair && isQuoted && Prices(ref plan))
        {
            Levels(ref plan, in p, in inputs);
            return true;
        }
        plan.Rules |= isFair ? PlanRules.NoModel : PlanRules.NoFair;
        return false;
    }

    private static bool Fair(ref QuotePlan plan, in QuotingParameters p, in QuoteInputs inputs)
    {
        FairInputs prices = default;
        prices.BestBidTicks = inputs.BestBidTicks;
        prices.BestAskTicks = inputs.BestAskTicks;
        prices.BestBidLots = inputs.BestBidLots;
        prices.BestAskLots = inputs.BestAskLots;
        prices.MicroTicks = inputs.MicroTicks;
        prices.MarkTicks = inputs.MarkTicks;
        prices.MarkAgeNs = inputs.MarkAgeNs;
        prices.LastTicks = inputs.LastTicks;
        prices.LastAgeNs = inputs.LastAgeNs;
        return FairPrice.Compute(out plan.Fair, in p.Fair, in p.Alpha, in prices, in inputs.Alpha, plan.Carry.BasisShiftBps + plan.Carry.PairShiftBps);
    }

    private static bool Run(ref QuotePlan plan, ref GlftTable table, in QuotingParameters p, in QuoteInputs inputs)
    {
        ModelInputs i = default;
        i.Orders = (double)(inputs.PositionLots - inputs.HedgeLots) / inputs.OrderLots;
        i.MaxOrders = (double)Math.Max(0, inputs.MaxPositionLots) / inputs.OrderLots;
        i.SigmaBps = Sigma(in p, in inputs, ref plan.Clamps);
        i.RiskAversion = p.RiskAversionPerLotBps;
        i.Decay = Decay(in p, ref plan.Clamps);
        i.HorizonSeconds = p.HorizonSeconds;
        i.FeeBps = Fee(in p, in inputs);
        i.DriftBps = plan.Carry.DriftBps;
        bool isQuoted = p.Model.ModelKind switch
        {
            0 => Run<LinearSkew>(out plan.Model, in p.Model, in i),
            1 => Run<AvellanedaStoikov>(out plan.Model, in p.Model, in i),
            2 => Run<Glft>(out plan.Model, in p.Model, in i),
            3 => Exact(out plan.Model, ref table, in p.Model, ref i),
            _ => None(out plan.Model),
        };
        plan.Model.SigmaBps = i.SigmaBps;
        plan.Model.Decay = i.Decay;
        if (Math.Abs(plan.Model.TargetOrders) == i.MaxOrders && plan.Model.TargetOrders != 0) plan.Clamps |= Clamps.TargetLimit;
        return isQuoted;
    }

    private static bool Run<T>(out ModelParts parts, in ModelParameters parameters, in ModelInputs inputs) where T : struct, IQuoteFormula =>
        T.Quote(out parts, in parameters, in inputs);

    private static bool Exact(out ModelParts parts, ref GlftTable table, in ModelParameters parameters, ref ModelInputs inputs) =>
        GlftExact.Look(ref table, in parameters, ref inputs) ? Run<GlftExact>(out parts, in parameters, in inputs) : None(out parts);

    private static bool None(out ModelParts parts)
    {
        parts = default;
        return false;
    }

    // Few samples are an error of the estimate of one part in the root of twice their number.
    private static double Sigma(in QuotingParameters p, in QuoteInputs inputs, ref Clamps clamps)
    {
        double sigma = inputs.SigmaBps;
        if (p.Model.UncertaintyZ > 0) sigma *= 1 + p.Model.UncertaintyZ / Det.Sqrt(2 * Math.Max(1, inputs.SigmaSamples));
        if (sigma < p.VolatilityFloorBps)
        {
            sigma = p.VolatilityFloorBps;
            clamps |= Clamps.VolatilityFloor;
        }
        return sigma;
    }

    // A lower k quotes wider; a higher γ would not, so uncertainty is never put there.
    private static double Decay(in QuotingParameters p, ref Clamps clamps)
    {
        double k = p.IntensityDecayPerBps;
        if (!(p.Model.UncertaintyZ > 0)) return k;
        double low = k - p.Model.UncertaintyZ * p.Model.IntensityErrorPerBps;
        if (low >= k * LeastShareOfDecay) return low;
        clamps |= Clamps.DecayFloor;
        return k * LeastShareOfDecay;
    }

    private static double Fee(in QuotingParameters p, in QuoteInputs inputs) => double.IsNaN(p.MakerFeeBps) ? inputs.CatalogueFeeBps : p.MakerFeeBps;

    private static void Widen(ref QuotePlan plan, in QuotingParameters p, in QuoteInputs inputs)
    {
        WidthInputs width = default;
        width.SigmaBps = plan.Model.SigmaBps;
        width.Flow = inputs.Flow;
        width.RoundTripNs = inputs.RoundTripNs;
        width.Mode = inputs.Mode;
        width.MinHalfBps = p.MinHalfSpreadBps;
        width.MaxHalfBps = p.MaxHalfSpreadBps;
        width.FeeFloorBps = Fee(in p, in inputs) + p.MinEdgeBps;
        width.CarryBidBps = plan.Carry.BidBps;
        width.CarryAskBps = plan.Carry.AskBps;
        width.TacticBidBps = inputs.Bid.WidenBps;
        width.TacticAskBps = inputs.Ask.WidenBps;
        width.RiskFactor = inputs.RiskFactor;
        Width.Compute(out plan.Width, in p.Width, in plan.Model, in width, ref plan.Clamps);
    }

    // False for a number that is none, too: nothing may be quoted below a floor that is not known.
    private static bool Prices(ref QuotePlan plan)
    {
        plan.ShiftBps = plan.Model.ShiftBps + plan.Carry.FundingShiftBps;
        plan.ReservationTicks = plan.Fair.FairTicks * (1.0 + plan.ShiftBps / BpsInOne);
        plan.RawBidTicks = plan.ReservationTicks - plan.Fair.FairTicks * (plan.Width.Bid.HalfBps / BpsInOne);
        plan.RawAskTicks = plan.ReservationTicks + plan.Fair.FairTicks * (plan.Width.Ask.HalfBps / BpsInOne);
        bool isAboveFloor = plan.Width.Bid.HalfBps >= plan.Width.FeeFloorBps && plan.Width.Ask.HalfBps >= plan.Width.FeeFloorBps;
        return isAboveFloor && LadderPrices.IsPrice(plan.RawBidTicks) && LadderPrices.IsPrice(plan.RawAskTicks);
    }

    private static void Levels(ref QuotePlan plan, in QuotingParameters p, in QuoteInputs inputs)
    {
        LadderInputs i = default;
        i.FairTicks = plan.Fair.FairTicks;
        i.ReservationTicks = plan.ReservationTicks;
        i.RawBidTicks = plan.RawBidTicks;
        i.RawAskTicks = plan.RawAskTicks;
        i.FeeFloorBps = plan.Width.FeeFloorBps;
        i.SigmaBps = plan.Model.SigmaBps;
        i.BestBidTicks = inputs.BestBidTicks;
        i.BestAskTicks = inputs.BestAskTicks;
        i.PositionLots = inputs.PositionLots;
        i.HedgeLots = inputs.HedgeLots;
        i.UntoldBuyLots = inputs.UntoldBuyLots;
        i.UntoldSellLots = inputs.UntoldSellLots;
        i.OrderLots = inputs.OrderLots;
        i.SizeCut = inputs.SizeCut;
        i.MinLots = inputs.MinLots;
        i.ClipLots = inputs.ClipLots;
        i.MaxPositionLots = plan.Carry.LimitShare < 1 ? (long)(inputs.MaxPositionLots * plan.Carry.LimitShare) : inputs.MaxPositionLots;
        i.Mode = inputs.Mode;
        i.Rules = plan.Rules;
        i.Bid = inputs.Bid;
        i.Ask = inputs.Ask;
        if (inputs.RiskFactor > 1)
        {
            // Wider is away from the market: no rule that follows it holds.
            RequoteParameters requote = p.Requote;
            requote.TouchRule = i.Bid.Joins = i.Ask.Joins = 0;
            Ladder.Build(out plan.Ladder, in p.Ladder, in requote, in i, ref plan.Clamps);
        }
        else
        {
            Ladder.Build(out plan.Ladder, in p.Ladder, in p.Requote, in i, ref plan.Clamps);
        }
        if (plan.Ladder.Bids.TouchTicks != 0) plan.Rules |= PlanRules.TouchBid;
        if (plan.Ladder.Asks.TouchTicks != 0) plan.Rules |= PlanRules.TouchAsk;
    }
}
