using Minnow.Core.Quoting.Tactics;
using Xunit;
using static Minnow.Core.Quoting.Tactics.TacticEffect;

namespace Minnow.Core.Tests.Quoting.Tactics;

/// <summary>What follows a fill of ours.</summary>
public sealed class FillTests
{
    // Seed 002: "a very short post-fill hold (maybe a second or two)".
    [Theory]
    [InlineData(TacticSide.Bid, 0, Hold, None)]
    [InlineData(TacticSide.Ask, 0, None, Hold)]
    [InlineData(TacticSide.Bid, 1, Hold, Hold)]
    [InlineData(TacticSide.Ask, 1, Hold, Hold)]
    public void After_a_fill_the_filled_side_waits_and_by_option_both(TacticSide side, long both, TacticEffect bid, TacticEffect ask)
    {
        Desk desk = new() { Parameters = new() { PostFillHoldNs = 2 * Desk.Second, PostFillBothSides = both } };
        desk.Fill(side, 60_000);
        TacticPlan plan = desk.Now();
        Assert.Equal((bid, ask), (plan.Bid.Effect, plan.Ask.Effect));
        Assert.Equal(TacticFlags.PostFill, desk.After(2 * Desk.Second - 1).Flags);
        Assert.Equal(TacticFlags.None, desk.After(1).Flags);
    }

    // Erratum E16: after we bought, the ask is the exit; the seed's rule cancels it, ours holds the bid.
    [Theory]
    [InlineData(TacticSide.Bid, None, Pull)]
    [InlineData(TacticSide.Ask, Pull, None)]
    public void The_seeds_option_cancels_the_other_side_even_if_it_is_the_exit(TacticSide side, TacticEffect bid, TacticEffect ask)
    {
        Desk desk = new() { Parameters = new() { CancelOppositeOnFill = 1 } };
        desk.Inputs.PositionLots = side == TacticSide.Bid ? 900 : -900;
        desk.Fill(side, 60_000);
        TacticPlan plan = desk.Now();
        Assert.Equal((bid, ask, TacticFlags.CancelOpposite), (plan.Bid.Effect, plan.Ask.Effect, plan.Flags));
        Assert.Equal(TacticFlags.None, desk.Now().Flags);
    }

    [Fact]
    public void The_other_side_stays_away_for_the_hold_after_a_fill()
    {
        Desk desk = new() { Parameters = new() { CancelOppositeOnFill = 1, PostFillHoldNs = Desk.Second } };
        desk.Fill(TacticSide.Bid, 60_000);
        TacticPlan plan = desk.Now();
        Assert.Equal((Hold, Pull), (plan.Bid.Effect, plan.Ask.Effect));
        Assert.Equal(TacticFlags.PostFill | TacticFlags.CancelOpposite, desk.After(Desk.Second - 1).Flags);
        Assert.Equal(TacticFlags.None, desk.After(1).Flags);
    }

    // We sold at 30010; 0.02 % of that is 6 USD, 12 ticks.
    [Theory]
    [InlineData(60_020, false)]
    [InlineData(60_032, false)]
    [InlineData(60_034, true)]
    [InlineData(60_000, false)]
    public void A_side_returns_only_if_the_mid_did_not_go_on_against_its_fill(long midTicks, bool waitsAgain)
    {
        Desk desk = new() { Parameters = new() { ReentryWaitNs = 300 * Desk.Ms, ReentryDriftBps = 2 } };
        desk.Mid(60_015, 60_025);
        desk.Fill(TacticSide.Ask, 60_020);
        Assert.Equal((None, Hold), (desk.Now().Bid.Effect, desk.Now().Ask.Effect));
        desk.Mid(midTicks - 5, midTicks + 5);
        Assert.Equal(Hold, desk.After(299 * Desk.Ms).Ask.Effect);
        Assert.Equal(waitsAgain ? Hold : None, desk.After(Desk.Ms).Ask.Effect);
        Assert.Equal(None, desk.After(300 * Desk.Ms).Ask.Effect);
    }

    [Fact]
    public void A_move_that_the_book_showed_before_the_fill_was_told_counts()
    {
        Desk desk = new() { Parameters = new() { ReentryWaitNs = Desk.Second, ReentryDriftBps = 2 } };
        // We bought at 30000, and when that is told the mid is at 29980 already.
        desk.Mid(59_955, 59_965);
        desk.Fill(TacticSide.Bid, 60_000);
        desk.Now();
        Assert.Equal((Hold, TacticCause.Reentry), (desk.After(Desk.Second).Bid.Effect, desk.Now().Bid.Cause));
    }
}
