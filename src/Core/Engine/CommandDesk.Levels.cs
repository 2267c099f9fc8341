using System;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Parameters;

namespace Minnow.Core.Engine;

internal sealed partial class CommandDesk
{
    // Values of RequoteParameters.MoveKind; any other is an edit.
    private const long CancelThenPlace = 1;
    private const long PlaceThenCancel = 2;

    // Values of TacticParameters.PartialFillPolicy; any other leaves the rest.
    private const long TopUp = 1;
    private const long CancelTheRest = 2;

    /// <summary>Cancels what no level wants, and again what was to be gone by now.</summary>
    private void Unwanted(ref UpdateTurn turn, in LevelPlan plan, bool sell)
    {
        ref OrderSide side = ref turn.Instrument.Side(sell);
        for (int slot = 0; slot < side.Bound; slot++)
        {
            ref OwnOrder order = ref side[slot];
            if (order.IsFree) continue;
            bool isWanted = plan.LevelOf(slot) >= 0;
            if (order.State == OwnOrderState.Unknown) turn.Flag(Suppressions.BidUnknown, sell);
            // Unknown: nothing is sent again blindly, but a cancel: it can only make less of it. A level's order is left to the level.
            bool goes = order.State is OwnOrderState.Unknown or OwnOrderState.PendingCancel
                ? CommandWriter.MayCancelAgain(in order, turn.NowNs)
                : !isWanted && LevelMatch.IsMovable(in order);
            if (!isWanted)
            {
                ref LevelRecord note = ref Notes.OfOrder(slot, sell, in order);
                note.Action = goes ? LevelAction.Cancel : LevelAction.None;
                note.Reason = order.State == OwnOrderState.Unknown ? LevelReason.Unknown : goes ? LevelReason.NotWanted : LevelReason.Pending;
            }
            // Do not wait for the answer under way: a cancel that overtakes nothing costs nothing.
            if (goes) _writer.Cancel(in turn.Record, ref turn.Head, ref order, sell);
        }
    }

    private void Level(ref UpdateTurn turn, in QuoteLevel want, int level, int slot, bool sell, RequoteBand band)
    {
        ref LevelRecord note = ref Notes.OfLevel(level, sell, in want);
        if (slot < 0)
        {
            Place(ref turn, in want, ref note, sell);
            return;
        }
        ref OwnOrder order = ref turn.Instrument.Side(sell)[slot];
        if (turn.Rules.QueueFrontShare > 0 || turn.Rules.QueueValueFactor > 0) QueueWatch.Shown(ref order, turn.Instrument.Book.Side(sell).LotsAt(order.PriceTicks));
        LevelNotes.Describe(ref note, in order);
        switch (order.State)
        {
            case OwnOrderState.Unknown:
                Hold(ref note, LevelReason.Unknown);
                break;
            case OwnOrderState.PendingCancel or OwnOrderState.Filling:
                turn.Flag(Suppressions.BidPending, sell);
                Hold(ref note, LevelReason.Blocked);
                // The new order of a move in two steps belongs to the update that the first new order is charged for.
                if (turn.Rules.MoveKind == CancelThenPlace) turn.LeftOut(sell);
                break;
            case OwnOrderState.PendingNew or OwnOrderState.PendingEdit:
                turn.Flag(Suppressions.BidPending, sell);
                Hold(ref note, LevelReason.Pending);
                break;
            case OwnOrderState.Working when order.FilledLots > 0 && turn.Instrument.Parameters.Tactic.PartialFillPolicy == CancelTheRest:
                Cancel(ref turn, ref order, ref note, LevelReason.PartFilled, sell);
                break;
            case OwnOrderState.Working:
                Working(ref turn, in want, ref order, ref note, level, sell, band);
                break;
        }
    }

    private void Place(ref UpdateTurn turn, in QuoteLevel want, ref LevelRecord note, bool sell)
    {
        if (turn.Holds(sell))
        {
            turn.Flag(Suppressions.BidHeld, sell);
            Hold(ref note, LevelReason.Held);
            return;
        }
        if (IsHeldBack(ref turn, ref note, sell)) return;
        if (turn.CrossesOwn(want.PriceTicks, sell))
        {
            turn.Flag(Suppressions.BidOwnCross, sell);
            Hold(ref note, LevelReason.OwnCross);
            turn.LeftOut(sell);
            return;
        }
        // Orders that are to go still count: what was wanted is placed whole once they are gone.
        if (want.SizeLots > turn.FreeLots(sell))
        {
            turn.Flag(Suppressions.BidNoRoom, sell);
            Hold(ref note, LevelReason.NoRoom);
            return;
        }
        if (!turn.HasOrdersLeft)
        {
            turn.Flag(Suppressions.BidOrderLimit, sell);
            Hold(ref note, LevelReason.OrderLimit);
            return;
        }
        if (!TryPlace(ref turn, in want, ref note, sell))
        {
            turn.Flag(Suppressions.BidPending, sell);
            Hold(ref note, LevelReason.NoSlot);
            return;
        }
        note.Action = LevelAction.Place;
    }

    private void Working(ref UpdateTurn turn, in QuoteLevel want, ref OwnOrder order, ref LevelRecord note, int level, bool sell, RequoteBand band)
    {
        // A held side goes away from the market and gets smaller, nothing else; and it keeps its orders, so it moves them in place.
        bool holds = turn.Holds(sell);
        long lots = holds ? Math.Min(want.SizeLots, order.OpenLots) : want.SizeLots;
        // Less at risk does not wait: not for the interval, not for a trigger.
        bool reduces = lots < order.OpenLots;
        bool hasRoom = lots - order.OpenLots <= turn.FreeLots(sell);
        bool grows = lots > order.OpenLots && hasRoom && order.FilledLots > 0 && turn.Instrument.Parameters.Tactic.PartialFillPolicy == TopUp;
        // An order that is old is looked at by its own time, wherever the mid is.
        bool isFar = IsFar(ref turn, in want, in order, ref note, level, band);
        bool moves = grows || (isFar && (turn.IsTriggered || note.Reason == LevelReason.Stale));
        bool nearer = sell ? want.PriceTicks < order.PriceTicks : want.PriceTicks > order.PriceTicks;
        // What may not wait is the smaller size, not a price nearer to the market beside it: that one may just have been refused.
        if (moves && reduces && nearer && IsWaiting(in turn, sell)) moves = false;
        if (moves && holds && nearer)
        {
            turn.Flag(Suppressions.BidHeld, sell);
            note.Reason = LevelReason.Held;
            moves = false;
        }
        if (!moves && !reduces)
        {
            note.Action = LevelAction.Keep;
            return;
        }
        if (turn.Requests <= 0 && reduces)
        {
            // An edit would wait for budget; a cancel has its own.
            turn.Record.Suppressions |= Suppressions.NoBudget;
            Cancel(ref turn, ref order, ref note, LevelReason.NoBudget, sell);
            return;
        }
        if (!reduces && IsHeldBack(ref turn, ref note, sell)) return;
        if (moves && turn.CrossesOwn(want.PriceTicks, sell))
        {
            turn.Flag(Suppressions.BidOwnCross, sell);
            Hold(ref note, LevelReason.OwnCross);
            turn.LeftOut(sell);
            if (!reduces) return;
            moves = false;
        }
        long moveKind = holds ? 0 : turn.Rules.MoveKind;
        if (moves && !reduces && moveKind == CancelThenPlace)
        {
            // The new order is what the interval is charged for.
            turn.LeftOut(sell);
            turn.Flag(Suppressions.BidPending, sell);
            Cancel(ref turn, ref order, ref note, LevelReason.CancelFirst, sell);
            return;
        }
        bool fits = lots <= turn.FreeLots(sell);
        if (moves && !reduces && moveKind == PlaceThenCancel && fits && TryPlace(ref turn, in want, ref note, sell))
        {
            _writer.Cancel(in turn.Record, ref turn.Head, ref order, sell);
            note.Action = LevelAction.PlaceAndCancel;
            return;
        }
        // At its own price a smaller order keeps its place in the queue.
        long ticks = moves ? want.PriceTicks : order.PriceTicks;
        _writer.Edit(in turn.Record, ref turn.Head, ref order, sell, ticks, reduces || hasRoom ? lots : order.OpenLots);
        turn.Sent(sell);
        note.Action = LevelAction.Edit;
        if (!moves) note.Reason = LevelReason.Smaller;
    }

    // Far from the level's price; the note says why not, and what made it so.
    private static bool IsFar(ref UpdateTurn turn, in QuoteLevel want, in OwnOrder order, ref LevelRecord note, int level, RequoteBand band)
    {
        ref readonly RequoteParameters rules = ref turn.Rules;
        note.Reason = LevelReason.None;
        if (rules.QueueValueFactor > 0) QueueDesk.Weigh(in turn, in want, in order, ref note);
        if (want.PriceTicks == order.PriceTicks) return false;
        bool isOld = rules.RefreshNs > 0 && order.JoinedNs != 0 && FeedHealth.IsOlder(turn.NowNs, order.JoinedNs, rules.RefreshNs);
        bool isTraded = rules.RefreshTrades > 0 && order.TradesSeen >= rules.RefreshTrades;
        if (isOld || isTraded)
        {
            note.Reason = LevelReason.Stale;
            return true;
        }
        note.Reason = LevelReason.InBand;
        if (band.Holds(want.PriceTicks, order.PriceTicks, level)) return false;
        note.Reason = LevelReason.Undercut;
        if (level == 0 && IsSmallUndercut(in turn, in want, in order)) return false;
        note.Reason = LevelReason.QueueValue;
        if (QueueDesk.IsWorthKeeping(in turn, in note) && band.Holds(want.PriceTicks, order.PriceTicks, level, rules.QueueBandTicks)) return false;
        note.Reason = LevelReason.QueueFront;
        if (QueueWatch.IsNearFront(in order, rules.QueueFrontShare) && band.Holds(want.PriceTicks, order.PriceTicks, level, rules.QueueBandTicks)) return false;
        note.Reason = turn.IsTriggered ? LevelReason.None : LevelReason.NotTriggered;
        return true;
    }

    // Others went before our first order by little, and the touch rule would follow: the place in the queue may be worth more.
    private static bool IsSmallUndercut(in UpdateTurn turn, in QuoteLevel want, in OwnOrder order)
    {
        ref readonly RequoteParameters rules = ref turn.Rules;
        long nearer = order.IsSell != 0 ? order.PriceTicks - want.PriceTicks : want.PriceTicks - order.PriceTicks;
        return rules.TouchRule is 1 or 2 && nearer > 0 && nearer <= rules.UndercutTicks;
    }

    private static bool IsWaiting(in UpdateTurn turn, bool sell)
    {
        ref readonly RefusalGuard guard = ref sell ? ref turn.Instrument.AskRefusals : ref turn.Instrument.BidRefusals;
        return guard.IsWaiting(turn.NowNs) || !turn.MayUpdateSide(sell);
    }

    // What holds a new order or a move back for a while.
    private static bool IsHeldBack(ref UpdateTurn turn, ref LevelRecord note, bool sell)
    {
        ref readonly RefusalGuard guard = ref sell ? ref turn.Instrument.AskRefusals : ref turn.Instrument.BidRefusals;
        if (turn.Requests <= 0)
        {
            turn.Record.Suppressions |= Suppressions.NoBudget;
            Hold(ref note, LevelReason.NoBudget);
        }
        else if (guard.IsWaiting(turn.NowNs))
        {
            turn.Flag(Suppressions.BidBackoff, sell);
            Hold(ref note, LevelReason.Backoff);
        }
        else if (!turn.MayUpdateSide(sell))
        {
            turn.Record.Suppressions |= Suppressions.Throttled;
            Hold(ref note, LevelReason.Throttled);
        }
        else
        {
            return false;
        }
        return true;
    }

    private static void Hold(ref LevelRecord note, LevelReason reason)
    {
        note.Action = LevelAction.Wait;
        note.Reason = reason;
    }

    private bool TryPlace(ref UpdateTurn turn, in QuoteLevel want, ref LevelRecord note, bool sell)
    {
        ref OrderSide side = ref turn.Instrument.Side(sell);
        int slot = turn.HasOrdersLeft ? OrderSide.Take(ref side) : -1;
        if (slot < 0) return false;
        turn.OrdersLeft--;
        _writer.Place(in turn.Record, ref turn.Head, ref side[slot], sell, want.PriceTicks, want.SizeLots);
        turn.Sent(sell);
        note.OrderId = side[slot].OrderId;
        return true;
    }

    private void Cancel(ref UpdateTurn turn, ref OwnOrder order, ref LevelRecord note, LevelReason reason, bool sell)
    {
        _writer.Cancel(in turn.Record, ref turn.Head, ref order, sell);
        note.Action = LevelAction.Cancel;
        note.Reason = reason;
    }
}
