using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;

namespace Minnow.Core.Engine;

/// <summary>Shows the tactics the moment: market, signals, position, own orders and fills.</summary>
internal static class TacticDesk
{
    // A passive exit is expected within the horizon for which inventory is priced.
    internal static void Evaluate(ref InstrumentState instrument, in DecisionRecord record, long nowNs, out TacticPlan plan)
    {
        ref readonly QuotingParameters p = ref instrument.Parameters;
        ref InstrumentSignals s = ref instrument.Signals;
        bool hasBid = record.BestBidTicks != Units.Missing, hasAsk = record.BestAskTicks != Units.Missing;
        TacticInputs i = default;
        i.NowNs = nowNs;
        i.BestBidTicks = hasBid ? record.BestBidTicks : 0;
        i.BestAskTicks = hasAsk ? record.BestAskTicks : 0;
        i.MidHalfTicks = hasBid && hasAsk ? record.BestBidTicks + record.BestAskTicks : 0;
        i.SigmaBps = record.SigmaFastBps;
        i.MidMoveBps = record.WindowMoveBps;
        i.MidMoveSeconds = (double)p.Tactic.MomentumWindowNs / Units.NsPerSecond;
        i.SpreadBps = i.MidHalfTicks > 0 ? 2e4 * (i.BestAskTicks - i.BestBidTicks) / i.MidHalfTicks : double.NaN;
        i.SpreadZ = s.Spread.Z;
        i.Flow = record.TakerFlow;
        i.IsFlowDefined = !double.IsNaN(record.TakerFlow);
        Events(ref i, in s, instrument.Spec.LotE8);
        Own(ref i, ref instrument);
        i.Mode = record.Mode;
        i.CascadePulls = p.Mode.CascadeRatio > 0 || p.Mode.CascadeDriftSigmas > 0 ? 1 : 0;
        i.TakerFeeBps = instrument.Spec.TakerFeeE8 * 1e-4;
        i.ExpectedLossBps = AggressionRule.ExpectedLossBps(instrument.PositionLots, i.SigmaBps, i.Flow, p.HorizonSeconds);
        i.WidenRoomBps = p.MaxHalfSpreadBps;
        TacticRules.Evaluate(ref instrument.Tactics, in p.Tactic, in i, out plan);
    }

    private static void Events(ref TacticInputs i, in InstrumentSignals s, long lotE8)
    {
        if (s.SweepNs != 0)
        {
            // Who sells runs through the bids.
            i.SweepSide = s.SweepSold != 0 ? TacticSide.Bid : TacticSide.Ask;
            i.SweepNs = s.SweepNs;
            i.SweepLevels = s.SweepLevels;
        }
        if (s.LargeNs != 0)
        {
            i.LargeTradeSide = s.LargeSold != 0 ? TacticSide.Bid : TacticSide.Ask;
            i.LargeTradeNs = s.LargeNs;
            i.LargeTradeAmountE8 = s.LargeLots > long.MaxValue / Math.Max(1, lotE8) ? long.MaxValue : s.LargeLots * lotE8;
        }
        // A pull that the detector told of is one of its share or more.
        i.BidPullShare = s.BidPullNs != 0 ? 1 : 0;
        i.BidPullNs = s.BidPullNs;
        i.AskPullShare = s.AskPullNs != 0 ? 1 : 0;
        i.AskPullNs = s.AskPullNs;
        if (s.FillNs == 0) return;
        i.FillSide = s.FillSold != 0 ? TacticSide.Ask : TacticSide.Bid;
        i.FillNs = s.FillNs;
        i.FillTicks = s.FillTicks;
    }

    private static void Own(ref TacticInputs i, ref InstrumentState instrument)
    {
        i.PositionLots = Reducible(in instrument);
        i.MaxPositionLots = instrument.Spec.LotE8 > 0 ? instrument.Parameters.MaxPositionAmountE8 / instrument.Spec.LotE8 : 0;
        i.UntoldBuyLots = instrument.UntoldLots(sell: false);
        i.UntoldSellLots = instrument.UntoldLots(sell: true);
        i.MinLots = Math.Max(1, instrument.Spec.MinLots);
        i.OwnBidTicks = instrument.Bids.TryReach(sell: false, out long bid) ? bid : 0;
        i.OwnAskTicks = instrument.Asks.TryReach(sell: true, out long ask) ? ask : 0;
        i.IsTakerWorking = !instrument.Taker.IsFree;
        i.LastTakeNs = instrument.LastTakeNs;
    }

    // What belongs to a hedge is not reduced by a tactic, and no more is than the position has.
    private static long Reducible(in InstrumentState instrument)
    {
        long position = instrument.PositionLots, inventory = instrument.InventoryLots;
        if (instrument.Hedge.Lots == 0) return position;
        return position > 0 ? Math.Max(0, Math.Min(position, inventory)) : Math.Min(0, Math.Max(position, inventory));
    }
}
