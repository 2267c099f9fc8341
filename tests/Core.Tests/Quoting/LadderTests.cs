using System.Linq;
using System;
using Minnow.Core.Model;
using Minnow.Core.Quoting.Parameters;
using Minnow.Core.Quoting;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Quoting;

public class LadderTests
{
    // A book of 99990 / 100010, fair at 100000 (one bps is 10 ticks), model prices 4 ticks outside the best ones.
    private static readonly LadderInputs s_inputs = new()
    {
        FairTicks = 100_000, ReservationTicks = 100_000, RawBidTicks = 99_985.5, RawAskTicks = 100_014.5, SigmaBps = 2,
        BestBidTicks = 99_990, BestAskTicks = 100_010, OrderLots = 100, MinLots = 1, MaxPositionLots = 300,
    };

    private static (QuoteLadder Ladder, Clamps Clamps) Of(LadderParameters p, LadderInputs inputs, RequoteParameters requote = default)
    {
        Clamps clamps = Clamps.None;
        Ladder.Build(out QuoteLadder ladder, p, requote, inputs, ref clamps);
        return (ladder, clamps);
    }

    private static string Show(in LadderSide side) => string.Join(' ', Levels(side).Select(l => $"{l.SizeLots}@{l.PriceTicks}"));

    private static QuoteLevel[] Levels(LadderSide side) => [.. Enumerable.Range(0, (int)side.Count).Select(i => side.Levels[i])];

    [Fact]
    public void One_level_is_rounded_away_from_the_fair_price()
    {
        (QuoteLadder ladder, Clamps clamps) = Of(LadderParameters.Safe, s_inputs);
        Assert.Equal(("100@99985", "100@100015", Clamps.None), (Show(ladder.Bids), Show(ladder.Asks), clamps));
    }

    [Theory]
    [InlineData(0, 3, 1, "99985 99982 99979 99976")]
    [InlineData(0, 3, 2, "99985 99982 99976 99964")]
    [InlineData(0, 0, 1, "99985 99984 99983 99982")]    // distinct also without spacing
    [InlineData(0, 0.4, 1, "99985 99984 99983 99982")]
    [InlineData(0, 1.5, 1, "99985 99983 99982 99980")]  // away from the fair price
    [InlineData(1, 0.5, 1, "99985 99980 99975 99970")]
    [InlineData(2, 0.5, 1, "99985 99975 99965 99955")]
    [InlineData(0, 3, 0.5, "99985 99982 99980 99979")]
    public void Levels_are_spaced_by_ticks_bps_or_volatility(long kind, double spacing, double growth, string expected)
    {
        LadderParameters p = LadderParameters.Safe with { LevelCount = 4, SpacingKind = kind, Spacing = spacing, SpacingGrowth = growth };
        (QuoteLadder ladder, _) = Of(p, s_inputs with { MaxPositionLots = 10_000 });
        Assert.Equal(expected, string.Join(' ', Levels(ladder.Bids).Select(l => l.PriceTicks)));
        Assert.Equal(expected, string.Join(' ', Levels(ladder.Asks).Select(l => 200_000 - l.PriceTicks)));
    }

    [Theory]
    [InlineData(0, 9, 100, "100 100 100 100")]
    [InlineData(1, 0.5, 100, "100 150 200 250")]
    [InlineData(1, -0.4, 100, "100 60 20")]
    [InlineData(2, 1, 100, "100 200 400 800")]
    [InlineData(2, -0.5, 100, "100 50 25 12")]
    public void Sizes_follow_the_profile(long profile, double step, long lots, string expected)
    {
        LadderParameters p = LadderParameters.Safe with { LevelCount = 4, SizeProfile = profile, SizeStep = step };
        (QuoteLadder ladder, _) = Of(p, s_inputs with { OrderLots = lots, MaxPositionLots = 10_000 });
        Assert.Equal(expected, string.Join(' ', Levels(ladder.Asks).Select(l => l.SizeLots)));
    }

    [Theory]
    [InlineData(1, 0, 100, 100)]
    [InlineData(1, 200, 33, 166)]     // models.md 6.6: base·(1 − 2/3) and base·(1 + 2/3)
    [InlineData(0.75, 200, 50, 150)]  // seed 002: at 0.2 of 0.3 BTC the bid is cut in half
    [InlineData(0.75, -200, 150, 50)]
    [InlineData(1, 300, 0, 200)]
    [InlineData(1, 900, 0, 200)]
    [InlineData(0, 200, 100, 100)]
    public void Inventory_shrinks_the_side_that_adds_and_grows_the_one_that_reduces(double weight, long position, long bid, long ask)
    {
        LadderInputs i = s_inputs with { PositionLots = position };
        Assert.Equal(bid, (long)(100 * Ladder.InventoryFactor(weight, position, 300, sell: false) + 1e-9));
        Assert.Equal(ask, (long)(100 * Ladder.InventoryFactor(weight, position, 300, sell: true) + 1e-9));
        (QuoteLadder ladder, _) = Of(LadderParameters.Safe with { InventorySizing = weight }, i);
        Assert.Equal(Math.Min(bid, Math.Max(0, 300 - position)), ladder.Bids.Count > 0 ? ladder.Bids.Levels[0].SizeLots : 0);
        Assert.Equal(ask, ladder.Asks.Levels[0].SizeLots);
    }

    [Theory]
    [InlineData(1, 30, "30")]
    [InlineData(4, 30, "30 30 30 30")]
    [InlineData(4, 60, "60 60 60 60")]
    [InlineData(4, 200, "100 100 100 100")]
    public void A_clip_bounds_each_order(long levels, long clip, string expected)
    {
        (QuoteLadder ladder, _) = Of(LadderParameters.Safe with { LevelCount = levels }, s_inputs with { ClipLots = clip, MaxPositionLots = 10_000 });
        Assert.Equal(expected, string.Join(' ', Levels(ladder.Bids).Select(l => l.SizeLots)));
    }

    [Fact]
    public void What_a_clip_leaves_goes_to_the_next_levels()
    {
        LadderParameters p = LadderParameters.Safe with { LevelCount = 5, SizeProfile = 1, SizeStep = -1 };
        (QuoteLadder ladder, _) = Of(p, s_inputs with { ClipLots = 30 });
        Assert.Equal("30@99985 30@99984 30@99983 10@99982", Show(ladder.Bids));
        (QuoteLadder whole, Clamps clamps) = Of(p, s_inputs with { ClipLots = 30, MinLots = 20 });
        Assert.Equal("30@99985 30@99984 30@99983", Show(whole.Bids));
        Assert.True(clamps.HasFlag(Clamps.MinSizeBid));
    }

    [Theory]
    [InlineData(0, 0, 300, "100 100 100")]
    [InlineData(150, 0, 150, "100 50")]
    [InlineData(150, 20, 130, "100 30")]
    [InlineData(295, 0, 5, "")]
    [InlineData(300, 0, 0, "")]
    [InlineData(400, 0, 0, "")]
    [InlineData(-100, 0, 400, "100 100 100 100")]
    public void The_whole_side_fits_into_the_limit_counted_from_the_best_level(long position, long untold, long room, string expected)
    {
        LadderInputs i = s_inputs with { PositionLots = position, UntoldBuyLots = untold, MinLots = 10 };
        (QuoteLadder ladder, Clamps clamps) = Of(LadderParameters.Safe with { LevelCount = 4 }, i);
        Assert.Equal((room, expected), (ladder.Bids.RoomLots, string.Join(' ', Levels(ladder.Bids).Select(l => l.SizeLots))));
        Assert.Equal(room < 400, clamps.HasFlag(Clamps.LimitBid));
    }

    [Theory]
    [InlineData(0, 99_985, 100_015)]
    [InlineData(1, 99_990, 100_010)]
    [InlineData(2, 99_990, 100_010)] // improving would leave less than the model asks for
    [InlineData(3, 99_985, 100_015)]
    public void Outside_the_best_price_a_join_may_close_in_and_nothing_else(long rule, long bid, long ask)
    {
        (QuoteLadder ladder, _) = Of(LadderParameters.Safe, s_inputs, new RequoteParameters { TouchRule = rule, HangBackTicks = 2 });
        Assert.Equal((bid, ask), (ladder.Bids.TopTicks, ladder.Asks.TopTicks));
    }

    [Theory]
    [InlineData(0, 99_995, 100_005)]
    [InlineData(1, 99_990, 100_010)]
    [InlineData(2, 99_991, 100_009)]
    [InlineData(3, 99_988, 100_012)]
    public void Inside_the_spread_the_rule_keeps_the_edge(long rule, long bid, long ask)
    {
        LadderInputs i = s_inputs with { RawBidTicks = 99_995.5, RawAskTicks = 100_004.5 };
        (QuoteLadder ladder, _) = Of(LadderParameters.Safe, i, new RequoteParameters { TouchRule = rule, HangBackTicks = 1, HangBackSigmaBps = 0.1 });
        Assert.Equal((bid, ask), (ladder.Bids.TopTicks, ladder.Asks.TopTicks));
        Assert.Equal(bid - 99_995, ladder.Bids.TouchTicks);
    }

    [Theory]
    [InlineData(0.5, 0.4, 99_990)]
    [InlineData(0.5, 0.6, 99_985)] // 1.1 bps are 11 ticks: the best bid is 10 from the reservation price
    public void A_join_keeps_its_edge_to_the_reservation_price(double floor, double edge, long bid)
    {
        (QuoteLadder ladder, _) = Of(LadderParameters.Safe, s_inputs with { FeeFloorBps = floor }, new RequoteParameters { TouchRule = 1, TouchEdgeBps = edge });
        Assert.Equal(bid, ladder.Bids.TopTicks);
    }

    [Fact]
    public void We_do_not_improve_into_the_other_side()
    {
        RequoteParameters improve = new() { TouchRule = 2 };
        LadderInputs tight = s_inputs with { BestBidTicks = 100_000, BestAskTicks = 100_001, RawBidTicks = 100_050, RawAskTicks = 100_060 };
        Assert.Equal(100_000, Of(LadderParameters.Safe, tight, improve).Ladder.Bids.TopTicks);
    }

    [Fact]
    public void A_quote_that_would_take_is_moved_to_a_tick_behind_the_other_side()
    {
        (QuoteLadder ladder, Clamps clamps) = Of(LadderParameters.Safe with { LevelCount = 2 }, s_inputs with { RawBidTicks = 100_030.5, RawAskTicks = 100_060 });
        Assert.Equal(("100@100009 100@100008", 21, Clamps.PostOnlyBid), (Show(ladder.Bids), ladder.Bids.PostOnlyTicks, clamps));
    }

    [Fact]
    public void With_a_side_of_the_book_missing_only_the_other_is_quoted_and_not_before_its_best()
    {
        LadderInputs i = s_inputs with { BestAskTicks = Units.Missing, Rules = PlanRules.NoBookAsk, RawBidTicks = 100_000 };
        (QuoteLadder ladder, _) = Of(LadderParameters.Safe, i);
        Assert.Equal(("100@99990", ""), (Show(ladder.Bids), Show(ladder.Asks)));
    }

    [Theory]
    [InlineData(PlanRules.StandAside, 50, "", "")]
    [InlineData(PlanRules.ExpiryStop, 50, "", "")]
    [InlineData(PlanRules.BidReduceOnly, 50, "", "100")]
    [InlineData(PlanRules.BidReduceOnly | PlanRules.AskReduceOnly, 50, "", "50")]
    [InlineData(PlanRules.BidReduceOnly | PlanRules.AskReduceOnly, -30, "30", "")]
    [InlineData(PlanRules.BidReduceOnly | PlanRules.AskReduceOnly, 0, "", "")]
    public void A_rule_closes_a_side_or_lets_it_reduce_alone(PlanRules rules, long position, string bids, string asks)
    {
        (QuoteLadder ladder, _) = Of(LadderParameters.Safe, s_inputs with { Rules = rules, PositionLots = position });
        Assert.Equal((bids, asks), (string.Join(' ', Levels(ladder.Bids).Select(l => l.SizeLots)), string.Join(' ', Levels(ladder.Asks).Select(l => l.SizeLots))));
    }

    [Theory]
    [InlineData(MarketModeKind.Normal, 100)]
    [InlineData(MarketModeKind.Calm, 100)]
    [InlineData(MarketModeKind.Volatile, 40)]
    [InlineData(MarketModeKind.Cascade, 40)]
    public void A_volatile_market_is_quoted_in_smaller_size(MarketModeKind mode, long lots)
    {
        (QuoteLadder ladder, _) = Of(LadderParameters.Safe with { VolatileSizeFactor = 0.4 }, s_inputs with { Mode = mode });
        Assert.Equal(lots, ladder.Asks.Levels[0].SizeLots);
    }

    [Fact]
    public void No_bid_goes_to_zero_or_below_and_no_spacing_runs_away()
    {
        LadderInputs low = s_inputs with { FairTicks = 4, ReservationTicks = 4, RawBidTicks = 3, RawAskTicks = 6, BestBidTicks = 3, BestAskTicks = 6, MaxPositionLots = 10_000 };
        Assert.Equal(3, Of(LadderParameters.Safe with { LevelCount = 10 }, low).Ladder.Bids.Count);
        foreach (double spacing in new[] { double.NaN, double.PositiveInfinity, 1e300 })
            Assert.Equal(1, Of(LadderParameters.Safe with { LevelCount = 10, Spacing = spacing }, s_inputs).Ladder.Asks.Count);
        Assert.Equal(10, Of(LadderParameters.Safe with { LevelCount = 99 }, low with { BestBidTicks = 1, BestAskTicks = 2 }).Ladder.Asks.Count);
    }
}
