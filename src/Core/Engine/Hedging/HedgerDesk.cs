using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;

namespace Minnow.Core.Engine.Hedging;

/// <summary>Carries out a hedge plan: one order at a time, at rest or one that takes. What it is and what it may do was decided before.</summary>
/// <remarks>
/// The order counts at its worst until its end is told. Own quotes that it would meet go first. A resting one follows the market to the best price,
/// gets smaller when less is wanted, and goes when nothing is, when it is of the other side, or when it is time to take.
/// </remarks>
internal sealed class HedgerDesk(CommandWriter writer, LevelNotes notes)
{
    // An order is made smaller at once by more than a so-manieth part of it; by less once the interval has passed.
    private const long SmallShare = 16;

    /// <summary>Sends what is due.</summary>
    /// <param name="turn">The update; what the order takes of budget and room is taken off it.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>True if a message was sent.</returns>
    internal bool Carry(ref UpdateTurn turn, in HedgePlan plan)
    {
        ref OwnOrder order = ref turn.Instrument.Hedger;
        ref HedgeLeg leg = ref turn.Instrument.Hedge;
        if (order.IsFree && plan.Lots <= 0)
        {
            leg.RestingNs = 0;
            return false;
        }
        ref LevelRecord note = ref notes.OfHedge(order.IsFree ? plan.IsSell : order.IsSell != 0);
        note.WantedTicks = plan.LimitTicks;
        note.WantedLots = plan.Lots;
        if (!order.IsFree) return Manage(ref turn, in plan, ref order, ref note);
        MakeRoom(ref turn, in plan);
        note.Action = LevelAction.Wait;
        note.Reason = Obstacle(ref turn, in plan);
        if (note.Reason != LevelReason.None)
        {
            if (note.Reason == LevelReason.NoBudget) turn.Record.Suppressions |= Suppressions.NoBudget;
            turn.Record.Suppressions |= Suppressions.HedgeHeld;
            return false;
        }
        bool takes = plan.Way == HedgeWay.Take;
        writer.Place(in turn.Record, ref turn.Head, ref order, plan.IsSell, plan.LimitTicks, plan.Lots,
            OutputRecord.HedgeFlag | (takes ? OutputRecord.ImmediateFlag : 0));
        ref long netRoom = ref plan.IsSell ? ref turn.Instrument.NetSellRoomLots : ref turn.Instrument.NetBuyRoomLots;
        // The limit over all instruments was measured before this order was there.
        if (netRoom != long.MaxValue) netRoom -= plan.Lots;
        turn.OrdersLeft--;
        leg.OrderCount++;
        leg.IsTaking = takes ? 1 : 0;
        if (!takes && leg.RestingNs == 0) leg.RestingNs = turn.NowNs;
        Sent(ref turn, ref leg, plan.Lots);
        note.Action = LevelAction.Place;
        note.OrderId = order.OrderId;
        return true;
    }

    private bool Manage(ref UpdateTurn turn, in HedgePlan plan, ref OwnOrder order, ref LevelRecord note)
    {
        LevelNotes.Describe(ref note, in order);
        ref HedgeLeg leg = ref turn.Instrument.Hedge;
        bool sell = order.IsSell != 0;
        note.Action = LevelAction.Wait;
        note.Reason = order.State == OwnOrderState.Unknown ? LevelReason.Unknown : LevelReason.Pending;
        turn.Record.Suppressions |= order.State == OwnOrderState.Unknown ? Suppressions.HedgeUnknown : order.State == OwnOrderState.Working ? 0 : Suppressions.HedgePending;
        bool isOver = plan.Lots <= 0 || plan.IsSell != sell || plan.Way == HedgeWay.Take || leg.IsTaking != 0;
        switch (order.State)
        {
            case OwnOrderState.Unknown or OwnOrderState.PendingCancel:
                return CommandWriter.MayCancelAgain(in order, turn.NowNs) && Cancel(ref turn, ref order, ref note, note.Reason, sell);
            case OwnOrderState.Filling:
                return false;
            // One that takes ends by itself, and a message about it would come too late: unless nothing is to be hedged any more, and it may wait for budget still.
            case OwnOrderState.PendingNew when leg.IsTaking != 0 && KillDesk.StepOf(in turn.Head, in turn.Instrument) < Risk.KillStep.StopAdding:
                return false;
            case OwnOrderState.Working or OwnOrderState.PendingNew or OwnOrderState.PendingEdit when isOver:
                return Cancel(ref turn, ref order, ref note, LevelReason.NotWanted, sell);
            case OwnOrderState.Working:
                return Working(ref turn, in plan, ref order, ref note, sell);
            default:
                return false;
        }
    }

    private bool Working(ref UpdateTurn turn, in HedgePlan plan, ref OwnOrder order, ref LevelRecord note, bool sell)
    {
        ref HedgeLeg leg = ref turn.Instrument.Hedge;
        // A lot more or less with each move of the price is no reason for a message of its own.
        long less = order.OpenLots - plan.Lots;
        bool reduces = less > 0 && (less > order.OpenLots / SmallShare || IsDue(in turn, in leg));
        bool nearer = sell ? plan.LimitTicks < order.PriceTicks : plan.LimitTicks > order.PriceTicks;
        note.Reason = LevelReason.None;
        note.Action = LevelAction.Keep;
        ref readonly RefusalGuard guard = ref sell ? ref turn.Instrument.AskRefusals : ref turn.Instrument.BidRefusals;
        bool moves = nearer && IsDue(in turn, in leg) && turn.Requests > 0 && !guard.IsWaiting(turn.NowNs) && !turn.CrossesOwn(plan.LimitTicks, sell);
        if (!moves && !reduces) return false;
        // A smaller size does not wait; without budget for a change there is one for a cancel.
        if (turn.Requests <= 0) return Cancel(ref turn, ref order, ref note, LevelReason.NoBudget, sell);
        long lots = System.Math.Min(plan.Lots, order.OpenLots);
        writer.Edit(in turn.Record, ref turn.Head, ref order, sell, moves ? plan.LimitTicks : order.PriceTicks, lots);
        Sent(ref turn, ref leg, 0);
        note.Action = LevelAction.Edit;
        if (!moves) note.Reason = LevelReason.Smaller;
        return true;
    }

    private bool Cancel(ref UpdateTurn turn, ref OwnOrder order, ref LevelRecord note, LevelReason reason, bool sell)
    {
        writer.Cancel(in turn.Record, ref turn.Head, ref order, sell);
        note.Action = LevelAction.Cancel;
        note.Reason = reason;
        return true;
    }

    private LevelReason Obstacle(ref UpdateTurn turn, in HedgePlan plan)
    {
        ref InstrumentState instrument = ref turn.Instrument;
        ref readonly RefusalGuard guard = ref plan.IsSell ? ref instrument.AskRefusals : ref instrument.BidRefusals;
        if (plan.LimitTicks <= 0) return LevelReason.Nothing;
        if (guard.IsPaused(turn.NowNs)) return LevelReason.Refused;
        if (plan.Way == HedgeWay.Passive && guard.IsWaiting(turn.NowNs)) return LevelReason.Backoff;
        if (!IsDue(in turn, in instrument.Hedge)) return LevelReason.Interval;
        if (turn.Requests <= 0) return LevelReason.NoBudget;
        // One that takes leaves nothing behind.
        if (plan.Way == HedgeWay.Passive && !turn.HasOrdersLeft) return LevelReason.OrderLimit;
        return Clear(ref turn, in plan) ? LevelReason.None : LevelReason.OwnQuote;
    }

    // Cancels our quotes that it would meet. True if there are none.
    private bool Clear(ref UpdateTurn turn, in HedgePlan plan)
    {
        bool isClear = turn.Instrument.Taker.IsGone || (turn.Instrument.Taker.IsSell != 0) == plan.IsSell;
        foreach (ref OwnOrder order in turn.Instrument.Side(!plan.IsSell).Orders)
        {
            bool meets = !order.IsGone && (plan.IsSell ? order.ReachTicks >= plan.LimitTicks : order.ReachTicks <= plan.LimitTicks);
            if (!meets) continue;
            isClear = false;
            if (LevelMatch.IsMovable(in order)) writer.Cancel(in turn.Record, ref turn.Head, ref order, !plan.IsSell);
        }
        return isClear;
    }

    // The hedge comes before the quotes of its side: they leave it what it still wants.
    private static void MakeRoom(ref UpdateTurn turn, in HedgePlan plan)
    {
        turn.Hedge = plan.Lots > 0 ? plan : default;
        ref long planned = ref plan.IsSell ? ref turn.PlanSellLots : ref turn.PlanBuyLots;
        long limit = turn.RoomLots(plan.IsSell);
        planned = System.Math.Max(0, System.Math.Min(planned, limit - plan.WantedLots));
    }

    // A time that lies further ahead than the interval belongs to a clock that was set back.
    private static bool IsDue(in UpdateTurn turn, in HedgeLeg leg)
    {
        long waitNs = leg.NextNs - turn.NowNs;
        return waitNs <= 0 || waitNs > turn.Head.Hedge.IntervalNs;
    }

    private static void Sent(ref UpdateTurn turn, ref HedgeLeg leg, long lots)
    {
        leg.NextNs = turn.NowNs + turn.Head.Hedge.IntervalNs;
        leg.WishLots += leg.WishLots > 0 ? -System.Math.Min(lots, leg.WishLots) : System.Math.Min(lots, -leg.WishLots);
        turn.Requests--;
    }
}
