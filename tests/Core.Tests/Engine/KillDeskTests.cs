using System;
using System.Linq;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>A person on the kill ladder: what each step makes of quotes and positions.</summary>
public sealed class KillDeskTests : IDisposable
{
    private readonly QuoterScript _s = QuoterScript.Ready();

    public void Dispose() => _s.Dispose();

    private KillStep Step => (KillStep)_s.Block.Head.Risk.Ladder.Step;

    private HaltReason Halted => (HaltReason)_s.Block.Head.Halted;

    private Decided Last => _s.Decisions[^1];

    private void Long(long lots)
    {
        _s.Operator(OperatorVerb.Pause).AckAll().Pass(200).AckAll().Position(lots, opening: true);
        _s.Operator(OperatorVerb.Resume).AckAll().Pass(200).AckAll();
        _s.Commands.Clear();
    }

    [Fact]
    public void Widen_quotes_wider_and_resume_lets_go()
    {
        double before = Last.HalfSpreadBidBps;
        _s.Operator(OperatorVerb.Widen).AckAll().Pass(200, 3).AckAll();
        Assert.Equal(KillStep.Widen, Step);
        Decided wide = Last;
        Assert.True(wide.HalfSpreadBidBps >= 1.99 * before, $"{before} -> {wide.HalfSpreadBidBps}");
        Assert.True(wide.Clamps.HasFlag(Clamps.RiskWiden));
        Assert.Equal(((byte)KillStep.Widen, (byte)KillTrigger.Operator), (wide.Head.KillStep, wide.Head.KillCause));
        Assert.True(wide.Head.RiskBps > 0);
        _s.Operator(OperatorVerb.Resume).AckAll().Pass(200, 3).AckAll();
        Assert.Equal((KillStep.None, before), (Step, Math.Round(Last.HalfSpreadBidBps, 9) == Math.Round(before, 9) ? before : Last.HalfSpreadBidBps));
    }

    [Fact]
    public void Widening_is_stronger_than_a_rule_that_joins_the_best_price()
    {
        using QuoterScript s = QuoterScript.Ready(one => one.Parameter(ParameterId.TouchRule, 1));
        long joined = s.Decisions[^1].WantedBidTicks;
        s.Operator(OperatorVerb.Widen).AckAll().Pass(200, 3);
        Assert.True(s.Decisions[^1].WantedBidTicks < joined, $"{joined} -> {s.Decisions[^1].WantedBidTicks}");
    }

    [Fact]
    public void Stop_adding_leaves_only_what_makes_the_position_smaller()
    {
        Long(12);
        _s.Operator(OperatorVerb.StopAdding).AckAll().Pass(200).AckAll();
        Assert.Equal(KillStep.StopAdding, Step);
        Assert.True(Last.Clamps.HasFlag(Clamps.RiskStopAdding | Clamps.RiskWiden));
        Assert.Equal((0L, 10L), (_s.Instrument.Bids.WorstLots, _s.Instrument.Asks.WorstLots));
        Assert.Equal((0L, 12L), (Last.Head.BidRoomLots, Last.Head.AskRoomLots));
    }

    [Fact]
    public void Stop_adding_while_flat_wants_nothing()
    {
        _s.Operator(OperatorVerb.StopAdding).AckAll().Pass(200).AckAll();
        Assert.True(_s.Instrument.HasNoOrders);
    }

    [Fact]
    public void A_lower_step_does_not_lower_the_one_in_force()
    {
        _s.Operator(OperatorVerb.StopAdding).Operator(OperatorVerb.Widen);
        Assert.Equal(KillStep.StopAdding, Step);
        _s.Operator(OperatorVerb.Pause).Operator(OperatorVerb.Widen);
        Assert.Equal(KillStep.Cancel, Step);
        _s.Operator(OperatorVerb.Resume);
        Assert.Equal(KillStep.None, Step);
    }

    [Fact]
    public void Pause_is_the_step_that_cancels_and_its_time_is_measured()
    {
        _s.Operator(OperatorVerb.Pause).Wait(30_000_000).AckAll();
        Assert.Equal(KillStep.Cancel, Step);
        Assert.True(_s.Instrument.HasNoOrders);
        Assert.Equal(30_000_000, _s.Block.Head.Risk.CancelTookNs);
        _s.Operator(OperatorVerb.Resume);
        Assert.Equal(30_000_000, _s.Block.Head.Risk.CancelTookNs);
        Assert.Equal(0, _s.Block.Head.Risk.CancelSinceNs);
    }

    [Fact]
    public void Kill_cancels_closes_the_connection_and_stays_until_a_person_arms()
    {
        _s.Operator(OperatorVerb.Kill);
        Assert.Equal((KillStep.Latch, HaltReason.Killed), (Step, Halted));
        Assert.Equal(1, _s.Count(CommandVerb.CancelAll));
        Assert.Equal(0, _s.Count(CommandVerb.Disconnect));
        _s.AckAll();
        Assert.Equal(1, _s.Count(CommandVerb.Disconnect));
        Assert.Equal(CommandVerb.Disconnect, _s.Commands[^1].Verb);
        _s.Commands.Clear();
        _s.Operator(OperatorVerb.Resume).Pass(200, 50);
        Assert.Empty(_s.Commands);
        Assert.Equal((KillStep.Latch, HaltReason.Killed), (Step, Halted));
        _s.Operator(OperatorVerb.Arm).Pass(200, 2);
        Assert.Equal(1, _s.Count(CommandVerb.Connect));
        Assert.Equal((KillStep.None, HaltReason.None, 0L), (Step, Halted, _s.Block.Head.Risk.IsLinkClosed));
        Assert.Equal(2, _s.Count(CommandVerb.Place));
    }

    [Fact]
    public void Kill_does_not_wait_for_a_venue_that_does_not_answer()
    {
        _s.Operator(OperatorVerb.Kill).Wait(999_999_999).Timer();
        Assert.Equal(0, _s.Count(CommandVerb.Disconnect));
        _s.Wait(1).Timer();
        Assert.Equal(1, _s.Count(CommandVerb.Disconnect));
        _s.Pass(500, 10);
        Assert.Equal(1, _s.Count(CommandVerb.Disconnect));
    }

    [Fact]
    public void Kill_closes_a_connection_that_is_not_ready_too()
    {
        _s.Gateway(GatewayPhase.Down).Operator(OperatorVerb.Kill).Wait(1_000_000_000).Timer();
        Assert.Equal(1, _s.Count(CommandVerb.Disconnect));
    }

    [Fact]
    public void Flatten_takes_until_nothing_is_left_and_never_turns_the_position()
    {
        Long(17);
        _s.Operator(OperatorVerb.Flatten).AckAll();
        Assert.Equal((KillStep.Flatten, HaltReason.Flattened), (Step, Halted));
        long trade = 100;
        for (int i = 0; i < 30 && _s.Instrument.PositionLots != 0; i++)
        {
            _s.Pass(500).AckAll();
            ref OwnOrder taker = ref _s.Instrument.Taker;
            if (taker.IsFree) continue;
            Assert.True(taker.IsSell == 1 && taker.SentLots <= _s.Instrument.PositionLots);
            long id = taker.OrderId, lots = Math.Min(4, taker.SentLots);
            _s.Fill(id, true, taker.PriceTicks, lots, ++trade).Answer(id, true, OrderReport.Cancelled, filled: lots);
            Assert.True(_s.Instrument.PositionLots >= 0);
        }
        Assert.Equal(0, _s.Instrument.PositionLots);
        Assert.All(_s.Commands.Where(static c => c.Verb == CommandVerb.Place), static c => Assert.Equal(OutputRecord.SellFlag | OutputRecord.ReduceOnlyFlag | OutputRecord.ImmediateFlag, c.Flags));
        Assert.True(_s.Block.Head.Risk.FlattenTookNs > 0);
        _s.Commands.Clear();
        _s.Operator(OperatorVerb.Resume).Pass(500, 10).AckAll();
        Assert.Empty(_s.Commands);
        _s.Operator(OperatorVerb.Arm).Pass(200, 2);
        Assert.Equal(2, _s.Count(CommandVerb.Place));
    }

    [Fact]
    public void Flatten_keeps_its_interval_and_its_price()
    {
        Long(30);
        long mid = (_s.Instrument.Book.BestBidTicks + _s.Instrument.Book.BestAskTicks) / 2;
        _s.Operator(OperatorVerb.Flatten).AckAll().Pass(10);
        OutputRecord first = _s.Commands.Last(static c => c.Verb == CommandVerb.Place);
        Assert.InRange(first.PriceTicks, mid * 0.995 - 1, mid * 0.995 + 2);
        _s.Answer(first.OrderId, true, OrderReport.Cancelled, filled: 0).Commands.Clear();
        _s.Pass(100, 8);
        Assert.Equal(0, _s.Count(CommandVerb.Place));
        _s.Pass(100, 3);
        Assert.Equal(1, _s.Count(CommandVerb.Place));
    }

    [Fact]
    public void Flatten_waits_while_the_best_price_is_beyond_the_slippage()
    {
        Long(30);
        _s.Apply(Mark(_s, (long)(_s.Instrument.Book.BestBidTicks * 1.02)));
        _s.Operator(OperatorVerb.Flatten).AckAll().Pass(500);
        Assert.Equal(0, _s.Count(CommandVerb.Place));
        Assert.True(Last.Suppressions.HasFlag(Suppressions.FlattenWaits));
        _s.Apply(Mark(_s, _s.Instrument.Book.BestBidTicks));
        _s.Pass(500);
        Assert.Equal(1, _s.Count(CommandVerb.Place));
    }

    [Fact]
    public void Flatten_counts_orders_of_unknown_fate_as_filled()
    {
        Long(12);
        long ask = _s.Instrument.Asks[0].OrderId;
        Assert.Equal(10, _s.Instrument.Asks[0].OpenLots);
        _s.Operator(OperatorVerb.Flatten);
        _s.Answer(_s.Instrument.Bids[0].OrderId, false, OrderReport.Cancelled, filled: 0).Answer(ask, true, OrderReport.Unclear).Pass(500);
        Assert.Equal(1, _s.Count(CommandVerb.Place));
        foreach (OutputRecord c in _s.Commands.Where(static c => c.Verb == CommandVerb.Place)) Assert.True(c.SizeLots <= 2, $"{c.SizeLots}");
        Assert.True(_s.Instrument.LowestLots >= 0);
        _s.Answer(ask, true, OrderReport.Cancelled, filled: 0).Answer(_s.Instrument.Taker.OrderId, true, OrderReport.Cancelled, filled: 0);
        for (int i = 0; i < 5; i++)
        {
            _s.Pass(1100);
            long id = _s.Instrument.Taker.OrderId;
            if (!_s.Instrument.Taker.IsFree) _s.Answer(id, true, OrderReport.Cancelled, filled: 0);
        }
        Assert.True(_s.Commands.Last(static c => c.Verb == CommandVerb.Place).SizeLots >= 10);
    }

    [Fact]
    public void Kill_during_a_flatten_ends_it()
    {
        Long(30);
        _s.Operator(OperatorVerb.Flatten).AckAll().Pass(10);
        Assert.False(_s.Instrument.Taker.IsFree);
        _s.Operator(OperatorVerb.Kill);
        Assert.Equal((KillStep.Latch, HaltReason.Flattened), (Step, Halted));
        _s.Commands.Clear();
        _s.Answer(_s.Instrument.Taker.OrderId, true, OrderReport.Cancelled, filled: 0).AckAll().Pass(500, 10);
        Assert.Equal(0, _s.Count(CommandVerb.Place));
        Assert.Equal(1, _s.Count(CommandVerb.Disconnect));
    }

    [Fact]
    public void A_halt_of_orders_is_a_step_that_a_person_alone_lifts()
    {
        _s.Pass(200).AckAll();
        long id = _s.Instrument.Bids[0].OrderId;
        _s.Fill(id, false, 19990, 11, 7);
        Assert.Equal((KillStep.Cancel, HaltReason.Overfill), (Step, Halted));
        Assert.Equal((long)KillTrigger.Halt, _s.Block.Head.Risk.Ladder.Cause);
        _s.Operator(OperatorVerb.Resume);
        Assert.Equal(KillStep.Cancel, Step);
        _s.Operator(OperatorVerb.Arm);
        Assert.Equal(KillStep.None, Step);
    }

    [Fact]
    public void A_halt_of_orders_may_be_told_to_go_further_and_never_less_far()
    {
        uint rule = (uint)RiskParameterId.RulesFirst + (uint)KillTrigger.Halt * KillRule.Fields;
        foreach ((KillStep asked, KillStep got) in ((KillStep, KillStep)[])[(KillStep.Widen, KillStep.Cancel), (KillStep.None, KillStep.Cancel), (KillStep.Latch, KillStep.Latch)])
        {
            using QuoterScript s = QuoterScript.Ready();
            s.Parameter((ParameterId)rule, (long)asked).Pass(200).AckAll();
            s.Fill(s.Instrument.Bids[0].OrderId, false, 19990, 11, 7);
            Assert.Equal((long)got, s.Block.Head.Risk.Ladder.Step);
        }
    }

    [Fact]
    public void Arm_does_not_lift_a_pause()
    {
        _s.Operator(OperatorVerb.Pause).Operator(OperatorVerb.Kill).AckAll().Operator(OperatorVerb.Arm);
        Assert.Equal((KillStep.Cancel, 1L), (Step, _s.Block.Head.Paused));
        _s.Pass(200, 3);
        Assert.Equal(0, _s.Commands.Count(static c => c.Verb == CommandVerb.Place && c.TimeNs > 0 && (c.Flags & OutputRecord.ImmediateFlag) != 0));
        Assert.True(_s.Instrument.HasNoOrders);
    }

    [Fact]
    public void An_instrument_that_is_only_watched_is_not_flattened()
    {
        using QuoterScript s = QuoterScript.Ready();
        s.Parameter(ParameterId.QuoteEnabled, 0, 0);
        using QuoterScript watched = new();
        watched.Defaults().Name("BTC-PERPETUAL").Define();
        for (int i = 0; i < 40; i++) watched.Wait(1_000_000_000).Book(20000 + i % 2, 100, 20010 + i % 2, 100, snapshot: i == 0);
        watched.Position(30, opening: true).Operator(OperatorVerb.Flatten).Pass(500, 5);
        Assert.Empty(watched.Commands);
        Assert.True(watched.Block.Head.Risk.FlattenTookNs > 0);
    }

    internal static Event Mark(QuoterScript s, long ticks)
    {
        Event e = s.Make(EventKind.TickerMarks, 0);
        e.Marks.MarkE8 = e.Marks.IndexE8 = ticks * s.Instrument.Spec.TickE8;
        e.Marks.LastE8 = e.Marks.MinE8 = e.Marks.MaxE8 = Units.Missing;
        return e;
    }
}
