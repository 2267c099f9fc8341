using Minnow.Core.Model;
using Minnow.Core.Orders;

namespace Minnow.Core.Engine;

/// <summary>What the venue says about our orders, fills and position: applied to the state, before anything is decided.</summary>
internal static class OrderDesk
{
    private const long LateNs = Units.NsPerSecond;

    internal static void OnUpdate(ref readonly Event e, ref QuoterState head, ref InstrumentState instrument)
    {
        ref readonly OrderUpdate update = ref e.Order;
        bool isAsk = !instrument.Ask.IsFree && instrument.Ask.OrderId == update.OrderId;
        ref OwnOrder order = ref isAsk ? ref instrument.Ask : ref instrument.Bid;
        ref RefusalGuard guard = ref isAsk ? ref instrument.AskRefusals : ref instrument.BidRefusals;
        OrderOutcome outcome = OwnOrders.Answered(ref order, ref instrument.Ended, in update, e.ExchangeNs, head.NowNs);
        if (outcome == OrderOutcome.NotThis)
        {
            isAsk = e.Has(EventFlags.Ask);
            outcome = EndedOrders.Answered(ref instrument.Ended, in update, e.ExchangeNs);
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

    private static void Refused(OrderReason reason, ref RefusalGuard guard, ref QuoterState head, in InstrumentState instrument)
    {
        head.Refusals++;
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
        if ((details & FillDetails.Liquidation) != 0) Halt(ref head, HaltReason.Liquidation);
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
            ref OwnOrder order = ref sold ? ref instrument.Ask : ref instrument.Bid;
            outcome = OwnOrders.Filled(ref order, ref instrument.Ended, orderId, lots, head.NowNs);
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
            instrument.PositionLots = stated;
            PositionCheck.TakenOver(ref instrument.Check, stated);
            return;
        }
        long bought = instrument.Bid.UntoldLots, sold = instrument.Ask.UntoldLots;
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
        ref OwnOrder order = ref sold != 0 ? ref instrument.Ask : ref instrument.Bid;
        if (OwnOrders.UntoldRefuted(ref order, ref instrument.Ended, e.ExchangeNs, PositionCheck.GraceNs, head.NowNs)) head.RefutedFills++;
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
