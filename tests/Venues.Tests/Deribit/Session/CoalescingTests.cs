using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Tests.Deribit.Session;

public sealed class CoalescingTests(ITestOutputHelper output)
{
    [Fact]
    public void A_place_and_a_cancel_of_it_before_it_is_sent_send_neither()
    {
        using OrderBench bench = Exhausted();
        bench.Place(100);
        bench.Cancel(100);
        bench.Rig.Run(5);
        Assert.Equal([OrderReport.Rejected], bench.Rig.Reports(100));
        Assert.Equal(OrderReason.NotSent, bench.Rig.Of(EventKind.OrderUpdate).Last(e => e.Order.OrderId == 100).Order.Reason);
        Assert.DoesNotContain(bench.Venue.Orders, o => o.Label.EndsWith("-100", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_many_changes_before_one_is_sent_the_newest_goes()
    {
        using OrderBench bench = Exhausted();
        long before = bench.Session.Counters.Coalesced;
        for (int i = 1; i <= 10; i++) bench.Edit(1, 110_000 + i);
        bench.Rig.Run(5);
        Assert.Equal(1, bench.Venue.CountOf("private/edit"));
        Assert.Equal(55005m, bench.Order(1).Price);
        Assert.Equal(9, bench.Session.Counters.Coalesced - before);
    }

    [Fact]
    public void A_change_and_a_cancel_before_it_is_sent_send_the_cancel()
    {
        using OrderBench bench = Exhausted();
        bench.Edit(1, 110_000);
        bench.Cancel(1);
        bench.Rig.Run(5);
        Assert.Equal(0, bench.Venue.CountOf("private/edit"));
        Assert.Equal("cancelled", bench.Order(1).State);
    }

    [Fact]
    public void A_change_of_an_order_that_was_not_sent_places_it_as_changed()
    {
        using OrderBench bench = Exhausted();
        bench.Place(100, 110_000, sell: true);
        bench.Edit(100, 130_000, 2);
        bench.Rig.Run(5);
        Assert.Equal((65000m, 20m, true), (bench.Order(100).Price, bench.Order(100).Amount, bench.Order(100).Sell));
    }

    [Fact]
    public void A_cancel_before_the_answer_to_the_order_waits_for_the_venues_id()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Cancel(1);
        bench.Rig.Run(0.5);
        Assert.Equal(["private/buy", "private/cancel"], bench.Orderings);
        Assert.Equal(OrderReport.Cancelled, bench.Last(1));
    }

    [Fact]
    public void A_change_before_the_answer_to_the_order_waits_and_the_newest_goes()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Edit(1, 110_000);
        bench.Edit(1, 110_002);
        bench.Rig.Run(0.5);
        Assert.Equal(["private/buy", "private/edit"], bench.Orderings);
        Assert.Equal(55001m, bench.Order(1).Price);
    }

    [Fact]
    public void Cancels_never_wait_for_orders()
    {
        using OrderBench bench = Exhausted();
        for (int id = 100; id < 120; id++) bench.Place(id);
        long nowNs = bench.Rig.NowNs;
        bench.Cancel(1);
        bench.Rig.Run(0.01);
        Call cancel = bench.Venue.Calls.Single(c => c.Method == "private/cancel");
        Assert.Equal(nowNs + Units.NsPerMs, cancel.AtNs);
    }

    [Fact]
    public void No_more_than_six_orders_are_in_flight()
    {
        using OrderBench bench = new();
        bench.Ready();
        bench.Venue.Intercept = c => c.Method == "private/buy";
        for (int id = 1; id <= 10; id++) bench.Place(id);
        bench.Rig.Run(0.5);
        Assert.Equal(6, bench.Venue.CountOf("private/buy"));
    }

    [Fact]
    public void Whatever_is_wished_the_last_wish_is_what_rests()
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            output.WriteLine($"seed {seed}");
            SplitMix64 random = new(seed);
            using OrderBench bench = new();
            bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
            Dictionary<long, long?> wished = [];
            for (int i = 0; i < 120; i++)
            {
                long id = 1 + random.NextIndex(12);
                long ticks = 110_000 + random.NextIndex(1000);
                if (!wished.TryGetValue(id, out long? price))
                {
                    bench.Place(id, ticks);
                    wished[id] = ticks;
                }
                else if (price is not null && random.NextIndex(8) == 0)
                {
                    bench.Cancel(id);
                    wished[id] = null;
                }
                else if (price is not null)
                {
                    bench.Edit(id, ticks);
                    wished[id] = ticks;
                }

                if (random.NextIndex(2) == 0) bench.Rig.Run(random.NextIndex(200) / 1000.0);
            }

            bench.Rig.Run(30);
            foreach ((long id, long? ticks) in wished)
            {
                FakeOrder? order = bench.Venue.Orders.SingleOrDefault(o => o.Label.EndsWith("-" + id, StringComparison.Ordinal));
                if (ticks is null) Assert.NotEqual("open", order?.State);
                else Assert.Equal(("open", ticks.Value / 2m), (order?.State, order?.Price));
                OrderReport told = bench.Last(id);
                Assert.Equal(ticks is not null, told == OrderReport.Accepted);
            }

            Assert.Equal(0, bench.Session.Counters.Unclear);
        }
    }

    /// <summary>Order 1 rests, and there is no budget left but for cancels.</summary>
    private static OrderBench Exhausted()
    {
        OrderBench bench = new();
        bench.Ready();
        bench.Place(1);
        bench.Rig.Run(0.05);
        for (int id = 2; id <= 40; id++) bench.Place(id);
        bench.Rig.Run(0.05);
        for (int id = 2; id <= 40; id++)
            if (!bench.Venue.Orders.Exists(o => o.Label.EndsWith("-" + id, StringComparison.Ordinal))) bench.Cancel(id);
        bench.Venue.Calls.Clear();
        return bench;
    }
}
