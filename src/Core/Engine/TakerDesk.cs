using System;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;

namespace Minnow.Core.Engine;

/// <summary>Carries out a wish to take: one reduce-only order at a time that takes what is there and leaves nothing.</summary>
/// <remarks>
/// The order counts at its worst until its end is told, like any other, and is never edited. Own quotes at its price or through it go first:
/// an order that takes must not meet them. Quotes on its own side that leave it no room under the limit give way first too. What should be gone by itself
/// and is not is cancelled. The interval to the next one begins when one is sent.
/// </remarks>
internal sealed class TakerDesk(CommandWriter writer, LevelNotes notes)
{
    internal void Carry(ref UpdateTurn turn)
    {
        ref OwnOrder taker = ref turn.Instrument.Taker;
        if (!taker.IsFree)
        {
            Await(ref turn, ref taker);
            // One at a time; the quotes need not make way for another yet.
            turn.Take = default;
            return;
        }
        bool sell = turn.Take.IsSell != 0;
        if (turn.Take.Lots <= 0) return;
        ref LevelRecord note = ref notes.OfTaker(sell);
        note.WantedTicks = turn.Take.LimitTicks;
        note.Action = LevelAction.Wait;
        turn.Take.Lots = note.WantedLots = Lots(in turn, sell);
        if (turn.Take.Lots < turn.MinLots)
        {
            note.Reason = LevelReason.Nothing;
            turn.Take = default;
            return;
        }
        note.Reason = Obstacle(ref turn, sell);
        if (note.Reason is LevelReason.None or LevelReason.OwnQuote && !HasRoom(ref turn, sell)) note.Reason = LevelReason.NoRoom;
        note.WantedLots = turn.Take.Lots;
        if (note.Reason != LevelReason.None)
        {
            if (note.Reason == LevelReason.NoBudget) turn.Record.Suppressions |= Suppressions.NoBudget;
            turn.Record.Suppressions |= Suppressions.TakerHeld;
            // Only quotes in the way, or in its room, are worth clearing while it waits for them.
            if (note.Reason != LevelReason.OwnQuote && turn.TakeRoomLots == 0) turn.Take = default;
            return;
        }
        writer.Place(in turn.Record, ref turn.Head, ref taker, sell, turn.Take.LimitTicks, turn.Take.Lots,
            OutputRecord.ReduceOnlyFlag | (turn.Take.IsWhole != 0 ? OutputRecord.FillOrKillFlag : OutputRecord.ImmediateFlag));
        // The limit over all instruments was measured before this order was there.
        ref long netRoom = ref sell ? ref turn.Instrument.NetSellRoomLots : ref turn.Instrument.NetBuyRoomLots;
        if (netRoom != long.MaxValue) netRoom = Math.Max(0, netRoom - turn.Take.Lots);
        turn.Instrument.LastTakeNs = turn.NowNs;
        turn.Requests--;
        note.Action = LevelAction.Place;
        note.OrderId = taker.OrderId;
    }

    private void Await(ref UpdateTurn turn, ref OwnOrder taker)
    {
        bool sell = taker.IsSell != 0;
        turn.Record.Suppressions |= taker.State == OwnOrderState.Unknown ? Suppressions.TakerUnknown : Suppressions.TakerPending;
        ref LevelRecord note = ref notes.OfTaker(sell);
        LevelNotes.Describe(ref note, in taker);
        note.Reason = taker.State == OwnOrderState.Unknown ? LevelReason.Unknown : LevelReason.Pending;
        // It may wait for budget still, where nothing may be sent any more: what flattens goes on.
        bool isOver = taker.State == OwnOrderState.PendingNew && KillDesk.StepOf(in turn.Head, in turn.Instrument) is (Risk.KillStep.Cancel or Risk.KillStep.Latch);
        bool lingers = isOver || taker.State is OwnOrderState.Unknown or OwnOrderState.PendingCancel or OwnOrderState.Working;
        note.Action = LevelAction.Wait;
        if (!lingers || !CommandWriter.MayCancelAgain(in taker, turn.NowNs)) return;
        writer.Cancel(in turn.Record, ref turn.Head, ref taker, sell);
        note.Action = LevelAction.Cancel;
    }

    // Never more than the position, less what is sold (or bought) of it already.
    private static long Lots(in UpdateTurn turn, bool sell)
    {
        long position = turn.Instrument.PositionLots;
        if (sell ? position <= 0 : position >= 0) return 0;
        return Math.Max(0, Math.Min(Math.Min(turn.Take.Lots, turn.MaxOrderLots), Math.Abs(position) - turn.Instrument.UntoldLots(sell)));
    }

    // Quotes on its own side may all be filled beside it. As far as they can be moved they give way, so that it goes whole; else it takes what is left of the room.
    private static bool HasRoom(ref UpdateTurn turn, bool sell)
    {
        long room = Math.Max(0, turn.FreeLots(sell));
        if (room >= turn.Take.Lots) return true;
        foreach (ref readonly OwnOrder order in turn.Instrument.Side(sell).Used)
        {
            if (!LevelMatch.IsMovable(in order)) continue;
            turn.TakeRoomLots = turn.Take.Lots;
            return false;
        }
        turn.Take.Lots = room;
        return room >= turn.MinLots;
    }

    private LevelReason Obstacle(ref UpdateTurn turn, bool sell)
    {
        ref InstrumentState instrument = ref turn.Instrument;
        ref readonly RefusalGuard guard = ref sell ? ref instrument.AskRefusals : ref instrument.BidRefusals;
        if (turn.Take.LimitTicks <= 0) return LevelReason.Nothing;
        if (guard.IsPaused(turn.NowNs)) return LevelReason.Refused;
        // An order of a later time than now belongs to a clock that was set back.
        long passedNs = turn.NowNs - instrument.LastTakeNs;
        if (instrument.LastTakeNs != 0 && passedNs >= 0 && passedNs < turn.Take.IntervalNs) return LevelReason.Interval;
        if (turn.Requests <= 0) return LevelReason.NoBudget;
        return Clear(ref turn, sell) ? LevelReason.None : LevelReason.OwnQuote;
    }

    // Cancels our quotes that it would meet. True if there are none.
    private bool Clear(ref UpdateTurn turn, bool sell)
    {
        ref readonly OwnOrder hedger = ref turn.Instrument.Hedger;
        bool isClear = hedger.IsGone || (hedger.IsSell != 0) == sell;
        foreach (ref OwnOrder order in turn.Instrument.Side(!sell).Orders)
        {
            bool meets = !order.IsGone && (sell ? order.ReachTicks >= turn.Take.LimitTicks : order.ReachTicks <= turn.Take.LimitTicks);
            if (!meets) continue;
            isClear = false;
            if (LevelMatch.IsMovable(in order)) writer.Cancel(in turn.Record, ref turn.Head, ref order, !sell);
        }
        return isClear;
    }
}
