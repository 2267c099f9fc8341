using System;
using System.Linq;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Venues.Deribit.Private;
using Minnow.Venues.Deribit.Session;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Tests.Deribit.Session;

public sealed class MassQuoteTests(ITestOutputHelper output)
{
    private const string MassQuote = "private/mass_quote";

    [Fact]
    public void Both_sides_go_out_as_one_request_with_our_ids_in_it()
    {
        using OrderBench bench = Ready();
        Pair(bench);
        Call call = Assert.Single(bench.Venue.Calls);
        Assert.Equal(MassQuote, call.Method);
        Assert.Equal(("mn01a0c4506c00-1-2", "g"), (call.Get("quote_id"), call.Get("mmp_group")));
        JsonElement row = Assert.Single(call.Params.GetProperty("quotes").EnumerateArray());
        Assert.Equal((60000m, 65000m), (row.GetProperty("bid").GetProperty("price").GetDecimal(), row.GetProperty("ask").GetProperty("price").GetDecimal()));
        Assert.True(row.GetProperty("bid").GetProperty("reject_post_only").GetBoolean());
        Assert.Equal([OrderReport.Accepted, OrderReport.Accepted], (OrderReport[])[bench.Last(1), bench.Last(2)]);
        Assert.Equal((1, 2), (bench.Session.Counters.MassQuotes, bench.Session.Counters.Places));
    }

    [Fact]
    public void Who_never_flushes_has_them_sent_together_all_the_same()
    {
        using OrderBench bench = Ready();
        bench.Place(1);
        bench.Place(2, 130_000, sell: true);
        bench.Rig.Run(0.05);
        Assert.Equal([MassQuote], bench.Venue.Methods);
    }

    [Fact]
    public void A_side_that_does_not_move_is_not_sent_again()
    {
        using OrderBench bench = Ready();
        Pair(bench);
        bench.Venue.Calls.Clear();
        bench.Edit(1, 119_000);
        bench.Flush();
        bench.Rig.Run(0.05);
        JsonElement row = Assert.Single(bench.Venue.Calls).Params.GetProperty("quotes")[0];
        Assert.False(row.TryGetProperty("ask", out _));
        Assert.False(row.GetProperty("bid").TryGetProperty("amount", out _));
        Assert.Equal((59500m, 65000m), (bench.Venue.Quote(sell: false)!.Price, bench.Venue.Quote(sell: true)!.Price));
        Assert.Equal(OrderReport.Accepted, bench.Last(1));
    }

    [Fact]
    public void A_change_into_what_rests_is_answered_and_not_sent()
    {
        using OrderBench bench = Ready();
        Pair(bench);
        bench.Venue.Calls.Clear();
        bench.Rig.Events.Clear();
        bench.Edit(1, 120_000);
        bench.Flush();
        bench.Rig.Run(0.05);
        Assert.Empty(bench.Venue.Calls);
        Assert.Equal([OrderReport.Accepted], bench.Rig.Reports(1));
    }

    [Fact]
    public void Another_size_cancels_that_side_in_the_same_request()
    {
        using OrderBench bench = Ready();
        Pair(bench, lots: 5);
        bench.Venue.Calls.Clear();
        bench.Edit(1, 120_000, 3);
        bench.Edit(2, 131_000, 5);
        bench.Flush();
        bench.Rig.Run(0.05);
        JsonElement row = Assert.Single(bench.Venue.Calls).Params.GetProperty("quotes")[0];
        Assert.Equal(0, row.GetProperty("bid").GetProperty("amount").GetDecimal());
        Assert.Equal((OrderReport.Cancelled, OrderReport.Accepted), (bench.Last(1), bench.Last(2)));
        Assert.Equal(65500m, bench.Venue.Quote(sell: true)!.Price);
    }

    [Fact]
    public void C1_One_side_is_refused_and_the_other_rests()
    {
        using OrderBench bench = Ready();
        bench.Venue.RefusesSide = (sell, _) => sell ? null : (11054, "post_only_reject");
        Pair(bench);
        Assert.Equal([OrderReport.Rejected], bench.Rig.Reports(1));
        Assert.Equal(OrderReason.PostOnly, bench.Rig.Of(EventKind.OrderUpdate).Last(e => e.Order.OrderId == 1).Order.Reason);
        Assert.Equal(OrderReport.Accepted, bench.Last(2));
        Assert.DoesNotContain(bench.Venue.Methods, m => m.StartsWith("private/get_order", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_change_is_unclear_until_the_venue_says_that_it_cancelled()
    {
        using OrderBench bench = Ready();
        Pair(bench);
        // The error comes before the notice: the notice is lost.
        bench.Venue.Intercept = c =>
        {
            if (c.Method != MassQuote) return false;
            bench.Venue.Cancel(bench.Venue.Quote(sell: false)!, "user_request", c.AtNs, tell: false);
            bench.Venue.Result(c, "{\"orders\":[],\"trades\":[],\"errors\":[{\"instrument_name\":\"BTC-PERPETUAL\",\"side\":\"bid\",\"error\":{\"code\":10007,\"message\":\"price_too_high 43666.4288\"}}]}");
            return true;
        };
        bench.Edit(1, 190_000);
        bench.Flush();
        bench.Rig.Run(0.5);
        Assert.Equal([OrderReport.Unclear, OrderReport.Cancelled], bench.Rig.Reports(1).TakeLast(2));
        Assert.Equal(OrderReport.Accepted, bench.Last(2));
        Assert.Contains("private/get_order_state", bench.Venue.Methods);
    }

    [Fact]
    public void C2_A_lost_answer_leaves_both_sides_unclear_and_the_open_orders_tell()
    {
        using OrderBench bench = Ready();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != MassQuote) return false;
            bench.Venue.Take(c);
            bench.Venue.Out.Clear();
            return true;
        };
        Pair(bench);
        bench.Rig.Run(3);
        Assert.Equal([OrderReport.Unclear, OrderReport.Accepted], bench.Rig.Reports(1).Distinct());
        Assert.Equal([OrderReport.Unclear, OrderReport.Accepted], bench.Rig.Reports(2).Distinct());
        Assert.Equal(1, bench.Venue.CountOf(MassQuote));
        bench.Venue.Intercept = null;
        bench.Edit(1, 119_000);
        bench.Flush();
        bench.Rig.Run(0.05);
        Assert.Equal(59500m, bench.Venue.Quote(sell: false)!.Price);
    }

    [Fact]
    public void C2_A_request_that_never_arrived_ends_as_not_found_once_it_can_not_come_any_more()
    {
        using OrderBench bench = Ready();
        bench.Venue.Intercept = c => c.Method == MassQuote;
        Pair(bench);
        bench.Rig.Run(1.5);
        Assert.Equal([OrderReport.Unclear], bench.Rig.Reports(1));
        bench.Rig.Run(4);
        Assert.Equal([OrderReport.Unclear, OrderReport.NotFound], bench.Rig.Reports(1));
        Assert.Equal([OrderReport.Unclear, OrderReport.NotFound], bench.Rig.Reports(2));
    }

    [Fact]
    public void C3_A_fill_before_the_answer_is_of_our_order()
    {
        using OrderBench bench = Ready();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != MassQuote) return false;
            (string orders, string errors) = bench.Venue.Take(c);
            bench.Venue.Out.Clear();
            bench.Venue.Fill(bench.Venue.Quote(sell: false)!, 9001, c.AtNs);
            bench.Venue.Result(c, $"{{\"orders\":{orders},\"trades\":[],\"errors\":{errors}}}", delayNs: 5 * Units.NsPerMs);
            return true;
        };
        Pair(bench);
        Event fill = Assert.Single(bench.Rig.Of(EventKind.Fill));
        Assert.Equal((1L, 1L, 0u), (fill.Fill.OrderId, fill.Fill.SizeLots, fill.Detail));
        Assert.Equal(OrderReport.Filled, bench.Last(1));
        Assert.Equal(OrderReport.Accepted, bench.Last(2));
        Assert.Equal(0, bench.Session.Counters.ForeignFills);
    }

    [Fact]
    public void One_cancel_takes_one_side_and_leaves_the_other()
    {
        using OrderBench bench = Ready();
        Pair(bench);
        bench.Venue.Calls.Clear();
        bench.Cancel(1);
        bench.Rig.Run(0.05);
        Assert.Equal([MassQuote], bench.Venue.Methods);
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
        Assert.NotNull(bench.Venue.Quote(sell: true));
    }

    [Fact]
    public void A_cancel_does_not_wait_for_the_answer_to_the_order()
    {
        using OrderBench bench = Ready();
        bench.Place(1);
        bench.Flush();
        bench.Cancel(1);
        bench.Rig.Run(0.05);
        Assert.Equal([MassQuote, MassQuote], bench.Venue.Methods);
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
        Assert.Null(bench.Venue.Quote(sell: false));
    }

    [Fact]
    public void C13_A_cancel_that_does_not_take_goes_by_the_set()
    {
        using OrderBench bench = Ready();
        Pair(bench);
        bench.Venue.Calls.Clear();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != MassQuote) return false;
            bench.Venue.Error(c, 10040, "retry");
            return true;
        };
        bench.Cancel(1);
        bench.Rig.Run(1);
        Call call = bench.Venue.Calls.First(c => c.Method == "private/cancel_quotes");
        Assert.Equal(("quote_set_id", "mn01a0c4506c00-0"), (call.Get("cancel_type"), call.Get("quote_set_id")));
        Assert.Equal((OrderReport.Cancelled, OrderReport.Cancelled), (bench.Last(1), bench.Last(2)));
    }

    [Fact]
    public void C11_A_freeze_refuses_the_request_and_its_notice_is_told()
    {
        using OrderBench bench = Ready();
        Pair(bench);
        bench.Venue.Intercept = c =>
        {
            if (c.Method != MassQuote) return false;
            bench.Venue.Error(c, 13030, "mmp_trigger");
            return true;
        };
        bench.Venue.At(bench.Rig.NowNs);
        foreach (FakeOrder order in bench.Venue.Orders) bench.Venue.Cancel(order, "mmp_trigger", bench.Rig.NowNs);
        bench.Venue.Notify("user.mmp_trigger.btc_usd", "{\"frozen_until\":0,\"index_name\":\"btc_usd\",\"mmp_group\":\"g\"}");
        bench.Edit(2, 131_000);
        bench.Flush();
        bench.Rig.Run(0.2);
        Assert.Single(bench.Rig.Of(EventKind.Protection));
        Assert.All((long[])[1, 2], id => Assert.Equal(OrderReason.Protection, bench.Rig.Of(EventKind.OrderUpdate).Last(e => e.Order.OrderId == id && e.Order.Report == OrderReport.Cancelled).Order.Reason));
        bench.Place(3);
        bench.Flush();
        bench.Rig.Run(0.2);
        Event refused = bench.Rig.Of(EventKind.OrderUpdate).Last(e => e.Order.OrderId == 3);
        Assert.Equal((OrderReport.Rejected, OrderReason.Protection), (refused.Order.Report, refused.Order.Reason));
    }

    [Fact]
    public void B21_Without_cancel_on_disconnect_there_are_no_mass_quotes()
    {
        using OrderBench bench = Make();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != "private/enable_cancel_on_disconnect") return false;
            bench.Venue.Result(c, "\"ok\"");
            return true;
        };
        bench.Rig.Run(5);
        Assert.Equal((GatewayPhase.Refused, GatewayReason.CancelOnDisconnect), (bench.Session.Phase, bench.Session.Reason));
        Assert.Equal(0, bench.Venue.CountOf(MassQuote));
    }

    [Fact]
    public void B1_A_lost_connection_with_a_lost_answer_is_settled_by_the_reconciliation()
    {
        using OrderBench bench = Ready();
        bench.Venue.Intercept = c =>
        {
            if (c.Method != MassQuote) return false;
            bench.Venue.Take(c);
            bench.Venue.Out.Clear();
            return true;
        };
        Pair(bench);
        bench.Venue.Intercept = null;
        bench.Rig.Drop();
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready, 20);
        Assert.All((long[])[1, 2], id => Assert.Equal(OrderReport.NotFound, bench.Last(id)));
        Assert.Equal(0, bench.Session.Counters.UnresolvedAtReady);
        Assert.DoesNotContain(bench.Venue.Orders, o => o.State == "open");
    }

    [Fact]
    public void Mass_quotes_draw_on_their_own_pool_and_cancels_keep_theirs()
    {
        using OrderBench bench = Ready();
        int sent = 0;
        for (int id = 1; id <= 40; id += 2)
        {
            bench.Place(id, 120_000 - id);
            bench.Place(id + 1, 130_000 + id, sell: true);
            bench.Flush();
            bench.Rig.Run(0.01);
            bench.Cancel(id);
            bench.Cancel(id + 1);
            bench.Rig.Run(0.01);
            sent++;
        }

        bench.Rig.Run(20);
        Assert.DoesNotContain("private/buy", bench.Venue.Methods);
        Assert.True(bench.Session.Counters.BudgetWaits > 0);
        Assert.Equal(0, bench.Session.Counters.RateLimitErrors);
        Assert.DoesNotContain(bench.Venue.Orders, o => o.State == "open");
        // At 80 % of 10 a second with a burst of 20 no window takes more than 16 + 8 a second.
        long[] times = bench.Venue.Calls.Where(c => c.Method == MassQuote).Select(c => c.AtNs).ToArray();
        for (int i = 0; i < times.Length; i++)
            Assert.True(times.Count(t => t >= times[i] && t < times[i] + Units.NsPerSecond) <= 24);
    }

    [Fact]
    public void Whatever_is_wished_the_last_wish_is_what_rests()
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            output.WriteLine($"seed {seed}");
            SplitMix64 random = new(seed);
            using OrderBench bench = Make();
            bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
            long[] ids = [0, 0];
            long[] wished = [0, 0];
            long next = 1;
            for (int i = 0; i < 150; i++)
            {
                int side = random.NextIndex(2);
                long ticks = (side == 0 ? 110_000 : 130_000) + random.NextIndex(1000);
                bool isOver = ids[side] == 0 || bench.Last(ids[side]) is OrderReport.Rejected or OrderReport.Cancelled or OrderReport.NotFound;
                if (isOver)
                {
                    bench.Place(ids[side] = next++, ticks, 3, side == 1);
                    wished[side] = ticks;
                }
                else if (wished[side] != 0 && random.NextIndex(6) == 0)
                {
                    bench.Cancel(ids[side]);
                    wished[side] = 0;
                }
                else if (wished[side] != 0)
                {
                    bench.Edit(ids[side], ticks, 3);
                    wished[side] = ticks;
                }

                if (random.NextIndex(2) == 0) bench.Flush();
                if (random.NextIndex(2) == 0) bench.Rig.Run(random.NextIndex(300) / 1000.0);
            }

            bench.Rig.Run(30);
            for (int side = 0; side < 2; side++)
            {
                FakeOrder? quote = bench.Venue.Quote(side == 1);
                Assert.Equal(wished[side] == 0 ? null : wished[side] / 2m, quote?.Price);
            }

            Assert.Equal(0, bench.Session.Counters.Unclear);
        }
    }

    [Fact]
    public void A_quote_id_has_one_spelling()
    {
        Span<byte> text = stackalloc byte[QuoteIdText.MaxBytes];
        int bytes = QuoteIdText.Write(text, OrderBench.Epoch, 5, long.MaxValue);
        Assert.True(bytes <= 64 && QuoteIdText.TryRead(text[..bytes], out long epoch, out long bid, out long ask) && (epoch, bid, ask) == (OrderBench.Epoch, 5, long.MaxValue));
        foreach (string bad in (string[])["", "1", "mn01a0c4506c00-1", "mn01a0c4506c00-1-", "mn01a0c4506c00-01-2", "mn01a0c4506c00-1-02", "mn01a0c4506c00-1-2 ", "xx01a0c44fa800-1-2", "mn01a0c4506c00-1-99999999999999999999", "-1-2"])
            Assert.False(QuoteIdText.TryRead(System.Text.Encoding.ASCII.GetBytes(bad), out _, out _, out _), bad);
    }

    private static OrderBench Make()
    {
        OrderBench bench = new(o => o with
        {
            UsesProtection = true,
            MassQuoteGroup = "g",
            Protection = [new ProtectionOptions("btc_usd", new ProtectionSettings { IntervalSeconds = 5, MaxQuoteQuantityE8 = 100_000_000, QuantityLimitE8 = 100_000_000, DeltaLimitE8 = Units.Missing }, "g")],
        });
        bench.Venue.Limits = bench.Venue.Limits.Replace("\"cancel_all\"", "\"maximum_quotes\":{\"burst\":500,\"rate\":500},\"maximum_mass_quotes\":{\"burst\":20,\"rate\":10},\"cancel_all\"", StringComparison.Ordinal);
        return bench;
    }

    private static OrderBench Ready() => Make().Ready();

    /// <summary>A quote on both sides, in one decision.</summary>
    private static void Pair(OrderBench bench, long lots = 1)
    {
        bench.Place(1, 120_000, lots);
        bench.Place(2, 130_000, lots, sell: true);
        bench.Flush();
        bench.Rig.Run(0.05);
    }
}
