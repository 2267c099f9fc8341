using System;
using System.Collections.Generic;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Core.Numerics;
using Minnow.Venues.Deribit.Session;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Tests.Deribit.Session;

public sealed class RateBudgetTests(ITestOutputHelper output)
{
    /// <summary>The plain twin: a bucket in doubles.</summary>
    private sealed class NaiveBucket(double rate, double burst, double left)
    {
        private double _left = left;
        private double _at;

        public bool TryTake(double seconds, double keep)
        {
            _left = Math.Min(burst, _left + (seconds - _at) * rate);
            _at = seconds;
            if (_left - 1 < keep - 1e-9) return false;
            _left -= 1;
            return true;
        }
    }

    [Fact]
    public void It_gives_what_a_continuous_bucket_gives()
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            SplitMix64 random = new(seed);
            double rate = 1 + random.NextIndex(40);
            double burst = 10 + random.NextIndex(100);
            RateBudget budget = new(80, 20, rate, burst);
            budget.Start(0, 20);
            NaiveBucket twin = new(rate * 0.8, burst * 0.8, burst * 0.2);
            long ns = 0;
            for (int i = 0; i < 500; i++)
            {
                ns += random.NextIndex(500) * Units.NsPerMs;
                bool cancel = random.NextIndex(3) == 0;
                bool expected = twin.TryTake(ns / 1e9, cancel ? 0 : burst * 0.8 * 0.2);
                bool actual = budget.TryTake(RequestPool.Matching, ns, cancel);
                if (expected != actual) output.WriteLine($"seed {seed} step {i}");
                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void I4_Own_use_never_exceeds_80_percent_of_the_venues_bucket_in_any_window()
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            output.WriteLine($"seed {seed}");
            SplitMix64 random = new(seed);
            RateBudget budget = new(80, 20, 5, 20);
            budget.Start(0, 100);
            List<long> taken = [];
            long ns = 0;
            for (int i = 0; i < 2_000; i++)
            {
                ns += random.NextIndex(60) * Units.NsPerMs;
                if (budget.TryTake(RequestPool.Matching, ns, isCancel: random.NextIndex(2) == 0)) taken.Add(ns);
            }

            // The venue's bucket with a fifth less of everything: it never runs dry.
            for (int first = 0; first < taken.Count; first += 7)
                for (int last = first; last < Math.Min(taken.Count, first + 200); last++)
                    Assert.True(last - first + 1 <= 0.8 * (20 + 5 * (taken[last] - taken[first]) / 1e9) + 1e-6);
        }
    }

    [Fact]
    public void Cancels_have_what_orders_may_not_take()
    {
        RateBudget budget = new(80, 20, 5, 20);
        budget.Start(0, 100);
        int orders = 0;
        while (budget.TryTake(RequestPool.Matching, 0)) orders++;
        int cancels = 0;
        while (budget.TryTake(RequestPool.Matching, 0, isCancel: true)) cancels++;
        Assert.Equal((12, 4), (orders, cancels));
        RateBudgetLeft left = budget.Left(0, 0);
        Assert.Equal((0L, 0L, 4000L, 16000L), (left.OrdersE3, left.CancelsE3, left.RefillE3, left.BurstE3));
    }

    [Fact]
    public void Too_many_requests_leaves_nothing_of_any_pool()
    {
        RateBudget budget = new(80, 20, 5, 20, quotesMany: true);
        budget.Start(0, 100);
        budget.Halve(0, Units.NsPerSecond);
        foreach (RequestPool pool in Enum.GetValues<RequestPool>()) Assert.False(budget.TryTake(pool, 0, isCancel: true), $"{pool}");
    }

    [Fact]
    public void It_says_when_there_will_be_one()
    {
        RateBudget budget = new(80, 20, 5, 20);
        budget.Start(0, 100);
        while (budget.TryTake(RequestPool.Matching, 0)) { }
        long ready = budget.ReadyNs(RequestPool.Matching);
        Assert.False(budget.TryTake(RequestPool.Matching, ready - 1));
        Assert.True(budget.TryTake(RequestPool.Matching, ready));
    }

    [Fact]
    public void A_clock_that_stands_or_leaps_neither_fills_nor_overflows_it()
    {
        CreditPool pool = default;
        pool.Resize(1000, 100_000);
        pool.Leave(0, 0);
        pool.Fill(0);
        Assert.Equal(0, pool.LeftE3);
        pool.Fill(long.MaxValue);
        Assert.Equal(100_000_000, pool.LeftE3);
        pool.Fill(5);
        Assert.Equal(100_000_000, pool.LeftE3);
    }

    [Fact]
    public void The_session_never_sends_more_than_80_percent_of_what_the_venue_takes()
    {
        using OrderBench bench = new();
        bench.Rig.RunTo(() => bench.Session.Phase == GatewayPhase.Ready);
        SplitMix64 random = new(11);
        long id = 0;
        for (int i = 0; i < 3_000; i++)
        {
            if (random.NextIndex(3) == 0 && id > 0) bench.Cancel(id - random.NextIndex((int)Math.Min(4, id)));
            else if (random.NextIndex(2) == 0 && id > 0) bench.Edit(id, 120_000 - random.NextIndex(50));
            else bench.Place(++id);
            bench.Rig.Run(0.03);
        }

        long[] at = bench.Venue.Calls.Where(c => c.Method is "private/buy" or "private/edit" or "private/cancel" or "private/cancel_by_label").Select(c => c.AtNs).ToArray();
        Assert.True(at.Length > 200);
        for (int first = 0; first < at.Length; first++)
            for (int last = first; last < at.Length; last++)
                Assert.True(last - first + 1 <= 0.8 * (20 + 5 * (at[last] - at[first]) / 1e9) + 1e-6);
        Assert.True(bench.Session.Counters.BudgetWaits > 0);
        Assert.Contains(bench.Rig.Of(EventKind.RateBudget), e => e.Budget.Waiting > 0);
        long[] told = bench.Rig.Of(EventKind.RateBudget).Select(e => e.ReceivedNs).ToArray();
        Assert.All(told.Zip(told.Skip(1)), p => Assert.True(p.Second - p.First >= 100 * Units.NsPerMs));
    }
}
