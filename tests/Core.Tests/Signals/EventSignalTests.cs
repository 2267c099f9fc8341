using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Signals;

/// <summary>Signals that are things that happen: sweeps, pulls, a spread out of the ordinary, large trades.</summary>
public sealed class EventSignalTests
{
    private const long Second = Units.NsPerSecond;
    private const long Start = 1_723_161_256 * Second;

    private sealed record Group(long Start, long End, bool Sold, int Trades, int Levels, long Lots, long Worst, double Vwap);

    public static IEnumerable<object[]> Tapes => Tape.Names;

    [Fact]
    public void Sweeps_are_the_golden_ones()
    {
        int cases = 0, found = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("book_signals.json", "sweep"))
        {
            SweepDetector state = SweepDetector.With((long)(item.Number("gap_ms") * Units.NsPerMs), (int)item.Number("min_levels"), (long)item.Number("min_qty"));
            List<Group> sweeps = new();
            int told = 0;
            foreach (JsonElement t in item.Inputs.GetProperty("trades").EnumerateArray())
            {
                long price = (long)(t.GetProperty("price").GetDouble() * 2), lots = (long)t.GetProperty("qty").GetDouble(), at = Start + t.GetProperty("t_ms").GetInt64() * Units.NsPerMs;
                if (SweepDetector.Observe(ref state, at, t.GetProperty("side").ValueEquals("sell"), price, lots)) told++;
                if (state.TradeCount > 1 && sweeps.Count > 0 && sweeps[^1].Start == state.StartNs && sweeps[^1].Sold == state.IsSell) sweeps.RemoveAt(sweeps.Count - 1);
                if (state.IsSweep) sweeps.Add(new Group(state.StartNs, state.EndNs, state.IsSell, (int)state.TradeCount, (int)state.LevelCount, state.Lots, state.WorstTicks, state.VwapTicks));
            }
            JsonElement expected = item.Expected.GetProperty("sweeps");
            Assert.Equal((expected.GetArrayLength(), told, (long)told), (sweeps.Count, sweeps.Count, state.SweepCount));
            for (int i = 0; i < sweeps.Count; i++)
            {
                JsonElement e = expected[i];
                Assert.Equal((e.GetProperty("start_ms").GetInt64(), e.GetProperty("end_ms").GetInt64()), ((sweeps[i].Start - Start) / Units.NsPerMs, (sweeps[i].End - Start) / Units.NsPerMs));
                Assert.Equal((e.GetProperty("side").GetString() == "sell", e.GetProperty("n_trades").GetInt32(), e.GetProperty("levels").GetInt32()), (sweeps[i].Sold, sweeps[i].Trades, sweeps[i].Levels));
                item.Near(e.GetProperty("qty"), sweeps[i].Lots, "qty");
                item.Near(e.GetProperty("vwap"), sweeps[i].Vwap / 2, "vwap");
                item.Near(e.GetProperty("worst_price"), sweeps[i].Worst / 2.0, "worst_price");
                found++;
            }
            cases++;
        }
        Assert.Equal((2, 2), (cases, found));
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void Sweeps_agree_with_their_twin(string tape)
    {
        const long Gap = 5 * Units.NsPerMs;
        SweepDetector state = SweepDetector.With(Gap, 2, 10);
        List<Event> group = new();
        int told = 0, twin = 0;
        bool counted = false;
        Tape.Play(tape, static (Tape.Look _, ref readonly L2Book _) => { }, trade =>
        {
            if (SweepDetector.Observe(ref state, trade.ExchangeNs, trade.Has(EventFlags.Ask), trade.Trade.PriceTicks, trade.Trade.SizeLots)) told++;
            bool follows = group.Count > 0 && group[^1].Flags == trade.Flags && trade.ExchangeNs - group.Max(static t => t.ExchangeNs) <= Gap && trade.ExchangeNs >= group[0].ExchangeNs;
            if (!follows)
            {
                group.Clear();
                counted = false;
            }
            group.Add(trade);
            int levels = group.Select(static t => t.Trade.PriceTicks).Distinct().Count();
            long lots = group.Sum(static t => t.Trade.SizeLots);
            if (!counted && levels >= 2 && lots >= 10)
            {
                counted = true;
                twin++;
            }
            // Past 16 prices only new extremes count.
            int known = levels <= 16 ? levels : (int)Math.Clamp(state.LevelCount, 16, levels);
            Assert.Equal((group.Count, known, lots, counted, twin), ((int)state.TradeCount, (int)state.LevelCount, state.Lots, state.IsSweep, told));
        });
        Assert.True(told > 0);
    }

    [Fact]
    public void Two_sweeps_of_one_side_in_five_seconds_are_seen_and_of_two_sides_are_not()
    {
        SweepDetector state = SweepDetector.With(5 * Units.NsPerMs, 2, 1);
        Sweep(ref state, Start, sold: false);
        Sweep(ref state, Start + Second, sold: true);
        Assert.False(state.HasTwoWithin(Start + Second, 5 * Second));
        Sweep(ref state, Start + 4 * Second, sold: true);
        Assert.True(state.HasTwoWithin(Start + 4 * Second, 5 * Second));
        Assert.False(state.HasTwoWithin(Start + 7 * Second, 5 * Second));
        Assert.Equal((Start, Start + 4 * Second), (state.LastNs(false), state.LastNs(true)));
    }

    [Fact]
    public void Pulls_are_the_golden_ones_in_either_order_of_book_and_trades()
    {
        foreach (GoldenFile.Case item in GoldenFile.Cases("book_signals.json", "pull"))
            foreach (bool tradesFirst in new[] { true, false })
            {
                LiquidityPull state = LiquidityPull.With(item.Inputs.GetProperty("side").ValueEquals("ask"), item.Number("min_fraction"), 10);
                List<(long Ms, int Kind, long Price, long Lots)> events = new();
                foreach (JsonElement b in item.Inputs.GetProperty("best").EnumerateArray())
                    events.Add((b.GetProperty("t_ms").GetInt64(), 1, (long)(b.GetProperty("price").GetDouble() * 2), (long)b.GetProperty("qty").GetDouble()));
                foreach (JsonElement t in item.Inputs.GetProperty("trades").EnumerateArray())
                {
                    // A print that follows the book that shows it keeps its own, earlier time.
                    long at = t.GetProperty("t_ms").GetInt64(), book = events.Where(e => e.Kind == 1 && e.Ms >= at).Min(static e => e.Ms);
                    events.Add((at, tradesFirst ? 0 : (int)(2 + book), (long)(t.GetProperty("price").GetDouble() * 2), (long)t.GetProperty("qty").GetDouble()));
                }
                JsonElement expected = item.Expected.GetProperty("transitions");
                long judged = 0, pulls = 0;
                foreach ((long ms, int kind, long price, long lots) in events.OrderBy(static e => e.Kind >= 2 ? e.Kind - 2 : e.Ms).ThenBy(static e => e.Kind))
                {
                    bool pull = kind == 1 ? LiquidityPull.Observe(ref state, Start + ms * Units.NsPerMs, price, lots) : LiquidityPull.OnTrade(ref state, Start + ms * Units.NsPerMs, price, lots);
                    if (pull) pulls++;
                    judged = Judged(item, in state, expected, judged, pull);
                }
                if (LiquidityPull.Advance(ref state, Start + Second)) pulls++;
                Judged(item, in state, expected, judged, false);
                Assert.Equal((expected.GetArrayLength(), expected.EnumerateArray().Count(static e => e.GetProperty("pull").GetBoolean()), pulls), ((int)state.StepCount, (int)state.PullCount, state.PullCount));
            }
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void Pulls_agree_with_their_twin(string tape)
    {
        // The twin knows all trades beforehand, and steps from one venue time to the next.
        foreach (bool asks in new[] { false, true })
        {
            LiquidityPull state = LiquidityPull.With(asks, 0.5, 10);
            List<(long Ns, long Price, long Lots)> trades = new(), best = new();
            bool inOrder = true;
            long last = 0;
            Tape.Play(tape, (Tape.Look look, ref readonly L2Book book) =>
            {
                (long price, long lots) = asks ? (book.BestAskTicks, book.BestAskLots) : (book.BestBidTicks, book.BestBidLots);
                inOrder &= look.ExchangeNs >= last;
                last = look.ExchangeNs;
                LiquidityPull.Observe(ref state, look.ExchangeNs, price, lots);
                if (best.Count == 0 || best[^1].Price != price || best[^1].Lots != lots) best.Add((look.ExchangeNs, price, lots));
            }, trade =>
            {
                if (trade.Has(EventFlags.Ask) == asks) return;
                LiquidityPull.OnTrade(ref state, trade.ExchangeNs, trade.Trade.PriceTicks, trade.Trade.SizeLots);
                trades.Add((trade.ExchangeNs, trade.Trade.PriceTicks, trade.Trade.SizeLots));
            });
            LiquidityPull.Advance(ref state, long.MaxValue);
            Assert.True(inOrder);
            int pulls = 0;
            ILookup<long, (long Ns, long Price, long Lots)> byPrice = trades.ToLookup(static t => t.Price);
            for (int i = 1; i < best.Count; i++)
            {
                (long from, long price, long lots) = best[i - 1];
                bool worse = asks ? best[i].Price > price : best[i].Price < price;
                long removed = best[i].Price == price ? Math.Max(lots - best[i].Lots, 0) : worse ? lots : 0;
                long cancelled = removed - byPrice[price].Where(t => t.Ns > from && t.Ns <= best[i].Ns).Sum(static t => t.Lots);
                if (cancelled > 0 && cancelled >= 0.5 * lots) pulls++;
            }
            Assert.Equal(best.Count - 1, state.StepCount);
            // A print that comes only after a book of a still later time finds its step judged: a few pulls too many, never too few.
            Assert.True(pulls > 50 && state.PullCount >= pulls && state.PullCount <= 1.06 * pulls, $"{state.PullCount} pulls, the twin says {pulls}");
        }
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void The_watch_of_the_spread_agrees_with_its_twin(string tape)
    {
        SpreadWatch state = SpreadWatch.With(60, 0.09);
        List<double> grid = new();
        double last = 0;
        long second = 0, collapsedSince = 0;
        int compared = 0;
        Tape.Play(tape, (Tape.Look look, ref readonly L2Book book) =>
        {
            if (!look.HasTop) return;
            SpreadWatch.Observe(ref state, look.Ns, book.SpreadTicks, book.MidHalfTicks);
            long now = look.Ns / Second;
            bool closed = second != 0 && now > second;
            for (; second != 0 && second < now; second++) grid.Add(Math.Log(last));
            second = now;
            last = look.Asks[0].Ticks - look.Bids[0].Ticks;
            if (last / look.MidHalfTicks * 2e4 > 0.09) collapsedSince = 0;
            else if (collapsedSince == 0) collapsedSince = look.Ns;
            Assert.Equal(collapsedSince == 0 ? 0 : look.Ns - collapsedSince, state.CollapsedNs(look.Ns));
            if (!closed) return;
            double a = 1 - Math.Pow(2, -1 / 60.0), mean = grid[0], variance = 0, w2 = 1, sum = a;
            double plain = a;
            foreach (double x in grid.Skip(1))
            {
                double d = x - mean;
                sum += plain * (1 - sum);
                a = plain / sum;
                mean += a * d;
                variance = (1 - a) * (variance + a * d * d);
                w2 = (1 - a) * (1 - a) * w2 + a * a;
            }
            bool defined = 1 / w2 >= SpreadWatch.DefaultMinSamples;
            GoldenFile.Same(defined && variance > 0 ? (Math.Log(last) - mean) / Math.Sqrt(variance) : double.NaN, state.Z, $"second {grid.Count}", 1e-7, 1e-7);
            GoldenFile.Same(defined ? Math.Exp(mean) : double.NaN, state.UsualTicks, $"second {grid.Count}");
            compared++;
        });
        Assert.True(compared > 100 && state.IsDefined);
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void Large_orders_agree_with_their_twin(string tape)
    {
        LargeTrade fixedSize = LargeTrade.With(100, 0), quantile = LargeTrade.With(0, 0.9);
        List<Event> order = new();
        int told = 0, twin = 0, orders = 0;
        Tape.Play(tape, static (Tape.Look _, ref readonly L2Book _) => { }, trade =>
        {
            if (LargeTrade.Observe(ref fixedSize, trade.ExchangeNs, trade.Has(EventFlags.Ask), trade.Trade.SizeLots)) told++;
            LargeTrade.Observe(ref quantile, trade.ExchangeNs, trade.Has(EventFlags.Ask), trade.Trade.SizeLots);
            if (order.Count == 0 || order[0].ExchangeNs != trade.ExchangeNs || order[0].Flags != trade.Flags)
            {
                order.Clear();
                orders++;
            }
            long before = order.Sum(static t => t.Trade.SizeLots);
            order.Add(trade);
            if (before < 100 && before + trade.Trade.SizeLots >= 100) twin++;
            Assert.Equal((twin, before + trade.Trade.SizeLots), (told, fixedSize.OrderLots));
        });
        Assert.True(twin > 0 && orders - 1 == quantile.SampleCount);
        if (orders > 500) Assert.InRange(quantile.LargeCount / (double)(orders - LargeTrade.MinOrders), 0.03, 0.25);
    }

    [Fact]
    public void The_quantile_of_order_sizes_is_found()
    {
        LargeTrade state = LargeTrade.With(0, 0.99);
        Assert.False(state.IsDefined);
        Random random = new(5);
        for (int i = 1; i <= 40_000; i++) LargeTrade.Observe(ref state, Start + i, i % 2 == 0, (long)Math.Exp(8 - Math.Log(1 - random.NextDouble()) / 2));
        // Pareto with exponent 2: the 99th percentile is 10 times the least.
        Assert.InRange(state.QuantileLots / Math.Exp(8), 7, 14);
        LargeTrade.Tune(ref state, 5, 0.99);
        Assert.Equal(5, state.ThresholdLots);
        LargeTrade.Tune(ref state, 0, double.NaN);
        Assert.False(state.IsDefined);
    }

    [Fact]
    public void A_spread_that_blows_out_or_collapses_is_seen()
    {
        SpreadWatch state = SpreadWatch.With(60, 0.1, 10);
        for (int i = 0; i < 100; i++) SpreadWatch.Observe(ref state, Start + i * Second, 4 + i % 2, 1_000_000);
        Assert.InRange(state.Z, -3, 3);
        SpreadWatch.Observe(ref state, Start + 100 * Second, 40, 1_000_000);
        Assert.True(state.Z > 3);
        Assert.Equal(0, state.CollapsedNs(Start + 100 * Second));
        SpreadWatch.Observe(ref state, Start + 101 * Second, 1, 1_000_000);
        SpreadWatch.Observe(ref state, Start + 102 * Second, 1, 1_000_000);
        Assert.True(state.Z < -3);
        Assert.Equal((2 * Second, 0.02), (state.CollapsedNs(Start + 103 * Second), state.Bps));
        SpreadWatch.Reset(ref state);
        Assert.True(double.IsNaN(state.Z) && double.IsNaN(state.Bps) && state.CollapsedNs(Start + 104 * Second) == 0);
    }

    [Fact]
    public void All_zero_bytes_find_nothing()
    {
        SweepDetector sweep = default;
        LiquidityPull pull = default;
        SpreadWatch spread = default;
        LargeTrade large = default;
        for (int i = 1; i < 500; i++)
        {
            Assert.False(SweepDetector.Observe(ref sweep, Start, false, 100 + i, 1000));
            Assert.False(LiquidityPull.Observe(ref pull, Start + i * Second, 100 - i, 1000));
            Assert.False(LargeTrade.Observe(ref large, Start + i, i % 2 == 0, 1000));
            SpreadWatch.Observe(ref spread, Start + i * Second, i, 1_000_000);
        }
        Assert.False(pull.IsDefined || spread.IsDefined || large.IsDefined || sweep.IsSweep);
        Assert.True(double.IsNaN(spread.Z) && double.IsNaN(pull.PullsPerSecond) && double.IsNaN(large.ThresholdLots));
    }

    [Fact]
    public void Sweeps_and_pulls_mirror_with_the_market() => Prop.ForAll<(byte, byte)[]>(moves =>
    {
        SweepDetector a = SweepDetector.With(5 * Units.NsPerMs, 2, 3), b = a;
        LiquidityPull bid = LiquidityPull.With(false, 0.5, 1), ask = LiquidityPull.With(true, 0.5, 1);
        long now = Start;
        bool same = true;
        foreach ((byte kind, byte size) in moves)
        {
            now += kind % 7 * Units.NsPerMs;
            long price = kind % 5 + size % 3, lots = 1 + size % 20;
            bool sold = kind % 2 == 0;
            same &= SweepDetector.Observe(ref a, now, sold, price, lots) == SweepDetector.Observe(ref b, now, !sold, -price, lots) && a.LevelCount == b.LevelCount;
            same &= kind % 3 == 0
                ? LiquidityPull.OnTrade(ref bid, now, price, lots) == LiquidityPull.OnTrade(ref ask, now, -price, lots)
                : LiquidityPull.Observe(ref bid, now, price, lots) == LiquidityPull.Observe(ref ask, now, -price, lots);
            same &= bid.PullCount == ask.PullCount && bid.PullsPerSecond.Equals(ask.PullsPerSecond) && bid.CancelledLots >= 0;
        }
        return same;
    }).QuickCheckThrowOnFailure();

    private static void Sweep(ref SweepDetector state, long at, bool sold)
    {
        SweepDetector.Observe(ref state, at, sold, 100, 1);
        Assert.True(SweepDetector.Observe(ref state, at, sold, sold ? 99 : 101, 1));
    }

    private static long Judged(GoldenFile.Case item, in LiquidityPull state, JsonElement expected, long judged, bool pull)
    {
        if (state.StepCount == judged) return judged;
        Assert.Equal(judged + 1, state.StepCount);
        JsonElement e = expected[(int)judged];
        item.Near(e.GetProperty("removed"), state.RemovedLots, "removed");
        item.Near(e.GetProperty("traded"), state.TradedLots, "traded");
        item.Near(e.GetProperty("cancelled"), state.CancelledLots, "cancelled");
        item.Near(e.GetProperty("retreat_ticks"), state.RetreatTicks, "retreat_ticks");
        if (pull) Assert.True(e.GetProperty("pull").GetBoolean());
        return state.StepCount;
    }
}
