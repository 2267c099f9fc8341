using System;
using Minnow.Core.Engine.Hedging;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;

namespace Minnow.Core.Engine;

/// <summary>Wanted against working: turns the difference into commands, both sides and all levels as one update within the update interval.</summary>
/// <remarks>Cancels and smaller sizes are never held back by the interval; a wish that is held back is kept and tried again.</remarks>
internal sealed partial class CommandDesk
{
    /// <summary>A first cancel this old with the order still there leads to a cancel of all, and again after the same time, ns.</summary>
    internal const long CancelAllAfterNs = 2 * Units.NsPerSecond;

    // What holds a message back for a while: the wish is kept, and the next event tries again.
    private const Suppressions Kept = Suppressions.Throttled | Suppressions.BidPending | Suppressions.AskPending | Suppressions.BidRefused
        | Suppressions.AskRefused | Suppressions.BidBackoff | Suppressions.AskBackoff | Suppressions.NoBudget | Suppressions.BidOwnCross
        | Suppressions.AskOwnCross | Suppressions.BidOrderLimit | Suppressions.AskOrderLimit | Suppressions.BidNoRoom | Suppressions.AskNoRoom | Suppressions.TakerHeld
        | Suppressions.BidHeld | Suppressions.AskHeld | Suppressions.HedgeHeld | Suppressions.HedgePending;

    private readonly OutputBatch _output;
    private readonly CommandWriter _writer;
    private readonly TakerDesk _taker;
    private readonly HedgerDesk _hedger;

    internal CommandDesk(OutputBatch output)
    {
        _output = output;
        _writer = new CommandWriter(output);
        _taker = new TakerDesk(_writer, Notes);
        _hedger = new HedgerDesk(_writer, Notes);
    }

    /// <summary>What was done about each level.</summary>
    internal LevelNotes Notes { get; } = new();

    /// <summary>Sends what is due as one update.</summary>
    /// <param name="record">The decision; its suppressions and clamps are added to.</param>
    /// <param name="head">Head of the state.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="wanted">The wanted levels; what the position limit has no room for is taken off them.</param>
    /// <param name="tactics">What tactics ask for: sides to pull or to hold, an order that takes.</param>
    /// <param name="hedge">The hedge that is wanted of this instrument.</param>
    /// <param name="ordersLeft">Orders that may still be placed.</param>
    /// <returns>Commands written.</returns>
    internal int Carry(
        ref DecisionRecord record, ref QuoterState head, ref InstrumentState instrument, ref QuoteLadder wanted, in TacticPlan tactics, in HedgePlan hedge = default,
        long ordersLeft = long.MaxValue)
    {
        int before = _output.Count;
        Notes.Clear();
        if (!GatewayDesk.CanSend(in head))
        {
            Leave(ref record, ref instrument, LevelReason.GatewayNotReady);
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
        if (wanted.Bids.Count > 0 || wanted.Asks.Count > 0) record.Clamps |= budget.Clamp;
        // An interval that lies further ahead than one can be belongs to a clock that was set back.
        bool isLeftOver = instrument.NextUpdateNs - head.NowNs > 2 * instrument.Parameters.MinRequoteIntervalNs;
        UpdateTurn turn = new()
        {
            Record = ref record,
            Head = ref head,
            Instrument = ref instrument,
            MayUpdate = head.NowNs >= instrument.NextUpdateNs || isLeftOver,
            IsTriggered = TriggerRules.MayMove(in record, in instrument),
            Requests = budget.Requests,
            MaxPositionLots = instrument.Spec.LotE8 > 0 ? instrument.Parameters.MaxPositionAmountE8 / instrument.Spec.LotE8 : 0,
            PlanBuyLots = wanted.Bids.RoomLots,
            PlanSellLots = wanted.Asks.RoomLots,
            MinLots = Math.Max(1, instrument.Spec.MinLots),
            MaxOrderLots = LevelLimit.Lots(instrument.Risk.Parameters.MaxOrderAmountE8, in instrument),
            MaxSideLots = LevelLimit.Lots(instrument.Risk.Parameters.MaxLadderAmountE8, in instrument),
            OrdersLeft = ordersLeft,
            Take = TakerWant.Of(in tactics.Aggression, in instrument.Parameters.Tactic),
            HoldsBids = tactics.Bid.Effect == TacticEffect.Hold,
            HoldsAsks = tactics.Ask.Effect == TacticEffect.Hold,
        };
        _hedger.Carry(ref turn, in hedge);
        // What ends flat has the way to flat for its room, and no step further.
        if (turn.Take.IsExit != 0) (turn.MaxPositionLots, turn.PlanBuyLots, turn.PlanSellLots, turn.MaxSideLots) = (0, long.MaxValue, long.MaxValue, long.MaxValue);
        _taker.Carry(ref turn);
        Update(ref turn, ref wanted, budget.RequoteFactor * Monitors.MonitorDesk.RequoteFactor(in head));
        CancelAll(ref turn);

        instrument.WishKept = (record.Suppressions & Kept) != 0 ? 1 : 0;
        TriggerRules.End(in record, ref instrument, turn.Updated, turn.IsTriggered);
        return _output.Count - before;
    }

    private void Update(ref UpdateTurn turn, ref QuoteLadder wanted, long factor)
    {
        ref InstrumentState instrument = ref turn.Instrument;
        if (turn.MayUpdate) turn.Follow(sell: false) = turn.Follow(sell: true) = 0;
        LevelLimit.Apply(ref turn, ref wanted.Bids.Levels, ref wanted.Bids.Count, sell: false);
        LevelLimit.Apply(ref turn, ref wanted.Asks.Levels, ref wanted.Asks.Count, sell: true);
        RequoteBand band = new(instrument.Parameters.RequoteTicks, turn.Rules.BandTicksPerLevel, factor);
        bool overlaps = turn.Rules.MoveKind == PlaceThenCancel;
        LevelPlan bids = LevelMatch.Find(in wanted.Bids.Levels, (int)wanted.Bids.Count, in instrument.Bids, sell: false, band, overlaps);
        LevelPlan asks = LevelMatch.Find(in wanted.Asks.Levels, (int)wanted.Asks.Count, in instrument.Asks, sell: true, band, overlaps);
        // Less at risk first, so that what is freed of it is there for the rest.
        Unwanted(ref turn, in bids, sell: false);
        Unwanted(ref turn, in asks, sell: true);
        // Level by level, so that a short budget goes to the best prices of both sides.
        int deepest = (int)Math.Max(wanted.Bids.Count, wanted.Asks.Count);
        for (int level = 0; level < deepest; level++)
        {
            if (level < wanted.Bids.Count && wanted.Bids.Levels[level].SizeLots > 0) Level(ref turn, in wanted.Bids.Levels[level], level, bids.SlotOf(level), sell: false, band);
            if (level < wanted.Asks.Count && wanted.Asks.Levels[level].SizeLots > 0) Level(ref turn, in wanted.Asks.Levels[level], level, asks.SlotOf(level), sell: true, band);
        }
        if (turn.Updated) instrument.NextUpdateNs = turn.NowNs + Interval(ref turn.Head, in instrument.Parameters);
    }

    private static bool IsOverdue(in OwnOrder order, long nowNs) =>
        !order.IsGone && order.CancelCount != 0 && FeedHealth.IsOlder(nowNs, order.FirstCancelNs, CancelAllAfterNs);

    private static bool IsAnyOverdue(in OrderSide side, long nowNs)
    {
        foreach (ref readonly OwnOrder order in side.Used)
            if (IsOverdue(in order, nowNs)) return true;
        return false;
    }

    // A cancel that stays without effect becomes a cancel of all; a halt begins with one, because it may be about an order that we do not know.
    private void CancelAll(ref UpdateTurn turn)
    {
        ref InstrumentState instrument = ref turn.Instrument;
        long nowNs = turn.NowNs;
        bool overdue = IsAnyOverdue(in instrument.Bids, nowNs) || IsAnyOverdue(in instrument.Asks, nowNs) || IsOverdue(in instrument.Taker, nowNs)
            || IsOverdue(in instrument.Hedger, nowNs);
        if (instrument.CancelAllDue == 0 && !(overdue && FeedHealth.IsOlder(nowNs, instrument.LastCancelAllNs, CancelAllAfterNs - 1))) return;
        instrument.CancelAllDue = 0;
        instrument.LastCancelAllNs = nowNs;
        _writer.CancelAll(in turn.Record, ref turn.Head);
    }

    // Nothing can be sent: the orders are only described.
    private void Leave(ref DecisionRecord record, ref InstrumentState instrument, LevelReason reason)
    {
        if (instrument.Bids.UnknownCount != 0) record.Suppressions |= Suppressions.BidUnknown;
        if (instrument.Asks.UnknownCount != 0) record.Suppressions |= Suppressions.AskUnknown;
        if (instrument.Taker.State == OwnOrderState.Unknown) record.Suppressions |= Suppressions.TakerUnknown;
        if (instrument.Hedger.State == OwnOrderState.Unknown) record.Suppressions |= Suppressions.HedgeUnknown;
        for (int slot = 0; slot < OrderSide.Capacity; slot++)
        {
            if (!instrument.Bids[slot].IsFree) Notes.OfOrder(slot, sell: false, in instrument.Bids[slot]).Reason = reason;
            if (!instrument.Asks[slot].IsFree) Notes.OfOrder(slot, sell: true, in instrument.Asks[slot]).Reason = reason;
        }
    }

    // Jitter keeps the rhythm of our updates from being read by others.
    private static long Interval(ref QuoterState head, in QuotingParameters p)
    {
        long extra = p.MinRequoteIntervalNs / 100 * p.JitterPercent;
        return p.MinRequoteIntervalNs + (extra <= 0 ? 0 : (long)(head.Random.Next() % (ulong)(extra + 1)));
    }
}
