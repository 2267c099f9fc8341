using System;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>Wanted against working: turns the difference into commands, within the update interval.</summary>
/// <remarks>Cancels are never held back by the interval; a wish that is held back is kept and tried again.</remarks>
internal sealed class CommandDesk
{
    private readonly OutputBatch _output;

    internal CommandDesk(OutputBatch output) => _output = output;

    /// <summary>Sends what is due on both sides as one update.</summary>
    /// <returns>Commands written.</returns>
    internal int Carry(ref DecisionRecord record, ref QuoterState head, ref InstrumentState instrument)
    {
        int before = _output.Count;
        bool waitOutCross = record.Suppressions == (Suppressions.BookCrossed | Suppressions.Throttled);
        if (waitOutCross)
        {
            instrument.WishKept = 1;
            return 0;
        }
        // An interval that lies further ahead than one can be belongs to a clock that was set back.
        bool isLeftOver = instrument.NextUpdateNs - head.NowNs > 2 * instrument.Parameters.MinRequoteIntervalNs;
        bool mayUpdate = head.NowNs >= instrument.NextUpdateNs || isLeftOver;
        bool updated = Side(ref record, ref head, ref instrument, ref instrument.Bid, sell: false, mayUpdate);
        updated |= Side(ref record, ref head, ref instrument, ref instrument.Ask, sell: true, mayUpdate);
        if (updated) instrument.NextUpdateNs = head.NowNs + Interval(ref head, in instrument.Parameters);

        const Suppressions kept = Suppressions.Throttled | Suppressions.BidPending | Suppressions.AskPending;
        instrument.WishKept = (record.Suppressions & kept) != 0 ? 1 : 0;
        return _output.Count - before;
    }

    private bool Side(ref DecisionRecord record, ref QuoterState head, ref InstrumentState instrument, ref OwnOrder order, bool sell, bool mayUpdate)
    {
        long wantTicks = sell ? record.WantedAskTicks : record.WantedBidTicks;
        long wantLots = sell ? record.WantedAskLots : record.WantedBidLots;
        switch (order.State)
        {
            case OwnOrderState.Unknown:
                record.Suppressions |= sell ? Suppressions.AskUnknown : Suppressions.BidUnknown;
                // Nothing is sent again blindly, but a cancel: it can only make less of it. Once per answer time, until the venue says.
                if (FeedHealth.IsOlder(head.NowNs, order.SentNs, instrument.Parameters.AnswerTimeoutNs)) Cancel(in record, ref head, ref order, sell);
                return false;
            case OwnOrderState.PendingCancel or OwnOrderState.Filling:
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
        // As Int128, because a price that the venue reports may be any number and its distance must not wrap.
        bool moved = Int128.Abs((Int128)wantTicks - order.PriceTicks) >= instrument.Parameters.RequoteTicks;
        if (!isNew && !moved && wantLots >= order.OpenLots) return false;
        // Less at risk does not wait for the interval.
        bool reduces = !isNew && wantLots < order.OpenLots;
        if (!mayUpdate && !reduces)
        {
            record.Suppressions |= Suppressions.Throttled;
            return false;
        }
        if (isNew) Place(in record, ref head, ref order, sell, wantTicks, wantLots);
        else Edit(in record, ref head, ref order, sell, wantTicks, wantLots);
        return true;
    }

    private void Place(in DecisionRecord record, ref QuoterState head, ref OwnOrder order, bool sell, long ticks, long lots)
    {
        OwnOrders.Placed(ref order, ++head.LastOrderId, ticks, lots, head.NowNs);
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
