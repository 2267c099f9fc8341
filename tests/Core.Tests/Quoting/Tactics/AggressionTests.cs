using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Quoting.Tactics;

/// <summary>When a position is reduced by taking, and by how much.</summary>
public sealed class AggressionTests
{
    // Fee 5 bps and half of a spread of 1.67 bps: 5.83 bps is what taking costs.
    [Theory]
    [InlineData(811, -0.6, 6, 405)]
    [InlineData(810, -0.6, 6, 0)]
    [InlineData(811, -0.5, 6, 405)]
    [InlineData(811, -0.49, 6, 0)]
    [InlineData(811, 0.6, 6, 0)]
    [InlineData(811, -0.6, 5.8, 0)]
    [InlineData(811, -0.6, double.NaN, 0)]
    [InlineData(811, -0.6, double.PositiveInfinity, 0)]
    [InlineData(811, double.NaN, 6, 0)]
    [InlineData(-811, 0.6, 6, 405)]
    [InlineData(-811, -0.6, 6, 0)]
    [InlineData(0, -0.6, 6, 0)]
    public void It_takes_only_if_the_position_is_large_the_flow_against_it_and_waiting_dearer(long position, double flow, double lossBps, long lots)
    {
        Desk desk = Long();
        desk.Inputs.PositionLots = position;
        desk.Inputs.Flow = flow;
        desk.Inputs.ExpectedLossBps = lossBps;
        TacticPlan plan = desk.Now();
        Assert.Equal(lots, plan.Aggression.Lots);
        Assert.Equal(lots > 0 ? TacticFlags.Aggression : 0, plan.Flags);
        // 2 bps of 30002.5 are 6.0005 USD, 12.001 ticks.
        if (lots > 0 && position > 0) Assert.Equal((1, 60_000 - 12), (plan.Aggression.IsSell, plan.Aggression.LimitTicks));
        if (lots > 0 && position < 0) Assert.Equal((0, 60_010 + 12), (plan.Aggression.IsSell, plan.Aggression.LimitTicks));
    }

    // Ns from the order to now, the interval being one second; 0: none was sent.
    [Theory]
    [InlineData(0, 405)]
    [InlineData(1, 0)]
    [InlineData(Desk.Second - 1, 0)]
    [InlineData(Desk.Second, 405)]
    [InlineData(-3600 * Desk.Second, 405)]
    public void It_does_not_take_again_before_the_interval_from_the_order_on(long passedNs, long lots)
    {
        Desk desk = Long();
        desk.Inputs.LastTakeNs = passedNs == 0 ? 0 : desk.Inputs.NowNs - passedNs;
        Assert.Equal(lots, desk.Now().Aggression.Lots);
    }

    [Fact]
    public void A_wish_that_did_not_go_out_is_asked_for_again_at_once()
    {
        Desk desk = Long();
        Assert.Equal(405, desk.Now().Aggression.Lots);
        Assert.Equal(405, desk.After(1).Aggression.Lots);
    }

    [Theory]
    [InlineData(0, 1, 405)]
    [InlineData(600, 1, 105)]
    [InlineData(811, 1, 0)]
    [InlineData(0, 500, 500)]
    [InlineData(0, 812, 0)]
    public void It_leaves_out_what_is_sold_and_not_told_and_is_no_less_than_the_venues_least(long untoldLots, long minLots, long lots)
    {
        Desk desk = Long();
        desk.Inputs.UntoldSellLots = untoldLots;
        desk.Inputs.MinLots = minLots;
        Assert.Equal(lots, desk.Now().Aggression.Lots);
    }

    [Fact]
    public void A_quote_of_ours_in_its_way_is_pulled_first()
    {
        Desk desk = Long();
        desk.Inputs.OwnBidTicks = 59_988;
        TacticPlan plan = desk.Now();
        Assert.Equal((0, TacticFlags.OwnQuoteInTheWay), (plan.Aggression.Lots, plan.Flags));
        Assert.Equal((true, false), (plan.Bid.IsPulled, plan.Ask.IsPulled));
        desk.Inputs.OwnBidTicks = 59_987;
        Assert.Equal(405, desk.Now().Aggression.Lots);
    }

    [Fact]
    public void It_waits_for_a_taking_order_that_is_under_way()
    {
        Desk desk = Long();
        desk.Inputs.IsTakerWorking = true;
        Assert.Equal(0, desk.Now().Aggression.Lots);
    }

    [Theory]
    [InlineData(0, 60_010)]
    [InlineData(60_000, 0)]
    [InlineData(60_010, 60_010)]
    [InlineData(60_011, 60_010)]
    public void It_needs_two_prices_that_do_not_cross(long bid, long ask)
    {
        Desk desk = Long();
        desk.Inputs.BestBidTicks = bid;
        desk.Inputs.BestAskTicks = ask;
        Assert.Equal(0, desk.Now().Aggression.Lots);
    }

    [Fact]
    public void It_may_leave_even_a_cascade()
    {
        Desk desk = Long();
        desk.Inputs.Mode = MarketModeKind.Cascade;
        desk.Inputs.CascadePulls = 1;
        TacticPlan plan = desk.Now();
        Assert.Equal((true, true, 405), (plan.Bid.IsPulled, plan.Ask.IsPulled, plan.Aggression.Lots));
    }

    [Theory]
    [InlineData(100, 0.9, -1, 100, 9)]
    [InlineData(100, 0.9, -0.5, 100, 4.5)]
    [InlineData(100, 0.9, 0.5, 100, 0)]
    [InlineData(-100, 0.9, 0.5, 100, 4.5)]
    [InlineData(0, 0.9, 0.5, 100, 0)]
    [InlineData(100, double.NaN, -1, 100, double.NaN)]
    public void The_plain_estimate_of_the_loss_is_one_sigma_times_the_flow_against_us(long position, double sigma, double flow, double seconds, double bps) =>
        Assert.Equal(bps, AggressionRule.ExpectedLossBps(position, sigma, flow, seconds), 9);

    // Seed 002: limit ±0.3 BTC, "sell Y BTC at market" beyond it while prices still fall.
    private static Desk Long()
    {
        Desk desk = new()
        {
            Parameters = new() { AggressionShare = 0.9, AggressionFlow = 0.5, AggressionSlippageBps = 2, AggressionSizeShare = 0.5, AggressionIntervalNs = Desk.Second },
        };
        desk.Inputs.PositionLots = 811;
        desk.Inputs.Flow = -0.6;
        desk.Inputs.IsFlowDefined = true;
        desk.Inputs.ExpectedLossBps = 6;
        return desk;
    }
}
