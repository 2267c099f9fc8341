using System;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

/// <summary>Orders end by the venue's own word, and links by its fault.</summary>
public sealed class OwnWordTests
{
    [Fact]
    public void C5_A_change_refused_as_post_only_is_asked_about_and_the_venue_may_say_that_it_rests()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.1);
        bench.Venue.Intercept = c => StartTests.Fail(bench, c, "private/edit", 11054, "post_only_reject");
        bench.Edit(1, 119_990);
        bench.Rig.Run(5);
        Assert.Equal(1, bench.Venue.Calls.Count(c => c.Method == "private/get_order_state_by_label" && c.AtNs > 0 && c.Get("label").EndsWith("-1", StringComparison.Ordinal)) > 0 ? 1 : 0);
        Assert.Equal("open", bench.Order(1).State);
        Assert.Equal(OrderReport.Accepted, bench.Last(1));
        Assert.DoesNotContain(OrderReport.Cancelled, bench.Rig.Reports(1));
    }

    [Fact]
    public void C2_An_error_to_an_order_that_was_seen_to_rest_settles_nothing()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/buy") return false;
            bench.Venue.Changes(bench.Venue.Place(c));
            bench.Venue.Error(c, 10009, "not_enough_funds");
            return true;
        };
        bench.Place(1);
        bench.Rig.Run(2);
        Assert.DoesNotContain(OrderReport.Rejected, bench.Rig.Reports(1));
        Assert.Equal(OrderReport.Accepted, bench.Last(1));
    }

    [Fact]
    public void C3_An_end_with_an_older_time_is_an_end()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.1);
        FakeOrder order = bench.Order(1);
        order.State = "cancelled";
        order.Reason = "user_request";
        order.UpdatedMs -= 50;
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Changes(order);
        bench.Rig.Run(0.1);
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
    }

    [Fact]
    public void B15_Links_that_we_close_ourselves_are_no_flaps()
    {
        using OrderBench bench = new();
        bool fails = true;
        bench.Venue.Intercept = c => fails && c.Method == "private/get_positions"; // never answered: the step's time runs out and we close
        bench.Rig.RunTo(() => bench.Rig.Connects.Count > 12, 300);
        Assert.NotEqual(GatewayPhase.Refused, bench.Session.Phase);
        fails = false;
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 60);
    }

    [Fact]
    public void B17_A_step_that_is_answered_with_an_error_is_asked_again_over_the_same_link()
    {
        using OrderBench bench = new();
        int failures = 3;
        bench.Venue.Intercept = c => failures > 0 && StartTests.Fail(bench, c, "private/get_positions", 13503, "unavailable") && failures-- > 0;
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 5);
        Assert.Single(bench.Rig.Connects);
    }

    [Fact]
    public void B20_A_login_refused_for_a_reason_that_may_pass_is_tried_again_a_few_times()
    {
        using OrderBench bench = new();
        int failures = 2;
        bench.Venue.Intercept = c => failures > 0 && StartTests.Fail(bench, c, "public/auth", 11031, "other_error") && failures-- > 0;
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 120);
        Assert.Equal(3, bench.Rig.Connects.Count);
    }

    [Fact]
    public void B2_What_may_rest_is_cancelled_right_after_the_login_whatever_else_is_to_be_done()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.CodWorks = false;
        bench.Place(1);
        bench.Rig.Run(0.5);
        bench.Rig.Drop(LinkEnd.Broken);
        bench.Venue.Intercept = c => c.Method == "public/set_heartbeat"; // the start hangs here
        bench.Rig.RunTo(() => bench.Order(1).State == "cancelled", 3);
    }

    [Fact]
    public void B21_A_session_that_is_refused_comes_back_once_to_see_that_nothing_rests()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.CodWorks = false;
        bench.Place(1);
        bench.Rig.Run(0.5);
        bench.Venue.Intercept = c => StartTests.Fail(bench, c, "private/subscribe", 11050, "bad_request") || (c.Method == "private/cancel_all_by_instrument" && bench.Session.Phase != GatewayPhase.Refused);
        bench.Rig.Drop(LinkEnd.Broken);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Refused, 10);
        Assert.True(bench.Session.OrdersMayRest);
        bench.Rig.Run(60);
        Assert.Equal("cancelled", bench.Order(1).State);
        Assert.False(bench.Session.OrdersMayRest);
        Assert.Equal((GatewayPhase.Refused, LinkWish.Rest), (bench.Session.Phase, bench.Session.Wish));
    }

    [Fact]
    public void G5_A_stop_during_the_last_step_of_the_start_ends_well()
    {
        using OrderBench bench = new();
        bench.Rig.RunTo(() => bench.Venue.CountOf("private/get_account_summary") > 0);
        bench.Session.BeginStop(bench.Rig.NowNs);
        bench.Rig.RunTo(() => bench.Session.IsStopped, 3);
        Assert.False(bench.Session.OrdersMayRest);
    }

    [Fact]
    public void G5_What_waits_when_the_stop_begins_is_never_sent()
    {
        using OrderBench bench = new();
        bench.Ready();
        for (int id = 1; id <= 16; id++) bench.Place(id);
        bench.Session.BeginStop(bench.Rig.NowNs);
        int sent = bench.Rig.SentText.Split("private/buy").Length;
        bench.Rig.RunTo(() => bench.Session.IsStopped, 5);
        Assert.Equal(sent, bench.Rig.SentText.Split("private/buy").Length);
        Assert.Contains(bench.Rig.Of(EventKind.OrderUpdate), e => e.Order is { OrderId: 16, Report: OrderReport.Rejected, Reason: OrderReason.NotSent });
    }

    [Fact]
    public void C13_A_cancel_of_all_that_fails_is_tried_again_after_waits_and_single_cancels_do_not_wait_for_it()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Place(2, sell: true, ticks: 120_100);
        bench.Rig.Run(0.5);
        bench.Venue.Intercept = c => StartTests.Fail(bench, c, "private/cancel_all_by_instrument", 10047, "matching_engine_queue_full");
        bench.CancelAll();
        bench.Rig.Run(1);
        Assert.InRange(bench.Venue.CountOf("private/cancel_all_by_instrument"), 2, 4);
        bench.Cancel(2);
        bench.Rig.Run(3);
        Assert.Equal("cancelled", bench.Order(2).State);
    }

    [Fact]
    public void B18_After_too_many_requests_the_next_link_waits_two_seconds()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Send("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":10028,\"message\":\"too_many_requests\"},\"usIn\":0,\"usOut\":0,\"usDiff\":0,\"testnet\":false}");
        bench.Rig.Run(0.1);
        long lostNs = bench.Rig.NowNs;
        bench.Rig.Drop();
        bench.Rig.RunTo(() => bench.Rig.Connects.Count == 2, 10);
        Assert.True(bench.Rig.NowNs - lostNs >= 2 * Units.NsPerSecond);
    }
}
