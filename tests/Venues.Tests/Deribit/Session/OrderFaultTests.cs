using System;
using System.Linq;
using Minnow.Core.Model;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

public sealed class OrderFaultTests
{
    [Fact]
    public void An_order_is_placed_changed_and_cancelled()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(7, ticks: 120_001, lots: 3);
        bench.Rig.Run(0.1);
        Assert.Equal(($"mn{OrderBench.Epoch:x12}-7", 60000.5m, 30m), (bench.Order(7).Label, bench.Order(7).Price, bench.Order(7).Amount));
        bench.Edit(7, 119_990, 2);
        bench.Rig.Run(0.1);
        bench.Cancel(7);
        bench.Rig.Run(0.1);
        Assert.Equal(["private/buy", "private/edit", "private/cancel"], bench.Orderings);
        Event[] told = bench.Rig.Of(EventKind.OrderUpdate);
        Assert.All(told, e => Assert.Equal(7, e.Order.OrderId));
        Assert.Equal([OrderReport.Accepted, OrderReport.Cancelled], told.Select(e => e.Order.Report).Distinct());
        Assert.Contains(told, e => e.Order is { Report: OrderReport.Accepted, PriceTicks: 119_990, OpenLots: 2, FilledLots: 0 });
        Assert.Equal(OrderReason.Requested, told[^1].Order.Reason);
    }

    [Fact]
    public void C2_A_fill_before_the_answer_is_told_once_with_the_order_filled_at_the_end()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/buy") return false;
            FakeOrder order = bench.Venue.Place(c);
            string open = order.Json;
            bench.Venue.Fill(order, 5001, c.AtNs + Units.NsPerMs * 2);
            bench.Venue.Result(c, $"{{\"order\":{open},\"trades\":[]}}", 5 * Units.NsPerMs);
            return true;
        };
        bench.Place(1);
        bench.Rig.Run(0.5);
        Event fill = bench.Rig.Of(EventKind.Fill).Single();
        Assert.Equal((1L, 5001L, 1L, (uint)FillDetails.None), (fill.Fill.OrderId, fill.Fill.TradeId, fill.Fill.SizeLots, fill.Detail));
        Assert.DoesNotContain(OrderReport.Accepted, bench.Rig.Reports(1));
        Assert.Equal(OrderReport.Filled, bench.Last(1));
    }

    [Fact]
    public void C4_A_cancel_that_meets_a_fill_is_a_race_that_the_venue_is_asked_about()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.1);
        bench.Venue.Fill(bench.Order(1), 5001, bench.Rig.NowNs, tell: false);
        bench.Cancel(1);
        bench.Rig.Run(0.5);
        Assert.Contains(OrderReport.CancelRejected, bench.Rig.Reports(1));
        Assert.Equal(OrderReport.Filled, bench.Last(1));
        Assert.Equal(1, bench.Venue.CountOf("private/get_order_state_by_label"));
        Assert.Equal(1, bench.Venue.CountOf("private/cancel"));
    }

    [Fact]
    public void C8_A_dropped_answer_makes_the_order_unclear_and_the_label_finds_it()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/buy") return false;
            bench.Venue.Place(c);
            return true;
        };
        bench.Place(1);
        bench.Rig.Run(1.2);
        Assert.Equal([OrderReport.Unclear, OrderReport.Accepted], bench.Rig.Reports(1));
        Assert.Equal(1, bench.Venue.CountOf("private/buy"));
        bench.Cancel(1);
        bench.Rig.Run(0.1);
        Assert.Equal("cancelled", bench.Order(1).State);
    }

    [Fact]
    public void C8_An_order_accepted_late_is_never_called_not_found_before_its_time_is_up()
    {
        using OrderBench bench = new();
        bench.Ready();
        Call? held = null;
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/buy") return false;
            held = c;
            return true;
        };
        bench.Place(1);
        bench.Rig.Run(1.9);
        Assert.Equal([OrderReport.Unclear], bench.Rig.Reports(1));
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Answer(held!);
        bench.Rig.Run(2);
        Assert.Equal(OrderReport.Accepted, bench.Last(1));
        Assert.DoesNotContain(OrderReport.NotFound, bench.Rig.Reports(1));
        Assert.Equal(1, bench.Venue.CountOf("private/buy"));
        Assert.Equal(1, bench.Session.Counters.LateReplies);
    }

    [Fact]
    public void C8_An_order_never_accepted_is_not_found_only_when_it_can_not_come_any_more()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c => c.Method == "private/buy";
        long sentNs = bench.Rig.NowNs;
        bench.Place(1);
        bench.Rig.RunTo(() => bench.Last(1) == OrderReport.NotFound, 8);
        Assert.True(bench.Rig.NowNs - sentNs > 3 * Units.NsPerSecond);
        Assert.Equal([OrderReport.Unclear, OrderReport.NotFound], bench.Rig.Reports(1));
        Assert.InRange(bench.Venue.CountOf("private/get_order_state_by_label"), 2, 5);
        Assert.Equal(1, bench.Venue.CountOf("private/buy"));
        Assert.Equal(GatewayPhase.Ready, bench.Session.Phase);
    }

    [Fact]
    public void C8_An_order_that_the_venue_will_not_tell_of_is_cancelled_by_its_label_and_at_last_by_dropping_the_link()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c =>
        {
            if (c.Method == "private/get_order_state_by_label") return true;
            if (c.Method != "private/buy") return false;
            bench.Venue.Place(c);
            return true;
        };
        bench.Place(1);
        bench.Rig.RunTo(() => bench.Venue.CountOf("private/cancel_by_label") > 0, 30);
        Assert.Equal(5, bench.Venue.CountOf("private/get_order_state_by_label"));
        bench.Rig.Run(0.1);
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
    }

    [Fact]
    public void C9_An_order_whose_answer_went_with_the_link_is_found_by_the_reconciliation()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.CodWorks = false;
        bench.Place(1);
        bench.Rig.RunTo(() => bench.Venue.CountOf("private/buy") == 1, 0.1);
        bench.Rig.Drop();
        Assert.Empty(bench.Rig.Reports(1));
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.Equal([OrderReport.Cancelled], bench.Rig.Reports(1).Distinct());
        Assert.Single(bench.Venue.Orders);
    }

    [Fact]
    public void C9_An_order_lost_with_the_link_before_it_arrived_is_not_found_after_its_time()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Drop();
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 4);
        Assert.Equal([OrderReport.NotFound], bench.Rig.Reports(1));
    }

    [Fact]
    public void C13_A_venue_that_ignores_cancels_is_asked_again_then_harder_then_left()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.5);
        bench.Venue.Intercept = c => c.Method.StartsWith("private/cancel", StringComparison.Ordinal);
        long wishedNs = bench.Rig.NowNs;
        bench.Cancel(1);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Down, 8);
        Assert.InRange(bench.Rig.NowNs - wishedNs, 4 * Units.NsPerSecond, 6 * Units.NsPerSecond);
        Assert.InRange(bench.Venue.CountOf("private/cancel"), 2, 12);
        Assert.InRange(bench.Venue.CountOf("private/cancel_all_by_instrument"), 1, 4);
        Assert.Equal("cancel_on_disconnect", bench.Order(1).Reason);
    }

    [Fact]
    public void C13_A_cancel_refused_as_busy_is_tried_again_every_250_ms()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.5);
        int refused = 3;
        bench.Venue.Intercept = c => refused-- > 0 && StartTests.Fail(bench, c, "private/cancel", 10047, "matching_engine_queue_full");
        bench.Cancel(1);
        bench.Rig.Run(1);
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
        long[] at = bench.Venue.Calls.Where(c => c.Method == "private/cancel").Select(c => c.AtNs).ToArray();
        Assert.Equal(4, at.Length);
        Assert.All(at.Zip(at.Skip(1)), p => Assert.InRange(p.Second - p.First, 250 * Units.NsPerMs, 260 * Units.NsPerMs));
    }

    [Fact]
    public void C14_A_cancel_of_all_whose_count_is_not_ours_is_compared_at_once()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.5);
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/cancel_all_by_instrument") return false;
            bench.Venue.Result(c, "5");
            return true;
        };
        bench.CancelAll();
        bench.Rig.Run(0.4);
        Assert.Equal(1, bench.Session.Counters.CountMismatches);
        Assert.Equal(1, bench.Venue.CountOf("private/get_open_orders_by_currency"));
        bench.Rig.Run(2);
        Assert.Equal("cancelled", bench.Order(1).State);
    }

    [Fact]
    public void A_cancel_of_all_cancels_what_rests_and_drops_what_waits()
    {
        using OrderBench bench = new(o => o with { StartSharePercent = 20 });
        bench.Ready();
        for (int id = 1; id <= 30; id++) bench.Place(id, 120_000 - id);
        bench.CancelAll();
        bench.Rig.Run(1);
        for (int id = 1; id <= 30; id++)
            Assert.True(bench.Last(id) is OrderReport.Cancelled or OrderReport.Rejected, $"order {id}: {bench.Last(id)}");
        Assert.DoesNotContain(bench.Venue.Orders, o => o.State == "open");
        Assert.Equal(0, bench.Session.Counters.CountMismatches);
    }

    [Fact]
    public void C18_Orders_of_a_former_run_are_cancelled_before_the_first_quote()
    {
        using OrderBench bench = new();
        bench.Venue.Orders.Add(new FakeOrder { Id = "1", Label = "mn0189abcdef01-44", Instrument = OrderBench.Name, Price = 59000m, Amount = 10m });
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.Equal("cancelled", bench.Venue.Orders[0].State);
        Assert.Empty(bench.Rig.Of(EventKind.OrderUpdate));
    }

    [Fact]
    public void C18_An_order_of_a_later_run_is_another_instance_and_is_refused()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Changes(new FakeOrder { Id = "9", Label = $"mn{OrderBench.Epoch + 5:x12}-1", Instrument = OrderBench.Name, Price = 59000m, Amount = 10m });
        bench.Rig.Run(1);
        Assert.Equal((GatewayPhase.Refused, GatewayReason.OtherInstance), (bench.Session.Phase, bench.Session.Reason));
    }

    [Fact]
    public void C20_Fills_hidden_by_an_outage_are_told_as_backfilled_page_by_page()
    {
        using OrderBench bench = new(o => o with { FillsPerPage = 2 });
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.5);
        bench.Rig.Drop();
        bench.Venue.Orders[0].State = "open";
        for (int i = 0; i < 5; i++)
        {
            FakeOrder order = bench.Order(1);
            bench.Venue.Trades.Add((bench.Rig.NowNs / Units.NsPerMs + i / 2, bench.Venue.Trade(order, 6000 + i, bench.Rig.NowNs + i / 2 * Units.NsPerMs)));
        }

        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Event[] fills = bench.Rig.Of(EventKind.Fill);
        Assert.Equal([6000L, 6001, 6002, 6003, 6004], fills.Select(e => e.Fill.TradeId).Distinct().Order());
        Assert.All(fills, e => Assert.Equal((uint)FillDetails.Backfilled, e.Detail));
    }

    [Fact]
    public void Fills_before_the_opening_position_are_marked_as_part_of_it()
    {
        using OrderBench bench = new();
        FakeOrder old = new() { Id = "5", Label = "mn0189abcdef01-44", Instrument = OrderBench.Name, Price = 59000m, Amount = 10m };
        bench.Venue.Trades.Add((SessionRig.StartNs / Units.NsPerMs - 60_000, bench.Venue.Trade(old, 77, SessionRig.StartNs - 60 * Units.NsPerSecond)));
        bench.Venue.PositionUsd = 10;
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Event fill = bench.Rig.Of(EventKind.Fill).Single();
        Assert.Equal(FillDetails.Backfilled | FillDetails.BeforeOpening | FillDetails.FormerRun, (FillDetails)fill.Detail);
        Event position = bench.Rig.Of(EventKind.Position).Single();
        Assert.Equal(1, position.Position.SizeLots);
        Assert.True(bench.Rig.Events.FindIndex(e => e.Kind == EventKind.Fill) < bench.Rig.Events.FindIndex(e => e.Kind == EventKind.Position));
    }

    [Theory]
    [InlineData(-2, true)]
    [InlineData(-1, true)]
    [InlineData(0, false)] // cut to the ms: it may be later than the statement
    [InlineData(1, false)]
    public void What_others_traded_before_the_opening_position_and_is_told_after_it_is_part_of_it(long afterMs, bool isPart)
    {
        using OrderBench bench = new();
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        long openedNs = bench.Rig.Of(EventKind.Position).First().ExchangeNs / Units.NsPerMs * Units.NsPerMs;
        Assert.True(openedNs > 0);
        bench.Ready();
        bench.Venue.Fill(new FakeOrder { Id = "9", Label = "by-hand", Instrument = OrderBench.Name, Price = 59000m, Amount = 10m }, 88, openedNs + afterMs * Units.NsPerMs);
        bench.Rig.Run(0.1);
        Event fill = bench.Rig.Of(EventKind.Fill).Single();
        Assert.Equal(isPart ? FillDetails.External | FillDetails.BeforeOpening : FillDetails.External, (FillDetails)fill.Detail);
        // An order of this run is younger than the opening position, whatever time its fill has.
        bench.Place(1);
        bench.Rig.Run(0.1);
        bench.Venue.Fill(bench.Order(1), 5001, openedNs - Units.NsPerSecond);
        bench.Rig.Run(0.1);
        Assert.Equal(0u, bench.Rig.Of(EventKind.Fill).Last().Detail);
    }

    [Fact]
    public void C6_A_fill_that_is_not_ours_is_told_as_external()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Fill(new FakeOrder { Id = "9", Label = "by-hand", Instrument = OrderBench.Name, Price = 59000m, Amount = 10m }, 88, bench.Rig.NowNs);
        bench.Rig.Run(0.1);
        Event fill = bench.Rig.Of(EventKind.Fill).Single();
        Assert.Equal((0L, (uint)FillDetails.External), (fill.Fill.OrderId, fill.Detail));
    }

    [Fact]
    public void C3_A_fill_after_the_cancel_is_still_told_as_ours()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.1);
        bench.Cancel(1);
        bench.Rig.Run(540);
        bench.Venue.Fill(bench.Order(1), 5001, bench.Rig.NowNs);
        bench.Rig.Run(0.1);
        Assert.Equal(1, bench.Rig.Of(EventKind.Fill).Single().Fill.OrderId);
    }

    [Fact]
    public void An_order_that_we_took_for_ended_and_rests_is_told_and_cancelled()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.1);
        bench.Cancel(1);
        bench.Rig.Run(0.1);
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
        bench.Order(1).State = "open";
        bench.Order(1).Reason = "";
        bench.Rig.Run(35);
        Assert.Contains(OrderReport.Accepted, bench.Rig.Reports(1).SkipWhile(r => r != OrderReport.Cancelled));
        Assert.Equal("cancelled", bench.Order(1).State);
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
    }

    [Fact]
    public void A_resting_order_that_the_venue_does_not_list_is_asked_for()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.1);
        bench.Venue.Cancel(bench.Order(1), "risk_mitigation", bench.Rig.NowNs, tell: false);
        bench.Rig.Run(35);
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
        Assert.Equal(OrderReason.Liquidation, bench.Rig.Of(EventKind.OrderUpdate).Last().Order.Reason);
    }

    [Fact]
    public void C10_The_same_order_id_is_never_sent_twice()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Place(1);
        bench.Rig.Run(1);
        Assert.Equal(1, bench.Venue.CountOf("private/buy"));
        Assert.Equal(1, bench.Session.Counters.DuplicatePlaces);
    }

    [Fact]
    public void C11_A_change_without_an_answer_stays_unclear_until_it_is_seen_or_can_not_come()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.1);
        bench.Venue.Intercept = c => c.Method == "private/edit";
        long sentNs = bench.Rig.NowNs;
        bench.Edit(1, 119_000);
        bench.Rig.Run(1.1);
        Assert.Contains(OrderReport.Unclear, bench.Rig.Reports(1));
        bench.Edit(1, 118_000);
        bench.Rig.Run(0.5);
        Assert.Equal(1, bench.Venue.CountOf("private/edit"));
        bench.Venue.Intercept = null;
        bench.Rig.RunTo(() => bench.Venue.CountOf("private/edit") == 2, 8);
        Assert.True(bench.Rig.NowNs - sentNs > 3 * Units.NsPerSecond);
        bench.Rig.Run(0.1);
        Assert.Equal(59000m, bench.Order(1).Price);
    }

    [Fact]
    public void Positions_are_asked_for_every_5_s()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Rig.Run(20);
        Assert.Equal(4, bench.Venue.CountOf("private/get_positions"));
        Assert.All(bench.Rig.Of(EventKind.Position), e => Assert.False(e.Has(EventFlags.Snapshot)));
    }
}
