using System;
using Minnow.Core.Accounting;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>The triggers of one instrument by themselves: at the threshold, a unit before it, what is not known, and when they let go.</summary>
public sealed class TriggerDeskEdgeTests : IDisposable
{
    private const long Second = Units.NsPerSecond;
    private readonly QuoterScript _s = new(1);

    public TriggerDeskEdgeTests()
    {
        _s.Parameter(Core.Quoting.ParameterId.MaxFeedAgeNs, long.MaxValue / 4).Parameter(Core.Quoting.ParameterId.MaxExchangeLagNs, long.MaxValue / 4);
        _s.Name("BTC-PERPETUAL").Define().Book(20_000, 5, 20_010, 5, snapshot: true).Wait(Second).Timer();
        Of.Parameters.QuoteEnabled = 1;
        Of.Carry.CurrentFundingE12 = Units.Missing;
    }

    public void Dispose() => _s.Dispose();

    private ref InstrumentState Of => ref _s.Block[0];

    private ref QuoterState Head => ref _s.Block.Head;

    private KillStep Step => (KillStep)Of.Risk.Ladder.Step;

    private void Rule(KillTrigger trigger, double threshold = 0, KillStep step = KillStep.Cancel, long forNs = 0, double releaseShare = 1) =>
        KillRules.Of(ref Of.Risk.Parameters.Rules, trigger) = KillRule.Of(step, threshold, forNs, 0, releaseShare);

    private bool Look() => TriggerDesk.Look(in Head, ref Of);

    // It changes the step if it should, says so, and says nothing the second time.
    private void Moves(KillStep to, bool changes = true)
    {
        Assert.Equal((changes, to), (Look(), Step));
        Assert.False(Look());
    }

    [Fact]
    public void An_instrument_of_which_nothing_is_ours_is_not_looked_at_and_one_that_holds_something_is()
    {
        Rule(KillTrigger.SpreadBlowOut, 1);
        Of.Parameters.QuoteEnabled = 0;
        Moves(KillStep.None, changes: false);
        Of.PositionLots = 1;
        Moves(KillStep.Cancel);
        (Of.Risk.Ladder, Of.PositionLots, Of.Parameters.QuoteEnabled) = (default, 0, 1);
        Moves(KillStep.Cancel);
    }

    [Fact]
    public void A_spread_is_too_small_below_its_threshold_and_over_at_it_by_its_share()
    {
        // 10 ticks of 20,005.
        double bps = 2 * 1e4 * 10 / 40_010;
        Rule(KillTrigger.SpreadCollapse, bps);
        Moves(KillStep.None, changes: false);
        Rule(KillTrigger.SpreadCollapse, Math.BitIncrement(bps));
        Moves(KillStep.Cancel);
        // 2.5 bps with a half of it for release: exactly five, and less.
        Rule(KillTrigger.SpreadCollapse, bps / 2, releaseShare: 0.5);
        Moves(KillStep.None);
        Rule(KillTrigger.SpreadCollapse, 2 * bps, releaseShare: 0.5);
        Moves(KillStep.Cancel);
        Rule(KillTrigger.SpreadCollapse, Math.BitIncrement(bps / 2), releaseShare: 0.5);
        Moves(KillStep.Cancel, changes: false);
        Rule(KillTrigger.SpreadCollapse, bps / 2, releaseShare: 0.5);
        Moves(KillStep.None);
    }

    [Fact]
    public void A_spread_is_too_wide_at_its_threshold_and_of_a_crossed_book_there_is_none()
    {
        double bps = 2 * 1e4 * 10 / 40_010;
        Rule(KillTrigger.SpreadBlowOut, Math.BitIncrement(bps));
        Moves(KillStep.None, changes: false);
        Rule(KillTrigger.SpreadBlowOut, bps);
        Moves(KillStep.Cancel);
        // Neither raises nor releases.
        _s.Book(20_010, 5, 20_010, 5);
        Moves(KillStep.Cancel, changes: false);
        Rule(KillTrigger.SpreadCollapse, 100);
        Moves(KillStep.Cancel, changes: false);
        Assert.Equal(1UL << (int)KillTrigger.SpreadBlowOut, Of.Risk.Ladder.Triggers);
    }

    private void Seconds(int count, long ticks)
    {
        for (int i = 0; i < count; i++)
        {
            _s.Wait(Second);
            Head.NowNs = _s.NowNs;
            _s.Book(ticks, 5, ticks + 10, 5);
            Head.NowNs = _s.NowNs;
            Look();
        }
    }

    [Theory]
    [InlineData(2.0, 0.5, 2.0)]
    [InlineData(0.5, 2.0, 2.0)] // the floor
    public void A_trend_is_the_move_of_its_window_in_standard_deviations_of_before_it(double sigma, double floor, double counted)
    {
        Of.Risk.Parameters.TrendWindowNs = 4 * Second + 999;
        Of.Parameters.VolatilityFloorBps = floor;
        Of.Volatility = EwmaVolatility.WithHalfLife(1e9);
        EwmaVolatility.Assume(ref Of.Volatility, sigma);
        foreach ((double factor, bool trips) in ((double, bool)[])[(1.001, false), (0.999, true)])
        {
            (Of.Risk.Ladder, Of.Risk.Mids) = (default, default);
            double moved = 2 * 1e4 * 40 / 40_010;
            Rule(KillTrigger.TrendBreak, moved / (counted * 2) * factor);
            Seconds(6, 20_000);
            Assert.Equal(KillStep.None, Step);
            EwmaVolatility.Assume(ref Of.Volatility, 100 * sigma);
            Seconds(1, 20_040);
            Assert.Equal(trips ? KillStep.Cancel : KillStep.None, Step);
            EwmaVolatility.Assume(ref Of.Volatility, sigma);
        }
        // A mid that is not known any more, and no window: neither raises nor releases.
        Of.Risk.Parameters.TrendWindowNs = Second - 1;
        Assert.False(Look());
        Assert.Equal(KillStep.Cancel, Step);
        Rule(KillTrigger.TrendBreak, 0, KillStep.None);
        Moves(KillStep.None);
        Rule(KillTrigger.TrendBreak, 0);
        Moves(KillStep.None, changes: false);
    }

    [Fact]
    public void Without_a_mid_there_is_no_trend()
    {
        Of.Risk.Parameters.TrendWindowNs = Second;
        Of.Parameters.VolatilityFloorBps = 0.0001;
        Of.Volatility = EwmaVolatility.WithHalfLife(1e9);
        EwmaVolatility.Assume(ref Of.Volatility, 0.0001);
        Rule(KillTrigger.TrendBreak, 1);
        Seconds(2, 20_000);
        // A crossed book has a middle that means nothing.
        _s.Wait(Second);
        Head.NowNs = _s.NowNs;
        _s.Book(30_000, 5, 20_010, 5);
        Moves(KillStep.None, changes: false);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Funding_costs_whoever_is_on_its_side_and_a_flat_position_nothing(int side)
    {
        Rule(KillTrigger.FundingFlip, 3, releaseShare: 0.5);
        Of.PositionLots = side;
        Of.Carry.CurrentFundingE12 = side * (3 * Units.E8 - 1);
        Moves(KillStep.None, changes: false);
        Of.Carry.CurrentFundingE12 = side * 3 * Units.E8;
        Moves(KillStep.Cancel);
        foreach ((long rate, bool lets) in ((long, bool)[])[(side * 150_000_000, false), (Units.Missing, false), (side * 149_999_999, true)])
        {
            Of.Carry.CurrentFundingE12 = rate;
            Moves(lets ? KillStep.None : KillStep.Cancel, lets);
        }
        Of.Carry.CurrentFundingE12 = side * 3 * Units.E8;
        Moves(KillStep.Cancel);
        // Flat, it costs nothing, also where nothing is the threshold.
        (Of.PositionLots, Of.Carry.CurrentFundingE12) = (0, Units.Missing);
        Rule(KillTrigger.FundingFlip, 0);
        Moves(KillStep.None);
        Of.Carry.CurrentFundingE12 = 0;
        Moves(KillStep.None, changes: false);
    }

    [Theory]
    [InlineData(1_010, 1_000, true)]
    [InlineData(990, 1_000, true)]
    [InlineData(1_009, 1_000, false)]
    [InlineData(991, 1_000, false)]
    [InlineData(0, 1_000, false)]
    [InlineData(1_010, 0, false)]
    public void Mark_and_index_are_apart_by_their_share_of_the_index_and_one_that_is_missing_by_nothing(long mark, long index, bool trips)
    {
        Rule(KillTrigger.Divergence, 100);
        (Of.Risk.Account.MarkE8, Of.Risk.Account.IndexE8) = (mark, index);
        Moves(trips ? KillStep.Cancel : KillStep.None, trips);
        (Of.Risk.Account.MarkE8, Of.Risk.Account.IndexE8) = (0, 0);
        Moves(trips ? KillStep.Cancel : KillStep.None, changes: false);
        (Of.Risk.Account.MarkE8, Of.Risk.Account.IndexE8) = (1, 1);
        Moves(KillStep.None, trips);
    }

    [Fact]
    public void A_feed_is_stale_when_it_is_lost_silent_or_late_or_the_book_is_not_valid()
    {
        Rule(KillTrigger.StaleData);
        Moves(KillStep.None, changes: false);
        Head.FeedLost = 1;
        Moves(KillStep.Cancel);
        Head.FeedLost = 0;
        Moves(KillStep.None);
        Of.Parameters.MaxFeedAgeNs = Head.NowNs - Of.Health.LastSeenNs - 1;
        Moves(KillStep.Cancel);
        Of.Parameters.MaxFeedAgeNs++;
        Moves(KillStep.None);
        Of.Parameters.MaxExchangeLagNs = -1;
        Moves(KillStep.Cancel);
        Of.Parameters.MaxExchangeLagNs = long.MaxValue;
        Moves(KillStep.None);
        _s.Book(20_000, 5, 20_010, 5, prev: 1);
        Assert.False(Of.Book.IsValid);
        Look();
        Assert.Equal(KillStep.Cancel, Step);
    }

    private bool Position() => TriggerDesk.LookAtPosition(in Head, ref Of);

    [Fact]
    public void A_run_of_fills_trips_at_its_number_and_lets_go_below_its_share_of_it()
    {
        Rule(KillTrigger.FillRun, 4, forNs: 10 * Second, releaseShare: 0.5);
        bool Fill(int count)
        {
            for (int i = 0; i < count; i++) FillRun.Filled(ref Of.Risk.Run, sold: true, 0, Head.NowNs);
            return Position();
        }

        Assert.False(Fill(3));
        Assert.True(Fill(1));
        Head.NowNs += 10 * Second + 1;
        Assert.False(Fill(2));
        Head.NowNs += 10 * Second + 1;
        Assert.True(Fill(1));
        Assert.Equal(KillStep.None, Step);
        // With a threshold of nothing one is needed, and none lets go.
        Rule(KillTrigger.FillRun, 0, forNs: 10 * Second);
        Head.NowNs += 10 * Second + 1;
        Assert.False(Fill(0));
        Assert.True(Fill(1));
        Head.NowNs += 10 * Second + 1;
        Assert.True(Fill(0));
        Assert.Equal(KillStep.None, Step);
    }

    [Fact]
    public void Losing_trips_trip_at_their_number_and_let_go_below_its_share_of_it()
    {
        Rule(KillTrigger.LosingTrips, 4, releaseShare: 0.5);
        foreach ((long lost, bool changes) in ((long, bool)[])[(0, false), (3, false), (4, true), (9, false), (2, false), (1, true), (4, true), (0, true)])
        {
            Of.Risk.Account.Trips.LosingInRow = lost;
            Assert.Equal(changes, Position());
        }
        Rule(KillTrigger.LosingTrips, 0);
        Assert.False(Position());
        Of.Risk.Account.Trips.LosingInRow = 1;
        Assert.True(Position());
        Of.Risk.Account.Trips.LosingInRow = 0;
        Assert.True(Position());
        Assert.Equal(KillStep.None, Step);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void An_inventory_has_lost_its_share_of_what_it_cost(int side)
    {
        Rule(KillTrigger.InventoryLoss, 100, releaseShare: 0.5);
        ref LiveAccount account = ref Of.Risk.Account;
        account = default;
        // Bought at 1,000 and marked: a linear lot of one coin, so that a hundredth is a hundredth.
        (account.Terms.Contract, account.Terms.LotE8) = (ContractKind.Linear, Units.E8);
        PositionLedger.Trade(ref account.Ledger, in account.Terms, 5 * side, 2_000 * Units.E8);
        bool At(long priceE8)
        {
            Of.Risk.Account.MarkE8 = priceE8;
            return Position();
        }

        Assert.False(At(1_000 * Units.E8 - side * (10 * Units.E8 - 1)));
        Assert.True(At(1_000 * Units.E8 - side * 10 * Units.E8));
        Assert.False(At(1_000 * Units.E8 - side * 5 * Units.E8));
        // Without a price nothing is known.
        Assert.False(At(0));
        Assert.Equal(KillStep.Cancel, Step);
        Assert.True(At(1_000 * Units.E8 - side * (5 * Units.E8 - 1)));
        Assert.True(At(1_000 * Units.E8 - side * 10 * Units.E8));
        // What is sold has lost nothing more, whatever the threshold.
        Of.Risk.Account.Ledger.PositionLots = 0;
        Assert.True(At(1_000 * Units.E8 - side * 10 * Units.E8));
        Rule(KillTrigger.InventoryLoss, 0);
        Assert.False(At(1_000 * Units.E8));
        Rule(KillTrigger.InventoryLoss, -1);
        Assert.False(At(1_000 * Units.E8));
        // A position without a cost has no share of it.
        (Of.Risk.Account.Ledger.PositionLots, Of.Risk.Account.Ledger.CostE24) = (side, 0);
        Assert.False(At(1_000 * Units.E8));
        Of.Risk.Account.Ledger.CostE24 = side;
        Rule(KillTrigger.InventoryLoss, 100);
        Assert.Equal(side < 0, At(1_000 * Units.E8));
    }

    [Fact]
    public void Another_position_than_ours_trips_while_it_is_another()
    {
        Rule(KillTrigger.Reconcile);
        Assert.False(Position());
        Of.Check.Differs = 1;
        Assert.True(Position());
        Of.Check.Differs = 0;
        Assert.True(Position());
        Of.Check.Differs = 1;
        Rule(KillTrigger.Reconcile, step: KillStep.None);
        Assert.False(Position());
    }

    [Fact]
    public void A_rule_that_is_switched_off_says_nothing_of_what_it_counts()
    {
        Of.PositionLots = 5;
        Of.Risk.Account.Trips.LosingInRow = 100;
        for (int i = 0; i < 60; i++) FillRun.Filled(ref Of.Risk.Run, sold: true, 0, Head.NowNs);
        for (int i = 0; i < 60; i++) RecentTimes.Add(ref Of.Risk.Breaks, Head.NowNs);
        foreach (KillTrigger trigger in (KillTrigger[])[KillTrigger.FillRun, KillTrigger.LosingTrips, KillTrigger.InventoryLoss, KillTrigger.Gaps]) Rule(trigger, 1, KillStep.None, Second);
        Moves(KillStep.None, changes: false);
        Assert.Equal(0UL, Of.Risk.Ladder.Triggers);
    }

    [Theory]
    [InlineData(KillTrigger.FillRun)]
    [InlineData(KillTrigger.LosingTrips)]
    [InlineData(KillTrigger.InventoryLoss)]
    [InlineData(KillTrigger.Gaps)]
    [InlineData(KillTrigger.TrendBreak)]
    [InlineData(KillTrigger.Reconcile)]
    public void A_rule_that_is_switched_off_lets_go_of_what_it_held(KillTrigger trigger)
    {
        KillLadder.Raise(ref Of.Risk.Ladder, trigger, KillStep.Cancel, 1);
        Moves(KillStep.None);
    }

    [Fact]
    public void Breaks_trip_at_their_number_and_let_go_below_its_share_of_it_and_when_the_rule_is_switched_off()
    {
        Rule(KillTrigger.Gaps, 4, forNs: 10 * Second, releaseShare: 0.5);
        bool Break(int count)
        {
            for (int i = 0; i < count; i++) RecentTimes.Add(ref Of.Risk.Breaks, Head.NowNs);
            return TriggerDesk.LookAtBreaks(in Head, ref Of);
        }

        Assert.False(Break(3));
        Assert.True(Break(1));
        Head.NowNs += 10 * Second + 1;
        Assert.False(Break(2));
        Head.NowNs += 10 * Second + 1;
        Assert.True(Break(1));
        Rule(KillTrigger.Gaps, 0, forNs: 10 * Second);
        Head.NowNs += 10 * Second + 1;
        Assert.False(Break(0));
        Assert.True(Break(1));
        Rule(KillTrigger.Gaps, 0, KillStep.None, 10 * Second);
        Assert.True(Break(1));
        Assert.Equal(KillStep.None, Step);
        Assert.False(Break(1));
    }
}
