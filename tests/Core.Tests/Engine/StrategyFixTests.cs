using System;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Tactics;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>Where the parts of the strategy meet: time set back, parameters that change, signals that are new, books that are replaced.</summary>
public class StrategyFixTests
{
    private static QuoterScript Ready(params (ParameterId Id, double Value)[] values) => QuoterScript.Ready().With(values).Rest();

    [Fact]
    public void One_trade_alone_is_no_flow()
    {
        using QuoterScript s = Ready((ParameterId.OneSidedFlow, 0.8), (ParameterId.TradeWeightBps, 2));
        s.Trade(20000, 5, sold: true);
        Decided one = s.Decide();
        Assert.True(double.IsNaN(one.Head.TakerFlow));
        Assert.Equal((FairFlags.NoTrade, TacticFlags.None), (one.Head.FairFlags, one.Head.Tactics));
        for (int i = 0; i < 5; i++) s.Wait(10_000_000).Trade(20000, 5, sold: true);
        Decided many = s.Decide();
        Assert.Equal((-1.0, TacticFlags.OneSidedFlow), (many.Head.TakerFlow, many.Head.Tactics));
        Assert.Equal(0, many.Head.WantedBidCount);
    }

    [Fact]
    public void A_window_of_one_return_is_no_volatility()
    {
        using QuoterScript s = Ready((ParameterId.VolatilityKind, 1));
        Assert.Equal(s.Instrument.Volatility.SigmaBps, s.Decide().Head.SigmaFastBps);
        s.Rest(20);
        Assert.Equal(s.Instrument.Signals.Realised.SigmaBps, s.Decide().Head.SigmaFastBps);
        Assert.True(s.Instrument.Signals.Realised.SampleCount >= 20);
    }

    [Fact]
    public void A_spread_or_a_basis_seen_once_is_not_usual()
    {
        using QuoterScript s = Ready((ParameterId.BlowOutZ, 3), (ParameterId.BlowOutHoldNs, 1e9), (ParameterId.BasisWeight, 1));
        s.Mark(10002.5, 10000).Rest(2);
        Assert.True(double.IsNaN(s.Instrument.Signals.Spread.Z));
        Assert.Equal(0, s.Mark(10002.5, 9990).Rest(1).Decide().Head.BasisBps);
    }

    [Fact]
    public void A_slow_half_life_that_is_set_later_holds()
    {
        using QuoterScript s = Ready((ParameterId.VolatileRatio, 2), (ParameterId.VolatilitySlowHalfLifeSeconds, 60));
        EwmaVolatility wanted = EwmaVolatility.WithHalfLife(60), had = s.Instrument.Signals.Slow;
        for (int i = 0; i < 500; i++)
        {
            EwmaVolatility.Add(ref wanted, 1e-4, 1);
            EwmaVolatility.Add(ref had, 1e-4, 1);
        }
        Assert.Equal(wanted.SampleCount, had.SampleCount, 0);
    }

    [Fact]
    public void A_signal_that_is_asked_for_again_begins_anew()
    {
        using QuoterScript s = Ready((ParameterId.FlowWeightBps, 1));
        s.Rest(10).With((ParameterId.FlowWeightBps, 0));
        s.Book(20050, 5000, 20060, 1).Wait(1_000_000);
        double before = s.Instrument.Signals.Flow.FlowLots(0);
        s.With((ParameterId.FlowWeightBps, 1)).Book(20050, 5001, 20060, 1);
        Assert.Equal(before, s.Instrument.Signals.Flow.FlowLots(0));
    }

    [Fact]
    public void A_whole_new_book_is_no_order_flow()
    {
        using QuoterScript s = Ready((ParameterId.FlowWeightBps, 1), (ParameterId.PullShare, 0.5), (ParameterId.PullHoldNs, 1e9));
        double before = s.Instrument.Signals.Flow.FlowLots(0);
        s.Whole(0, 20001, 5, 20011, 5000);
        Assert.Equal(before, s.Instrument.Signals.Flow.FlowLots(0));
        s.Wait(10_000_000).Book(20001, 6, 20011, 5000);
        Assert.Equal(0, s.Instrument.Signals.BidPullNs);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    [InlineData(3600)]
    public void A_clock_that_is_set_back_leaves_no_signal_standing_still(int seconds)
    {
        using QuoterScript s = Ready((ParameterId.MomentumCancelBps, 5), (ParameterId.MomentumWindowNs, 200_000_000));
        s.Wait(-seconds * 1_000_000_000L).Pass(50, 10).AckAll();
        s.Shift(-30);
        Assert.Equal(TacticCause.Momentum, (TacticCause)s.Decisions[^1].Head.BidCause);
        Assert.Equal(TacticEffect.Pull, (TacticEffect)s.Decisions[^1].Head.BidEffect);
    }

    [Fact]
    public void A_mark_a_trade_or_a_rate_of_the_future_is_of_unknown_age()
    {
        using QuoterScript s = Ready((ParameterId.FundingWeight, 1), (ParameterId.FallbackKind, 1));
        s.Funding(0.001).Mark(10002.5, 10002);
        Assert.Equal(PlanRules.None, s.Decide().Head.Rules);
        s.Wait(-20_000_000_000).Book(20000, 100, 20010, 100);
        Assert.Equal(PlanRules.FundingUnknown, s.Decide().Head.Rules);
        s.Whole(0, 0, 0, 20010, 100);
        Assert.Equal(Suppressions.PlanStops, s.Decisions[^1].Suppressions);
        Assert.Equal(FairFlags.NoPrice, s.Decisions[^1].Head.FairFlags & FairFlags.NoPrice);
    }

    [Fact]
    public void Who_rolls_after_a_contract_that_is_not_known_waits()
    {
        using QuoterScript s = Ready((ParameterId.RollAfterInstrument, 2));
        Decided unknown = s.Decide();
        Assert.Equal(PlanRules.RollWaits | PlanRules.BidReduceOnly | PlanRules.AskReduceOnly, unknown.Head.Rules);
        s.Name("BTC-NEXT", 1);
        Assert.Equal(unknown.Head.Rules, s.Decide().Head.Rules);
    }

    [Fact]
    public void A_spread_that_opens_evenly_is_seen_below_the_trigger_of_the_mid()
    {
        using QuoterScript s = Ready((ParameterId.TriggerMidBps, 20), (ParameterId.BlowOutZ, 3), (ParameterId.BlowOutHoldNs, 5e9));
        for (int i = 0; i < 40; i++) s.Wait(1_000_000_000).Book(20000, 100, 20010 + i % 2, 100).AckAll();
        Assert.Equal((1, 1), (s.Instrument.Bids.Count, s.Instrument.Asks.Count));
        s.Wait(10_000_000).Commands.Clear();
        s.Book(19900, 100, 20110, 100);
        Assert.Equal([CommandVerb.Cancel, CommandVerb.Cancel], s.Commands.Select(c => c.Verb));
        Assert.Equal(TacticFlags.BlowOut, s.Decisions[^1].Head.Tactics);
    }

    [Fact]
    public void A_wish_that_waits_does_not_fill_the_journal()
    {
        using QuoterScript s = Ready((ParameterId.PostFillHoldNs, 10e9));
        OwnOrder bid = s.Instrument.Bids[0];
        s.Fill(bid.OrderId, false, bid.PriceTicks, bid.SentLots, 1).AckAll().Decisions.Clear();
        for (int i = 0; i < 100; i++) s.Wait(1_000_000).Book(s.Instrument.Book.BestBidTicks, 10 + i, s.Instrument.Book.BestAskTicks, 200);
        Assert.Equal(Suppressions.BidHeld, (Suppressions)s.Instrument.LastSuppressions & Suppressions.BidHeld);
        Assert.True(s.Decisions.Count <= 2, $"{s.Decisions.Count} decisions about nothing new");
    }

    [Fact]
    public void An_imbalance_that_changed_while_nothing_can_be_sent_asks_once()
    {
        using QuoterScript s = Ready((ParameterId.TriggerImbalance, 0.3));
        s.Gateway(GatewayPhase.Down).Wait(1_000_000);
        long bid = s.Instrument.Book.BestBidTicks, ask = s.Instrument.Book.BestAskTicks;
        s.Decisions.Clear();
        for (int i = 0; i < 50; i++) s.Book(bid, 900 + i, ask, 100);
        Assert.True(s.Decisions.Count <= 2, $"{s.Decisions.Count} decisions about one change");
    }

    [Fact]
    public void Only_what_was_partly_filled_is_filled_up()
    {
        using QuoterScript s = Ready((ParameterId.PartialFillPolicy, 1));
        s.With((ParameterId.OrderAmountE8, 120 * 1e8)).Rest().Commands.Clear();
        s.Rest(2);
        Assert.Equal((10L, 10L), (s.Instrument.Bids[0].OpenLots, s.Instrument.Asks[0].OpenLots));
        OwnOrder ask = s.Instrument.Asks[0];
        s.Answer(ask.OrderId, true, OrderReport.Accepted, ask.PriceTicks, 6, 4).Fill(ask.OrderId, true, ask.PriceTicks, 4, 9).Rest();
        Assert.Equal(12, s.Instrument.Asks[0].OpenLots);
    }

    [Fact]
    public void An_old_order_is_moved_without_a_trigger_of_the_mid()
    {
        using QuoterScript s = Ready((ParameterId.TriggerMidBps, 50), (ParameterId.RefreshNs, 5e9));
        s.Shift(6).Pass(500, 4);
        s.Commands.Clear();
        s.Pass(500, 10);
        Assert.Equal((1, 1), (s.Count(CommandVerb.Edit, false), s.Count(CommandVerb.Edit, true)));
    }

    [Fact]
    public void A_ladder_does_not_improve_on_its_own_second_level()
    {
        using QuoterScript s = Ready((ParameterId.TouchRule, 2), (ParameterId.LevelCount, 2), (ParameterId.OrderAmountE8, 50e8), (ParameterId.TouchEdgeBps, -50), (ParameterId.MinEdgeBps, -1));
        s.Gateway(GatewayPhase.Ready).PlaceAnew().AckAll();
        Assert.Equal(2, s.Instrument.Bids.Count);
        long first = Math.Max(s.Instrument.Bids[0].PriceTicks, s.Instrument.Bids[1].PriceTicks), second = Math.Min(s.Instrument.Bids[0].PriceTicks, s.Instrument.Bids[1].PriceTicks);
        // The book shows both of ours above the others.
        s.Whole(0, first, s.Instrument.Bids[0].OpenLots, s.Instrument.Book.BestAskTicks, 100);
        Event more = s.Make(EventKind.BookLevel, 0);
        long id = s.Instrument.Book.LastChangeId;
        more.Level = new BookLevel { ChangeId = id + 1, PrevChangeId = id, PriceTicks = second, SizeLots = s.Instrument.Bids[1].OpenLots };
        s.Apply(more);
        more.Level = new BookLevel { ChangeId = id + 2, PrevChangeId = id + 1, PriceTicks = second - 40, SizeLots = 500 };
        s.Apply(more);
        long touch = s.Decide().WantedBidTicks;
        Assert.Equal(second - 39, touch);
    }

    [Fact]
    public void A_block_trade_moves_no_queue()
    {
        using QuoterScript s = Ready();
        OwnOrder bid = s.Instrument.Bids[0];
        s.Trade(bid.PriceTicks, 5, sold: true, TradePrint.Block).Trade(bid.PriceTicks, 5, sold: true, TradePrint.ComboLeg);
        Assert.Equal(0, s.Instrument.Bids[0].TradesSeen);
        s.Trade(bid.PriceTicks, 5, sold: true);
        Assert.Equal(1, s.Instrument.Bids[0].TradesSeen);
    }

    [Fact]
    public void An_amount_that_is_no_whole_lots_is_large_from_the_next_lot_on()
    {
        using QuoterScript s = Ready((ParameterId.LargeTradeAmountE8, 5e8), (ParameterId.LargeTradeHoldNs, 1e9));
        s.Trade(20000, 1, sold: true);
        Assert.Equal((DecisionTrigger.Tactic, TacticFlags.LargeTrade), (s.Decisions[^1].Trigger, s.Decisions[^1].Head.Tactics));
    }

    [Fact]
    public void Fewer_levels_cancel_the_outer_ones_at_once_and_another_fair_price_is_used_at_once()
    {
        using QuoterScript s = Ready((ParameterId.LevelCount, 3), (ParameterId.OrderAmountE8, 50e8), (ParameterId.Spacing, 10));
        s.Rest(3, 300, 100);
        Assert.Equal((3, 3), (s.Instrument.Bids.Count, s.Instrument.Asks.Count));
        s.Commands.Clear();
        s.With((ParameterId.LevelCount, 1));
        Assert.Equal((2, 2), (s.Count(CommandVerb.Cancel, false), s.Count(CommandVerb.Cancel, true)));
        s.With((ParameterId.FairKind, 1));
        Assert.True(s.Decisions[^1].Head.BaseTicks > s.Decisions[^1].Head.MidTicks);
    }

    [Fact]
    public void Another_tick_forgets_what_was_measured_in_the_old_one()
    {
        using QuoterScript s = Ready((ParameterId.FlowWeightBps, 1), (ParameterId.FallbackKind, 2), (ParameterId.SweepLevels, 3), (ParameterId.SweepHoldNs, 60e9));
        for (int i = 0; i < 4; i++) s.Trade(20000 - i, 1, sold: true);
        Assert.NotEqual(0, s.Instrument.Tactics.Bid.Sweep.LengthNs);
        s.Define(tickE8: 5_000_000);
        Assert.Equal((0L, 0L, 0L), (s.Instrument.Tactics.Bid.Sweep.LengthNs, s.Instrument.Signals.LastTradeTicks, s.Instrument.Signals.SweepNs));
        Assert.Equal(2, s.Count(CommandVerb.Cancel));
        Assert.NotEqual(0, s.Instrument.Signals.Uses);
    }
}
