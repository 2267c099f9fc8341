using System;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Risk;
using Xunit;
using static Minnow.Core.Tests.Engine.TriggerScript;

namespace Minnow.Core.Tests.Engine;

/// <summary>Each trigger of what one instrument does, through the whole quoter: just below its threshold, at it, over, and switched off.</summary>
public sealed class MarketTriggerTests
{
    private const long Second = Units.NsPerSecond;

    [Theory]
    [InlineData(4.9, false)]
    [InlineData(4.99, false)]
    [InlineData(5.1, true)]
    public void A_spread_below_its_threshold_moves_the_ladder_and_above_it_lets_go(double thresholdBps, bool trips)
    {
        // 20000/20010 and 20001/20011: 10 ticks of 20005, 4.9988 bps.
        using QuoterScript s = Ready(KillTrigger.SpreadCollapse, KillStep.Cancel, thresholdBps);
        Assert.Equal(trips ? KillStep.Cancel : KillStep.None, Step(s));
        if (!trips) return;
        Assert.Equal(KillTrigger.SpreadCollapse, Cause(s));
        Assert.True(s.Instrument.HasNoOrders);
        s.Book(s.Instrument.Book.BestBidTicks, 50, s.Instrument.Book.BestAskTicks + 5, 60).Timer().Pass(999);
        Assert.Equal(KillStep.Cancel, Step(s));
        s.Pass(1);
        Assert.Equal(KillStep.None, Step(s));
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(4.99, true)]
    public void A_spread_above_its_threshold_moves_the_ladder(double thresholdBps, bool trips)
    {
        using QuoterScript s = Ready(KillTrigger.SpreadBlowOut, KillStep.StopAdding, thresholdBps);
        Assert.Equal(trips ? KillStep.StopAdding : KillStep.None, Step(s));
    }

    [Fact]
    public void A_collapse_must_last_as_long_as_its_rule_asks()
    {
        using QuoterScript s = Ready(KillTrigger.SpreadCollapse, KillStep.Cancel, 6, forNs: Second);
        s.Pass(899);
        Assert.Equal(KillStep.None, Step(s));
        s.Pass(101);
        Assert.Equal(KillStep.Cancel, Step(s));
    }

    [Fact]
    public void A_trend_counts_in_standard_deviations_and_in_both_directions()
    {
        foreach (int direction in (int[])[1, -1])
        {
            using QuoterScript s = Ready(KillTrigger.TrendBreak, KillStep.Cancel, 4);
            for (int i = 0; i < 15; i++) s.Pass(1000).AckAll();
            Assert.Equal(KillStep.None, Step(s));
            double sigma = Math.Max(s.Instrument.Volatility.SigmaBps, 0.2);
            long ticks = (long)Math.Ceiling(6 * sigma * Math.Sqrt(10) * 1e-4 * 20_005);
            s.Shift(direction * ticks).Pass(1000);
            Assert.Equal((KillStep.Cancel, KillTrigger.TrendBreak), (Step(s), Cause(s)));
            for (int i = 0; i < 13; i++) s.Pass(1000).AckAll();
            Assert.Equal(KillStep.None, Step(s));
        }
    }

    [Theory]
    [InlineData(5, 10, true)]    // long pays 10 bps, at least 5
    [InlineData(10, 10, true)]   // exactly at it
    [InlineData(10.01, 10, false)]
    [InlineData(5, -10, false)]  // is paid to us
    public void Funding_against_the_position_moves_the_ladder_and_a_flat_one_lets_go(double thresholdBps, double rateBps, bool trips)
    {
        foreach (int side in (int[])[1, -1])
        {
            using QuoterScript s = Ready(KillTrigger.FundingFlip, KillStep.StopAdding, thresholdBps);
            Hold(s, 12 * side);
            Event e = s.Make(EventKind.TickerCarry, 0);
            e.Carry = new TickerCarry { CurrentFundingE12 = (long)(side * rateBps * 1e8), Funding8hE12 = Units.Missing, InterestValueE12 = Units.Missing, OpenInterestE8 = Units.Missing, SettlementE8 = Units.Missing };
            s.Apply(e);
            s.Pass(100);
            Assert.Equal(trips ? KillStep.StopAdding : KillStep.None, Step(s));
            Hold(s, 0);
            s.Pass(1100);
            Assert.Equal(KillStep.None, Step(s));
        }
    }

    [Theory]
    [InlineData(50, true)]
    [InlineData(50.1, false)]
    public void Mark_and_index_apart_move_the_ladder(double thresholdBps, bool trips)
    {
        using QuoterScript s = Ready(KillTrigger.Divergence, KillStep.Cancel, thresholdBps);
        Event e = KillDeskTests.Mark(s, 20_000);
        e.Marks.MarkE8 = e.Marks.IndexE8 / 10_000 * 10_050;
        s.Apply(e);
        s.Pass(100);
        Assert.Equal(trips ? KillStep.Cancel : KillStep.None, Step(s));
    }

    [Fact]
    public void A_feed_that_is_lost_moves_the_ladder_after_its_time()
    {
        using QuoterScript s = Ready(KillTrigger.StaleData, KillStep.Latch, 0, forNs: 3 * Second);
        Event lost = s.Make(EventKind.FeedState, -1);
        lost.Flags |= EventFlags.Lost;
        s.Apply(lost);
        s.Timer().Wait(3 * Second - 1).Timer();
        Assert.Equal(KillStep.None, Step(s));
        s.Wait(1).Timer();
        Assert.Equal((KillStep.Latch, (long)HaltReason.MarketData), (Step(s), s.Block.Head.Halted));
    }

    [Fact]
    public void Breaks_of_the_book_are_counted_within_their_time()
    {
        using QuoterScript s = Ready(KillTrigger.Gaps, KillStep.Cancel, 3, forNs: 10 * Second);
        void Break() => s.Book(20000, 50, 20010, 60, prev: 1).Book(20000, 50, 20010, 60, snapshot: true);
        Break();
        s.Pass(1000, 11);
        Break();
        s.Pass(1000);
        Break();
        Assert.Equal(KillStep.None, Step(s));
        Break();
        Assert.Equal((KillStep.Cancel, KillTrigger.Gaps), (Step(s), Cause(s)));
        s.Pass(1000, 14);
        Assert.Equal(KillStep.None, Step(s));
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(99, true)]
    public void A_position_that_has_lost_its_share_moves_the_ladder(double thresholdBps, bool trips)
    {
        foreach (int side in (int[])[1, -1])
        {
            using QuoterScript s = Ready(KillTrigger.InventoryLoss, KillStep.Flatten, thresholdBps);
            Hold(s, 12 * side);
            s.Apply(KillDeskTests.Mark(s, (long)(20_005 / (1 + side * 0.00995))));
            s.Pass(100);
            Assert.Equal(trips ? (KillStep.Flatten, (long)HaltReason.InventoryLoss) : (KillStep.None, 0), (Step(s), s.Block.Head.Halted));
        }
    }

    [Fact]
    public void D9_P6_Twenty_fills_on_one_side_within_ten_seconds_latch_and_nineteen_do_not()
    {
        using QuoterScript s = Ready(KillTrigger.FillRun, KillStep.Latch, 20, forNs: 10 * Second);
        s.Parameter(ParameterId.MaxPositionAmountE8, 10_000 * Units.E8, 0);
        for (int i = 0; i < 19; i++) s.Wait(1000).Fill(0, false, 20_000, 1, 500 + i, FillDetails.FormerRun);
        Assert.Equal(KillStep.None, Step(s));
        s.Fill(0, true, 20_000, 1, 600, FillDetails.FormerRun);
        for (int i = 0; i < 19; i++) s.Wait(1000).Fill(0, false, 20_000, 1, 700 + i, FillDetails.FormerRun);
        Assert.Equal(KillStep.None, Step(s));
        // What we took ourselves is no run.
        s.Fill(0, false, 20_000, 1, 750, FillDetails.Taker | FillDetails.FormerRun);
        Assert.Equal(KillStep.None, Step(s));
        s.Fill(0, false, 20_000, 1, 800, FillDetails.FormerRun);
        Assert.Equal((KillStep.Latch, (long)HaltReason.FillRun), (Step(s), s.Block.Head.Halted));
    }

    [Fact]
    public void Twenty_fills_over_more_than_ten_seconds_are_no_run()
    {
        using QuoterScript s = Ready(KillTrigger.FillRun, KillStep.Latch, 20, forNs: 10 * Second);
        for (int i = 0; i < 40; i++) s.Wait(Second * 10 / 19 + 1).Fill(0, false, 20_000, 1, 500 + i, FillDetails.FormerRun);
        Assert.Equal(KillStep.None, Step(s));
    }

    [Fact]
    public void Losing_round_trips_in_a_row_move_the_ladder_and_a_winning_one_between_does_not()
    {
        using QuoterScript s = Ready(KillTrigger.LosingTrips, KillStep.Latch, 3);
        long trade = 0;
        void Trip(long bought, long sold) => s.Fill(0, false, bought, 5, ++trade, FillDetails.FormerRun).Fill(0, true, sold, 5, ++trade, FillDetails.FormerRun);
        Trip(20_000, 19_990);
        Trip(20_000, 19_990);
        Trip(20_000, 20_010);
        Trip(20_000, 19_990);
        Trip(20_000, 19_990);
        Assert.Equal(KillStep.None, Step(s));
        Trip(20_000, 19_990);
        Assert.Equal((KillStep.Latch, (long)HaltReason.LosingTrips), (Step(s), s.Block.Head.Halted));
    }

    [Fact]
    public void Another_position_than_ours_moves_the_ladder_until_it_is_explained()
    {
        using QuoterScript s = Ready(KillTrigger.Reconcile, KillStep.StopAdding, 0, releaseNs: 0);
        s.Position(0).Position(5);
        Assert.Equal((KillStep.StopAdding, KillTrigger.Reconcile), (Step(s), Cause(s)));
        s.Position(0).Pass(100);
        Assert.Equal(KillStep.None, Step(s));
    }

    [Fact]
    public void Hb3101_A_feed_that_stops_is_a_step_too()
    {
        using QuoterScript s = Ready(KillTrigger.StaleData, KillStep.Cancel, 0, forNs: Second, releaseNs: 2 * Second);
        s.Wait(2_100_000_000).Timer().Wait(1_000_000_000).Timer();
        Assert.Equal((KillStep.Cancel, KillTrigger.StaleData), (Step(s), Cause(s)));
        // The feed is back, and the step stays for its time.
        s.Pass(100, 10);
        Assert.Equal(KillStep.Cancel, Step(s));
        s.Pass(100, 15);
        Assert.Equal(KillStep.None, Step(s));
    }

    [Fact]
    public void A_rule_may_be_told_for_one_instrument_alone()
    {
        using QuoterScript s = Ready(KillTrigger.SpreadCollapse, KillStep.None, 6);
        uint first = (uint)RiskParameterId.RulesFirst + (uint)KillTrigger.SpreadCollapse * KillRule.Fields;
        s.Parameter((ParameterId)first, (long)KillStep.Cancel, 0).Pass(100);
        Assert.Equal((KillStep.Cancel, 0L), (Step(s), s.Block.Head.Risk.Ladder.Step));
        // What it latches is for all.
        s.Parameter((ParameterId)first, (long)KillStep.Latch, 0).Pass(100);
        Assert.Equal(((long)KillStep.Latch, (long)HaltReason.Spread), (s.Block.Head.Risk.Ladder.Step, s.Block.Head.Halted));
    }
}
