using System;
using System.Linq;
using Minnow.Core.Accounting;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>The kill ladder at work, call by call: whose step it is, what a halt makes of it, how long it took, and when the order connection closes. Two instruments, both ours.</summary>
public sealed class KillDeskEdgeTests : IDisposable
{
    private const long Second = Units.NsPerSecond;
    private readonly QuoterScript _s = new(2);

    public KillDeskEdgeTests()
    {
        _s.Name("BTC-PERPETUAL").Define().Name("ETH-PERPETUAL", 1).Define(instrument: 1).Wait(Second).Timer();
        for (int i = 0; i < 2; i++) _s.Block[i].Parameters.QuoteEnabled = 1;
        _s.Output.Clear();
    }

    public void Dispose() => _s.Dispose();

    private ref QuoterState Head => ref _s.Block.Head;

    private ref RiskState Risk => ref _s.Block.Head.Risk;

    private KillStep Step => (KillStep)Risk.Ladder.Step;

    private void Raise(KillStep step, KillTrigger trigger = KillTrigger.Operator) => KillLadder.Raise(ref Risk.Ladder, trigger, step, Head.NowNs);

    private CommandVerb[] Follow()
    {
        _s.Output.Clear();
        KillDesk.Follow(_s.Block, _s.Output);
        return [.. _s.Output.Records.ToArray().Where(static r => r.Kind == OutputKind.Command).Select(static r => r.Verb)];
    }

    [Fact]
    public void The_step_of_an_instrument_is_the_higher_one_and_of_equal_ones_the_accounts()
    {
        ref InstrumentState own = ref _s.Block[0];
        KillLadder.Raise(ref own.Risk.Ladder, KillTrigger.TrendBreak, KillStep.StopAdding, 1);
        Assert.Equal((KillStep.StopAdding, (long)KillTrigger.TrendBreak), (KillDesk.StepOf(in Head, in own), KillDesk.LadderOf(in Head, in own).Cause));
        Assert.Equal(KillStep.None, KillDesk.StepOf(in Head, in _s.Block[1]));
        Raise(KillStep.StopAdding);
        Assert.Equal((long)KillTrigger.Operator, KillDesk.LadderOf(in Head, in own).Cause);
        KillLadder.Raise(ref own.Risk.Ladder, KillTrigger.TrendBreak, KillStep.Cancel, 1);
        Assert.Equal((KillStep.Cancel, (long)KillTrigger.TrendBreak), (KillDesk.StepOf(in Head, in own), KillDesk.LadderOf(in Head, in own).Cause));
        Head.HaltCount = 3;
        Assert.Equal(3 + Risk.Ladder.RaisedCount, KillDesk.Moved(in Head));
    }

    [Fact]
    public void An_instrument_is_ours_by_any_order_of_now_or_of_before_by_quoting_and_by_hedging()
    {
        ref InstrumentState of = ref _s.Block[0];
        Assert.True(KillDesk.IsOurs(in of));
        of.Parameters.QuoteEnabled = 0;
        Assert.False(KillDesk.IsOurs(in of));
        of.Hedge.Rank = 1;
        Assert.True(KillDesk.IsOurs(in of));
        of.Hedge.Rank = 0;
        of.Hedger.State = OwnOrderState.Working;
        Assert.True(KillDesk.IsOurs(in of));
        OwnOrder ended = new() { OrderId = 5, State = OwnOrderState.Working };
        of.Hedger = default;
        EndedOrders.Add(ref of.Ended, in ended, Head.NowNs);
        Assert.True(KillDesk.IsOurs(in of));
    }

    [Fact]
    public void Every_command_of_a_person_is_known_and_no_other()
    {
        foreach (OperatorVerb verb in Enum.GetValues<OperatorVerb>()) Assert.Equal(verb != OperatorVerb.None, KillDesk.OnOperator(verb, _s.Block));
        Assert.False(KillDesk.OnOperator(OperatorVerb.Widen + 1, _s.Block));
    }

    [Theory]
    [InlineData(HaltReason.None, false)]
    [InlineData(HaltReason.PositionMismatch, true)]
    [InlineData(HaltReason.Contradiction, true)]
    [InlineData(HaltReason.Killed, false)] // it comes from the ladder itself
    [InlineData(HaltReason.External, false)]
    [InlineData(HaltReason.RepeatedFills, true)]
    public void A_halt_of_orders_is_a_step_of_its_own_once(HaltReason reason, bool steps)
    {
        Head.Halted = (long)reason;
        Assert.Equal(steps, KillDesk.Settle(_s.Block));
        Assert.Equal(steps ? KillStep.Cancel : KillStep.None, Step);
        Assert.False(KillDesk.Settle(_s.Block));
        // What it asks for later is not asked for again.
        KillRules.Of(ref Risk.Parameters.Rules, KillTrigger.Halt).Step = (long)KillStep.Latch;
        Assert.False(KillDesk.Settle(_s.Block));
        Assert.Equal(steps ? KillStep.Cancel : KillStep.None, Step);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_an_instrument_latches_is_for_all_and_halts_and_what_it_only_cancels_is_not(int instrument)
    {
        ref KillLadder own = ref _s.Block[instrument].Risk.Ladder;
        KillLadder.Raise(ref own, KillTrigger.InventoryLoss, KillStep.Cancel, 1);
        Assert.False(KillDesk.Settle(_s.Block));
        Assert.Equal((KillStep.None, 0L), (Step, Head.Halted));
        KillLadder.Raise(ref own, KillTrigger.InventoryLoss, KillStep.Flatten, 1);
        Assert.True(KillDesk.Settle(_s.Block));
        Assert.Equal((KillStep.Flatten, (long)HaltReason.InventoryLoss, (long)KillTrigger.InventoryLoss), (Step, Head.Halted, Risk.Ladder.Cause));
        Assert.False(KillDesk.Settle(_s.Block));
    }

    public static TheoryData<KillTrigger, HaltReason> Reasons => new()
    {
        { KillTrigger.TrendBreak, HaltReason.TrendBreak }, { KillTrigger.SpreadCollapse, HaltReason.Spread }, { KillTrigger.SpreadBlowOut, HaltReason.Spread },
        { KillTrigger.FundingFlip, HaltReason.Funding }, { KillTrigger.Divergence, HaltReason.MarketData }, { KillTrigger.StaleData, HaltReason.MarketData }, { KillTrigger.Gaps, HaltReason.MarketData },
        { KillTrigger.InventoryLoss, HaltReason.InventoryLoss }, { KillTrigger.FillRun, HaltReason.FillRun }, { KillTrigger.Latency, HaltReason.Venue }, { KillTrigger.Refusals, HaltReason.Venue },
        { KillTrigger.VenueAlert, HaltReason.Venue }, { KillTrigger.SessionLoss, HaltReason.SessionLoss }, { KillTrigger.DailyLoss, HaltReason.DailyLoss }, { KillTrigger.Drawdown, HaltReason.Drawdown },
        { KillTrigger.LosingTrips, HaltReason.LosingTrips }, { KillTrigger.Margin, HaltReason.Margin }, { KillTrigger.Clock, HaltReason.Clock }, { KillTrigger.Reconcile, HaltReason.Statement },
        { KillTrigger.StatementAlert, HaltReason.Statement }, { KillTrigger.JournalAlert, HaltReason.Journal }, { KillTrigger.ModelAlert, HaltReason.Model }, { KillTrigger.ExternalAlert, HaltReason.External },
        { KillTrigger.Halt, HaltReason.External },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_latched_step_is_a_halt_of_its_own_reason(KillTrigger trigger, HaltReason reason)
    {
        Assert.Equal((reason, reason), (KillDesk.ReasonOf(trigger, KillStep.Flatten), KillDesk.ReasonOf(trigger, KillStep.Latch)));
        Assert.Equal((HaltReason.Flattened, HaltReason.Killed), (KillDesk.ReasonOf(KillTrigger.Operator, KillStep.Flatten), KillDesk.ReasonOf(KillTrigger.Operator, KillStep.Latch)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Cancelling_took_until_no_order_of_any_instrument_was_left_and_at_least_a_moment(int instrument)
    {
        Assert.False(KillDesk.IsAtWork(in Head));
        _s.Block[instrument].Taker.State = OwnOrderState.Working;
        Raise(KillStep.Cancel);
        Assert.True(KillDesk.IsAtWork(in Head));
        Follow();
        Assert.Equal((Head.NowNs, 0L), (Risk.CancelSinceNs, Risk.CancelTookNs));
        long since = Head.NowNs;
        Head.NowNs += 7;
        Follow();
        Assert.Equal(0, Risk.CancelTookNs);
        _s.Block[instrument].Taker = default;
        Head.NowNs += 7;
        Follow();
        Assert.Equal((since, 14L), (Risk.CancelSinceNs, Risk.CancelTookNs));
        // An order that comes back later does not change it, nor does time.
        Head.NowNs += 7;
        Follow();
        Assert.Equal(14, Risk.CancelTookNs);
        KillLadder.Drop(ref Risk.Ladder, KillTrigger.Operator, Head.NowNs);
        Assert.True(KillDesk.IsAtWork(in Head));
        Follow();
        Assert.Equal((0L, 14L, false), (Risk.CancelSinceNs, Risk.CancelTookNs, KillDesk.IsAtWork(in Head)));
        // With nothing to cancel it took a moment, so that it is known to be over.
        Raise(KillStep.Cancel);
        Follow();
        Assert.Equal((Head.NowNs, 1L), (Risk.CancelSinceNs, Risk.CancelTookNs));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Flattening_took_until_every_position_of_ours_and_every_order_was_gone(int instrument)
    {
        ref InstrumentState of = ref _s.Block[instrument];
        of.PositionLots = 1;
        Raise(KillStep.Flatten);
        long since = Head.NowNs;
        Follow();
        Assert.Equal((since, 0L, 1L), (Risk.FlattenSinceNs, Risk.FlattenTookNs, Risk.CancelTookNs));
        Head.NowNs += 5;
        Follow();
        Assert.Equal(0, Risk.FlattenTookNs);
        (of.PositionLots, of.Hedger.State) = (0, OwnOrderState.Unknown);
        Head.NowNs += 5;
        Follow();
        Assert.Equal(0, Risk.FlattenTookNs);
        of.Hedger = default;
        Head.NowNs += 5;
        Follow();
        Assert.Equal(15, Risk.FlattenTookNs);
        Head.NowNs += 5;
        Follow();
        Assert.Equal(15, Risk.FlattenTookNs);
        // What it took stays to be read when a kill comes over it; the cancel goes on.
        Raise(KillStep.Latch);
        Follow();
        Assert.Equal((0L, 15L, since), (Risk.FlattenSinceNs, Risk.FlattenTookNs, Risk.CancelSinceNs));
    }

    [Fact]
    public void A_position_that_is_not_ours_is_none_to_flatten_and_a_flat_one_takes_a_moment()
    {
        (_s.Block[1].PositionLots, _s.Block[1].Parameters.QuoteEnabled) = (9, 0);
        Raise(KillStep.Flatten);
        Follow();
        Assert.Equal(1, Risk.FlattenTookNs);
    }

    [Fact]
    public void The_order_connection_closes_when_all_is_clear_or_after_its_time_and_opens_when_the_step_is_gone()
    {
        Risk.Parameters.LatchCloseNs = Second;
        _s.Block[1].Asks[OrderSide.Take(ref _s.Block[1].Asks)].State = OwnOrderState.PendingCancel;
        foreach (KillStep step in (KillStep[])[KillStep.Widen, KillStep.StopAdding, KillStep.Cancel, KillStep.Flatten])
        {
            Raise(step);
            Assert.Empty(Follow());
        }
        Raise(KillStep.Latch);
        Assert.Empty(Follow());
        Head.NowNs += Second - 1;
        Assert.Empty(Follow());
        Head.NowNs++;
        Assert.Equal([CommandVerb.Disconnect], Follow());
        Assert.Equal((1L, Head.NowNs), (Risk.IsLinkClosed, Risk.ClosedNs));
        Head.NowNs += Second;
        Assert.Empty(Follow());
        KillDesk.OnOperator(OperatorVerb.Arm, _s.Block);
        Assert.True(KillDesk.IsAtWork(in Head));
        Assert.Equal([CommandVerb.Connect], Follow());
        Assert.Equal(0, Risk.IsLinkClosed);
        Assert.Empty(Follow());
        Risk.IsLinkClosed = 1;
        Assert.True(KillDesk.IsAtWork(in Head));
        // All clear: at once.
        Risk.IsLinkClosed = 0;
        _s.Block[1].Asks = default;
        Raise(KillStep.Latch);
        Assert.Equal([CommandVerb.Disconnect], Follow());
    }

    [Fact]
    public void What_an_instrument_latched_between_two_events_is_settled_before_it_is_followed()
    {
        KillLadder.Raise(ref _s.Block[1].Risk.Ladder, KillTrigger.FillRun, KillStep.Latch, 1);
        Assert.Equal([CommandVerb.Disconnect], Follow());
        Assert.Equal((long)HaltReason.FillRun, Head.Halted);
    }

    [Fact]
    public void Whoever_arms_begins_every_protection_of_every_instrument_anew_and_lifts_no_pause()
    {
        KillDesk.OnOperator(OperatorVerb.Pause, _s.Block);
        (Head.Halted, Head.IsFrozen, Head.FrozenUntilNs) = ((long)HaltReason.Overfill, 1, 5);
        RecentTimes.Add(ref Risk.Refusals, 1);
        for (int i = 0; i < 2; i++)
        {
            ref InstrumentState of = ref _s.Block[i];
            (of.BidRefusals.InRow, of.AskRefusals.InRow, of.Check.Mismatches) = (3, 3, 2);
            KillLadder.Raise(ref of.Risk.Ladder, KillTrigger.FillRun, KillStep.Latch, 1);
        }
        KillDesk.Settle(_s.Block);
        Assert.True(KillDesk.OnOperator(OperatorVerb.Arm, _s.Block));
        Assert.Equal((0L, 0L, 0L, 0L, KillStep.Cancel), (Head.Halted, Head.IsFrozen, Head.FrozenUntilNs, Risk.Refusals.Count, Step));
        for (int i = 0; i < 2; i++)
        {
            ref InstrumentState of = ref _s.Block[i];
            Assert.Equal((0L, 0L, 0L, 0L), (of.BidRefusals.InRow, of.AskRefusals.InRow, of.Check.Mismatches, of.Risk.Ladder.Step));
        }
        KillDesk.OnOperator(OperatorVerb.Resume, _s.Block);
        Assert.Equal((KillStep.None, 0L), (Step, Head.Paused));
    }

    [Fact]
    public void The_desk_of_risk_sums_up_before_it_looks_and_says_what_moved()
    {
        RiskDesk desk = new(_s.Block);
        KillRules.Of(ref Risk.Parameters.Rules, KillTrigger.SessionLoss) = KillRule.Of(KillStep.Cancel, 0, 0, 0);
        Risk.Parameters.MaxSessionLossE8 = 5;
        _s.Block[1].Risk.Account.Ledger.CashE24 = Money.FromE8(-5);
        Assert.True(desk.Timer());
        Assert.False(desk.Timer());
        _s.Block[1].Risk.Account.Ledger.CashE24 = 0;
        Assert.True(desk.Valued(ref _s.Block[0]));
        Assert.Equal(KillStep.None, Step);
        _s.Block[1].Risk.Account.Ledger.CashE24 = Money.FromE8(-5);
        Assert.True(desk.Ordered(ref _s.Block[0], DecisionTrigger.Fill));
        // Of an instrument alone: at the timer, at a fill, and when the book breaks; an answer is about refusals.
        KillRules.Of(ref _s.Block[0].Risk.Parameters.Rules, KillTrigger.Reconcile) = KillRule.Of(KillStep.Cancel, 0, 0, 0);
        _s.Block[0].Check.Differs = 1;
        Assert.False(desk.Ordered(ref _s.Block[0], DecisionTrigger.OrderAnswer));
        Assert.True(desk.Timer());
        _s.Block[0].Check.Differs = 0;
        Assert.True(desk.Ordered(ref _s.Block[0], DecisionTrigger.Fill));
        KillRules.Of(ref Risk.Parameters.Rules, KillTrigger.Refusals) = KillRule.Of(KillStep.StopAdding, 1, Second, 0);
        RecentTimes.Add(ref Risk.Refusals, Head.NowNs);
        Risk.Ladder = default;
        Assert.True(desk.Ordered(ref _s.Block[0], DecisionTrigger.OrderAnswer));
        KillRules.Of(ref _s.Block[1].Risk.Parameters.Rules, KillTrigger.Gaps) = KillRule.Of(KillStep.Cancel, 2, Second, 0);
        Assert.False(desk.Broke(ref _s.Block[1]));
        Assert.True(desk.Broke(ref _s.Block[1]));
        Event alert = _s.Make(EventKind.Alert, -1);
        Assert.False(desk.OnAlert(in alert));
        Assert.Equal(1, Head.Unapplied);
        alert.Detail = (uint)AlertKind.Model;
        Assert.True(desk.OnAlert(in alert));
        Assert.Equal(1, Head.Unapplied);
    }
}
