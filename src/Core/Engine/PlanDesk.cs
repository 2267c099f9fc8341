using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Risk;
using Minnow.Core.Signals;

namespace Minnow.Core.Engine;

/// <summary>From the state of an instrument to what is wanted: shows the models the moment and writes every part of their answer into the record.</summary>
internal static class PlanDesk
{
    private const double BpsOfFeeE8 = 1e-4;
    private const double RateOfE12 = 1e-12;

    /// <summary>What the signals say, for the record and for all that decides.</summary>
    internal static void Measure(ref DecisionRecord record, ref InstrumentState instrument, in QuoterState head)
    {
        ref InstrumentSignals s = ref instrument.Signals;
        ref readonly QuotingParameters p = ref instrument.Parameters;
        SignalUses uses = (SignalUses)s.Uses;
        bool isTwoSided = record.BestBidTicks != Units.Missing && record.BestAskTicks != Units.Missing;
        record.MidTicks = isTwoSided ? 0.5 * ((double)record.BestBidTicks + record.BestAskTicks) : double.NaN;
        record.VolatilityKind = (byte)p.Model.VolatilityKind;
        record.SigmaFastBps = p.Model.VolatilityKind switch { 1 => s.Realised.SigmaBps, 2 => s.Realised.BipowerSigmaBps, _ => instrument.Volatility.SigmaBps };
        // A window that is not full yet has nothing to say; what is known stands in.
        if (double.IsNaN(record.SigmaFastBps)) record.SigmaFastBps = instrument.Volatility.SigmaBps;
        record.VolatilitySamples = p.Model.VolatilityKind != 0 && s.Realised.IsDefined ? s.Realised.SampleCount : instrument.Volatility.SampleCount;
        record.SigmaSlowBps = (uses & SignalUses.Mode) != 0 ? s.Slow.SigmaBps : double.NaN;
        record.Mode = (uses & SignalUses.Mode) != 0 ? s.Mode.Kind : MarketModeKind.Normal;
        record.TakerFlow = (uses & SignalUses.Trades) != 0 ? s.Trades.Value : double.NaN;
        record.WindowMoveBps = (uses & SignalUses.Mids) != 0 ? s.Mids.MoveOverWindow(head.NowNs, p.Tactic.MomentumWindowNs) : double.NaN;
        record.RoundTripNs = p.Width.LatencyNs > 0 ? p.Width.LatencyNs : head.RoundTripNs;
        s.StandsAside = Width.StandsAside(in p.Width, record.SigmaFastBps, s.StandsAside != 0) ? 1 : 0;
    }

    /// <summary>Computes the plan and describes it.</summary>
    /// <returns>False if nothing can be wanted; the record says why.</returns>
    internal static bool Want(ref DecisionRecord record, StateBlock block, ref InstrumentState instrument, in TacticPlan tactics, out QuotePlan plan)
    {
        Tactics(ref record, in tactics);
        QuoteInputs inputs = default;
        Fill(ref inputs, in record, block, ref instrument);
        inputs.Bid = Wish(in tactics.Bid, instrument.NetBuyRoomLots);
        inputs.Ask = Wish(in tactics.Ask, instrument.NetSellRoomLots);
        Step(ref record, ref inputs, in block.Head);
        if (inputs.OrderLots < 1)
        {
            plan = default;
            record.Clamps |= Clamps.MinSizeBid | Clamps.MinSizeAsk;
            return false;
        }
        bool isUsable = QuoteModel.Plan(out plan, ref instrument.Exact, in instrument.Parameters, in inputs);
        Describe(ref record, in plan, in instrument.Parameters, in inputs);
        instrument.Hedge.SkewBps = plan.Model.SkewBps;
        if (!isUsable) record.Suppressions |= (plan.Rules & PlanRules.NoFair) != 0 ? Suppressions.PlanStops : Suppressions.NotFinite;
        if ((plan.Rules & (PlanRules.StandAside | PlanRules.ExpiryStop)) != 0) record.Suppressions |= Suppressions.PlanStops;
        if (tactics.Bid.IsPulled) plan.Ladder.Bids.Count = 0;
        if (tactics.Ask.IsPulled) plan.Ladder.Asks.Count = 0;
        return isUsable;
    }

    // Each step holds what the ones before it hold.
    private static void Step(ref DecisionRecord record, ref QuoteInputs inputs, in QuoterState head)
    {
        if (record.KillStep >= (byte)KillStep.Widen)
        {
            inputs.RiskFactor = Math.Max(1, head.Risk.Parameters.WidenFactor);
            record.Clamps |= Clamps.RiskWiden;
        }
        if (record.KillStep < (byte)KillStep.StopAdding) return;
        inputs.RiskRules = PlanRules.BidReduceOnly | PlanRules.AskReduceOnly;
        record.Clamps |= Clamps.RiskStopAdding;
    }

    private static SideWish Wish(in TacticSidePlan asked, long netRoomLots) => new()
    {
        WidenBps = asked.WidenBps,
        IsLimited = 1,
        RoomLots = netRoomLots,
        Joins = (asked.Flags & TacticFlags.Join) != 0 ? 1 : 0,
    };

    private static void Fill(ref QuoteInputs i, in DecisionRecord record, StateBlock block, ref InstrumentState instrument)
    {
        ref readonly QuoterState head = ref block.Head;
        ref readonly QuotingParameters p = ref instrument.Parameters;
        ref InstrumentSignals s = ref instrument.Signals;
        i.BestBidTicks = record.BestBidTicks;
        i.BestAskTicks = record.BestAskTicks;
        i.BestBidLots = record.BestBidLots;
        i.BestAskLots = record.BestAskLots;
        i.PositionLots = instrument.PositionLots;
        i.HedgeLots = instrument.Hedge.Lots;
        i.UntoldBuyLots = instrument.UntoldLots(sell: false);
        i.UntoldSellLots = instrument.UntoldLots(sell: true);
        i.SizeCut = 1 - Monitors.MonitorDesk.SizeFactor(in head, in instrument);
        i.OrderLots = p.OrderAmountE8 / instrument.Spec.LotE8;
        i.ClipLots = p.Ladder.ClipAmountE8 / instrument.Spec.LotE8;
        i.MinLots = Math.Max(1, instrument.Spec.MinLots);
        i.MaxPositionLots = p.MaxPositionAmountE8 / instrument.Spec.LotE8;
        i.SigmaBps = record.SigmaFastBps;
        i.SigmaSamples = record.VolatilitySamples;
        i.CatalogueFeeBps = instrument.Spec.MakerFeeE8 * BpsOfFeeE8;
        i.MicroTicks = p.Fair.FairKind == 2 && s.Micro.IsDefined
            ? MicroPrice.Ticks(in s.Micro, record.BestBidTicks, record.BestBidLots, record.BestAskTicks, record.BestAskLots) : 0;
        i.MarkTicks = Known(instrument.Marks.MarkE8) ? (double)instrument.Marks.MarkE8 / instrument.Spec.TickE8 : 0;
        i.MarkAgeNs = Age(head.NowNs, s.MarkNs);
        i.LastTicks = s.LastTradeTicks;
        i.LastAgeNs = Age(head.NowNs, s.LastTradeNs);
        i.Alpha.Imbalance = s.Imbalance.Value;
        i.Alpha.Flow = s.Flow.Value;
        i.Alpha.Trade = s.Trades.Value;
        i.Alpha.Top = s.Top.Value;
        i.Alpha.MomentumFastBps = s.Momentum.Bps(0);
        i.Alpha.MomentumMidBps = s.Momentum.Bps(1);
        i.Alpha.MomentumSlowBps = s.Momentum.Bps(2);
        i.Flow = record.TakerFlow;
        i.RoundTripNs = record.RoundTripNs;
        i.Mode = record.Mode;
        i.StandsAside = s.StandsAside != 0;
        Carry(ref i.Carry, head.NowNs, block, ref instrument);
    }

    private static void Carry(ref CarryInputs i, long nowNs, StateBlock block, ref InstrumentState instrument)
    {
        ref readonly CarryParameters p = ref instrument.Parameters.Carry;
        ref InstrumentSignals s = ref instrument.Signals;
        bool expires = instrument.Spec.ExpiryNs is > 0 and < long.MaxValue;
        long rate = instrument.Carry.CurrentFundingE12;
        i.NowNs = nowNs;
        i.FundingRate = expires ? 0 : Known(rate) ? rate * RateOfE12 : double.NaN;
        i.FundingAgeNs = expires ? 0 : Age(nowNs, s.FundingNs);
        i.NextFundingNs = p.FundingIntervalNs > 0 ? Funding.NextPaymentNs(nowNs, p.FundingIntervalNs, 0) : 0;
        i.BasisBps = expires ? s.Basis.Bps : 0;
        i.BasisDeviationBps = s.Basis.Bps - s.Basis.MeanBps;
        i.PairDeviationBps = s.Pair.Bps - s.Pair.MeanBps;
        i.ExpiryNs = expires ? instrument.Spec.ExpiryNs : 0;
        i.RollWaits = RollWaits(nowNs, block, in p) ? 1 : 0;
    }

    // Ours begins when the other stops: at its own stop time, or when it has expired. When that is not known, it has not.
    private static bool RollWaits(long nowNs, StateBlock block, in CarryParameters p)
    {
        long index = p.RollAfterInstrument - 1;
        if (index < 0) return false;
        if (index >= block.Head.InstrumentCount) return true;
        ref readonly InstrumentState other = ref block[(int)index];
        return other.Spec.ExpiryNs <= 0 || nowNs < other.Spec.ExpiryNs - other.Parameters.Carry.ExpiryStopNs;
    }

    private static bool Known(long value) => value != Units.Missing;

    // A time that lies ahead belongs to a clock that was set back: nobody knows how old it is.
    private static long Age(long nowNs, long thenNs) => thenNs == 0 || thenNs > nowNs ? long.MaxValue : nowNs - thenNs;

    private static void Tactics(ref DecisionRecord record, in TacticPlan tactics)
    {
        record.Tactics = tactics.Flags;
        record.BidEffect = (byte)tactics.Bid.Effect;
        record.AskEffect = (byte)tactics.Ask.Effect;
        record.BidCause = (byte)tactics.Bid.Cause;
        record.AskCause = (byte)tactics.Ask.Cause;
    }

    private static void Describe(ref DecisionRecord record, in QuotePlan plan, in QuotingParameters p, in QuoteInputs inputs)
    {
        record.Clamps |= plan.Clamps;
        if (inputs.SizeCut > 0) record.Clamps |= Clamps.SizeStepped;
        record.Rules = plan.Rules;
        record.FairKind = (byte)p.Fair.FairKind;
        record.ModelKind = (byte)p.Model.ModelKind;
        Describe(ref record, in plan.Fair, in plan.Carry);
        Describe(ref record, in plan.Model);
        record.InventoryOrders = (double)(inputs.PositionLots - inputs.HedgeLots) / inputs.OrderLots;
        record.ReservationTicks = plan.ReservationTicks;
        record.VolatilityAddBps = plan.Width.VolatilityBps;
        record.ModeBps = plan.Width.ModeBps;
        record.RiskBps = plan.Width.RiskBps;
        record.LatencyPadBps = plan.Width.LatencyBps;
        record.FeeFloorBps = plan.Width.FeeFloorBps;
        Bid(ref record, in plan.Width.Bid);
        Ask(ref record, in plan.Width.Ask);
        record.RawBidTicks = plan.RawBidTicks;
        record.RawAskTicks = plan.RawAskTicks;
        record.BidRoomLots = plan.Ladder.Bids.RoomLots;
        record.AskRoomLots = plan.Ladder.Asks.RoomLots;
        record.TouchBidTicks = plan.Ladder.Bids.TouchTicks;
        record.TouchAskTicks = plan.Ladder.Asks.TouchTicks;
    }

    private static void Describe(ref DecisionRecord record, in FairParts fair, in CarryParts carry)
    {
        record.FairFlags = fair.Flags;
        record.BaseTicks = fair.BaseTicks;
        record.ImbalanceBps = fair.ImbalanceBps;
        record.FlowBps = fair.FlowBps;
        record.TradeBps = fair.TradeBps;
        record.TopBps = fair.TopBps;
        record.MomentumBps = fair.MomentumBps;
        record.AlphaBps = fair.AlphaBps;
        record.FairTicks = fair.FairTicks;
        record.FundingBps = carry.FundingShiftBps;
        record.BasisBps = carry.BasisShiftBps;
        record.PairBps = carry.PairShiftBps;
    }

    private static void Describe(ref DecisionRecord record, in ModelParts model)
    {
        record.SigmaBps = model.SigmaBps;
        record.DecayPerBps = model.Decay;
        record.TargetOrders = model.TargetOrders;
        record.SkewBps = model.SkewBps;
        record.DriftBps = model.DriftBps;
        record.IntensityBps = model.IntensityBps;
        record.InventoryBps = model.InventoryBps;
        record.ImpactBps = model.ImpactBps;
        record.FeeBps = model.FeeBps;
    }

    private static void Bid(ref DecisionRecord record, in SideWidth side)
    {
        record.FlowBidBps = side.FlowBps;
        record.CarryBidBps = side.CarryBps;
        record.TacticBidBps = side.TacticBps;
        record.MinRaisedBidBps = side.MinRaisedBps;
        record.MaxCutBidBps = side.MaxCutBps;
        record.FloorRaisedBidBps = side.FeeRaisedBps;
        record.HalfSpreadBidBps = side.HalfBps;
    }

    private static void Ask(ref DecisionRecord record, in SideWidth side)
    {
        record.FlowAskBps = side.FlowBps;
        record.CarryAskBps = side.CarryBps;
        record.TacticAskBps = side.TacticBps;
        record.MinRaisedAskBps = side.MinRaisedBps;
        record.MaxCutAskBps = side.MaxCutBps;
        record.FloorRaisedAskBps = side.FeeRaisedBps;
        record.HalfSpreadAskBps = side.HalfBps;
    }
}
