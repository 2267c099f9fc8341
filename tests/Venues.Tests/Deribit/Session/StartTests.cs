using System;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;
using Minnow.Venues.Deribit.Session;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Deribit.Session;

public sealed class StartTests
{
    [Fact]
    public void The_start_asks_in_the_documented_order_and_ends_ready()
    {
        using OrderBench bench = new();
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.Equal(
            [
                "public/auth", "private/cancel_all_by_instrument", "public/set_heartbeat", "private/enable_cancel_on_disconnect", "private/get_cancel_on_disconnect", "private/subscribe",
                "private/cancel_all_by_instrument", "private/get_open_orders_by_currency", "private/get_user_trades_by_currency_and_time",
                "private/get_positions", "private/get_account_summary", "private/get_user_locks",
            ],
            bench.Venue.Methods);
        Assert.Equal([GatewayPhase.Down, GatewayPhase.Reconciling, GatewayPhase.Ready], bench.Rig.Phases);
        Assert.True(bench.Rig.Of(EventKind.Position).Single().Has(EventFlags.Snapshot));
        Assert.Single(bench.Rig.Of(EventKind.Account));
        Assert.Single(bench.Rig.Of(EventKind.RateBudget));
        Assert.False(bench.Session.OrdersMayRest);
    }

    [Fact]
    public void C18_What_a_former_run_left_is_cancelled_although_no_instrument_is_ever_defined()
    {
        using OrderBench bench = new(defined: false);
        bench.Venue.Orders.Add(new FakeOrder { Id = "1", Label = "mn000000000001-7", Instrument = OrderBench.Name, Price = 50_000, Amount = 10 });
        bench.Venue.Intercept = c => c.Method == "private/cancel_all_by_instrument" && bench.Venue.CountOf(c.Method) == 1 && StartTests.Fail(bench, c, c.Method, 10047, "matching_engine_queue_full");
        bench.Rig.Run(2);
        Assert.Equal("cancelled", bench.Venue.Orders[0].State);
        Assert.False(bench.Session.OrdersMayRest);
        bench.Rig.Run(60);
        Assert.Equal(GatewayPhase.Down, bench.Session.Phase);
        Assert.Single(bench.Rig.Connects);
        Assert.Equal(0, bench.Venue.CountOf("private/subscribe"));
    }

    [Fact]
    public void Placing_waits_for_the_definitions_and_nothing_else_does()
    {
        using OrderBench bench = new(defined: false);
        bench.Rig.Run(5);
        Assert.Equal(
            [
                "public/auth", "private/cancel_all_by_instrument", "public/set_heartbeat", "private/enable_cancel_on_disconnect", "private/get_cancel_on_disconnect",
                "private/cancel_all_by_instrument", "private/get_open_orders_by_currency",
            ],
            bench.Venue.Methods.Where(m => m != "public/test"));
        bench.Define();
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.True(bench.Rig.Of(EventKind.Position).Single().Has(EventFlags.Snapshot));
        Assert.Single(bench.Rig.Connects);
    }

    [Fact]
    public void A_stop_before_anything_is_defined_sees_that_nothing_rests()
    {
        using OrderBench bench = new(defined: false);
        bench.Rig.Run(5);
        bench.Venue.Orders.Add(new FakeOrder { Id = "1", Label = "mn000000000001-7", Instrument = OrderBench.Name, Price = 50_000, Amount = 10 });
        bench.Session.BeginStop(bench.Rig.NowNs);
        bench.Rig.RunTo(() => bench.Session.IsStopped, 1);
        Assert.False(bench.Session.OrdersMayRest);
        Assert.Equal("cancelled", bench.Venue.Orders[0].State);
    }

    [Fact]
    public void The_secret_does_not_travel_with_a_signature_and_a_token_is_left_out_on_a_session()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(1);
        Assert.DoesNotContain("CANARY", bench.Rig.SentText);
        Assert.DoesNotContain("access_token", bench.Rig.SentText);
        Assert.Contains("client_signature", bench.Rig.SentText);
    }

    [Fact]
    public void A_connection_scoped_token_travels_with_every_private_request()
    {
        using OrderBench bench = new();
        bench.Venue.Scope = "connection account:read_write trade:read_write";
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.All(bench.Venue.Calls.Where(c => c.Method.StartsWith("private/", StringComparison.Ordinal)), c => Assert.StartsWith("SECRET-A", c.Get("access_token")));
    }

    [Theory]
    [InlineData("connection trade:read account:read_write", GatewayReason.ScopeTooNarrow, "trade:read_write")]
    [InlineData("connection trade:read_write account:read", GatewayReason.ScopeTooNarrow, "account:read_write")]
    [InlineData("connection trade:read_write account:read_write wallet:read_write", GatewayReason.ScopeTooWide, "wallet:read_write")]
    [InlineData("connection trade:read_write account:read_write custody:read_write", GatewayReason.ScopeTooWide, "custody:read_write")]
    public void B20_A_scope_too_wide_or_too_narrow_is_refused_and_named(string scope, GatewayReason reason, string word)
    {
        using OrderBench bench = new();
        bench.Venue.Scope = scope;
        bench.Rig.Run(120);
        Assert.Equal((GatewayPhase.Refused, reason), (bench.Session.Phase, bench.Session.Reason));
        Assert.Contains(word, bench.Session.FailureText);
        // A key that may trade is used once more, to see that nothing of ours rests.
        Assert.Equal(reason == GatewayReason.ScopeTooWide ? 2 : 1, bench.Rig.Connects.Count);
        Assert.Equal(reason == GatewayReason.ScopeTooNarrow, bench.Session.OrdersMayRest);
        Assert.Equal(LinkWish.Rest, bench.Session.Wish);
    }

    [Fact]
    public void B20_A_wide_scope_that_is_accepted_by_the_configuration_passes()
    {
        using OrderBench bench = new(o => o with { AcceptedExtraScopes = ["wallet:read_write"] });
        bench.Venue.Scope = "connection trade:read_write account:read_write wallet:read_write";
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
    }

    [Fact]
    public void B17_Wrong_credentials_are_tried_once()
    {
        using OrderBench bench = new();
        bench.Venue.Intercept = c => Fail(bench, c, "public/auth", 13004, "invalid_credentials");
        bench.Rig.Run(600);
        Assert.Equal((GatewayPhase.Refused, GatewayReason.Credentials), (bench.Session.Phase, bench.Session.Reason));
        Assert.Equal(1, bench.Venue.CountOf("public/auth"));
        Assert.Single(bench.Rig.Connects);
    }

    [Fact]
    public void K863_OctoBot327_Each_connection_cancels_all_and_arms_the_dead_mans_switch_before_its_first_order()
    {
        using OrderBench bench = new();
        bench.Venue.Orders.Add(new FakeOrder { Id = "1", Label = "mn000000000001-7", Instrument = OrderBench.Name, Price = 50_000, Amount = 10 });
        bench.Venue.CodWorks = false;
        for (int connection = 0; connection < 2; connection++)
        {
            bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
            Assert.Equal("cancelled", bench.Venue.Orders[^1].State);
            bench.Place(1 + connection);
            bench.Rig.Run(1);
            string[] methods = [.. bench.Venue.Methods];
            int order = Array.IndexOf(methods, "private/buy"), armed = Array.IndexOf(methods, "private/enable_cancel_on_disconnect");
            Assert.True(Array.IndexOf(methods, "private/cancel_all_by_instrument") < order && armed >= 0 && armed < Array.IndexOf(methods, "private/get_cancel_on_disconnect"), string.Join(' ', methods));
            Assert.True(Array.IndexOf(methods, "private/get_cancel_on_disconnect") < order && bench.Venue.CodEnabled, string.Join(' ', methods));
            bench.Venue.Calls.Clear();
            // The order of this connection is left to the next one: the venue's own switch fails.
            bench.Rig.Drop();
            bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Down);
        }
        Assert.Equal(2, bench.Venue.Orders.Count - 1);
    }

    [Fact]
    public void B21_Cancel_on_disconnect_that_reads_as_off_is_refused()
    {
        using OrderBench bench = new();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/get_cancel_on_disconnect") return false;
            bench.Venue.Result(c, "{\"scope\":\"connection\",\"enabled\":false}");
            return true;
        };
        bench.Rig.Run(60);
        Assert.Equal((GatewayPhase.Refused, GatewayReason.CancelOnDisconnect), (bench.Session.Phase, bench.Session.Reason));
    }

    [Fact]
    public void B21_Cancel_on_disconnect_that_can_not_be_armed_is_refused()
    {
        using OrderBench bench = new();
        bench.Venue.Intercept = c => Fail(bench, c, "private/enable_cancel_on_disconnect", 10049, "cancel_on_disconnect_failed");
        bench.Rig.Run(60);
        Assert.Equal((GatewayPhase.Refused, GatewayReason.CancelOnDisconnect), (bench.Session.Phase, bench.Session.Reason));
    }

    [Fact]
    public void The_drill_drops_the_link_and_sees_the_order_cancelled_before_the_first_quote()
    {
        using OrderBench bench = new(o => o with { DrillsCancelOnDisconnect = true });
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        FakeOrder order = bench.Venue.Orders.Single();
        Assert.Equal(("cancelled", "cancel_on_disconnect", 59000.5m, 10m), (order.State, order.Reason, order.Price, order.Amount));
        Assert.EndsWith("-0", order.Label);
        Assert.Equal(2, bench.Rig.Connects.Count);
        Assert.Empty(bench.Rig.Of(EventKind.OrderUpdate));
        Assert.Equal(1, bench.Venue.CountOf("private/get_order_state"));
    }

    [Fact]
    public void B21_A_venue_that_does_not_cancel_on_disconnect_is_refused_by_the_drill_and_the_order_is_cancelled()
    {
        using OrderBench bench = new(o => o with { DrillsCancelOnDisconnect = true });
        bench.Venue.CodWorks = false;
        bench.Rig.Run(60);
        Assert.Equal((GatewayPhase.Refused, GatewayReason.CancelOnDisconnect), (bench.Session.Phase, bench.Session.Reason));
        Assert.Contains("private/cancel", bench.Rig.SentText);
    }

    [Fact]
    public void A_channel_that_is_not_granted_holds_the_gateway_is_named_and_asked_for_again()
    {
        using OrderBench bench = new();
        bench.Venue.Grants = name => name != "user.lock";
        bench.Rig.Run(180);
        Assert.Equal((GatewayPhase.Down, GatewayReason.Subscription), (bench.Session.Phase, bench.Session.Reason));
        Assert.Contains("user.lock", bench.Session.FailureText);
        Assert.Equal(1, bench.Session.Counters.MissingChannels);
        long[] at = bench.Venue.Calls.Where(c => c.Method == "private/subscribe").Select(c => c.AtNs).ToArray();
        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30, 30], at.Zip(at.Skip(1), (a, b) => (int)Math.Round((b - a) / 1e9)));
        Assert.Equal(["user.lock"], bench.Venue.Calls.Last(c => c.Method == "private/subscribe").Params.GetProperty("channels").EnumerateArray().Select(c => c.GetString()));
        Assert.Single(bench.Rig.Connects);
        Assert.Single(bench.Rig.Of(EventKind.Gateway), e => e.Gateway.Reason == GatewayReason.Subscription);
        bench.Place(1);
        Assert.Equal(OrderReport.Rejected, bench.Last(1));
        bench.Venue.Grants = _ => true;
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 31);
        Assert.Equal((0, ""), (bench.Session.Counters.MissingChannels, bench.Session.FailureText));
    }

    [Fact]
    public void A_stop_while_a_channel_is_not_granted_does_not_wait_for_it()
    {
        using OrderBench bench = new();
        bench.Venue.Grants = name => name != "user.lock";
        bench.Rig.Run(100);
        bench.Session.BeginStop(bench.Rig.NowNs);
        bench.Rig.RunTo(() => bench.Session.IsStopped, 1);
        Assert.False(bench.Session.OrdersMayRest);
    }

    [Theory]
    [InlineData("{\"index_name\":\"btc_usd\",\"frozen_until\":1790000300000}", 1_790_000_300_000)]
    [InlineData("{\"index_name\":\"btc_usd\",\"frozen_until\":0},{\"index_name\":\"btc_usd\",\"frozen_until\":1790000300000}", 0)]
    [InlineData("{\"index_name\":\"btc_usd\",\"frozen_until\":1790000300000,\"mmp_group\":\"g1\"}", -1)]
    [InlineData("", -1)]
    [InlineData("{\"index_name\":\"btc_usd\",\"frozen_until\":1790000300000,\"mmp_group\":\"g1\"}", 1_790_000_300_000, "g1")]
    [InlineData("{\"index_name\":\"btc_usd\",\"frozen_until\":0},{\"index_name\":\"btc_usd\",\"frozen_until\":0,\"mmp_group\":\"g2\"}", -1, "g1")]
    public void C16_What_protection_froze_while_we_were_away_is_told_before_the_gateway_is_ready(string rows, long untilMs, string group = "")
    {
        using OrderBench bench = new(o => o with { UsesProtection = true, MassQuoteGroup = group });
        bench.Ready();
        bench.Rig.Drop();
        bench.Venue.Frozen.Clear();
        if (rows.Length > 0) bench.Venue.Frozen.Add(rows);
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Event[] told = bench.Rig.Of(EventKind.Protection);
        Assert.Equal(Units.Missing, told[0].Protection.FrozenUntilNs);
        Assert.Equal(group, bench.Venue.Calls.Single(c => c.Method == "private/get_mmp_status").Get("mmp_group"));
        Assert.Equal(untilMs < 0 ? 1 : 2, told.Length);
        if (untilMs >= 0) Assert.Equal(untilMs * Units.NsPerMs, told[1].Protection.FrozenUntilNs);
        Assert.True(bench.Rig.Events.FindLastIndex(e => e.Kind == EventKind.Protection) < bench.Rig.Events.FindLastIndex(e => e.Kind == EventKind.Gateway));
    }

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("", "g1", 0)]
    [InlineData("g1", "g1", 1)]
    [InlineData("g1", "g2", 0)]
    [InlineData("g1", "", 0)]
    public void C11_Only_a_freeze_of_our_group_is_told(string ours, string theirs, int told)
    {
        using OrderBench bench = new(o => o with { UsesProtection = true, MassQuoteGroup = ours });
        bench.Ready();
        bench.Venue.At(bench.Rig.NowNs);
        bench.Venue.Notify("user.mmp_trigger.btc_usd", $"{{\"index_name\":\"btc_usd\",\"frozen_until\":0{(theirs.Length == 0 ? "" : $",\"mmp_group\":\"{theirs}\"")}}}");
        bench.Rig.Run(1);
        Assert.Equal(told, bench.Rig.Of(EventKind.Protection).Length);
    }

    [Fact]
    public void C16_News_of_protection_that_overtake_the_answer_are_not_taken_back()
    {
        using OrderBench bench = new(o => o with { UsesProtection = true });
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/get_mmp_status") return false;
            bench.Venue.Result(c, "[]", 5 * Units.NsPerMs);
            bench.Venue.Notify("user.mmp_trigger.btc_usd", "{\"index_name\":\"btc_usd\",\"frozen_until\":0}");
            return true;
        };
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        Assert.Equal(0, bench.Rig.Of(EventKind.Protection)[^1].Protection.FrozenUntilNs);
    }

    [Fact]
    public void Market_maker_protection_is_set_before_anything_else_is_armed()
    {
        ProtectionSettings settings = new() { IntervalSeconds = 5, FrozenSeconds = 30, MaxQuoteQuantityE8 = 50_000_000, QuantityLimitE8 = Units.E8, DeltaLimitE8 = Units.Missing };
        using OrderBench bench = new(o => o with { UsesProtection = true, Protection = [new ProtectionOptions("btc_usd", settings)] });
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(1);
        Assert.Contains("\"mmp\":true", bench.Venue.Calls.Single(c => c.Method == "private/buy").Text);
        Assert.Contains("private/set_mmp_config", bench.Rig.SentText);
        Assert.Contains("user.mmp_trigger.btc_usd", bench.Venue.Subscribed);
    }

    [Theory]
    [InlineData("", OutputRecord.ImmediateFlag)]
    [InlineData("", OutputRecord.FillOrKillFlag)]
    [InlineData("g", OutputRecord.ImmediateFlag)]
    [InlineData("g", OutputRecord.FillOrKillFlag)]
    public void C11_An_exit_is_under_no_protection_that_could_freeze_it(string group, uint flag)
    {
        using OrderBench bench = new(o => o with { UsesProtection = true, MassQuoteGroup = group });
        bench.Ready();
        bench.Exit(1, flag);
        bench.Rig.Run(1);
        Assert.DoesNotContain("mmp", bench.Venue.Calls.Single(c => c.Method == "private/buy").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Stopping_cancels_sees_that_nothing_rests_and_closes_without_a_logout()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(1);
        bench.Session.BeginStop(bench.Rig.NowNs);
        bench.Rig.RunTo(() => bench.Session.IsStopped, 2);
        Assert.False(bench.Session.OrdersMayRest);
        Assert.Equal("cancelled", bench.Order(1).State);
        Assert.Equal("user_request", bench.Order(1).Reason);
        Assert.DoesNotContain("logout", bench.Rig.SentText);
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
        bench.Rig.Run(60);
        Assert.Single(bench.Rig.Connects);
    }

    [Fact]
    public void Stopping_while_the_link_is_down_comes_back_to_see_that_nothing_rests()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(1);
        bench.Venue.CodWorks = false;
        bench.Rig.Drop();
        bench.Session.BeginStop(bench.Rig.NowNs);
        Assert.False(bench.Session.IsStopped);
        bench.Rig.RunTo(() => bench.Session.IsStopped, 5);
        Assert.Equal("cancelled", bench.Order(1).State);
    }

    internal static bool Fail(OrderBench bench, Call call, string method, int code, string message)
    {
        if (call.Method != method) return false;
        bench.Venue.Error(call, code, message);
        return true;
    }
}
