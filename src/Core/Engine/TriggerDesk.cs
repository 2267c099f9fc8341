using System;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>Shows the kill ladder what one instrument does: its market, its feed, its position, its fills.</summary>
/// <remarks>At the timer, and what depends on a fill or a break of the book at that event too. A value that is not known neither raises nor releases.</remarks>
internal static class TriggerDesk
{
    private const double BpsInOne = 1e4;
    private const double BpsOfE12 = 1e-8;

    /// <summary>Everything about an instrument. At the timer.</summary>
    /// <returns>True if the step in force for it changed.</returns>
    internal static bool Look(in QuoterState head, ref InstrumentState instrument)
    {
        long nowNs = head.NowNs;
        BookTop top = BookTop.OfOthers(in instrument.Book, in instrument.Own);
        SecondMids.Observe(ref instrument.Risk.Mids, nowNs, top.HasMid ? top.MidHalfTicks : 0, instrument.Volatility.SigmaBps);
        // Without anything of ours in it an instrument has nothing that could be at risk.
        if (instrument.PositionLots == 0 && !KillDesk.IsOurs(in instrument)) return false;
        bool changed = Spread(ref instrument, in top, nowNs) | Trend(ref instrument, nowNs) | Market(in head, ref instrument, nowNs);
        return changed | LookAtPosition(in head, ref instrument) | LookAtBreaks(in head, ref instrument);
    }

    /// <summary>What a fill, a mark or a statement may change.</summary>
    /// <returns>True if the step in force for it changed.</returns>
    internal static bool LookAtPosition(in QuoterState head, ref InstrumentState instrument)
    {
        ref InstrumentRisk risk = ref instrument.Risk;
        long nowNs = head.NowNs;
        ref readonly KillRule run = ref Rule(in risk, KillTrigger.FillRun);
        bool changed = false;
        // A rule that was switched off lets go, too.
        bool holds = risk.Ladder.Triggers != 0;
        if (run.Step != 0 || holds)
        {
            int fills = risk.Run.Times.Within(nowNs, run.ForNs);
            changed |= KillLadder.Observe(ref risk.Ladder, KillTrigger.FillRun, in run, fills > 0 && run.IsHigh(fills), fills == 0 || run.IsLow(fills), nowNs, atOnce: true);
        }
        ref readonly KillRule trips = ref Rule(in risk, KillTrigger.LosingTrips);
        if (trips.Step != 0 || holds)
        {
            long lost = risk.Account.Trips.LosingInRow;
            changed |= KillLadder.Observe(ref risk.Ladder, KillTrigger.LosingTrips, in trips, lost > 0 && trips.IsHigh(lost), lost == 0 || trips.IsLow(lost), nowNs);
        }
        ref readonly KillRule stop = ref Rule(in risk, KillTrigger.InventoryLoss);
        if (stop.Step != 0 || holds)
        {
            bool isFlat = risk.Account.Ledger.PositionLots == 0;
            double lostBps = LostBps(in risk);
            changed |= KillLadder.Observe(ref risk.Ladder, KillTrigger.InventoryLoss, in stop, !isFlat && stop.IsHigh(lostBps), isFlat || stop.IsLow(lostBps), nowNs);
        }
        ref readonly KillRule reconcile = ref Rule(in risk, KillTrigger.Reconcile);
        bool differs = instrument.Check.Differs != 0;
        return changed | KillLadder.Observe(ref risk.Ladder, KillTrigger.Reconcile, in reconcile, differs, !differs, nowNs);
    }

    /// <summary>The book broke, or some time has passed since.</summary>
    /// <returns>True if the step in force for it changed.</returns>
    internal static bool LookAtBreaks(in QuoterState head, ref InstrumentState instrument)
    {
        ref readonly KillRule rule = ref Rule(in instrument.Risk, KillTrigger.Gaps);
        if (rule.Step == 0 && instrument.Risk.Ladder.Triggers == 0) return false;
        int breaks = instrument.Risk.Breaks.Within(head.NowNs, rule.ForNs);
        return KillLadder.Observe(ref instrument.Risk.Ladder, KillTrigger.Gaps, in rule, breaks > 0 && rule.IsHigh(breaks), breaks == 0 || rule.IsLow(breaks), head.NowNs, atOnce: true);
    }

    private static ref readonly KillRule Rule(in InstrumentRisk risk, KillTrigger trigger) => ref KillRules.At(in risk.Parameters.Rules, trigger);

    private static double LostBps(in InstrumentRisk risk)
    {
        double cost = Math.Abs((double)risk.Account.Ledger.CostE24);
        return risk.Account.ValueHalfE8 > 0 && cost > 0 ? -(double)risk.Account.UnrealisedE24 / cost * BpsInOne : double.NaN;
    }

    private static bool Spread(ref InstrumentState instrument, in BookTop top, long nowNs)
    {
        ref InstrumentRisk risk = ref instrument.Risk;
        double bps = top.HasMid ? 2 * BpsInOne * (top.AskTicks - top.BidTicks) / top.MidHalfTicks : double.NaN;
        ref readonly KillRule small = ref Rule(in risk, KillTrigger.SpreadCollapse);
        // This one is bad below its threshold, and over above it by its share.
        bool changed = KillLadder.Observe(ref risk.Ladder, KillTrigger.SpreadCollapse, in small, bps < small.Threshold, bps * small.ReleaseShare >= small.Threshold, nowNs);
        ref readonly KillRule wide = ref Rule(in risk, KillTrigger.SpreadBlowOut);
        return changed | KillLadder.Observe(ref risk.Ladder, KillTrigger.SpreadBlowOut, in wide, wide.IsHigh(bps), wide.IsLow(bps), nowNs);
    }

    private static bool Trend(ref InstrumentState instrument, long nowNs)
    {
        ref InstrumentRisk risk = ref instrument.Risk;
        ref readonly KillRule rule = ref Rule(in risk, KillTrigger.TrendBreak);
        if (rule.Step == 0 && risk.Ladder.Triggers == 0) return false;
        long seconds = risk.Parameters.TrendWindowNs / Units.NsPerSecond;
        double sigma = Math.Max(risk.Mids.SigmaBps(seconds), instrument.Parameters.VolatilityFloorBps);
        double move = Math.Abs(risk.Mids.MoveBps(seconds)) / (sigma * Det.Sqrt(seconds));
        return KillLadder.Observe(ref risk.Ladder, KillTrigger.TrendBreak, in rule, rule.IsHigh(move), rule.IsLow(move), nowNs);
    }

    private static bool Market(in QuoterState head, ref InstrumentState instrument, long nowNs)
    {
        ref InstrumentRisk risk = ref instrument.Risk;
        ref readonly KillRule funding = ref Rule(in risk, KillTrigger.FundingFlip);
        long rate = instrument.Carry.CurrentFundingE12, position = instrument.PositionLots;
        // A positive rate: who is long pays.
        double costBps = rate == Units.Missing ? double.NaN : rate * BpsOfE12 * Math.Sign(position);
        bool changed = KillLadder.Observe(ref risk.Ladder, KillTrigger.FundingFlip, in funding, position != 0 && funding.IsHigh(costBps), position == 0 || funding.IsLow(costBps), nowNs);
        ref readonly KillRule apart = ref Rule(in risk, KillTrigger.Divergence);
        double apartBps = risk.Account is { MarkE8: > 0, IndexE8: > 0 } ? Math.Abs((double)(risk.Account.MarkE8 - risk.Account.IndexE8)) / risk.Account.IndexE8 * BpsInOne : double.NaN;
        changed |= KillLadder.Observe(ref risk.Ladder, KillTrigger.Divergence, in apart, apart.IsHigh(apartBps), apart.IsLow(apartBps), nowNs);
        ref readonly KillRule stale = ref Rule(in risk, KillTrigger.StaleData);
        ref readonly QuotingParameters p = ref instrument.Parameters;
        bool isStale = head.FeedLost != 0 || !instrument.Book.IsValid || instrument.Health.IsStale(nowNs, p.MaxFeedAgeNs, p.MaxExchangeLagNs);
        return changed | KillLadder.Observe(ref risk.Ladder, KillTrigger.StaleData, in stale, isStale, !isStale, nowNs);
    }

    /// <summary>The longest time for which an order of the instrument has waited for an answer, ns; 0 if none does.</summary>
    internal static long OldestWaitNs(in InstrumentState instrument, long nowNs)
    {
        long oldest = Math.Max(Wait(in instrument.Taker, nowNs), Wait(in instrument.Hedger, nowNs));
        foreach (ref readonly OwnOrder order in instrument.Bids.Used) oldest = Math.Max(oldest, Wait(in order, nowNs));
        foreach (ref readonly OwnOrder order in instrument.Asks.Used) oldest = Math.Max(oldest, Wait(in order, nowNs));
        return oldest;
    }

    private static long Wait(in OwnOrder order, long nowNs)
    {
        bool waits = order.State is OwnOrderState.PendingNew or OwnOrderState.PendingEdit or OwnOrderState.PendingCancel or OwnOrderState.Unknown;
        return waits ? nowNs - order.SentNs : 0;
    }
}
