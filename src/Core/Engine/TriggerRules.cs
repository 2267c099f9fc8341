using System;
using Minnow.Core.Book;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Engine;

/// <summary>When quotes may move: how far the mid went, a changed imbalance, a fill, a parameter, time, fresh budget.</summary>
/// <remarks>Cancels, smaller sizes and missing orders wait for none of this. With a threshold of 0 every change of the top asks.</remarks>
internal static class TriggerRules
{
    private const double BpsInOne = 1e4;

    /// <summary>What a complete book message asks for; <see cref="DecisionTrigger.None"/> if nothing.</summary>
    internal static DecisionTrigger OfBook(in InstrumentState instrument, in BookTop top)
    {
        ref readonly RequoteParameters rules = ref instrument.Parameters.Requote;
        if (rules.TriggerImbalance > 0 && Math.Abs(top.Imbalance - instrument.Triggers.AnchorImbalance) >= rules.TriggerImbalance) return DecisionTrigger.ImbalanceChanged;
        bool isSameTop = top.BidTicks == instrument.SeenBidTicks && top.AskTicks == instrument.SeenAskTicks;
        // A wish that waits is tried again; with nothing new but the time that has passed.
        if (isSameTop) return instrument.WishKept != 0 ? DecisionTrigger.Timer : DecisionTrigger.None;
        if (instrument.WishKept != 0) return DecisionTrigger.TopMoved;
        // A fast move and a spread that opens must be seen, however small the moves are that quotes follow.
        bool watchesMoves = ((SignalUses)instrument.Signals.Uses & (SignalUses.Mids | SignalUses.Spread)) != 0;
        bool isPlain = rules.TriggerMidBps <= 0 || watchesMoves || instrument.LastSuppressions != 0 || !instrument.Book.HasTop || !top.HasMid;
        return isPlain || MidMovedBps(in instrument, in top) >= rules.TriggerMidBps ? DecisionTrigger.TopMoved : DecisionTrigger.None;
    }

    /// <summary>Notes at the start of a decision whether what made it asks for quotes to move, and whether the timer does.</summary>
    internal static void Begin(DecisionTrigger trigger, ref QuoterState head, ref InstrumentState instrument, in BookTop top)
    {
        ref QuoteTriggers triggers = ref instrument.Triggers;
        bool asks = trigger is not (DecisionTrigger.TopMoved or DecisionTrigger.Timer or DecisionTrigger.OrderAnswer);
        long everyNs = instrument.Parameters.Requote.TimerRequoteNs;
        if (everyNs > 0)
        {
            // Further ahead than it can be: the clock was set back.
            bool isLeftOver = triggers.NextTimerNs - head.NowNs > 2 * everyNs;
            if (head.NowNs >= triggers.NextTimerNs || isLeftOver)
            {
                asks |= triggers.NextTimerNs != 0;
                long extra = everyNs / 100 * instrument.Parameters.JitterPercent;
                triggers.NextTimerNs = head.NowNs + everyNs + (extra <= 0 ? 0 : (long)(head.Random.Next() % (ulong)(extra + 1)));
            }
        }
        if (asks) triggers.IsDue = 1;
        // Whatever comes of the decision: one change of the imbalance asks once.
        triggers.AnchorImbalance = top.Imbalance;
    }

    /// <summary>True if quotes may be moved now.</summary>
    internal static bool MayMove(in DecisionRecord record, in InstrumentState instrument)
    {
        ref readonly RequoteParameters rules = ref instrument.Parameters.Requote;
        if (rules.TriggerMidBps <= 0 || instrument.Triggers.IsDue != 0 || instrument.Triggers.AnchorHalfTicks == 0) return true;
        return record.MidMovedBps >= rules.TriggerMidBps;
    }

    /// <summary>Ends a decision.</summary>
    /// <param name="record">The decision.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="updated">True if quotes were sent.</param>
    /// <param name="triggered">True if they might move.</param>
    internal static void End(in DecisionRecord record, ref InstrumentState instrument, bool updated, bool triggered)
    {
        ref QuoteTriggers triggers = ref instrument.Triggers;
        // What was held back may still go when it can, wherever the mid is then.
        triggers.IsDue = triggered && instrument.WishKept != 0 ? 1 : 0;
        triggers.LackedBudget = (record.Suppressions & Suppressions.NoBudget) != 0 ? 1 : 0;
        // With nothing left to wait for, what could follow has followed or is not wanted any more.
        if ((record.Suppressions & (Suppressions.BidOwnCross | Suppressions.BidPending | Suppressions.BidNoRoom)) == 0) triggers.FollowBids = 0;
        if ((record.Suppressions & (Suppressions.AskOwnCross | Suppressions.AskPending | Suppressions.AskNoRoom)) == 0) triggers.FollowAsks = 0;
        if (updated) triggers.AnchorHalfTicks = double.IsNaN(record.MidTicks) ? 0 : (long)(2 * record.MidTicks);
    }

    /// <summary>How far the mid is from where it was when quotes were last sent, bps, 0 or more; 0 if there is no mid, or was none.</summary>
    internal static double MidMovedBps(in InstrumentState instrument, in BookTop top)
    {
        double from = instrument.Triggers.AnchorHalfTicks;
        if (from <= 0 || !top.IsTwoSided) return 0;
        return Math.Abs(top.MidHalfTicks - from) / from * BpsInOne;
    }
}
