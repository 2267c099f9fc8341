using System;
using Minnow.Core.Engine;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Minnow.Core.Risk;
using Xunit;
using static Minnow.Core.Tests.Engine.Hedging.HedgeScript;

namespace Minnow.Core.Tests.Engine.Hedging;

public sealed class HedgeTests
{
    [Fact]
    public void Up_to_the_trigger_nothing_is_hedged()
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, 1799).Timer();
        Assert.Empty(s.Hedges);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Above_it_an_order_rests_at_the_best_price_of_the_future_on_the_other_side(bool isShort)
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, isShort ? -2100 : 2100).Timer();
        OutputRecord sent = Assert.Single(s.Hedges);
        Assert.Equal((ushort)Future, sent.InstrumentIndex);
        Assert.Equal(isShort ? OutputRecord.HedgeFlag : OutputRecord.HedgeFlag | OutputRecord.SellFlag, sent.Flags);
        Assert.Equal(isShort ? s[Future].Book.BestBidTicks : s[Future].Book.BestAskTicks, sent.PriceTicks);
        // 2100 lots of 10 USD; a lot of the future is counted up, so one less fits.
        Assert.InRange(sent.SizeLots, 2098, 2100);
        Assert.Equal(isShort ? (0L, sent.SizeLots) : (sent.SizeLots, 0L), (s[Future].WorstLots(sell: true), s[Future].WorstLots(sell: false)));
    }

    [Theory]
    [InlineData(RiskParameterId.MaxOrderAmountE8, 500, 500)]
    [InlineData(RiskParameterId.MaxLadderAmountE8, 700, 700)]
    [InlineData(RiskParameterId.MaxNotionalUsdE8, 900, 900)]
    public void No_hedge_is_larger_than_the_limits_of_an_order_of_a_side_and_of_a_position(RiskParameterId limit, long limitLots, long lots)
    {
        using HedgeScript s = new();
        s.Set((ParameterId)limit, limitLots * 10 * Units.E8, Future).Hold(Perpetual, 2100).Timer();
        Assert.Equal(lots, Assert.Single(s.Hedges).SizeLots);
        // Below the smallest order nothing is sent.
        using HedgeScript none = new();
        none.Set((ParameterId)limit, 10 * Units.E8 - 1, Future).Hold(Perpetual, 2100).Timer();
        Assert.Empty(none.Hedges);
    }

    [Fact]
    public void A_hedge_at_rest_counts_as_an_order_and_waits_for_a_free_place()
    {
        using HedgeScript s = new(quotes: true);
        long quotes = LimitDesk.OrderCount(in s[Perpetual]);
        Assert.True(quotes > 0);
        s.Set((ParameterId)RiskParameterId.MaxOpenOrders, quotes).Hold(Perpetual, 2100).Timer();
        Assert.Empty(s.Hedges);
        Assert.Contains(s.Quoter.Decisions, static one => (one.Suppressions & Suppressions.HedgeHeld) != 0);
        s.Set((ParameterId)RiskParameterId.MaxOpenOrders, quotes + 1).Timer(1000).Timer(1000);
        Assert.Single(s.Hedges);
        Assert.Equal((1L, 0L), (LimitDesk.OrderCount(in s[Future]), LimitDesk.OrdersLeft(s.Quoter.Block, in s[Future])));
    }

    [Fact]
    public void What_a_hedge_at_rest_may_fill_is_not_left_to_quotes_by_a_limit_of_risk()
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, 2100).Timer().Accept();
        long resting = s.Hedger().OpenLots;
        s.Set((ParameterId)RiskParameterId.MaxNotionalUsdE8, (resting + 300) * 10 * Units.E8, Future);
        DecisionRecord record = default;
        ExposureDesk.Limit(s.Quoter.Block, ref s[Future]);
        LimitDesk.Limit(ref record, s.Quoter.Block, ref s[Future]);
        Assert.Equal((resting + 300, 300L, resting + 300), (record.CapLots, s[Future].NetSellRoomLots, s[Future].NetBuyRoomLots));
    }

    [Theory]
    [InlineData(OperatorVerb.Widen, false)]
    [InlineData(OperatorVerb.StopAdding, true)]
    [InlineData(OperatorVerb.Pause, true)]
    public void A_hedge_that_takes_and_may_wait_for_budget_still_is_called_back_once_nothing_is_to_be_hedged(OperatorVerb verb, bool isCalledBack)
    {
        using HedgeScript s = new(sigma: 6);
        s.Hold(Perpetual, 2100).Timer();
        long id = Assert.Single(s.Hedges).OrderId;
        s.Quoter.Commands.Clear();
        s.Quoter.Operator(verb).Pass(100);
        Assert.Equal(isCalledBack, s.Quoter.Commands.Exists(one => one.Verb == CommandVerb.Cancel && one.OrderId == id));
    }

    [Fact]
    public void A_linear_contract_hedges_an_inverse_one_by_coin()
    {
        using HedgeScript s = new(linear: true);
        s.Hold(Perpetual, 2100).Timer();
        // 21,000 USD at 60,000.25 are 0.34999 BTC: lots of 0.0001.
        Assert.Equal(3500, Assert.Single(s.Hedges).SizeLots);
    }

    [Fact]
    public void The_record_has_the_net_position_the_size_and_each_ways_cost()
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, 2100).Timer();
        (HedgeRecord what, HedgeCostRecord cost) = s.Told[^1];
        Assert.Equal((HedgeWay.Passive, HedgeAim.Net, (byte)1), (what.Way, what.Aim, what.IsSell));
        Assert.Equal(s.Hedges[0].SizeLots, what.Lots);
        Assert.InRange(what.NetE8, 34_990_000, 35_010_000);
        double sigma = s[Perpetual].Volatility.SigmaBps;
        Assert.Equal(sigma * Math.Sqrt(60) * 1e4, cost.SkewRiskE4, 1.0);
        Assert.Equal(sigma * Math.Sqrt(2) * 1e4, cost.PassiveRiskE4, 1.0);
        Assert.Equal((15_000, 35_000), (cost.PassiveFeeE4, cost.TakeFeeE4));
    }

    [Fact]
    public void A_quiet_market_leaves_it_to_the_quotes_and_says_so_once()
    {
        using HedgeScript s = new(sigma: 0.1);
        s.Hold(Perpetual, 2100).Timer().Timer().Timer();
        Assert.Empty(s.Hedges);
        Assert.Equal(HedgeWay.Skew, Assert.Single(s.Told).What.Way);
    }

    [Fact]
    public void A_wild_one_takes_within_the_slippage_and_leaves_nothing()
    {
        using HedgeScript s = new(sigma: 6);
        s.Hold(Perpetual, 2100).Timer();
        OutputRecord sent = Assert.Single(s.Hedges);
        Assert.Equal(OutputRecord.HedgeFlag | OutputRecord.SellFlag | OutputRecord.ImmediateFlag, sent.Flags);
        Assert.Equal(s[Future].Book.BestBidTicks - 24, sent.PriceTicks); // 2 bps of 120,000 ticks
    }

    [Fact]
    public void While_the_order_is_under_way_or_its_fate_unknown_no_other_is_sent()
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, 2100).Timer();
        for (int i = 0; i < 100; i++) s.Timer();
        Assert.Single(s.Hedges);
        Assert.Equal(OwnOrderState.Unknown, s.Hedger().State);
        Assert.True(((Suppressions)s[Future].LastSuppressions).HasFlag(Suppressions.HedgeUnknown));
    }

    [Fact]
    public void A_fill_is_booked_on_both_legs_and_not_before()
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, 2100).Timer().Accept();
        Assert.Equal((0L, 0L), (s[Perpetual].Hedge.Lots, s[Future].Hedge.Lots));
        OwnOrder order = s.Hedger();
        s.Fill(Future, order, 1000);
        Assert.Equal((-1000L, -1000L, 0L), (s[Future].PositionLots, s[Future].Hedge.Lots, s[Future].InventoryLots));
        Assert.InRange(s[Perpetual].Hedge.Lots, 999, 1001);
        s.Fill(Future, order, order.SentLots - 1000);
        Assert.InRange(s[Perpetual].InventoryLots, 0, 2);
        Assert.Equal(0, s[Future].InventoryLots);
        s.Timer();
        Assert.Single(s.Hedges);
    }

    [Fact]
    public void A_late_fill_of_a_hedge_that_has_ended_is_a_hedge_too()
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, 2100).Timer().Accept();
        OwnOrder order = s.Hedger();
        s.Report(Future, order, OrderReport.Cancelled, open: 2000, filled: 0);
        Assert.True(s.Hedger().OrderId != order.OrderId);
        s.Fill(Future, order.OrderId, sell: true, order.SentPriceTicks, 50);
        Assert.Equal(-50, s[Future].Hedge.Lots);
    }

    [Fact]
    public void What_the_quotes_sold_of_a_hedged_position_is_bought_back_on_the_hedge_leg()
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, 2100).Timer().FillHedge();
        long hedged = s[Future].Hedge.Lots;
        // The quotes sell all of it: now the hedge stands alone.
        s.Fill(Perpetual, 0, sell: true, 120_002, 2100, FillDetails.External).Hold(Perpetual, 0).Timer(1000);
        OutputRecord back = s.Hedges[^1];
        Assert.Equal(OutputRecord.HedgeFlag, back.Flags);
        Assert.InRange(back.SizeLots, -hedged - 2, -hedged);
        s.FillHedge();
        Assert.InRange(s[Future].Hedge.Lots, -2, 0);
        Assert.InRange(s[Perpetual].Hedge.Lots, 0, 2);
    }

    [Fact]
    public void Quotes_do_not_lean_against_what_is_hedged_and_count_it_towards_the_limit()
    {
        using HedgeScript s = new(quotes: true);
        s.Hold(Perpetual, 2100).Timer();
        double before = s[Perpetual].Hedge.SkewBps;
        s.Quoter.AckAll();
        s.FillHedge().Timer(500);
        double after = s[Perpetual].Hedge.SkewBps;
        Assert.True(before < 0 && Math.Abs(after) < 0.01 * -before, $"skew {before} became {after}");
        Assert.InRange(s.Quoter.Decisions[^1].Head.BidRoomLots, 0, 6000 - 2100);
    }

    [Fact]
    public void A_hedge_of_a_former_run_is_seen_in_the_opening_positions()
    {
        using HedgeScript s = new(quotes: true);
        s.Hold(Perpetual, 2100).Hold(Future, -1500);
        s.Quoter.Block.Head.HedgesToAdopt = 1;
        s.Timer();
        Assert.Equal((-1500L, 0L), (s[Future].Hedge.Lots, s[Future].InventoryLots));
        Assert.InRange(s[Perpetual].Hedge.Lots, 1499, 1501);
        Assert.Empty(s.Hedges);
    }

    [Fact]
    public void A_resting_hedge_follows_the_market_and_takes_when_it_has_waited_long_enough()
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, 2100).Timer().Accept();
        s.Book(Future, 119_990).Timer(600);
        Assert.Equal((OwnOrderState.PendingEdit, 119_991L), (s.Hedger().State, s.Hedger().SentPriceTicks));
        s.Accept();
        // Away from the market it stays: it is the best price then.
        s.Book(Future, 119_995).Timer(600);
        Assert.Equal(119_991, s.Hedger().PriceTicks);
        for (int i = 0; i < 150 && s.Hedger().State == OwnOrderState.Working; i++) s.Timer();
        Assert.Equal(OwnOrderState.PendingCancel, s.Hedger().State);
        s.Report(Future, s.Hedger(), OrderReport.Cancelled, filled: 0).Timer(600);
        Assert.True((s.Hedges[^1].Flags & OutputRecord.ImmediateFlag) != 0);
    }

    [Fact]
    public void When_the_position_comes_down_by_itself_the_hedge_gets_smaller_and_goes()
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, 2100).Timer().Accept();
        s.Hold(Perpetual, 1000).Timer();
        Assert.Equal(OwnOrderState.PendingEdit, s.Hedger().State);
        Assert.InRange(s.Hedger().SentLots, 998, 1000);
        s.Accept().Hold(Perpetual, 0).Timer();
        Assert.Equal(OwnOrderState.PendingCancel, s.Hedger().State);
    }

    [Fact]
    public void Quotes_of_the_same_instrument_make_way_before_a_hedge_takes()
    {
        using HedgeScript s = new(sigma: 6);
        s.Set(ParameterId.QuoteEnabled, 1, Future).Timer(1000);
        foreach (bool sell in (bool[])[false, true])
        {
            OwnOrder order = s[Future].Side(sell)[0];
            s.Report(Future, order, OrderReport.Accepted, order.SentLots, 0);
        }
        long bid = s[Future].Bids[0].PriceTicks;
        // The market comes to our own bid: it is the best price now, and a hedge that sells would meet it.
        s.Set(ParameterId.MinRequoteIntervalNs, 3_600_000_000_000, Future);
        s.Book(Future, bid, bid + 1).Hold(Perpetual, 4000).Timer();
        Assert.Empty(s.Hedges);
        Assert.Equal(OwnOrderState.PendingCancel, s[Future].Bids[0].State);
        s.Report(Future, s[Future].Bids[0], OrderReport.Cancelled, filled: 0).Timer(600);
        Assert.Single(s.Hedges);
    }

    [Fact]
    public void Nothing_is_hedged_while_a_person_pauses_the_feed_is_lost_or_a_price_is_missing()
    {
        using HedgeScript s = new();
        s.Quoter.Operator(OperatorVerb.Pause);
        s.Hold(Perpetual, 2100).Timer();
        Assert.Empty(s.Hedges);
        s.Quoter.Operator(OperatorVerb.Resume);
        s.Timer().Accept();
        Assert.Single(s.Hedges);
        Event invalid = s.Quoter.Make(EventKind.BookInvalid, Future);
        s.Apply(invalid).Timer();
        Assert.Equal(OwnOrderState.PendingCancel, s.Hedger().State);
    }

    [Fact]
    public void The_position_limit_of_the_hedge_instrument_and_the_net_limit_hold()
    {
        using HedgeScript s = new();
        s.Set(ParameterId.MaxPositionAmountE8, 7_000 * Units.E8, Future);
        s.Hold(Perpetual, 2100).Timer();
        Assert.Equal(700, Assert.Single(s.Hedges).SizeLots);
        Assert.Equal(-700, s[Future].LowestLots);
    }

    [Fact]
    public void Only_the_first_hedge_instrument_that_can_is_used_and_the_next_when_it_can_not()
    {
        using HedgeScript s = new(hasLater: true);
        s.Hold(Perpetual, 2100).Timer();
        Assert.Equal((1, 0L), (s.Hedges.Count, s[Later].Hedge.OrderCount));
        s.Accept();
        Event invalid = s.Quoter.Make(EventKind.BookInvalid, Future);
        s.Apply(invalid).Report(Future, s.Hedger(), OrderReport.Cancelled, filled: 0).Timer(600);
        Assert.Equal(1, s[Later].Hedge.OrderCount);
    }

    [Fact]
    public void An_expiring_hedge_is_rolled_to_the_next_future_before_the_stop_in_parts_that_stay_below_the_trigger()
    {
        HedgeParameters p = Usual;
        p.MaxOrderE8 = 20_000_000;
        using HedgeScript s = new(p, hasLater: true, expiresInNs: 25 * 3600L * Units.NsPerSecond);
        s.Hold(Perpetual, 2400).Hold(Future, -2400);
        s.Quoter.Block.Head.HedgesToAdopt = 1;
        s.Timer();
        Assert.Equal(-2400, s[Future].Hedge.Lots);
        Assert.Empty(s.Hedges);
        // The last day before the stop has begun.
        s.Timer(2 * 3600 * 1000);
        for (int i = 0; i < 60 && s[Future].PositionLots != 0; i++)
        {
            foreach (int index in (int[])[Future, Later])
                if (s.Hedger(index).State == OwnOrderState.PendingNew) s.FillHedge(index);
            s.Timer(600);
            long net = s[Perpetual].PositionLots + s[Future].PositionLots + s[Later].PositionLots;
            Assert.InRange(net, 0, 1802);
        }
        for (int i = 0; i < 5; i++)
        {
            if (s.Hedger(Later).State == OwnOrderState.PendingNew) s.FillHedge(Later);
            s.Timer(600);
        }
        Assert.Equal((0L, 0L), (s[Future].PositionLots, s[Future].Hedge.Lots));
        Assert.InRange(s[Later].Hedge.Lots, -2402, -2390);
        Assert.InRange(s[Perpetual].Hedge.Lots, 2390, 2402);
    }

    [Fact]
    public void Without_a_next_future_an_expiring_hedge_is_closed()
    {
        using HedgeScript s = new(expiresInNs: 25 * 3600L * Units.NsPerSecond);
        s.Hold(Perpetual, 1700).Hold(Future, -1700);
        s.Quoter.Block.Head.HedgesToAdopt = 1;
        s.Timer().Timer(2 * 3600 * 1000);
        Assert.Equal((HedgeAim.Roll, 1700L), (s.Told[^1].What.Aim, Assert.Single(s.Hedges).SizeLots));
        s.FillHedge();
        Assert.Equal((0L, 0L, 1700L), (s[Future].PositionLots, s[Perpetual].Hedge.Lots, s[Perpetual].InventoryLots));
    }

    [Fact]
    public void In_the_second_half_of_that_time_it_takes()
    {
        using HedgeScript s = new(expiresInNs: 25 * 3600L * Units.NsPerSecond);
        s.Hold(Perpetual, 1700).Hold(Future, -1700);
        s.Quoter.Block.Head.HedgesToAdopt = 1;
        s.Timer().Timer(14 * 3600 * 1000);
        Assert.True((Assert.Single(s.Hedges).Flags & OutputRecord.ImmediateFlag) != 0);
    }

    [Theory]
    [InlineData(3e-4, true)]   // the long perpetual pays 9 bps a day
    [InlineData(1e-5, false)]
    [InlineData(-3e-4, false)] // it is paid: held on purpose
    public void A_hedge_is_undone_when_its_carry_costs_more_than_that(double funding, bool isUndone)
    {
        HedgeParameters p = Usual;
        p.UnwindSeconds = 86_400;
        p.MaxOrderE8 = 5_000_000;
        using HedgeScript s = new(p);
        s.Hold(Perpetual, 2100).Hold(Future, -2100);
        s.Quoter.Block.Head.HedgesToAdopt = 1;
        s.Timer().Index(Perpetual, 60_000, funding).Index(Future, 60_000).Timer(1000);
        Assert.Equal(isUndone, s.Hedges.Count == 1);
        if (!isUndone) return;
        Assert.Equal((HedgeAim.Unwind, OutputRecord.HedgeFlag), (s.Told[^1].What.Aim, s.Hedges[0].Flags));
        s.FillHedge();
        // What it opened is inventory, for the quotes to work with.
        Assert.InRange(s[Perpetual].InventoryLots, s.Hedges[0].SizeLots - 1, s.Hedges[0].SizeLots + 1);
        Assert.Equal(-2100 + s.Hedges[0].SizeLots, s[Future].Hedge.Lots);
    }

    [Fact]
    public void Both_legs_undone_by_quotes_leave_no_mark()
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, 1700).Hold(Future, -1700);
        s.Quoter.Block.Head.HedgesToAdopt = 1;
        s.Timer();
        s.Hold(Perpetual, 1000).Hold(Future, -1000);
        Assert.Equal((1000L, -1000L), (s[Perpetual].Hedge.Lots, s[Future].Hedge.Lots));
        s.Hold(Perpetual, 0).Hold(Future, 0);
        Assert.Equal((0L, 0L), (s[Perpetual].Hedge.Lots, s[Future].Hedge.Lots));
    }

    [Fact]
    public void A_delivered_future_hedges_nothing_any_more()
    {
        using HedgeScript s = new();
        s.Hold(Perpetual, 1700).Hold(Future, -1700);
        s.Quoter.Block.Head.HedgesToAdopt = 1;
        s.Timer();
        Event state = s.Quoter.Make(EventKind.InstrumentState, Future);
        state.State.Trading = TradingState.Delivered;
        s.Apply(state).Timer();
        Assert.Equal((0L, 0L), (s[Perpetual].Hedge.Lots, s[Future].Hedge.Lots));
    }
}
