using Minnow.Core.Book;
using Minnow.Core.Engine.Hedging;
using Minnow.Core.Engine.Monitors;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>One decision: may we quote, what do we want, what rests, what is sent. Every term goes into the record.</summary>
internal sealed class QuoteDesk
{
    private readonly StateBlock _block;
    private readonly CommandDesk _commands;
    private readonly OutputBatch _output;

    internal QuoteDesk(StateBlock block, OutputBatch output)
    {
        _block = block;
        _output = output;
        _commands = new CommandDesk(output);
    }

    internal void Decide(ushort index, ref InstrumentState instrument, DecisionTrigger trigger)
    {
        ref QuoterState head = ref _block.Head;
        ExpireAnswers(ref head, ref instrument);
        OrderSide.Trim(ref instrument.Bids);
        OrderSide.Trim(ref instrument.Asks);
        FeedDesk.Resync(index, ref head, ref instrument, _output);
        bool resting = !instrument.HasNoOrders;
        bool flattens = FlattenDesk.IsDue(in head, in instrument);
        if (instrument.Parameters.QuoteEnabled == 0 && !resting && instrument.CancelAllDue == 0 && !flattens && instrument.Hedge.Rank == 0) return;

        BookTop top = BookTop.OfOthers(in instrument.Book, in instrument.Own);
        TriggerRules.Begin(trigger, ref head, ref instrument, in top);
        DecisionRecord record = default;
        Describe(ref record, index, in head, in instrument, trigger, in top);
        record.NetExposureE8 = ExposureDesk.Limit(_block, ref instrument);
        LimitDesk.Limit(ref record, _block, ref instrument);
        record.Suppressions = Obstacles(in head, in instrument, in top);
        HedgeDesk.Plan(_block, index, record.Suppressions, out HedgePlan hedge);
        PlanDesk.Measure(ref record, ref instrument, in head);
        QuotePlan plan = default;
        TacticPlan tactics = default;
        if (record.Suppressions == Suppressions.None)
        {
            TacticDesk.Evaluate(ref instrument, in record, head.NowNs, out tactics);
            PlanDesk.Want(ref record, _block, ref instrument, in tactics, out plan);
            // A plan that wants nothing at all takes nothing either.
            if (record.Suppressions != Suppressions.None) tactics.Aggression = default;
        }
        else if (flattens)
        {
            tactics.Aggression = FlattenDesk.Want(ref record, in head, in instrument);
            ExposureDesk.Exit(in record, ref instrument);
        }
        record.WantedBidCount = (byte)plan.Ladder.Bids.Count;
        record.WantedAskCount = (byte)plan.Ladder.Asks.Count;

        // Commands carry the number of their decision, so it is taken before them and given back if nothing came of it.
        record.DecisionNumber = head.DecisionCount + 1;
        int before = _output.Count;
        record.CommandCount = (uint)_commands.Carry(ref record, ref head, ref instrument, ref plan.Ladder, in tactics, in hedge, LimitDesk.OrdersLeft(_block, in instrument));
        if (record.CommandCount != 0) OwnFlowDesk.Sent(in head, ref instrument);
        MonitorDesk.OnSent(ref head, ref instrument, _output.Records[before..]);
        if (instrument.Hedge.Rank != 0) HedgeNotes.Write(_output, in record, ref instrument, in hedge);
        if (!IsNews(in record, in instrument, trigger, resting) && _output.Count == before) return;

        head.DecisionCount++;
        instrument.LastSuppressions = (long)record.Suppressions;
        instrument.LastClamps = (long)record.Clamps;
        record.LevelCount = (uint)_commands.Notes.Count;
        AccountDesk.Describe(ref record, in head, in instrument);
        _output.AddDecision(in record);
        _commands.Notes.WriteTo(_output);
    }

    // An evaluation that ends as the one before did, and sends nothing, is not a decision: the journal would only repeat itself.
    private static bool IsNews(in DecisionRecord record, in InstrumentState instrument, DecisionTrigger trigger, bool resting)
    {
        bool sameRules = (long)record.Suppressions == instrument.LastSuppressions && (long)record.Clamps == instrument.LastClamps;
        if (!sameRules) return true;
        if (trigger == DecisionTrigger.Timer) return false;
        return resting || record.WantedBidCount > 0 || record.WantedAskCount > 0;
    }

    private static void Describe(ref DecisionRecord record, ushort index, in QuoterState head, in InstrumentState instrument, DecisionTrigger trigger, in BookTop top)
    {
        record.Kind0 = OutputKind.Decision;
        record.Kind1 = record.Kind2 = record.Kind3 = record.Kind4 = record.Kind5 = record.Kind6 = record.Kind7 = record.Kind8 = record.Kind9 = record.Kind10 = OutputKind.DecisionPart;
        record.Trigger = trigger;
        record.InstrumentIndex = index;
        record.CauseSequence = head.LastSequence;
        record.TimeNs = head.NowNs;
        record.BestBidTicks = top.BidTicks;
        record.BestBidLots = top.BidLots;
        record.BestAskTicks = top.AskTicks;
        record.BestAskLots = top.AskLots;
        record.BookChangeId = instrument.Book.LastChangeId;
        record.PositionLots = instrument.PositionLots;
        record.BidWorstLots = instrument.WorstLots(sell: false);
        record.AskWorstLots = instrument.WorstLots(sell: true);
        KillStep step = KillDesk.StepOf(in head, in instrument);
        if (step != KillStep.None)
        {
            record.KillStep = (byte)step;
            record.KillCause = (byte)KillDesk.LadderOf(in head, in instrument).Cause;
            record.KillTriggers = (uint)(head.Risk.Ladder.Triggers | instrument.Risk.Ladder.Triggers);
        }
        record.MidMovedBps = TriggerRules.MidMovedBps(in instrument, in top);
        record.Imbalance = top.Imbalance;
    }

    private static Suppressions Obstacles(in QuoterState head, in InstrumentState instrument, in BookTop top)
    {
        ref readonly QuotingParameters p = ref instrument.Parameters;
        Suppressions found = Suppressions.None;
        if (p.QuoteEnabled == 0) found |= Suppressions.NotEnabled;
        if (head.Paused != 0) found |= Suppressions.Paused;
        if (!GatewayDesk.CanSend(in head)) found |= Suppressions.GatewayNotReady;
        if (head.Halted != 0) found |= Suppressions.Halted;
        // A pause and a halt have flags of their own.
        if (KillDesk.StepOf(in head, in instrument) >= KillStep.Cancel && head.Paused == 0 && head.Halted == 0) found |= Suppressions.KillLadder;
        if (head.AccountLocked != 0) found |= Suppressions.AccountLocked;
        if ((head.GateShut | instrument.GateShut) != 0) found |= Suppressions.GateShut;
        if (GatewayDesk.IsFrozen(in head)) found |= Suppressions.ProtectionFrozen;
        if (instrument.Check.Differs != 0) found |= Suppressions.PositionMismatch;
        if (instrument.Check.IsUnsure != 0) found |= Suppressions.PositionUnsure;
        if (head.FeedLost != 0) found |= Suppressions.FeedLost;
        if (head.Platform is (long)TradingState.Locked or (long)TradingState.Halted) found |= Suppressions.PlatformLocked;
        bool isScaled = instrument.Spec.TickE8 > 0 && instrument.Spec.LotE8 > 0;
        if (!isScaled || instrument.Spec.Contract is not (ContractKind.Inverse or ContractKind.Linear)) found |= Suppressions.NotQuotable;
        if (instrument.Trading != (long)TradingState.Open || instrument.LotsChanged != 0) found |= Suppressions.NotOpen;
        if (instrument.Health.IsStale(head.NowNs, p.MaxFeedAgeNs, p.MaxExchangeLagNs)) found |= Suppressions.StaleFeed;
        if (!instrument.Volatility.IsDefined) found |= Suppressions.NoVolatility;
        if (MonitorDesk.IsChurnedOut(in head)) found |= Suppressions.OrderToVolume;
        return found | BookObstacles(in head, in instrument, in top);
    }

    private static Suppressions BookObstacles(in QuoterState head, in InstrumentState instrument, in BookTop top)
    {
        ref readonly L2Book book = ref instrument.Book;
        if (!book.IsValid) return Suppressions.BookNotValid;
        if (!top.IsTwoSided)
        {
            // With one side left a fair price may stand in; the plan says whether there is one. With none left nothing can be judged by it, nor by our own quotes.
            bool standsIn = instrument.Parameters.Fair.FallbackKind != 0 && (top.BidTicks != Units.Missing || top.AskTicks != Units.Missing);
            return standsIn ? Suppressions.None : Suppressions.OneSided;
        }
        if (book.BestBidTicks < book.BestAskTicks) return Suppressions.None;
        // A short cross is a message in two parts; nothing is priced from it, and after the limit the quotes go.
        return FeedHealth.IsOlder(head.NowNs, book.CrossedSinceNs, instrument.Parameters.CrossedPullNs)
            ? Suppressions.BookCrossed
            : Suppressions.BookCrossed | Suppressions.Throttled;
    }

    private static void ExpireAnswers(ref QuoterState head, ref InstrumentState instrument)
    {
        long timeoutNs = instrument.Parameters.AnswerTimeoutNs;
        foreach (ref OwnOrder order in instrument.Bids.Orders)
            if (OwnOrders.Expire(ref order, head.NowNs, timeoutNs)) head.UnknownOrders++;
        foreach (ref OwnOrder order in instrument.Asks.Orders)
            if (OwnOrders.Expire(ref order, head.NowNs, timeoutNs)) head.UnknownOrders++;
        if (OwnOrders.Expire(ref instrument.Taker, head.NowNs, timeoutNs)) head.UnknownOrders++;
        if (OwnOrders.Expire(ref instrument.Hedger, head.NowNs, timeoutNs)) head.UnknownOrders++;
    }
}
