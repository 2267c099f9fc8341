using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>Wanted against working: turns the difference into commands, within the update interval.</summary>
/// <remarks>Cancels are never held back by the interval; a wish that is held back is kept and tried again.</remarks>
internal sealed class CommandDesk
{
    /// <summary>Shortest time between two cancels of one order, ns.</summary>
    internal const long CancelAgainNs = 250 * Units.NsPerMs;

    /// <summary>A first cancel this old with the order still there leads to a cancel of all, and again after the same time, ns.</summary>
    internal const long CancelAllAfterNs = 2 * Units.NsPerSecond;

    // What holds a message back for a while: the wish is kept, and the next event tries again.
    private const Suppressions Kept = Suppressions.Throttled | Suppressions.BidPending | Suppressions.AskPending | Suppressions.BidRefused
        | Suppressions.AskRefused | Suppressions.BidBackoff | Suppressions.AskBackoff | Suppressions.NoBudget;

    private readonly OutputBatch _output;

    internal CommandDesk(OutputBatch output) => _output = output;

    /// <summary>Sends what is due on both sides as one update.</summary>
    /// <returns>Commands written.</returns>
    internal int Carry(ref DecisionRecord record, ref QuoterState head, ref InstrumentState instrument)
    {
        int before = _output.Count;
        if (!GatewayDesk.CanSend(in head))
        {
            FlagUnknown(ref record, in instrument);
            instrument.WishKept = 0;
            return 0;
        }
        bool waitOutCross = record.Suppressions == (Suppressions.BookCrossed | Suppressions.Throttled);
        if (waitOutCross)
        {
            instrument.WishKept = 1;
            return 0;
        }
        RateShaping budget = RateShaping.Of(in head.Budget);
        if (record.WantedBidLots > 0 || record.WantedAskLots > 0) record.Clamps |= budget.Clamp;
        // An interval that lies further ahead than one can be belongs to a clock that was set back.
        bool isLeftOver = instrument.NextUpdateNs - head.NowNs > 2 * instrument.Parameters.MinRequoteIntervalNs;
        bool mayUpdate = head.NowNs >= instrument.NextUpdateNs || isLeftOver;
        bool updated = Side(ref record, ref head, ref instrument, ref instrument.Bid, sell: false, mayUpdate, budget);
        updated |= Side(ref record, ref head, ref instrument, ref instrument.Ask, sell: true, mayUpdate, budget);
        if (updated) instrument.NextUpdateNs = head.NowNs + Interval(ref head, in instrument.Parameters);
        CancelAll(in record, ref head, ref instrument);

        instrument.WishKept = (record.Suppressions & Kept) != 0 ? 1 : 0;
        return _output.Count - before;
    }

    private bool Side(
        ref DecisionRecord record, ref QuoterState head, ref InstrumentState instrument, ref OwnOrder order, bool sell, bool mayUpdate, RateShaping budget)
    {
        long wantTicks = sell ? record.WantedAskTicks : record.WantedBidTicks;
        long wantLots = sell ? record.WantedAskLots : record.WantedBidLots;
        ref readonly RefusalGuard guard = ref sell ? ref instrument.AskRefusals : ref instrument.BidRefusals;
        if (wantLots > 0 && guard.IsPaused(head.NowNs))
        {
            record.Suppressions |= sell ? Suppressions.AskRefused : Suppressions.BidRefused;
            wantLots = 0;
        }
        switch (order.State)
        {
            case OwnOrderState.Unknown:
                record.Suppressions |= sell ? Suppressions.AskUnknown : Suppressions.BidUnknown;
                // Nothing is sent again blindly, but a cancel: it can only make less of it. Until the venue says.
                if (MayCancelAgain(in order, head.NowNs)) Cancel(in record, ref head, ref order, sell);
                return false;
            case OwnOrderState.PendingCancel:
                if (wantLots > 0) record.Suppressions |= sell ? Suppressions.AskPending : Suppressions.BidPending;
                if (MayCancelAgain(in order, head.NowNs)) Cancel(in record, ref head, ref order, sell);
                return false;
            case OwnOrderState.Filling:
                if (wantLots > 0) record.Suppressions |= sell ? Suppressions.AskPending : Suppressions.BidPending;
                return false;
            case OwnOrderState.PendingNew or OwnOrderState.PendingEdit or OwnOrderState.Working when wantLots == 0:
                // Do not wait for the answer under way: a cancel that overtakes nothing costs nothing.
                Cancel(in record, ref head, ref order, sell);
                return false;
            case OwnOrderState.PendingNew or OwnOrderState.PendingEdit:
                record.Suppressions |= sell ? Suppressions.AskPending : Suppressions.BidPending;
                return false;
            case OwnOrderState.None when wantLots == 0:
                return false;
        }

        bool isNew = order.IsFree;
        bool moved = IsMoved(wantTicks, order.PriceTicks, instrument.Parameters.RequoteTicks, budget.RequoteFactor);
        if (!isNew && !moved && wantLots >= order.OpenLots) return false;
        // Less at risk does not wait for the interval.
        bool reduces = !isNew && wantLots < order.OpenLots;
        if (budget.IsUsedUp)
        {
            record.Suppressions |= Suppressions.NoBudget;
            // An edit would wait for budget; a cancel has its own.
            if (reduces) Cancel(in record, ref head, ref order, sell);
            return false;
        }
        if (!reduces && guard.IsWaiting(head.NowNs))
        {
            record.Suppressions |= sell ? Suppressions.AskBackoff : Suppressions.BidBackoff;
            return false;
        }
        if (!mayUpdate && !reduces)
        {
            record.Suppressions |= Suppressions.Throttled;
            return false;
        }
        if (isNew) Place(in record, ref head, ref order, sell, wantTicks, wantLots);
        else Edit(in record, ref head, ref order, sell, wantTicks, wantLots);
        return true;
    }

    // Exact for any two numbers, because a price that the venue reports may be any and its distance must not wrap.
    private static bool IsMoved(long wantTicks, long haveTicks, long requoteTicks, long factor)
    {
        ulong apart = wantTicks >= haveTicks ? (ulong)wantTicks - (ulong)haveTicks : (ulong)haveTicks - (ulong)wantTicks;
        // Apart at least so many times the threshold is the same as a factor-th of it at least the threshold, and can not overflow.
        return requoteTicks <= 0 || apart / (ulong)factor >= (ulong)requoteTicks;
    }

    private static bool MayCancelAgain(in OwnOrder order, long nowNs) =>
        order.CancelCount == 0 || FeedHealth.IsOlder(nowNs, order.LastCancelNs, CancelAgainNs - 1);

    private static bool IsOverdue(in OwnOrder order, long nowNs) =>
        !order.IsGone && order.CancelCount != 0 && FeedHealth.IsOlder(nowNs, order.FirstCancelNs, CancelAllAfterNs);

    // A cancel that stays without effect becomes a cancel of all; a halt begins with one, because it may be about an order that we do not know.
    private void CancelAll(in DecisionRecord record, ref QuoterState head, ref InstrumentState instrument)
    {
        bool overdue = IsOverdue(in instrument.Bid, head.NowNs) || IsOverdue(in instrument.Ask, head.NowNs);
        if (instrument.CancelAllDue == 0 && !(overdue && FeedHealth.IsOlder(head.NowNs, instrument.LastCancelAllNs, CancelAllAfterNs - 1))) return;
        instrument.CancelAllDue = 0;
        instrument.LastCancelAllNs = head.NowNs;
        Write(in record, ref head, CommandVerb.CancelAll, 0, sell: false, 0, 0);
    }

    private static void FlagUnknown(ref DecisionRecord record, in InstrumentState instrument)
    {
        if (instrument.Bid.State == OwnOrderState.Unknown) record.Suppressions |= Suppressions.BidUnknown;
        if (instrument.Ask.State == OwnOrderState.Unknown) record.Suppressions |= Suppressions.AskUnknown;
    }

    private void Place(in DecisionRecord record, ref QuoterState head, ref OwnOrder order, bool sell, long ticks, long lots)
    {
        OwnOrders.Placed(ref order, ++head.LastOrderId, sell, ticks, lots, head.NowNs);
        Write(in record, ref head, CommandVerb.Place, order.OrderId, sell, ticks, lots);
    }

    private void Edit(in DecisionRecord record, ref QuoterState head, ref OwnOrder order, bool sell, long ticks, long lots)
    {
        OwnOrders.Edited(ref order, ticks, lots, head.NowNs);
        Write(in record, ref head, CommandVerb.Edit, order.OrderId, sell, ticks, order.SentLots);
    }

    private void Cancel(in DecisionRecord record, ref QuoterState head, ref OwnOrder order, bool sell)
    {
        OwnOrders.CancelSent(ref order, head.NowNs);
        Write(in record, ref head, CommandVerb.Cancel, order.OrderId, sell, order.PriceTicks, 0);
    }

    private void Write(in DecisionRecord record, ref QuoterState head, CommandVerb verb, long orderId, bool sell, long ticks, long lots)
    {
        head.CommandCount++;
        ref OutputRecord command = ref _output.AddCommand();
        command.Verb = verb;
        command.InstrumentIndex = record.InstrumentIndex;
        command.Flags = sell ? OutputRecord.SellFlag : 0;
        command.CauseSequence = record.CauseSequence;
        command.TimeNs = record.TimeNs;
        command.OrderId = orderId;
        command.PriceTicks = ticks;
        command.SizeLots = lots;
        command.DecisionNumber = record.DecisionNumber;
    }

    // Jitter keeps the rhythm of our updates from being read by others.
    private static long Interval(ref QuoterState head, in QuotingParameters p)
    {
        long extra = p.MinRequoteIntervalNs / 100 * p.JitterPercent;
        return p.MinRequoteIntervalNs + (extra <= 0 ? 0 : (long)(head.Random.Next() % (ulong)(extra + 1)));
    }
}
