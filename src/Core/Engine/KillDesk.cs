using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Model;
using Minnow.Core.Risk;

namespace Minnow.Core.Engine;

/// <summary>The kill ladder at work: a person's commands, halts, what an instrument's ladder asks of all, and the order connection's end.</summary>
internal static class KillDesk
{
    /// <summary>The step in force for an instrument: the higher of its own and the account's.</summary>
    internal static KillStep StepOf(in QuoterState head, in InstrumentState instrument) => (KillStep)Math.Max(head.Risk.Ladder.Step, instrument.Risk.Ladder.Step);

    /// <summary>The ladder that a step of an instrument comes from.</summary>
    internal static ref readonly KillLadder LadderOf(in QuoterState head, in InstrumentState instrument) =>
        ref instrument.Risk.Ladder.Step > head.Risk.Ladder.Step ? ref instrument.Risk.Ladder : ref head.Risk.Ladder;

    /// <summary>Grows with each halt and each step up: whoever compares knows that one came between.</summary>
    internal static long Moved(in QuoterState head) => head.HaltCount + head.Risk.Ladder.RaisedCount;

    /// <summary>True if we ever had an order in it in this run, or quote it or hedge on it: what it holds is ours to cancel and to flatten.</summary>
    internal static bool IsOurs(in InstrumentState instrument) => instrument.Ended.Count != 0 || !instrument.HasNoOrders || instrument.Parameters.QuoteEnabled != 0 || instrument.Hedge.Rank != 0;

    /// <summary>A person's command.</summary>
    /// <returns>False if there is no such command.</returns>
    internal static bool OnOperator(OperatorVerb verb, StateBlock block)
    {
        ref QuoterState head = ref block.Head;
        switch (verb)
        {
            case OperatorVerb.Stop or OperatorVerb.Pause:
                head.Paused = 1;
                KillLadder.Raise(ref head.Risk.Ladder, KillTrigger.Operator, KillStep.Cancel, head.NowNs);
                return true;
            case OperatorVerb.Resume:
                head.Paused = 0;
                KillLadder.Drop(ref head.Risk.Ladder, KillTrigger.Operator, head.NowNs);
                return true;
            case OperatorVerb.Widen:
                KillLadder.Raise(ref head.Risk.Ladder, KillTrigger.Operator, KillStep.Widen, head.NowNs);
                return true;
            case OperatorVerb.StopAdding:
                KillLadder.Raise(ref head.Risk.Ladder, KillTrigger.Operator, KillStep.StopAdding, head.NowNs);
                return true;
            case OperatorVerb.Flatten:
                KillLadder.Raise(ref head.Risk.Ladder, KillTrigger.Operator, KillStep.Flatten, head.NowNs);
                return true;
            case OperatorVerb.Kill:
                KillLadder.Raise(ref head.Risk.Ladder, KillTrigger.Operator, KillStep.Latch, head.NowNs);
                return true;
            case OperatorVerb.Arm:
                Arm(block);
                return true;
            default:
                return false;
        }
    }

    /// <summary>What a halt, or a latched step of any ladder, means for all: one step for the account, and a halt that outlives the process.</summary>
    /// <returns>True if the step of the account changed.</returns>
    internal static bool Settle(StateBlock block)
    {
        ref QuoterState head = ref block.Head;
        ref KillLadder all = ref head.Risk.Ladder;
        bool changed = false;
        // A halt has its own step, whatever brought it; the rule may ask for more than a cancel, never for less.
        bool isHaltOfOrders = head.Halted is > (long)HaltReason.None and (<= (long)HaltReason.Contradiction or (long)HaltReason.RepeatedFills);
        if (isHaltOfOrders && all.At(KillTrigger.Halt).Step == 0)
        {
            KillStep wanted = KillRules.At(in head.Risk.Parameters.Rules, KillTrigger.Halt).Wanted;
            changed = KillLadder.Raise(ref all, KillTrigger.Halt, wanted < KillStep.Cancel ? KillStep.Cancel : wanted, head.NowNs);
        }
        for (int i = 0; i < (int)head.InstrumentCount; i++)
        {
            ref readonly KillLadder own = ref block[i].Risk.Ladder;
            if (own.Step >= (long)KillStep.Flatten) changed |= KillLadder.Raise(ref all, (KillTrigger)own.Cause, (KillStep)own.Step, head.NowNs);
        }
        if (all.Step >= (long)KillStep.Flatten) OrderDesk.Halt(ref head, ReasonOf((KillTrigger)all.Cause, (KillStep)all.Step));
        Measure(ref head);
        return changed;
    }

    /// <summary>Notes what has come to its end, and says what the order connection must do. After every event while a step from Cancel on is in force, or the connection is closed.</summary>
    internal static void Follow(StateBlock block, OutputBatch output)
    {
        ref QuoterState head = ref block.Head;
        ref RiskState risk = ref head.Risk;
        Settle(block);
        bool isClear = true, isFlat = true;
        for (int i = 0; i < (int)head.InstrumentCount; i++)
        {
            ref InstrumentState instrument = ref block[i];
            isClear &= instrument.HasNoOrders;
            isFlat &= instrument.PositionLots == 0 || !IsOurs(in instrument);
        }
        if (risk.CancelSinceNs != 0 && risk.CancelTookNs == 0 && isClear) risk.CancelTookNs = Math.Max(1, head.NowNs - risk.CancelSinceNs);
        if (risk.FlattenSinceNs != 0 && risk.FlattenTookNs == 0 && isFlat && isClear) risk.FlattenTookNs = Math.Max(1, head.NowNs - risk.FlattenSinceNs);
        if (risk.Ladder.Step == (long)KillStep.Latch && risk.IsLinkClosed == 0)
        {
            // What still rests by then goes with the connection: the venue cancels it.
            bool isLate = FeedHealth.IsOlder(head.NowNs, risk.Ladder.SinceNs, risk.Parameters.LatchCloseNs - 1);
            if (!isClear && !isLate) return;
            risk.IsLinkClosed = 1;
            risk.ClosedNs = head.NowNs;
            CommandWriter.Link(output, ref head, CommandVerb.Disconnect);
        }
        else if (risk.IsLinkClosed != 0 && risk.Ladder.Step != (long)KillStep.Latch)
        {
            risk.IsLinkClosed = 0;
            CommandWriter.Link(output, ref head, CommandVerb.Connect);
        }
    }

    /// <summary>True if <see cref="Follow"/> has anything to do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsAtWork(in QuoterState head) => head.Risk.Ladder.Step >= (long)KillStep.Cancel || head.Risk.IsLinkClosed != 0 || head.Risk.CancelSinceNs != 0;

    /// <summary>The halt that a latched step is.</summary>
    internal static HaltReason ReasonOf(KillTrigger cause, KillStep step) => cause switch
    {
        KillTrigger.Operator => step == KillStep.Latch ? HaltReason.Killed : HaltReason.Flattened,
        KillTrigger.TrendBreak => HaltReason.TrendBreak,
        KillTrigger.SpreadCollapse or KillTrigger.SpreadBlowOut => HaltReason.Spread,
        KillTrigger.FundingFlip => HaltReason.Funding,
        KillTrigger.Divergence or KillTrigger.StaleData or KillTrigger.Gaps => HaltReason.MarketData,
        KillTrigger.InventoryLoss => HaltReason.InventoryLoss,
        KillTrigger.FillRun => HaltReason.FillRun,
        KillTrigger.Latency or KillTrigger.Refusals or KillTrigger.VenueAlert => HaltReason.Venue,
        KillTrigger.SessionLoss => HaltReason.SessionLoss,
        KillTrigger.DailyLoss => HaltReason.DailyLoss,
        KillTrigger.Drawdown => HaltReason.Drawdown,
        KillTrigger.LosingTrips => HaltReason.LosingTrips,
        KillTrigger.Margin => HaltReason.Margin,
        KillTrigger.Clock => HaltReason.Clock,
        KillTrigger.Reconcile or KillTrigger.StatementAlert => HaltReason.Statement,
        KillTrigger.JournalAlert => HaltReason.Journal,
        KillTrigger.ModelAlert => HaltReason.Model,
        _ => HaltReason.External,
    };

    private static void Measure(ref QuoterState head)
    {
        ref RiskState risk = ref head.Risk;
        Since(risk.Ladder.Step >= (long)KillStep.Cancel, ref risk.CancelSinceNs, ref risk.CancelTookNs, head.NowNs);
        Since(risk.Ladder.Step == (long)KillStep.Flatten, ref risk.FlattenSinceNs, ref risk.FlattenTookNs, head.NowNs);
    }

    // How long the last one took stays to be read until the next begins.
    private static void Since(bool holds, ref long sinceNs, ref long tookNs, long nowNs)
    {
        if (!holds) sinceNs = 0;
        else if (sinceNs == 0) (sinceNs, tookNs) = (nowNs, 0);
    }

    private static void Arm(StateBlock block)
    {
        ref QuoterState head = ref block.Head;
        head.Halted = (long)HaltReason.None;
        // Whoever arms has reset the protection too, if it needed that; else the venue refuses and we pause again.
        GatewayDesk.Thaw(ref head);
        KillLadder.Arm(ref head.Risk.Ladder, head.NowNs);
        // A pause is not lifted by it.
        if (head.Paused != 0) KillLadder.Raise(ref head.Risk.Ladder, KillTrigger.Operator, KillStep.Cancel, head.NowNs);
        for (int i = 0; i < (int)head.InstrumentCount; i++)
        {
            ref InstrumentState instrument = ref block[i];
            Orders.RefusalGuard.Taken(ref instrument.BidRefusals);
            Orders.RefusalGuard.Taken(ref instrument.AskRefusals);
            instrument.Check.Mismatches = 0;
            KillLadder.Arm(ref instrument.Risk.Ladder, head.NowNs);
        }
        AccountDesk.Rebase(block);
    }
}
