using System.Linq;
using Minnow.Core.Model;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

public sealed class LinkFaultTests
{
    [Fact]
    public void B1_After_a_lost_link_everything_is_cancelled_and_compared_before_the_next_order_within_3_s()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(1);
        bench.Venue.CodWorks = false;
        long lostNs = bench.Rig.NowNs;
        bench.Rig.Drop();
        bench.Place(2);
        Assert.Equal([OrderReport.Rejected], bench.Rig.Reports(2));
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.True(bench.Rig.NowNs - lostNs < 3 * Units.NsPerSecond);
        string[] after = bench.Venue.Methods.SkipWhile(m => m != "public/auth").ToArray();
        Assert.Equal(["public/auth", "private/cancel_all_by_instrument"], after.Take(2));
        Assert.Equal(["private/cancel_all_by_instrument", "private/get_open_orders_by_currency"], after.SkipWhile(m => m != "private/subscribe").Skip(1).Take(2));
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
        // Told between down and ready.
        int down = bench.Rig.Events.FindIndex(e => e.Kind == EventKind.Gateway && e.Detail == (uint)GatewayPhase.Down);
        int ready = bench.Rig.Events.FindIndex(e => e.Kind == EventKind.Gateway && e.Detail == (uint)GatewayPhase.Ready);
        int told = bench.Rig.Events.FindIndex(down, e => e.Kind == EventKind.OrderUpdate && e.Order.OrderId == 1);
        Assert.InRange(told, down, ready);
        Assert.Equal(0, bench.Session.Counters.UnresolvedAtReady);
    }

    [Fact]
    public void B1_An_order_that_the_venue_cancelled_by_itself_is_told_by_its_state()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(1);
        bench.Rig.Drop(LinkEnd.Broken);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Event told = bench.Rig.Of(EventKind.OrderUpdate).Last(e => e.Order.OrderId == 1);
        Assert.Equal((OrderReport.Cancelled, OrderReason.Disconnect), (told.Order.Report, told.Order.Reason));
    }

    [Fact]
    public void B4_A_venue_that_hangs_is_tested_after_1_s_and_left_after_3_s()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Rig.CarriesDown = false;
        long heard = bench.Rig.NowNs;
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Down);
        Assert.InRange(bench.Rig.NowNs - heard, 1 * Units.NsPerSecond, 3 * Units.NsPerSecond + 10 * Units.NsPerMs);
        Assert.True(bench.Session.Counters.OwnTests >= 1);
        Assert.Equal(1, bench.Session.Counters.DeadLinks);
    }

    [Fact]
    public void B22_With_the_market_data_gone_the_live_order_link_carries_the_cancels_at_once()
    {
        using OrderBench bench = new();
        using MarketBench market = new();
        bench.Ready();
        market.Ready();
        bench.Place(1);
        bench.Place(2, sell: true, ticks: 120_100);
        bench.Rig.Run(1);
        market.Rig.Drop(LinkEnd.Broken);
        long lostNs = bench.Rig.NowNs;
        bench.CancelAll();
        bench.Rig.RunTo(() => bench.Last(1) == OrderReport.Cancelled && bench.Last(2) == OrderReport.Cancelled, 0.05);
        Assert.Equal(GatewayPhase.Ready, bench.Session.Phase);
        Assert.True(bench.Rig.NowNs - lostNs <= 50 * Units.NsPerMs);
    }

    [Fact]
    public void B23_A_link_that_carries_only_downwards_is_left_when_the_answers_stay_away()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Rig.CarriesUp = false;
        bench.Place(1);
        bench.Rig.Run(1.1);
        Assert.Equal(OrderReport.Unclear, bench.Last(1));
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Down, 3);
    }

    [Fact]
    public void B15_A_thousand_flaps_make_at_most_20_connections_in_any_minute_and_waits_of_at_most_30_s()
    {
        using OrderBench bench = new(o => o with { FlapLimit = 0 });
        bench.Rig.Run(0.01);
        for (int flap = 0; flap < 1000; flap++)
        {
            bench.Rig.RunTo(() => bench.Rig.IsOpen, 40);
            bench.Rig.Run(0.2);
            if (bench.Rig.IsOpen) bench.Rig.Drop();
        }

        long[] at = bench.Rig.Connects.ToArray();
        Assert.True(at.Length >= 1000);
        for (int i = 20; i < at.Length; i++) Assert.True(at[i] - at[i - 20] >= 60 * Units.NsPerSecond, $"connection {i}");
        for (int i = 1; i < at.Length; i++) Assert.True(at[i] - at[i - 1] <= 60 * Units.NsPerSecond);
        Assert.Contains(Enumerable.Range(21, 500), i => at[i] - at[i - 1] > 10 * Units.NsPerSecond);
    }

    [Fact]
    public void B15_Ten_flaps_in_five_minutes_are_refused()
    {
        using OrderBench bench = new();
        bench.Rig.Run(0.01);
        for (int flap = 0; flap < 10; flap++)
        {
            Assert.NotEqual(GatewayPhase.Refused, bench.Session.Phase);
            bench.Rig.RunTo(() => bench.Rig.IsOpen, 40);
            bench.Rig.Drop();
        }

        Assert.Equal((GatewayPhase.Refused, GatewayReason.Flapping), (bench.Session.Phase, bench.Session.Reason));
        bench.Rig.Run(600);
        // One more, to see that nothing of ours rests.
        Assert.Equal(11, bench.Rig.Connects.Count);
        Assert.False(bench.Session.OrdersMayRest);
    }

    [Fact]
    public void A_venue_that_takes_no_links_is_tried_for_ever_and_not_refused()
    {
        using OrderBench bench = new();
        bench.Rig.TakesLinks = false;
        bench.Rig.Run(1800);
        Assert.InRange(bench.Rig.Connects.Count, 60, 200);
        bench.Rig.TakesLinks = true;
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 40);
    }

    [Fact]
    public void B16_A_token_is_refreshed_at_80_percent_of_its_life()
    {
        using OrderBench bench = new();
        bench.Venue.ExpiresInSeconds = 100;
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        bench.Rig.Run(79);
        Assert.Equal(1, bench.Venue.CountOf("public/auth"));
        bench.Rig.Run(2);
        Assert.Equal(2, bench.Venue.CountOf("public/auth"));
        Assert.Contains("\"grant_type\":\"refresh_token\"", bench.Rig.SentText);
        Assert.Equal(1, bench.Session.Counters.TokensRefreshed);
        Assert.Equal(GatewayPhase.Ready, bench.Session.Phase);
    }

    [Fact]
    public void B16_A_token_that_lives_a_year_is_refreshed_after_a_day()
    {
        using OrderBench bench = new();
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        bench.Rig.Run(23.9 * 3600);
        Assert.Equal(0, bench.Session.Counters.TokensRefreshed);
        bench.Rig.Run(0.2 * 3600);
        Assert.Equal(1, bench.Session.Counters.TokensRefreshed);
    }

    [Fact]
    public void B16_An_expired_token_is_renewed_once_and_everything_compared_again()
    {
        using OrderBench bench = new();
        bench.Ready();
        bool once = true;
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/buy" || !once) return false;
            once = false;
            bench.Venue.Error(c, 13009, "unauthorized");
            return true;
        };
        bench.Place(1);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Reconciling);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.Equal(OrderReport.Rejected, bench.Last(1));
        Assert.Single(bench.Rig.Connects);
        Assert.Equal(1, bench.Venue.CountOf("public/auth"));
        Assert.Equal(1, bench.Venue.CountOf("private/buy"));
    }

    [Fact]
    public void B16_A_token_that_served_and_ran_out_again_is_renewed_again()
    {
        using OrderBench bench = new();
        bench.Ready();
        int refused = 0;
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/buy" || refused == 2) return false;
            refused++;
            bench.Venue.Error(c, 13009, "unauthorized");
            return true;
        };
        for (int order = 1; order <= 2; order++)
        {
            bench.Place(order);
            bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Reconciling);
            bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        }
        Assert.Equal(2, refused);
        Assert.Single(bench.Rig.Connects);
    }

    [Fact]
    public void B16_A_token_that_is_refused_again_at_once_is_for_a_person()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c => StartTests.Fail(bench, c, "private/get_positions", 13009, "unauthorized");
        bench.Rig.Run(60);
        Assert.Equal((GatewayPhase.Refused, GatewayReason.Credentials), (bench.Session.Phase, bench.Session.Reason));
    }

    [Fact]
    public void B18_Too_many_requests_halves_the_budget_for_five_minutes()
    {
        using OrderBench bench = new();
        bench.Ready();
        bool once = true;
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/buy" || !once) return false;
            once = false;
            bench.Venue.Error(c, 10028, "too_many_requests");
            return true;
        };
        bench.Place(1);
        bench.Rig.Run(0.1);
        Event told = bench.Rig.Of(EventKind.OrderUpdate).Single();
        Assert.Equal((OrderReport.Rejected, OrderReason.RateLimit), (told.Order.Report, told.Order.Reason));
        bench.Rig.Drop();
        Assert.Equal(GatewayReason.RateLimit, bench.Session.Reason);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.Equal(2000, bench.Rig.Of(EventKind.RateBudget).Last().Budget.RefillE3);
        bench.Rig.Run(310);
        Assert.Equal(4000, bench.Rig.Of(EventKind.RateBudget).Last().Budget.RefillE3);
        Assert.Equal(1, bench.Session.Counters.RateLimitErrors);
    }

    [Fact]
    public void B19_A_test_request_is_answered_in_the_same_call()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Send("{\"jsonrpc\":\"2.0\",\"method\":\"heartbeat\",\"params\":{\"type\":\"test_request\"}}");
        bench.Rig.RunTo(() => bench.Venue.CountOf("public/test") == 1, 0.1);
        Assert.Equal(1, bench.Session.Counters.HeartbeatsAnswered);
    }

    [Fact]
    public void B25_Answers_to_unknown_requests_and_second_answers_are_counted_and_change_nothing()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/buy") return false;
            FakeOrder order = bench.Venue.Place(c);
            for (int i = 0; i < 2; i++) bench.Venue.Result(c, $"{{\"order\":{order.Json},\"trades\":[]}}");
            bench.Venue.Result(c with { Id = 999_999 }, "\"ok\"");
            return true;
        };
        bench.Place(1);
        bench.Rig.Run(1);
        Assert.Equal([OrderReport.Accepted], bench.Rig.Reports(1));
        Assert.Equal(2, bench.Session.Counters.UnknownReplies);
    }

    [Fact]
    public void Maintenance_takes_the_gateway_down_and_comes_back_slowly()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c => StartTests.Fail(bench, c, c.Method, 11051, "system_maintenance");
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Down, 10);
        Assert.Equal(GatewayReason.Maintenance, bench.Session.Reason);
        bench.Rig.Run(300);
        Assert.InRange(bench.Rig.Connects.Count, 5, 45);
        Assert.NotEqual(GatewayPhase.Refused, bench.Session.Phase);
        bench.Venue.Intercept = null;
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 40);
    }

    [Fact]
    public void The_offset_of_the_venues_clock_is_measured_and_used()
    {
        using OrderBench bench = new();
        bench.Venue.OffsetNs = 250 * Units.NsPerMs;
        bench.Ready();
        Assert.InRange(bench.Session.ClockOffsetNs, 249 * Units.NsPerMs, 251 * Units.NsPerMs);
        bench.Place(1);
        bench.Rig.Run(0.1);
        Call buy = bench.Venue.Calls.Single(c => c.Method == "private/buy");
        Assert.InRange(long.Parse(buy.Get("valid_until")) - buy.AtNs / Units.NsPerMs, 2245, 2252);
    }
}
