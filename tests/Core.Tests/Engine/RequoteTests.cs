using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Quoting;
using Xunit;

namespace Minnow.Core.Tests.Engine;

/// <summary>When quotes move, and how.</summary>
public class RequoteTests
{
    // Two ticks are the threshold of a move; the spread of our own quotes is some eight.
    private static QuoterScript Ready(params (ParameterId Id, double Value)[] reals)
    {
        QuoterScript s = QuoterScript.Ready();
        foreach ((ParameterId id, double value) in reals) s.Real(id, value, 0);
        s.Pass(200).AckAll().Pass(200).AckAll().Pass(200).Commands.Clear();
        return s;
    }

    [Fact]
    public void Below_the_trigger_of_the_mid_nothing_moves_and_beyond_it_both_sides_do()
    {
        using QuoterScript s = Ready((ParameterId.TriggerMidBps, 2)); // 4 ticks at 20000
        s.Shift(3).Pass(200).Timer();
        Assert.Empty(s.Commands);
        s.Shift(2);
        Assert.Equal(2, s.Count(CommandVerb.Edit));
    }

    [Fact]
    public void A_fill_is_a_trigger_of_its_own()
    {
        using QuoterScript s = Ready((ParameterId.TriggerMidBps, 50));
        s.Shift(3).Pass(200);
        Assert.Empty(s.Commands);
        s.Fill(s.Instrument.Bids[0].OrderId, false, 20000, 1, 1);
        Assert.NotEmpty(s.Commands);
    }

    [Fact]
    public void The_timer_is_a_trigger_once_its_time_has_come()
    {
        using QuoterScript s = Ready((ParameterId.TriggerMidBps, 50));
        s.Parameter(ParameterId.TimerRequoteNs, 3_000_000_000, 0).Pass(100).Commands.Clear();
        s.Shift(3).Pass(500, 4);
        Assert.Empty(s.Commands);
        s.Pass(500, 4);
        Assert.Equal(2, s.Count(CommandVerb.Edit));
    }

    [Fact]
    public void A_changed_imbalance_makes_a_decision_without_a_new_price()
    {
        using QuoterScript s = Ready((ParameterId.TriggerImbalance, 0.5));
        long bid = s.Instrument.Book.BestBidTicks, ask = s.Instrument.Book.BestAskTicks;
        s.Book(bid, 60, ask, 60);
        s.Decisions.Clear();
        s.Book(bid, 61, ask, 60);
        Assert.Empty(s.Decisions);
        s.Book(bid, 600, ask, 60);
        Assert.Equal(DecisionTrigger.ImbalanceChanged, Assert.Single(s.Decisions).Trigger);
    }

    [Fact]
    public void An_order_near_the_front_of_its_queue_stays_within_the_wider_band()
    {
        using QuoterScript s = Ready((ParameterId.QueueFrontShare, 0.5));
        s.Parameter(ParameterId.QueueBandTicks, 3, 0).Pass(200).Commands.Clear();
        // The book shows nothing at our price: nobody stands before us.
        s.Shift(3).Pass(200);
        Assert.Empty(s.Commands);
        Assert.Contains(s.Decisions[^1].Levels, one => one.Reason == LevelReason.QueueFront);
        s.Shift(3).Pass(200);
        Assert.Equal(2, s.Count(CommandVerb.Edit));
    }

    // Loss of an order whose level is taken, bps; nobody stands before or behind us, so it is the whole loss.
    [Theory]
    [InlineData(0, 1, true)] // a move earns less than the place: it lies nearer to the reservation price
    [InlineData(0, 10, false)] // but not so much less
    [InlineData(30, 1, false)] // the place loses: nothing keeps it
    public void An_order_stays_within_the_wider_band_while_its_place_is_worth_more_than_the_move(double lossBps, double factor, bool stays)
    {
        using QuoterScript s = Ready((ParameterId.QueueValueFactor, factor), (ParameterId.QueueLossBps, lossBps), (ParameterId.BaseIntensityPerSecond, 1), (ParameterId.TradeHalfLifeSeconds, 60));
        for (int i = 0; i < 20; i++) s.Wait(1_000_000).Trade(i % 2 == 0 ? 20010 : 20000, 40, sold: i % 2 != 0);
        s.Parameter(ParameterId.QueueBandTicks, 3, 0).Pass(200).Commands.Clear();
        s.Decisions.Clear();
        // Up: the bid is the one that lies behind, and its fill earns more.
        s.Shift(3).Pass(200);
        LevelRecord bid = s.Decisions.SelectMany(one => one.Levels).First(one => one.IsSell == 0 && one.Level == 0 && !float.IsNaN(one.MoveBps));
        Assert.Equal(stays, bid.PlaceBps > 0 && bid.PlaceBps >= factor * bid.MoveBps);
        if (stays) Assert.Equal((LevelAction.Keep, LevelReason.QueueValue, true), (bid.Action, bid.Reason, bid.PlaceBps >= bid.MoveBps));
        Assert.Equal(stays ? 0 : 1, s.Count(CommandVerb.Edit, sell: false));
        s.AckAll().Shift(3).Pass(200);
        Assert.Equal(stays ? 1 : 2, s.Count(CommandVerb.Edit, sell: false));
    }

    [Fact]
    public void After_its_time_an_order_in_the_band_goes_to_the_exact_price()
    {
        using QuoterScript s = Ready();
        s.Parameter(ParameterId.RequoteTicks, 5, 0).Shift(3).Pass(200);
        Assert.Empty(s.Commands);
        s.Parameter(ParameterId.RefreshNs, 100_000_000, 0).Pass(200);
        Assert.Equal(2, s.Count(CommandVerb.Edit));
    }

    [Fact]
    public void Trades_at_its_price_count_and_make_an_order_old()
    {
        using QuoterScript s = Ready();
        s.Parameter(ParameterId.RequoteTicks, 5, 0).Parameter(ParameterId.RefreshTrades, 2, 0).Shift(3).Pass(200);
        Assert.Empty(s.Commands);
        for (int i = 0; i < 2; i++)
        {
            Event trade = s.Make(EventKind.Trade, 0);
            trade.Flags |= EventFlags.Ask;
            trade.Trade.PriceTicks = s.Instrument.Bids[0].PriceTicks;
            trade.Trade.SizeLots = 1;
            s.Apply(trade);
        }
        s.Pass(200);
        Assert.Equal((1, 0), (s.Count(CommandVerb.Edit, sell: false), s.Count(CommandVerb.Edit, sell: true)));
    }

    [Fact]
    public void Only_a_seller_after_its_report_moves_a_bid_forward_in_its_queue_and_only_once()
    {
        using QuoterScript s = Ready();
        long ticks = s.Instrument.Bids[0].PriceTicks;
        s.PlaceAnew().AckAll();
        QueueWatch.Joined(ref s.Instrument.Bids[0], 50, s.NowNs);
        ticks = s.Instrument.Bids[0].PriceTicks;
        s.Trade(ticks, 7, sold: false);
        Assert.Equal(50, s.Instrument.Bids[0].AheadLots);
        s.NowNs -= 10_000_000;
        s.Trade(ticks, 7, sold: true);
        s.NowNs += 10_000_000;
        Assert.Equal(50, s.Instrument.Bids[0].AheadLots);
        s.Wait(1_000_000).Trade(ticks, 7, sold: true);
        Assert.Equal(43, s.Instrument.Bids[0].AheadLots);
        // The level has fallen to 40 by a trade whose print comes later: it is those 3 of 43 that were before us, and no more.
        QueueWatch.Shown(ref s.Instrument.Bids[0], 40);
        QueueWatch.Traded(ref s.Instrument.Bids[0], ticks, 3, isShown: true);
        Assert.Equal(40, s.Instrument.Bids[0].AheadLots);
    }

    [Fact]
    public void Cancel_then_place_leaves_the_place_free_in_between()
    {
        using QuoterScript s = Ready();
        s.Parameter(ParameterId.MoveKind, 1, 0).Shift(5);
        Assert.Equal([CommandVerb.Cancel, CommandVerb.Cancel], s.Commands.Select(c => c.Verb));
        s.AckAll();
        Assert.Equal(2, s.Count(CommandVerb.Place));
    }

    [Fact]
    public void Place_then_cancel_overlaps_only_where_the_limit_has_room_for_both()
    {
        using QuoterScript s = Ready();
        s.Parameter(ParameterId.MoveKind, 2, 0).Shift(5);
        Assert.Equal((2, 2), (s.Count(CommandVerb.Place), s.Count(CommandVerb.Cancel)));
        Assert.Equal(20, s.Instrument.HighestLots);
        s.AckAll().Pass(200).AckAll().Position(20, opening: true).Pass(200).AckAll().Commands.Clear();
        s.Pass(200).Shift(5);
        Assert.Equal((0, 1), (s.Count(CommandVerb.Place, sell: false), s.Count(CommandVerb.Edit, sell: false)));
    }

    [Fact]
    public void The_band_of_each_further_level_is_so_many_ticks_wider()
    {
        using QuoterScript s = Ready((ParameterId.Spacing, 20));
        s.Parameter(ParameterId.LevelCount, 3, 0).Parameter(ParameterId.BandTicksPerLevel, 3, 0).Pass(200, 3).AckAll().Pass(200).AckAll().Commands.Clear();
        Assert.Equal((3, 3), (s.Instrument.Bids.Count, s.Instrument.Asks.Count));
        // Bands of 2, 5 and 8 ticks: a move of 3 is beyond the first alone, the rest stays until the sum of moves is.
        foreach ((long move, int levels) in new[] { (3L, 1), (3L, 2), (2L, 2) })
        {
            s.Shift(move).Pass(200).AckAll();
            Assert.Equal((levels, levels), (s.Count(CommandVerb.Edit, sell: false), s.Count(CommandVerb.Edit, sell: true)));
            s.Commands.Clear();
        }
    }

    [Fact]
    public void A_quote_that_post_only_holds_back_stays_within_its_band_and_is_moved_beyond_it()
    {
        // Short, the model wants to buy through the market: the price is a tick before the best ask, wherever that goes.
        using QuoterScript s = Ready((ParameterId.LinearSkewBpsPerOrder, 30));
        s.Parameter(ParameterId.ModelKind, 0, 0).Position(-10, opening: true).AckAll().Pass(200, 3).AckAll().Pass(200).AckAll().Commands.Clear();
        OwnOrder bid = s.Instrument.Bids[0];
        long ask = s.Instrument.Book.BestAskTicks;
        Assert.Equal(ask - 1, bid.PriceTicks);
        s.Book(s.Instrument.Book.BestBidTicks, 90, ask + 1, 90).Pass(200).AckAll();
        Assert.Equal(0, s.Count(CommandVerb.Edit, sell: false));
        s.Book(s.Instrument.Book.BestBidTicks, 90, ask + 2, 90).Pass(200).AckAll();
        Assert.Equal((1, ask + 1), (s.Count(CommandVerb.Edit, sell: false), s.Instrument.Bids[0].PriceTicks));
    }

    [Fact]
    public void The_time_between_two_updates_is_drawn_from_the_seed()
    {
        long[] Gaps(long seed)
        {
            using QuoterScript s = QuoterScript.Ready(x => x.Parameter(ParameterId.JitterPercent, 50).Parameter(ParameterId.Seed, seed));
            List<long> sent = [];
            for (int i = 0; i < 2000; i++)
            {
                int before = s.Commands.Count;
                // Always too far away: an update goes as soon as it may.
                s.Wait(1_000_000).Shift(i % 2 == 0 ? 8 : -8);
                if (s.Commands.Count != before) sent.Add(s.NowNs);
                s.AckAll();
            }
            return [.. sent.Zip(sent.Skip(1), static (a, b) => (b - a) / 1_000_000)];
        }
        long[] gaps = Gaps(7);
        Assert.All(gaps, static gap => Assert.InRange(gap, 100, 152));
        Assert.True(gaps.Max() - gaps.Min() > 20, $"{gaps.Min()} to {gaps.Max()} ms");
        Assert.Equal(gaps, Gaps(7));
        Assert.NotEqual(gaps, Gaps(8));
    }

    [Fact]
    public void Fresh_budget_is_a_trigger_for_what_lacked_it_and_for_nothing_else()
    {
        using QuoterScript s = Ready((ParameterId.MinHalfSpreadBps, 10));
        s.Pass(200).AckAll().Pass(200).AckAll().Commands.Clear();
        s.Budget(20, 20);
        Assert.DoesNotContain(s.Decisions, static one => one.Trigger == DecisionTrigger.BudgetRefilled);
        s.Budget(0, 20).Shift(10).Pass(200);
        Assert.Empty(s.Commands);
        s.Budget(20, 20);
        Assert.Equal((2, DecisionTrigger.BudgetRefilled), (s.Count(CommandVerb.Edit), s.Decisions[^1].Trigger));
    }

    [Fact]
    public void A_smaller_size_at_the_same_price_keeps_its_place()
    {
        using QuoterScript s = Ready();
        long ticks = s.Instrument.Bids[0].PriceTicks;
        s.Real(ParameterId.RiskAversionPerLotBps, 0, 0).Position(25, opening: true);
        OutputRecord edit = s.Commands.Last(c => c.Verb == CommandVerb.Edit && (c.Flags & OutputRecord.SellFlag) == 0);
        Assert.Equal((ticks, 5L), (edit.PriceTicks, edit.SizeLots));
    }
}
