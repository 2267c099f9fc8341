using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Each tactic, from the events to the commands of the quoter.</summary>
public class StrategyTacticTests
{
    private const double Ms = 1e6;

    private static QuoterScript Ready(params (ParameterId Id, double Value)[] values)
    {
        QuoterScript s = QuoterScript.Ready().With(values).Rest();
        s.Commands.Clear();
        return s;
    }

    private static (int Bids, int Asks) Cancels(QuoterScript s) => (s.Count(CommandVerb.Cancel, false), s.Count(CommandVerb.Cancel, true));

    // The side comes back once the wait is over, and not before.
    private static void ComesBack(QuoterScript s, bool sell, double afterMs)
    {
        s.AckAll().Commands.Clear();
        long bid = s.Instrument.Book.BestBidTicks, ask = s.Instrument.Book.BestAskTicks;
        s.Wait((long)((afterMs - 60) * Ms)).Book(bid, 77, ask, 77).Timer();
        Assert.Equal(0, s.Count(CommandVerb.Place, sell));
        s.Wait((long)(120 * Ms)).Book(bid, 78, ask, 78).Timer();
        Assert.Equal(1, s.Count(CommandVerb.Place, sell));
    }

    [Theory]
    [InlineData(ParameterId.MomentumCancelBps, 5, -20, 1, 0)]
    [InlineData(ParameterId.MomentumCancelBps, 5, 20, 0, 1)]
    [InlineData(ParameterId.MomentumCancelBps, 15, -20, 0, 0)]
    [InlineData(ParameterId.MomentumCancelSigmas, 4, -20, 1, 0)]
    [InlineData(ParameterId.MomentumCancelSigmas, 0, -20, 0, 0)]
    public void A_fast_move_cancels_the_side_it_runs_to_with_the_book_message_that_shows_it(ParameterId rule, double threshold, long ticks, int bids, int asks)
    {
        // The trigger of the mid is far off: protection does not wait for it.
        using QuoterScript s = Ready((rule, threshold), (ParameterId.MomentumWindowNs, 300 * Ms), (ParameterId.TriggerMidBps, 50));
        s.Wait(20_000_000).Shift(ticks);
        Assert.Equal((bids, asks), Cancels(s));
        if (bids + asks == 0) return;
        // The window shows the move for its own length, and the wait begins when it was last too fast.
        s.AckAll().Commands.Clear();
        long bid = s.Instrument.Book.BestBidTicks, ask = s.Instrument.Book.BestAskTicks;
        s.Wait(240_000_000).Book(bid, 71, ask, 71).Timer().Wait(240_000_000).Book(bid, 72, ask, 72).Timer();
        Assert.Equal(0, s.Count(CommandVerb.Place));
        s.Wait(120_000_000).Book(bid, 73, ask, 73).Timer();
        Assert.Equal(1, s.Count(CommandVerb.Place, asks > 0));
    }

    [Theory]
    [InlineData(true, 3, 1, 0)]
    [InlineData(false, 3, 0, 1)]
    [InlineData(true, 2, 0, 0)]
    public void A_sweep_cancels_the_swept_side_with_the_trade_that_makes_it_one(bool sold, int levels, int bids, int asks)
    {
        using QuoterScript s = Ready((ParameterId.SweepLevels, 3), (ParameterId.SweepGapNs, 5 * Ms), (ParameterId.SweepHoldNs, 1000 * Ms));
        for (int i = 0; i < levels; i++)
        {
            Assert.Empty(s.Commands);
            s.Trade(20005 + (sold ? -i : i), 2, sold);
        }
        Assert.Equal((bids, asks), Cancels(s));
        if (levels < 3) return;
        Assert.Equal(DecisionTrigger.Tactic, s.Decisions[^1].Trigger);
        ComesBack(s, sell: !sold, 1000);
        Decided after = s.Decisions.Last(d => d.CommandCount > 0);
        // E16: back wider than before, on that side alone, by σ·√hold at first.
        Assert.Equal(after.Head.SigmaFastBps, sold ? after.Head.TacticBidBps : after.Head.TacticAskBps, after.Head.SigmaFastBps * 0.2);
        Assert.Equal(0, sold ? after.Head.TacticAskBps : after.Head.TacticBidBps);
    }

    [Theory]
    [InlineData(true, 50, 1, 0)]
    [InlineData(false, 50, 0, 1)]
    [InlineData(true, 49, 0, 0)]
    public void A_large_trade_cancels_the_side_it_ran_into_at_once(bool sold, long lots, int bids, int asks)
    {
        using QuoterScript s = Ready((ParameterId.LargeTradeAmountE8, 500e8), (ParameterId.LargeTradeHoldNs, 500 * Ms));
        s.Trade(20005, lots, sold);
        Assert.Equal((bids, asks), Cancels(s));
        if (bids + asks > 0) ComesBack(s, sell: !sold, 500);
    }

    [Fact]
    public void A_trade_agreed_off_the_book_is_no_large_trade()
    {
        using QuoterScript s = Ready((ParameterId.LargeTradeAmountE8, 500e8), (ParameterId.LargeTradeHoldNs, 500 * Ms));
        s.Trade(20005, 5000, true, TradePrint.Block).Trade(20005, 5000, true, TradePrint.ComboLeg);
        Assert.Empty(s.Commands);
    }

    [Theory]
    [InlineData(true, 1, 0)]
    [InlineData(false, 0, 1)]
    public void Flow_of_one_side_leaves_one_side(bool sold, int bids, int asks)
    {
        using QuoterScript s = Ready((ParameterId.OneSidedFlow, 0.9));
        for (int i = 0; i < 10; i++) s.Wait(1_000_000).Trade(20005, 1, sold);
        s.Timer();
        Assert.Equal((bids, asks), Cancels(s));
    }

    [Fact]
    public void A_pull_of_liquidity_takes_our_side_with_it()
    {
        using QuoterScript s = Ready((ParameterId.PullShare, 0.5), (ParameterId.PullHoldNs, 400 * Ms));
        long bid = s.Instrument.Book.BestBidTicks, ask = s.Instrument.Book.BestAskTicks;
        s.Wait(1_000_000).Book(bid, 20, ask, 100);
        // Judged when something later shows that no trade did it.
        s.Wait(1_000_000).Book(bid, 21, ask, 100);
        Assert.Equal((1, 0), Cancels(s));
        Assert.Equal((DecisionTrigger.Tactic, (byte)TacticCause.LiquidityPull), (s.Decisions[^1].Trigger, s.Decisions[^1].Head.BidCause));
        ComesBack(s, sell: false, 400);
    }

    [Fact]
    public void A_spread_too_small_for_too_long_sends_both_sides_home_until_it_is_wider()
    {
        using QuoterScript s = Ready((ParameterId.CollapseSpreadBps, 2), (ParameterId.CollapseNs, 1000 * Ms));
        long mid = 20005;
        s.Book(mid - 1, 100, mid + 1, 100).Wait(500_000_000).Timer();
        Assert.Equal((0, 0), Cancels(s));
        s.Wait(510_000_000).Book(mid - 1, 101, mid + 1, 100).Timer();
        Assert.Equal((1, 1), Cancels(s));
        s.AckAll().Commands.Clear();
        s.Wait(500_000_000).Book(mid - 5, 100, mid + 5, 100);
        Assert.Equal(2, s.Count(CommandVerb.Place));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void After_a_fill_nothing_new_nothing_larger_and_nothing_nearer_is_sent_on_the_held_side(long bothSides, int heldAsks)
    {
        using QuoterScript s = Ready((ParameterId.PostFillHoldNs, 1000 * Ms), (ParameterId.PostFillBothSides, bothSides), (ParameterId.MaxPositionAmountE8, 1000e8), (ParameterId.RiskAversionPerLotBps, 0));
        OwnOrder bid = s.Instrument.Bids[0];
        s.Answer(bid.OrderId, false, OrderReport.Accepted, bid.PriceTicks, 6, 4).Fill(bid.OrderId, false, bid.PriceTicks, 4, 1);
        s.Wait(150_000_000).Shift(6).Wait(150_000_000).Shift(6);
        Assert.Equal(0, s.Count(CommandVerb.Place, false) + s.Count(CommandVerb.Edit, false));
        // Up is away from the market for the ask: it may go there even when it is held.
        Assert.True(s.Count(CommandVerb.Edit, true) > 0);
        Assert.Equal(heldAsks != 0, ((TacticEffect)s.Decisions[^1].Head.AskEffect) == TacticEffect.Hold);
        s.AckAll().Commands.Clear();
        s.Wait(150_000_000).Shift(-24).AckAll();
        OutputRecord[] moves = [.. s.Commands.Where(c => c.Verb == CommandVerb.Edit && (c.Flags & OutputRecord.SellFlag) == 0)];
        Assert.All(moves, one => Assert.True(one.PriceTicks < bid.PriceTicks && one.SizeLots <= 10));
        s.Commands.Clear();
        s.Wait(1_000_000_000).Shift(20);
        Assert.Equal(1, s.Count(CommandVerb.Edit, false));
    }

    [Fact]
    public void The_side_that_was_filled_waits_as_long_as_the_price_runs_against_it()
    {
        using QuoterScript s = Ready((ParameterId.ReentryWaitNs, 500 * Ms), (ParameterId.ReentryDriftBps, 2), (ParameterId.MaxPositionAmountE8, 1000e8));
        OwnOrder bid = s.Instrument.Bids[0];
        s.Fill(bid.OrderId, false, bid.PriceTicks, bid.SentLots, 1).Commands.Clear();
        s.Wait(510_000_000).Shift(-20);
        Assert.Equal((0, (byte)TacticCause.Reentry), (s.Count(CommandVerb.Place, false), s.Decisions[^1].Head.BidCause));
        s.Wait(510_000_000).Shift(0).Timer();
        Assert.Equal(1, s.Count(CommandVerb.Place, false));
    }

    [Fact]
    public void E16_Cancelling_the_other_side_at_a_fill_is_an_option_that_is_off()
    {
        foreach (bool on in (bool[])[false, true])
        {
            using QuoterScript s = Ready((ParameterId.CancelOppositeOnFill, on ? 1 : 0), (ParameterId.PostFillHoldNs, 500 * Ms));
            OwnOrder bid = s.Instrument.Bids[0];
            s.Fill(bid.OrderId, false, bid.PriceTicks, bid.SentLots, 1);
            Assert.Equal(on ? 1 : 0, s.Count(CommandVerb.Cancel, true));
        }
    }

    [Theory]
    [InlineData(0, 6, 0)]
    [InlineData(1, 10, 0)]
    [InlineData(2, 10, 1)]
    public void E15_The_rest_of_a_partly_filled_order_stays_is_filled_up_or_goes(long policy, long lots, int cancels)
    {
        using QuoterScript s = Ready((ParameterId.PartialFillPolicy, policy), (ParameterId.RiskAversionPerLotBps, 0), (ParameterId.MaxPositionAmountE8, 1000e8));
        OwnOrder bid = s.Instrument.Bids[0];
        s.Answer(bid.OrderId, false, OrderReport.Accepted, bid.PriceTicks, 6, 4).Fill(bid.OrderId, false, bid.PriceTicks, 4, 1).AckAll().Rest();
        Assert.Equal((lots, cancels), (s.Instrument.Bids[0].OpenLots, s.Count(CommandVerb.Cancel, false)));
    }

    private static QuoterScript Wild(params (ParameterId Id, double Value)[] values)
    {
        QuoterScript s = Ready([(ParameterId.VolatilitySlowHalfLifeSeconds, 600), (ParameterId.VolatilityHalfLifeSeconds, 10), (ParameterId.MaxHalfSpreadBps, 500), .. values]);
        for (int i = 0; i < 60; i++) s.Wait(1_000_000_000).Shift(i % 2 == 0 ? 2 : -2).AckAll();
        Assert.Equal(MarketModeKind.Normal, s.Instrument.Signals.Mode.Kind);
        s.Commands.Clear();
        for (int i = 0; i < 8; i++) s.Wait(1_000_000_000).Shift(i % 2 == 0 ? 30 : -30).AckAll();
        return s;
    }

    [Fact]
    public void In_a_volatile_market_quotes_are_wider_and_smaller_until_it_is_calmer_for_a_while()
    {
        using QuoterScript s = Wild((ParameterId.VolatileRatio, 1.5), (ParameterId.VolatileWidthFactor, 1.5), (ParameterId.VolatileSizeFactor, 0.5), (ParameterId.ReleaseNs, 3e9));
        DecisionRecord d = s.Decide().Head;
        Assert.Equal((MarketModeKind.Volatile, 5L), (d.Mode, s.Decisions[^1].WantedBidLots));
        Assert.Equal(0.5 * (d.IntensityBps + d.InventoryBps + d.ImpactBps + d.FeeBps + d.VolatilityAddBps), d.ModeBps, 1e-9);
        for (int i = 0; i < 200; i++) s.Wait(1_000_000_000).Shift(i % 2 == 0 ? 1 : -1).AckAll();
        Assert.Equal((MarketModeKind.Normal, 10L, 0.0), (s.Decide().Head.Mode, s.Decisions[^1].WantedBidLots, s.Decisions[^1].Head.ModeBps));
    }

    [Fact]
    public void A_cascade_cancels_both_sides()
    {
        using QuoterScript s = Wild((ParameterId.VolatileRatio, 1.5), (ParameterId.CascadeRatio, 1.8));
        Assert.Equal(MarketModeKind.Cascade, s.Instrument.Signals.Mode.Kind);
        Assert.True(s.Instrument.HasNoOrders);
        Assert.Equal(TacticFlags.Cascade, s.Decide().Head.Tactics & TacticFlags.Cascade);
    }

    [Fact]
    public void A_large_position_against_the_flow_is_reduced_by_one_order_at_a_time_that_takes()
    {
        using QuoterScript s = Ready((ParameterId.AggressionShare, 0.5), (ParameterId.AggressionFlow, 0.6), (ParameterId.AggressionSizeShare, 0.5),
            (ParameterId.AggressionSlippageBps, 2), (ParameterId.AggressionIntervalNs, 2000 * Ms), (ParameterId.VolatilityFloorBps, 5), (ParameterId.HorizonSeconds, 30), (ParameterId.RiskAversionPerLotBps, 0.0001));
        s.Position(20, opening: true).AckAll().Commands.Clear();
        s.Real(ParameterId.StartVolatilityBps, 5, 0);
        for (int i = 0; i < 10; i++) s.Wait(1_000_000).Trade(20000, 2, sold: true);
        s.Timer();
        // Our bid stands where it would sell: it goes first.
        Assert.Equal((0, 1), (s.Commands.Count(c => (c.Flags & OutputRecord.ImmediateFlag) != 0), s.Count(CommandVerb.Cancel, false)));
        s.AckAll().Timer();
        OutputRecord take = Assert.Single(s.Commands, c => (c.Flags & OutputRecord.ImmediateFlag) != 0);
        // Half of 20; best bid less 2 bps of the mid.
        long bid = s.Instrument.Book.BestBidTicks;
        Assert.Equal((CommandVerb.Place, 10L, bid - 4, OutputRecord.SellFlag | OutputRecord.ReduceOnlyFlag | OutputRecord.ImmediateFlag), (take.Verb, take.SizeLots, take.PriceTicks, take.Flags));
        Assert.True(s.Instrument.LowestLots >= -30);
        // Nothing of ours stands in its way, and no second one goes while the first is open or its interval runs.
        Assert.True(s.Instrument.Bids.IsEmpty || s.Instrument.Bids[0].ReachTicks < take.PriceTicks);
        s.Wait(100_000_000).Timer();
        s.Answer(take.OrderId, true, OrderReport.Filled, take.PriceTicks, 0, 10).Fill(take.OrderId, true, take.PriceTicks, 10, 77);
        Assert.Equal((10L, true), (s.Instrument.PositionLots, s.Instrument.Taker.IsFree));
        s.Wait(100_000_000).Timer();
        Assert.Single(s.Commands, c => (c.Flags & OutputRecord.ImmediateFlag) != 0);
    }
}
