using Minnow.Core.Accounting;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>What the venue says about our orders, fills and position: applied to the state, before anything is decided.</summary>
internal static class OrderDesk
{
    private const long LateNs = Units.NsPerSecond;

    internal static void OnUpdate(ref readonly Event e, ref QuoterState head, ref InstrumentState instrument)
    {
        ref readonly OrderUpdate update = ref e.Order;
        ref OwnOrder order = ref Find(ref instrument, update.OrderId, out bool isAsk);
        ref RefusalGuard guard = ref isAsk ? ref instrument.AskRefusals : ref instrument.BidRefusals;
        OrderOutcome outcome = OwnOrders.Answered(ref order, ref instrument.Ended, in update, e.ExchangeNs, head.NowNs);
        if (outcome == OrderOutcome.NotThis)
        {
            isAsk = e.Has(EventFlags.Ask);
            outcome = EndedOrders.Answered(ref instrument.Ended, in update, e.ExchangeNs);
        }
        else if (order is { State: OwnOrderState.Working, JoinedNs: 0 })
        {
            QueueWatch.Joined(ref order, instrument.Book.Side(isAsk).LotsAt(order.PriceTicks), head.NowNs);
        }
        switch (outcome)
        {
            case OrderOutcome.NotThis:
                head.StrayAnswers++;
                break;
            case OrderOutcome.NoNews:
                head.OldReports++;
                break;
            case OrderOutcome.Taken:
                RefusalGuard.Taken(ref guard);
                break;
            case OrderOutcome.Refused:
                Refused(update.Reason, ref guard, ref head, in instrument);
                break;
            case OrderOutcome.Gone:
                Gone(update.Reason, ref guard, ref head, in instrument);
                break;
            case OrderOutcome.MoreFilled:
                instrument.Check.IsUnsure = 1;
                break;
            case OrderOutcome.Contradiction:
                head.Contradictions++;
                Halt(ref head, HaltReason.Contradiction);
                break;
        }
    }

    /// <summary>The order with this id; one of another id if we have none such. Whoever asks compares.</summary>
    private static ref OwnOrder Find(ref InstrumentState instrument, long orderId, out bool isAsk)
    {
        int slot = instrument.Bids.IndexOf(orderId);
        isAsk = false;
        if (slot >= 0) return ref instrument.Bids[slot];
        slot = instrument.Asks.IndexOf(orderId);
        isAsk = slot >= 0;
        if (isAsk) return ref instrument.Asks[slot];
        ref OwnOrder single = ref instrument.Hedger.OrderId == orderId ? ref instrument.Hedger : ref instrument.Taker;
        isAsk = single.IsSell != 0;
        return ref single;
    }

    /// <summary>A trade of others: what stood before our orders at its price is less.</summary>
    internal static void OnTrade(ref readonly Event e, ref InstrumentState instrument)
    {
        // A seller takes from the bids. A print from before the order's own report met what stood there then.
        bool isShown = e.ExchangeNs <= instrument.Book.LastExchangeNs;
        foreach (ref OwnOrder order in instrument.Side(!e.Has(EventFlags.Ask)).Orders)
            if (e.ExchangeNs >= order.ReportNs) QueueWatch.Traded(ref order, e.Trade.PriceTicks, e.Trade.SizeLots, isShown);
    }

    private static void Refused(OrderReason reason, ref RefusalGuard guard, ref QuoterState head, in InstrumentState instrument)
    {
        head.Refusals++;
        // A quote that came too late for its price is no trouble of the venue, and neither is what our own gate held.
        if (reason is not (OrderReason.PostOnly or OrderReason.Denied)) RecentTimes.Add(ref head.Risk.Refusals, head.NowNs);
        switch (reason)
        {
            case OrderReason.PostOnly:
                RefusalGuard.WouldHaveTaken(ref guard, instrument.Parameters.MinRequoteIntervalNs, head.NowNs);
                return;
            case OrderReason.SelfTrade:
                head.SelfTrades++;
                RefusalGuard.Pause(ref guard, head.NowNs);
                break;
            case OrderReason.Protection:
                RefusalGuard.Pause(ref guard, head.NowNs);
                break;
            case OrderReason.Liquidation:
                Halt(ref head, HaltReason.Liquidation);
                break;
        }
        if (RefusalGuard.Refused(ref guard, head.NowNs)) Halt(ref head, HaltReason.Refusals);
    }

    // An end that nobody asked for may be a refusal in other words: an edit that would have taken, an order that would have met our own.
    private static void Gone(OrderReason reason, ref RefusalGuard guard, ref QuoterState head, in InstrumentState instrument)
    {
        if (reason is OrderReason.PostOnly or OrderReason.SelfTrade or OrderReason.Protection or OrderReason.Liquidation)
            Refused(reason, ref guard, ref head, in instrument);
    }

    /// <summary>Books a fill. It always moves the position: it is real money, whatever we know of its order.</summary>
    /// <returns>False if it was booked before, or is not to be booked.</returns>
    internal static bool OnFill(ref readonly Event e, ref QuoterState head, ref InstrumentState instrument)
    {
        long lots = e.Fill.SizeLots;
        if (lots is <= 0 or > OwnOrders.MaxLots)
        {
            head.Unapplied++;
            return false;
        }
        if (!RecentIds.TryAdd(ref instrument.Fills, e.Fill.TradeId))
        {
            head.DuplicateFills++;
            return false;
        }
        FillDetails details = (FillDetails)e.Detail;
        if ((details & FillDetails.BeforeOpening) != 0)
        {
            head.FillsBeforeOpening++;
            return false;
        }
        bool sold = e.Has(EventFlags.Ask);
        instrument.PositionLots += sold ? -lots : lots;
        instrument.FeesE8 += e.Fill.FeeE8;
        instrument.FillCount++;
        instrument.Signals.FillNs = head.NowNs;
        instrument.Signals.FillTicks = e.Fill.PriceTicks;
        instrument.Signals.FillSold = sold ? 1 : 0;
        if ((details & FillDetails.Liquidation) != 0) Halt(ref head, HaltReason.Liquidation);
        LiveAccount.Fill(ref instrument.Risk.Account, sold, in e.Fill, head.NowNs);
        // What we took was wanted now, and no sign that others run through our quotes.
        if ((details & FillDetails.Taker) == 0) FillRun.Filled(ref instrument.Risk.Run, sold, e.Fill.OrderId, head.NowNs);
        OfOrder(in e, sold, details, ref head, ref instrument);
        PositionCheck.Filled(ref instrument.Check, instrument.PositionLots, e.ExchangeNs, head.NowNs);
        return true;
    }

    private static void OfOrder(ref readonly Event e, bool sold, FillDetails details, ref QuoterState head, ref InstrumentState instrument)
    {
        long orderId = e.Fill.OrderId, lots = e.Fill.SizeLots;
        bool isOurs = orderId > 0 && orderId <= head.LastOrderId && (details & (FillDetails.External | FillDetails.FormerRun)) == 0;
        FillOutcome outcome = FillOutcome.NotThis;
        if (isOurs)
        {
            ref OwnOrder order = ref Find(ref instrument, orderId, out bool isAsk);
            // A fill on the other side than its order's is no fill of that order.
            if (isAsk == sold) outcome = OwnOrders.Filled(ref order, ref instrument.Ended, orderId, lots, head.NowNs);
            if (outcome == FillOutcome.NotThis)
            {
                outcome = EndedOrders.Filled(ref instrument.Ended, orderId, lots, out long endedNs);
                head.LateFills++;
                if (outcome != FillOutcome.NotThis && FeedHealth.IsOlder(head.NowNs, endedNs, LateNs)) head.VeryLateFills++;
            }
        }
        else
        {
            head.ExternalFills++;
        }
        if (outcome == FillOutcome.Overfill)
        {
            head.Overfills++;
            Halt(ref head, HaltReason.Overfill);
        }
        if (outcome is FillOutcome.NotThis or FillOutcome.BeyondEnd) instrument.Check.IsUnsure = 1;
    }

    internal static void OnPosition(ref readonly Event e, ref QuoterState head, ref InstrumentState instrument)
    {
        long stated = e.Position.SizeLots;
        // Nothing said is not flat: ours stays (fault C22).
        if (stated is > OwnOrders.MaxLots or < -OwnOrders.MaxLots)
        {
            head.Unapplied++;
            return;
        }
        if (e.Has(EventFlags.Snapshot))
        {
            AccountDesk.OnPosition(in e, ref head, ref instrument);
            instrument.PositionLots = stated;
            PositionCheck.TakenOver(ref instrument.Check, stated);
            return;
        }
        long bought = instrument.UntoldLots(sell: false), sold = instrument.UntoldLots(sell: true);
        switch (PositionCheck.Stated(ref instrument.Check, stated, instrument.PositionLots, bought, sold, e.ExchangeNs, head.NowNs))
        {
            case PositionVerdict.Equal:
                Refute(in e, ref head, ref instrument, bought, sold);
                break;
            case PositionVerdict.Differs:
                head.PositionMismatches++;
                break;
            case PositionVerdict.Unexplained:
                head.PositionMismatches++;
                Halt(ref head, HaltReason.PositionMismatch);
                break;
        }
    }

    // Only while one side alone lacks fills: two that lack some could cancel each other out in the position.
    private static void Refute(ref readonly Event e, ref QuoterState head, ref InstrumentState instrument, long bought, long sold)
    {
        if (bought != 0 && sold != 0) return;
        foreach (ref OwnOrder order in instrument.Side(sold != 0).Orders) Refute(in e, ref order, ref head, ref instrument.Ended);
        Refute(in e, ref instrument.Taker, ref head, ref instrument.Ended);
        Refute(in e, ref instrument.Hedger, ref head, ref instrument.Ended);
    }

    private static void Refute(ref readonly Event e, ref OwnOrder order, ref QuoterState head, ref EndedOrders ended)
    {
        if (OwnOrders.UntoldRefuted(ref order, ref ended, e.ExchangeNs, PositionCheck.GraceNs, head.NowNs)) head.RefutedFills++;
    }

    /// <summary>Latches the halt; the first reason stays.</summary>
    internal static void Halt(ref QuoterState head, HaltReason reason)
    {
        if (head.Halted != 0) return;
        head.Halted = (long)reason;
        head.HaltedNs = head.NowNs;
        head.HaltedSequence = head.LastSequence;
        head.HaltCount++;
    }
}
