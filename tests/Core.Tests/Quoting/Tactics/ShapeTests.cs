using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Signals;
using Xunit;
using static Minnow.Core.Quoting.Tactics.TacticEffect;

namespace Minnow.Core.Tests.Quoting.Tactics;

/// <summary>Modes, joining, and how rules combine.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData(MarketModeKind.Calm, 1, None)]
    [InlineData(MarketModeKind.Normal, 1, None)]
    [InlineData(MarketModeKind.Volatile, 1, None)]
    [InlineData(MarketModeKind.Cascade, 1, Pull)]
    [InlineData(MarketModeKind.Cascade, 0, None)]
    public void A_cascade_means_away_if_modes_are_set(MarketModeKind mode, long pulls, TacticEffect effect)
    {
        Desk desk = new();
        desk.Inputs.Mode = mode;
        desk.Inputs.CascadePulls = pulls;
        TacticPlan plan = desk.Now();
        Assert.Equal((effect, effect), (plan.Bid.Effect, plan.Ask.Effect));
    }

    [Theory]
    [InlineData(0, MarketModeKind.Calm, true, true)]
    [InlineData(225, MarketModeKind.Calm, true, true)]
    [InlineData(226, MarketModeKind.Calm, false, true)]
    [InlineData(-226, MarketModeKind.Calm, true, false)]
    [InlineData(0, MarketModeKind.Normal, false, false)]
    [InlineData(0, MarketModeKind.Volatile, false, false)]
    public void While_it_is_calm_both_sides_join_at_a_small_position_else_the_exit(long position, MarketModeKind mode, bool bidJoins, bool askJoins)
    {
        Desk desk = new() { Parameters = new() { TacticalJoin = 1 } };
        desk.Inputs.PositionLots = position;
        desk.Inputs.Mode = mode;
        TacticPlan plan = desk.Now();
        Assert.Equal((bidJoins, askJoins), (plan.Bid.Flags == TacticFlags.Join, plan.Ask.Flags == TacticFlags.Join));
    }

    [Fact]
    public void A_pull_beats_a_hold_and_all_rules_are_named()
    {
        Desk desk = new() { Parameters = new() { PostFillHoldNs = 3 * Desk.Second, OneSidedFlow = 0.3 } };
        desk.Inputs.Flow = -0.5;
        desk.Inputs.IsFlowDefined = true;
        desk.Fill(TacticSide.Bid, 60_000);
        TacticPlan plan = desk.Now();
        Assert.Equal((Pull, TacticCause.OneSidedFlow), (plan.Bid.Effect, plan.Bid.Cause));
        Assert.Equal(TacticFlags.OneSidedFlow | TacticFlags.PostFill, plan.Bid.Flags);
        Assert.Equal(TacticFlags.None, plan.Ask.Flags);
        desk.Inputs.Flow = 0;
        plan = desk.Now();
        Assert.Equal((Hold, TacticCause.PostFill), (plan.Bid.Effect, plan.Bid.Cause));
    }

    [Fact]
    public void What_is_added_to_the_width_ends_at_the_room()
    {
        Desk desk = new() { Parameters = new() { SweepLevels = 3, SweepHoldNs = Desk.Second } };
        desk.Inputs.SweepSide = TacticSide.Bid;
        desk.Inputs.SweepLevels = 3;
        desk.Inputs.SweepNs = Desk.Start;
        desk.Now();
        Assert.Equal(0.9, desk.After(Desk.Second).Bid.WidenBps, 12);
        desk.Inputs.WidenRoomBps = 0.5;
        Assert.Equal((0.5, 0.0), (desk.Now().Bid.WidenBps, desk.Now().Ask.WidenBps));
        desk.Inputs.WidenRoomBps = double.NaN;
        Assert.Equal((0.0, 0.0), (desk.Now().Bid.WidenBps, desk.Now().Ask.WidenBps));
    }

    // 226 of 900 lots is the first position above a quarter of the limit.
    [Theory]
    [InlineData(225, Pull)]
    [InlineData(226, None)]
    public void A_rule_about_one_side_leaves_the_exit_of_a_larger_position(long position, TacticEffect ask)
    {
        Desk desk = new() { Parameters = new() { MomentumCancelBps = 2 } };
        desk.Inputs.PositionLots = position;
        desk.Inputs.MidMoveBps = 3;
        Assert.Equal(ask, desk.Now().Ask.Effect);
    }

    [Fact]
    public void Time_set_back_prolongs_a_hold_by_its_length_at_most()
    {
        Desk desk = new() { Parameters = new() { LargeTradeAmountE8 = 1, LargeTradeHoldNs = Desk.Second } };
        desk.Inputs.LargeTradeSide = TacticSide.Bid;
        desk.Inputs.LargeTradeAmountE8 = 1;
        desk.Inputs.LargeTradeNs = Desk.Start;
        Assert.True(desk.Now().Bid.IsPulled);
        Assert.Equal(Desk.Start - 3599 * Desk.Second, desk.After(-3600 * Desk.Second).Bid.UntilNs);
        Assert.True(desk.After(Desk.Second - 1).Bid.IsPulled);
        Assert.False(desk.After(1).Bid.IsPulled);
    }

    [Fact]
    public void An_event_dated_after_now_counts_from_now()
    {
        Desk desk = new() { Parameters = new() { PullShare = 0.5, PullHoldNs = Desk.Second } };
        desk.Inputs.BidPullShare = 1;
        desk.Inputs.BidPullNs = Desk.Start + 3600 * Desk.Second;
        Assert.Equal(Desk.Start + Desk.Second, desk.Now().Bid.UntilNs);
        Assert.False(desk.After(Desk.Second).Bid.IsPulled);
    }

    [Fact]
    public void A_rule_that_is_switched_off_forgets_its_hold()
    {
        Desk desk = new() { Parameters = new() { BlowOutZ = 3, BlowOutHoldNs = 3600 * Desk.Second } };
        desk.Inputs.SpreadZ = 4;
        Assert.True(desk.Now().Bid.IsPulled);
        desk.Inputs.SpreadZ = 0;
        desk.Parameters.BlowOutZ = 0;
        Assert.Equal(TacticFlags.None, desk.Now().Flags);
        desk.Parameters.BlowOutZ = 3;
        Assert.Equal(TacticFlags.None, desk.Now().Flags);
    }
}
