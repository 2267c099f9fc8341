using System;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>The order that brings a position to nothing: how many lots, at which worst price, and when it waits. The mid is 1,000 ticks, an order has 10 lots.</summary>
public sealed class FlattenDeskTests : IDisposable
{
    private const long Mid = 1000;
    private readonly QuoterScript _s = new(1);

    public FlattenDeskTests()
    {
        _s.Name("BTC-PERPETUAL").Define();
        Of.Parameters.OrderAmountE8 = 100 * Units.E8;
        Of.Marks.MarkE8 = Units.Missing;
        P.FlattenSlippageBps = 50;
    }

    public void Dispose() => _s.Dispose();

    private ref InstrumentState Of => ref _s.Block[0];

    private ref RiskParameters P => ref _s.Block.Head.Risk.Parameters;

    private TacticAggression Want(long position, long bid = Mid - 1, long ask = Mid + 1, double mid = Mid, Suppressions had = Suppressions.None) => Want(position, bid, ask, mid, had, out _);

    private TacticAggression Want(long position, long bid, long ask, double mid, Suppressions had, out Suppressions has)
    {
        Of.PositionLots = position;
        DecisionRecord record = new() { BestBidTicks = bid, BestAskTicks = ask, MidTicks = mid, Suppressions = had };
        TacticAggression take = FlattenDesk.Want(ref record, in _s.Block.Head, in Of);
        has = record.Suppressions;
        return take;
    }

    private void Waits(long position, long bid = Mid - 1, long ask = Mid + 1, double mid = Mid, Suppressions had = Suppressions.None)
    {
        Assert.Equal(0, Want(position, bid, ask, mid, had, out Suppressions has).Lots);
        Assert.Equal(had | Suppressions.FlattenWaits, has);
    }

    [Fact]
    public void It_is_due_at_the_step_of_flattening_alone_with_a_position_that_is_ours()
    {
        foreach (KillStep step in Enum.GetValues<KillStep>())
        {
            foreach (long lots in (long[])[-1, 0, 1])
            {
                (_s.Block.Head.Risk.Ladder.Step, Of.PositionLots, Of.Parameters.QuoteEnabled) = ((long)step, lots, 1);
                Assert.Equal(step == KillStep.Flatten && lots != 0, FlattenDesk.IsDue(in _s.Block.Head, in Of));
                Of.Parameters.QuoteEnabled = 0;
                Assert.False(FlattenDesk.IsDue(in _s.Block.Head, in Of));
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 995, 999)]
    [InlineData(-1, 0, 1005, 1001)]
    public void It_sells_what_is_long_and_buys_what_is_short_no_worse_than_the_slippage(long position, long isSell, long limit, long best)
    {
        TacticAggression take = Want(position);
        Assert.Equal((1, isSell, limit, 1), (take.Lots, take.IsSell, take.LimitTicks, take.IsExit));
        // The best price may be at the limit and not beyond it.
        bool sell = isSell != 0;
        Assert.Equal(1, (sell ? Want(position, bid: limit) : Want(position, ask: limit)).Lots);
        if (sell) Waits(position, bid: limit - 1);
        else Waits(position, ask: limit + 1);
        Assert.Equal(1, (sell ? Want(position, bid: best + 500) : Want(position, ask: best - 500)).Lots);
        // The other side may be empty; its own may not.
        Assert.Equal(1, (sell ? Want(position, ask: Units.Missing) : Want(position, bid: Units.Missing)).Lots);
        if (sell) Waits(position, bid: Units.Missing);
        else Waits(position, ask: Units.Missing);
    }

    [Theory]
    [InlineData(0, 1000, 1000)]
    [InlineData(-7, 1000, 1000)]
    [InlineData(1, 1000, 1000)] // a tenth of a tick: rounded towards us
    [InlineData(10, 999, 1001)]
    [InlineData(19.9, 999, 1001)]
    [InlineData(5000, 500, 1500)]
    [InlineData(9000, 500, 1500)]
    public void The_slippage_is_rounded_so_that_it_is_never_more_and_no_more_than_half(double bps, long sellLimit, long buyLimit)
    {
        P.FlattenSlippageBps = bps;
        Assert.Equal((sellLimit, buyLimit), (Want(5, bid: Mid + 10).LimitTicks, Want(-5, ask: Mid - 10).LimitTicks));
    }

    [Fact]
    public void A_price_that_is_none_is_not_paid()
    {
        foreach (double mid in (double[])[double.NaN, 0, -1]) Waits(5, mid: mid);
        P.FlattenSlippageBps = 0;
        // At half of a price of one there is nothing to sell for but one.
        P.FlattenSlippageBps = 9000;
        Assert.Equal(1, Want(5, bid: 1, mid: 0.4).LimitTicks);
        P.FlattenSlippageBps = 0;
        // Less than a tick is rounded to one to sell, and nothing can be bought for nothing.
        Assert.Equal(1, Want(5, bid: 1, mid: 0.4).LimitTicks);
        Waits(-5, ask: 0, mid: 0.4);
        Assert.Equal(1, Want(-5, ask: 1, mid: 1).LimitTicks);
    }

    [Theory]
    [InlineData(Suppressions.NotQuotable)]
    [InlineData(Suppressions.NotOpen)]
    [InlineData(Suppressions.BookNotValid)]
    [InlineData(Suppressions.BookCrossed)]
    [InlineData(Suppressions.StaleFeed)]
    [InlineData(Suppressions.FeedLost)]
    [InlineData(Suppressions.PlatformLocked)]
    [InlineData(Suppressions.GatewayNotReady)]
    [InlineData(Suppressions.AccountLocked)]
    public void Without_a_price_or_a_venue_to_trust_it_waits(Suppressions had) => Waits(5, had: had);

    [Fact]
    public void What_holds_quotes_alone_does_not_hold_it()
    {
        Assert.Equal(5, Want(5, had: Suppressions.Halted).Lots);
        Waits(0);
    }

    [Theory]
    [InlineData(5_000_000_000, true)]
    [InlineData(5_000_000_001, false)]
    [InlineData(-1, false)]
    public void The_mark_is_the_measure_while_it_is_fresh_and_the_mid_after_that(long ageNs, bool serves)
    {
        (Of.Marks.MarkE8, Of.Signals.MarkNs, _s.Block.Head.NowNs) = (1100 * Of.Spec.TickE8, _s.NowNs, _s.NowNs + ageNs);
        Assert.Equal(serves ? 1094.5 : 995, Want(5, bid: 2000).LimitTicks - (serves ? 0.5 : 0));
        foreach (long mark in (long[])[Units.Missing, 0, -1])
        {
            Of.Marks.MarkE8 = mark;
            Assert.Equal(995, Want(5, bid: 2000).LimitTicks);
        }
        // The smallest mark is one.
        Of.Marks.MarkE8 = 1;
        Assert.Equal(serves ? 1 : 995, Want(5, bid: 2000).LimitTicks);
        (Of.Marks.MarkE8, Of.Signals.MarkNs) = (1100 * Of.Spec.TickE8, 0);
        Assert.Equal(995, Want(5, bid: 2000).LimitTicks);
        (Of.Signals.MarkNs, _s.Block.Head.NowNs) = (1, 1);
        Assert.Equal(1095, Want(5, bid: 2000).LimitTicks);
        (Of.Signals.MarkNs, _s.Block.Head.NowNs) = (0, 1);
        Assert.Equal(995, Want(5, bid: 2000).LimitTicks);
    }

    [Theory]
    [InlineData(100, 0.5, 1, 50)]
    [InlineData(101, 0.5, 1, 50)]  // rounded down
    [InlineData(18, 0.5, 1, 10)]   // a quote's size is never too much
    [InlineData(7, 0.5, 1, 7)]
    [InlineData(100, 1, 1, 100)]
    [InlineData(100, 0, 1, 100)]   // no share, or none that can be: all of it
    [InlineData(100, -0.5, 1, 100)]
    [InlineData(100, 1.5, 1, 100)]
    [InlineData(100, 0.9, 11, 100)] // the rest is less than the smallest order, and goes with it
    [InlineData(100, 0.9, 10, 90)]
    [InlineData(100, 0.1, 20, 20)]  // no less than the smallest order
    [InlineData(11, 0.1, 0, 10)]    // a smallest order of nothing is one lot
    [InlineData(11, 0.1, 2, 11)]
    [InlineData(100, 1.99, 1, 100)]
    public void It_takes_its_share_of_the_position_and_no_rest_that_no_order_could_take(long held, double share, int minLots, long lots)
    {
        (P.FlattenShare, Of.Spec.MinLots) = (share, minLots);
        Assert.Equal((lots, lots), (Want(held).Lots, Want(-held).Lots));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    public void Its_interval_is_at_least_a_moment(long intervalNs, long wants)
    {
        P.FlattenIntervalNs = intervalNs;
        Assert.Equal(wants, Want(5).IntervalNs);
    }

    [Theory]
    [InlineData(8, 5, 5)]
    [InlineData(8, 9, 8)]
    [InlineData(-8, -5, 5)]
    [InlineData(-8, -9, 8)]
    [InlineData(1, 1, 1)]
    [InlineData(-1, -1, 1)]
    public void While_the_venue_states_another_position_the_smaller_one_is_surely_there(long ours, long stated, long held)
    {
        (Of.Check.Differs, Of.Check.StatedLots) = (1, stated);
        Assert.Equal(held, Want(ours).Lots);
        Of.Check.Differs = 0;
        Assert.Equal(Math.Abs(ours), Want(ours).Lots);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(8, -5)]
    [InlineData(-8, 5)]
    public void While_it_states_one_on_the_other_side_nothing_is_sure(long ours, long stated)
    {
        (Of.Check.Differs, Of.Check.StatedLots) = (1, stated);
        Waits(ours);
    }
}
