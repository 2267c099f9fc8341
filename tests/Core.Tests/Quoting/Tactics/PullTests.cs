using Minnow.Core.Quoting.Tactics;
using Xunit;
using static Minnow.Core.Quoting.Tactics.TacticEffect;

namespace Minnow.Core.Tests.Quoting.Tactics;

/// <summary>Rules by which a side leaves: momentum, large trades, sweeps, flow, cancels of others, the spread.</summary>
public sealed class PullTests
{
    // 3.5 σ over 250 ms at 0.9 bps/√s is 1.575 bps, and half a tick at 30002.5 is 0.083 bps: 1.658 together.
    [Theory]
    [InlineData(-1.66, true, false)]
    [InlineData(-1.65, false, false)]
    [InlineData(1.66, false, true)]
    [InlineData(1.65, false, false)]
    [InlineData(0, false, false)]
    [InlineData(double.NaN, false, false)]
    public void A_move_of_so_many_sigmas_pulls_the_exposed_side_only(double moveBps, bool isBidPulled, bool isAskPulled)
    {
        Desk desk = new() { Parameters = new() { MomentumCancelSigmas = 3.5 } };
        desk.Inputs.MidMoveBps = moveBps;
        desk.Inputs.MidMoveSeconds = 0.25;
        TacticPlan plan = desk.Now();
        Assert.Equal((isBidPulled, isAskPulled), (plan.Bid.IsPulled, plan.Ask.IsPulled));
        Assert.Equal(isBidPulled || isAskPulled ? TacticFlags.Momentum : 0, plan.Flags);
    }

    // Seed 002: "if price moves more than Y % within Z milliseconds"; its own trigger for a move is 0.02 %.
    [Theory]
    [InlineData(-2.1, true)]
    [InlineData(-2.0, false)]
    [InlineData(2.1, false)]
    public void A_move_of_so_many_bps_pulls_the_exposed_side_for_one_window(double moveBps, bool isBidPulled)
    {
        Desk desk = new() { Parameters = new() { MomentumCancelBps = 2, MomentumWindowNs = 500 * Desk.Ms } };
        desk.Inputs.MidMoveBps = moveBps;
        Assert.Equal(isBidPulled, desk.Now().Bid.IsPulled);
        desk.Inputs.MidMoveBps = 0;
        Assert.Equal(isBidPulled, desk.After(499 * Desk.Ms).Bid.IsPulled);
        Assert.False(desk.After(Desk.Ms).Bid.IsPulled);
    }

    [Fact]
    public void Without_volatility_a_move_in_sigmas_says_nothing()
    {
        Desk desk = new() { Parameters = new() { MomentumCancelSigmas = 3 } };
        desk.Inputs.MidMoveBps = -50;
        desk.Inputs.MidMoveSeconds = 0.1;
        desk.Inputs.SigmaBps = double.NaN;
        Assert.Equal(TacticFlags.None, desk.Now().Flags);
    }

    [Theory]
    [InlineData(99_999_999, TacticSide.Bid, false, false)]
    [InlineData(100_000_000, TacticSide.Bid, true, false)]
    [InlineData(100_000_000, TacticSide.Ask, false, true)]
    [InlineData(100_000_000, TacticSide.None, false, false)]
    public void A_large_trade_pulls_the_side_that_it_ran_into(long amountE8, TacticSide side, bool isBidPulled, bool isAskPulled)
    {
        Desk desk = new() { Parameters = new() { LargeTradeAmountE8 = 100_000_000, LargeTradeHoldNs = Desk.Second } };
        desk.Inputs.LargeTradeSide = side;
        desk.Inputs.LargeTradeAmountE8 = amountE8;
        desk.Inputs.LargeTradeNs = Desk.Start;
        TacticPlan plan = desk.Now();
        Assert.Equal((isBidPulled, isAskPulled), (plan.Bid.IsPulled, plan.Ask.IsPulled));
        Assert.Equal(isBidPulled ? Desk.Start + Desk.Second : 0, plan.Bid.UntilNs);
        Assert.Equal(TacticFlags.None, desk.After(Desk.Second).Flags);
    }

    [Fact]
    public void A_hold_of_0_pulls_once_for_each_large_trade()
    {
        Desk desk = new() { Parameters = new() { LargeTradeAmountE8 = 1 } };
        desk.Inputs.LargeTradeSide = TacticSide.Bid;
        desk.Inputs.LargeTradeAmountE8 = 1;
        desk.Inputs.LargeTradeNs = Desk.Start;
        Assert.True(desk.Now().Bid.IsPulled);
        Assert.False(desk.Now().Bid.IsPulled);
        desk.Inputs.LargeTradeNs++;
        Assert.True(desk.Now().Bid.IsPulled);
    }

    // Seed 002's scenario: a buyer eats the asks from 30005 to 30100. Not the bid leaves, which would buy back, but the asks (E16).
    [Fact]
    public void A_sweep_pulls_the_swept_side_and_leaves_the_other()
    {
        Desk desk = new() { Parameters = new() { SweepLevels = 3, SweepHoldNs = 2 * Desk.Second } };
        desk.Inputs.SweepSide = TacticSide.Ask;
        desk.Inputs.SweepNs = Desk.Start;
        desk.Inputs.SweepLevels = 2;
        Assert.Equal(TacticFlags.None, desk.Now().Flags);
        desk.Inputs.SweepLevels = 3;
        TacticPlan plan = desk.Now();
        Assert.Equal((None, Pull, TacticCause.Sweep), (plan.Bid.Effect, plan.Ask.Effect, plan.Ask.Cause));
        Assert.Equal(Desk.Start + 2 * Desk.Second, plan.Ask.UntilNs);
    }

    // σ √hold = 0.9 √2 = 1.2728 bps when the hold ends, half of it one second later, nothing after two.
    [Fact]
    public void After_the_hold_a_swept_side_is_wider_and_less_so_with_time()
    {
        Desk desk = Swept();
        TacticPlan plan = desk.After(2 * Desk.Second);
        Assert.Equal((Shape, TacticCause.AfterSweep), (plan.Ask.Effect, plan.Ask.Cause));
        Assert.Equal(1.2728, plan.Ask.WidenBps, 4);
        Assert.Equal(0, plan.Bid.WidenBps);
        Assert.Equal(0.6364, desk.After(Desk.Second).Ask.WidenBps, 4);
        Assert.Equal(TacticFlags.None, desk.After(Desk.Second).Flags);
    }

    [Fact]
    public void While_volatility_is_not_known_a_swept_side_stays_held_instead()
    {
        Desk desk = Swept();
        desk.Inputs.SigmaBps = double.NaN;
        TacticPlan plan = desk.After(2 * Desk.Second);
        Assert.Equal((Hold, TacticCause.AfterSweep), (plan.Ask.Effect, plan.Ask.Cause));
        Assert.Equal(None, desk.After(2 * Desk.Second).Ask.Effect);
    }

    // "If last X trades were all buys" is a flow of 1; 0.3 is the seed's imbalance threshold.
    [Theory]
    [InlineData(1, 1, true, false, true)]
    [InlineData(0.3, 0.3, true, false, true)]
    [InlineData(0.3, 0.29, true, false, false)]
    [InlineData(0.3, -0.3, true, true, false)]
    [InlineData(0.3, 1, false, false, false)]
    [InlineData(0.3, double.NaN, true, false, false)]
    public void Flow_leaves_only_the_side_that_goes_with_it(double threshold, double flow, bool isDefined, bool isBidPulled, bool isAskPulled)
    {
        Desk desk = new() { Parameters = new() { OneSidedFlow = threshold } };
        desk.Inputs.Flow = flow;
        desk.Inputs.IsFlowDefined = isDefined;
        TacticPlan plan = desk.Now();
        Assert.Equal((isBidPulled, isAskPulled), (plan.Bid.IsPulled, plan.Ask.IsPulled));
    }

    [Theory]
    [InlineData(0.49, 0, false, false)]
    [InlineData(0.5, 0, true, false)]
    [InlineData(0.2, 0.8, false, true)]
    [InlineData(double.NaN, 0, false, false)]
    public void Where_others_cancel_half_of_a_best_level_our_quote_leaves_too(double bidShare, double askShare, bool isBidPulled, bool isAskPulled)
    {
        Desk desk = new() { Parameters = new() { PullShare = 0.5, PullHoldNs = Desk.Second } };
        desk.Inputs.BidPullShare = bidShare;
        desk.Inputs.AskPullShare = askShare;
        desk.Inputs.BidPullNs = desk.Inputs.AskPullNs = Desk.Start;
        TacticPlan plan = desk.Now();
        Assert.Equal((isBidPulled, isAskPulled), (plan.Bid.IsPulled, plan.Ask.IsPulled));
        Assert.Equal(TacticFlags.None, desk.After(Desk.Second).Flags);
    }

    // Twice a fee floor of 1.5 bps, for 30 s (models.md 12).
    [Fact]
    public void A_spread_below_the_fees_for_half_a_minute_pulls_what_adds()
    {
        Desk desk = new() { Parameters = new() { CollapseSpreadBps = 3, CollapseNs = 30 * Desk.Second } };
        Assert.Equal(TacticFlags.None, desk.Now().Flags);
        desk.Inputs.SpreadBps = double.NaN;
        Assert.Equal(TacticFlags.None, desk.After(29 * Desk.Second).Flags);
        TacticPlan plan = desk.After(Desk.Second);
        Assert.Equal((Pull, Pull, TacticCause.Collapse), (plan.Bid.Effect, plan.Ask.Effect, plan.Bid.Cause));
        desk.Inputs.PositionLots = 300;
        plan = desk.Now();
        Assert.Equal((Pull, None), (plan.Bid.Effect, plan.Ask.Effect));
        desk.Inputs.SpreadBps = 3;
        Assert.Equal(TacticFlags.None, desk.Now().Flags);
    }

    [Theory]
    [InlineData(2.99, false)]
    [InlineData(3, true)]
    [InlineData(double.NaN, false)]
    public void A_spread_far_above_its_mean_pulls_both_sides_and_the_exit(double z, bool isPulled)
    {
        Desk desk = new() { Parameters = new() { BlowOutZ = 3, BlowOutHoldNs = 5 * Desk.Second } };
        desk.Inputs.PositionLots = 900;
        desk.Inputs.SpreadZ = z;
        TacticPlan plan = desk.Now();
        Assert.Equal((isPulled, isPulled), (plan.Bid.IsPulled, plan.Ask.IsPulled));
        desk.Inputs.SpreadZ = 0;
        Assert.Equal(isPulled, desk.After(5 * Desk.Second - 1).Ask.IsPulled);
        Assert.False(desk.After(1).Ask.IsPulled);
    }

    private static Desk Swept()
    {
        Desk desk = new() { Parameters = new() { SweepLevels = 3, SweepHoldNs = 2 * Desk.Second } };
        desk.Inputs.SweepSide = TacticSide.Ask;
        desk.Inputs.SweepNs = Desk.Start;
        desk.Inputs.SweepLevels = 190;
        Assert.True(desk.Now().Ask.IsPulled);
        return desk;
    }
}
