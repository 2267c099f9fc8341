using System.Linq;
using Minnow.Core.Model;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

public sealed class MissingFillTests
{
    [Fact]
    public void B1_A_fill_that_comes_live_before_the_question_does_not_hide_those_of_the_outage()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.CodWorks = false;
        foreach (int id in new[] { 1, 2, 3 }) bench.Place(id);
        bench.Rig.Run(0.5);
        bench.Venue.Fill(bench.Order(1), 5001, bench.Rig.NowNs);
        bench.Rig.Run(0.1);
        bench.Rig.TakesLinks = false;
        bench.Rig.Drop(LinkEnd.Broken);
        bench.Rig.Run(5);
        bench.Venue.Fill(bench.Order(2), 5002, bench.Rig.NowNs, tell: false);
        bench.Rig.Run(30);
        bench.Rig.TakesLinks = true;
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "public/set_heartbeat") return false;
            bench.Venue.Fill(bench.Order(3), 5003, c.AtNs);
            return false;
        };
        // Told over the new link before the fills are asked for.
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 60);
        Assert.Equal([5001L, 5002, 5003], bench.Rig.Of(EventKind.Fill).Select(e => e.Fill.TradeId).Distinct().Order());
    }

    [Fact]
    public void C6_A_fill_that_is_counted_and_not_told_is_asked_for_within_two_seconds()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.5);
        FakeOrder order = bench.Order(1);
        bench.Venue.Fill(order, 5001, bench.Rig.NowNs, tell: false);
        bench.Venue.Changes(order);
        bench.Rig.RunTo(() => bench.Rig.Of(EventKind.Fill).Length > 0, 2);
        Assert.Equal((1L, 5001L), (bench.Rig.Of(EventKind.Fill)[0].Fill.OrderId, bench.Rig.Of(EventKind.Fill)[0].Fill.TradeId));
        Assert.Equal(GatewayPhase.Ready, bench.Session.Phase);
        bench.Rig.Run(30);
        Assert.Equal(1, bench.Venue.CountOf("private/get_user_trades_by_currency_and_time"));
    }

    [Fact]
    public void C6_Fills_that_three_questions_do_not_bring_are_left_to_one_reconciliation()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.5);
        FakeOrder order = bench.Order(1);
        bench.Venue.Fill(order, 5001, bench.Rig.NowNs, tell: false);
        bench.Venue.Trades.Clear();
        bench.Venue.Changes(order);
        bench.Rig.Run(120);
        Assert.Equal(1, bench.Rig.Phases.Count(p => p == GatewayPhase.Reconciling));
        Assert.Equal(GatewayPhase.Ready, bench.Session.Phase);
        Assert.InRange(bench.Venue.CountOf("private/get_user_trades_by_currency_and_time"), 3, 5);
    }

    [Fact]
    public void A19_A_message_that_can_not_be_read_brings_everything_together_again_and_its_fill_with_it()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.5);
        bench.Venue.Fill(bench.Order(1), 5001, bench.Rig.NowNs, tell: false);
        bench.Venue.Notify("user.changes.BTC-PERPETUAL.raw", "{\"instrument_name\":\"BTC-PERPETUAL\",\"orders\":[{\"order_state\":7}],\"trades\":[],\"positions\":[]}");
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Reconciling, 1);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 3);
        Assert.Equal(5001, bench.Rig.Of(EventKind.Fill).Single().Fill.TradeId);
        Assert.Equal(OrderReport.Filled, bench.Last(1));
        Assert.Single(bench.Rig.Connects);
    }

    [Fact]
    public void C19_A_trade_off_the_tick_and_an_odd_position_beside_it_cost_no_fill()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.5);
        FakeOrder order = bench.Order(1);
        order.Filled = order.Amount;
        order.State = "filled";
        bench.Venue.At(bench.Rig.NowNs);
        string trade = bench.Venue.Trade(order, 5001, bench.Rig.NowNs).Replace($"\"price\":{order.Price},", "\"price\":60000.3,");
        Assert.Contains("60000.3", trade);
        bench.Venue.Notify("user.changes.BTC-PERPETUAL.raw",
            $"{{\"instrument_name\":\"BTC-PERPETUAL\",\"orders\":[{order.Json}],\"trades\":[{trade}],\"positions\":[{{\"instrument_name\":\"BTC-PERPETUAL\",\"size\":5.0,\"direction\":\"zero\"}}]}}");
        bench.Rig.Run(0.1);
        Assert.Equal((1L, 120_001L), (bench.Rig.Of(EventKind.Fill).Single().Fill.SizeLots, bench.Rig.Of(EventKind.Fill).Single().Fill.PriceTicks));
        Assert.Equal(0, bench.Session.Counters.RefusedFrames);
    }

    [Fact]
    public void C19_A_statement_of_the_position_carries_the_time_at_which_the_venue_took_the_question_in()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Rig.Run(10);
        Assert.All(bench.Rig.Of(EventKind.Position), e => Assert.InRange(e.ReceivedNs - e.ExchangeNs, 1, 2 * Units.NsPerMs));
    }

    [Fact]
    public void C19_Three_polls_without_a_statement_bring_everything_together_again()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c => bench.Session.Phase == GatewayPhase.Ready && StartTests.Fail(bench, c, "private/get_positions", 13503, "unavailable");
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Reconciling, 20);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 3);
    }

    [Fact]
    public void B26_A_fill_from_the_far_future_does_not_move_the_mark_to_ask_from()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.5);
        bench.Venue.Fill(bench.Order(1), 5001, bench.Rig.NowNs + 3600 * Units.NsPerSecond);
        bench.Venue.At(bench.Rig.NowNs);
        bench.Rig.Run(0.1);
        bench.Rig.Drop();
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 10);
        Call asked = bench.Venue.Calls.Last(c => c.Method == "private/get_user_trades_by_currency_and_time");
        Assert.True(long.Parse(asked.Get("start_timestamp")) < bench.Rig.NowNs / Units.NsPerMs);
    }

    [Fact]
    public void C17_More_fills_in_a_millisecond_than_a_page_holds_are_asked_for_with_a_larger_page()
    {
        using OrderBench bench = new(o => o with { FillsPerPage = 5 });
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.5);
        FakeOrder order = bench.Order(1);
        for (int i = 0; i < 12; i++) bench.Venue.Trades.Add((bench.Rig.NowNs / Units.NsPerMs, bench.Venue.Trade(order, 6000 + i, bench.Rig.NowNs)));
        bench.Rig.Drop();
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 10);
        Assert.Equal(12, bench.Rig.Of(EventKind.Fill).Select(e => e.Fill.TradeId).Distinct().Count());
    }
}
