using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Signals;
using Minnow.Core.Tests.Book;
using Xunit;

namespace Minnow.Core.Tests.Signals;

/// <summary>Depth imbalance, order-flow imbalance, trade flow and the dynamics of the touch.</summary>
public sealed class FlowTests
{
    private const long Second = Units.NsPerSecond;
    private const long Start = 1_723_161_256 * Second;

    private static readonly OwnDepth s_none = default;

    public static IEnumerable<object[]> Tapes => Tape.Names;

    [Fact]
    public void Depth_imbalance_is_the_golden_one()
    {
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("micro_price.json", "depth_imbalance"))
        {
            using BookMemory memory = new();
            List<(char, long, long)> levels = new();
            levels.AddRange(item.Numbers("bid_qty").Select(static (q, i) => ('b', 1000L - i, (long)q)));
            levels.AddRange(item.Numbers("ask_qty").Select(static (q, i) => ('a', 1001L + i, (long)q)));
            BookMessage.NewSnapshot(1, levels.ToArray()).ApplyTo(ref memory.Book);
            int count = (int)item.Number("levels");
            item.Near("imbalance", DepthImbalance.Raw(in memory.Book.Bids, in memory.Book.Asks, count));
            DepthImbalance plain = DepthImbalance.With(count, 0, 0), weighted = DepthImbalance.With(count, item.Number("decay"), 0);
            DepthImbalance.Observe(ref plain, Start, in memory.Book.Bids, in memory.Book.Asks, in s_none);
            DepthImbalance.Observe(ref weighted, Start, in memory.Book.Bids, in memory.Book.Asks, in s_none);
            item.Near("imbalance", plain.Value);
            item.Near("imbalance_exp_weighted", weighted.Value);
            cases++;
        }
        Assert.Equal(2, cases);
    }

    [Fact]
    public void Order_flow_imbalance_is_the_golden_one()
    {
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("ofi.json"))
        {
            int levels = (int)item.Number("levels");
            OrderFlowImbalance state = OrderFlowImbalance.With(levels, double.PositiveInfinity, minSamples: 1);
            using BookMemory memory = new();
            JsonElement steps = item.Expected.GetProperty("e");
            double[] before = new double[levels];
            int i = 0;
            foreach (JsonElement book in item.Inputs.GetProperty("books").EnumerateArray())
            {
                BookMessage message = new() { ChangeId = ++i, Snapshot = true, ReceivedNs = Start + i, ExchangeNs = Start + i };
                foreach (JsonElement row in book.GetProperty("bids").EnumerateArray()) message.Add(false, (long)(row[0].GetDouble() * 2), (long)row[1].GetDouble());
                foreach (JsonElement row in book.GetProperty("asks").EnumerateArray()) message.Add(true, (long)(row[0].GetDouble() * 2), (long)row[1].GetDouble());
                message.Close().ApplyTo(ref memory.Book);
                OrderFlowImbalance.Observe(ref state, Start + i * Second, in memory.Book.Bids, in memory.Book.Asks, in s_none);
                for (int k = 0; i > 1 && k < levels; k++)
                {
                    item.Near(steps[i - 2][k], state.FlowLots(k) - before[k], "e");
                    before[k] = state.FlowLots(k);
                }
            }
            for (int k = 0; k < levels; k++)
            {
                item.Near(item.Expected.GetProperty("ofi_by_level")[k], state.FlowLots(k), "ofi_by_level");
                item.Near(item.Expected.GetProperty("mean_depth_by_level")[k], state.MeanDepthLots(k), "mean_depth_by_level");
                item.Near(item.Expected.GetProperty("ofi_normalised_by_level")[k], state.OfRank(k), "ofi_normalised_by_level");
            }
            Assert.Equal(state.OfRank(0), state.Touch);
            Assert.Equal(i - 1, state.SampleCount);
            cases++;
        }
        Assert.Equal(3, cases);
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void Depth_imbalance_agrees_with_its_twin(string tape)
    {
        DepthImbalance state = DepthImbalance.With(5, 0.5, 2);
        List<(long Ns, double X)> held = new();
        int looks = 0;
        Tape.Play(tape, (Tape.Look look, ref readonly L2Book book) =>
        {
            DepthImbalance.Observe(ref state, look.Ns, in book.Bids, in book.Asks, in s_none);
            held.Add((look.Ns, Twin(look, 5, 0.5)));
            GoldenFile.Same(held[^1].X, state.Now, $"book {held.Count}");
            if (++looks % 97 != 0) return;
            (double mean, double weight) = TwinMean(held, 2 / Math.Log(2));
            GoldenFile.Same(weight >= 0.5 ? mean : double.NaN, state.Value, $"book {held.Count}");
            if (state.IsDefined) Assert.InRange(state.Value, -1, 1);
        });
        Assert.True(looks > 5000 && state.IsDefined);
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void Order_flow_imbalance_agrees_with_its_twin(string tape)
    {
        const int Levels = 5;
        OrderFlowImbalance state = OrderFlowImbalance.With(Levels, 1);
        List<(long Ns, double[] E, double[] Depth)> steps = new();
        Tape.Look? before = null;
        Tape.Play(tape, (Tape.Look look, ref readonly L2Book book) =>
        {
            OrderFlowImbalance.Observe(ref state, look.Ns, in book.Bids, in book.Asks, in s_none);
            steps.Add((look.Ns, Ranks(Levels, k => before == null ? double.NaN : E(before, look, k)), Ranks(Levels, k => (At(look.Bids, k).Lots + At(look.Asks, k).Lots) / 2.0)));
            before = look;
            if (steps.Count % 97 != 0) return;
            double tau = 1 / Math.Log(2), count = 0, books = 0, allFlow = 0, allDepth = 0;
            double[] flow = new double[Levels], depth = new double[Levels];
            for (int i = steps.Count - 1; i >= 0 && look.Ns - steps[i].Ns < 60 * Second; i--)
            {
                double w = Math.Exp(-(look.Ns - steps[i].Ns) * 1e-9 / tau);
                books += w;
                if (i > 0) count += w;
                for (int k = 0; k < Levels; k++)
                {
                    if (i > 0) flow[k] += w * steps[i].E[k];
                    depth[k] += w * steps[i].Depth[k];
                }
            }
            for (int k = 0; k < Levels; k++)
            {
                GoldenFile.Same(flow[k] / (depth[k] / books), state.OfRank(k), $"book {steps.Count}, rank {k}", 1e-6, 1e-6);
                allFlow += flow[k];
                allDepth += depth[k];
            }
            GoldenFile.Same(count >= 10 ? allFlow / (allDepth / books) : double.NaN, state.Value, $"book {steps.Count}", 1e-6, 1e-6);
            GoldenFile.Same(count, state.SampleCount, $"book {steps.Count}", 1e-9);
        });
        Assert.True(steps.Count > 5000);
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void Trade_flow_agrees_with_its_twin(string tape)
    {
        TradeFlow state = TradeFlow.WithHalfLife(5);
        List<(long Ns, long ExchangeNs, int Sign, long Lots)> trades = new();
        Tape.Play(tape, (Tape.Look _, ref readonly L2Book _) => { }, trade =>
        {
            TradeFlow.Observe(ref state, trade.ReceivedNs, trade.ExchangeNs, trade.Has(EventFlags.Ask), trade.Trade.SizeLots);
            trades.Add((trade.ReceivedNs, trade.ExchangeNs, trade.Has(EventFlags.Ask) ? -1 : 1, trade.Trade.SizeLots));
            double signed = 0, all = 0, orders = 0;
            for (int i = trades.Count - 1; i >= 0 && trade.ReceivedNs - trades[i].Ns < 300 * Second; i--)
            {
                double w = Math.Exp(-(trade.ReceivedNs - trades[i].Ns) * 1e-9 / (5 / Math.Log(2)));
                signed += w * trades[i].Sign * trades[i].Lots;
                all += w * trades[i].Lots;
                bool first = i == 0 || trades[i].ExchangeNs != trades[i - 1].ExchangeNs || trades[i].Sign != trades[i - 1].Sign;
                if (first) orders += w;
            }
            GoldenFile.Same(orders, state.SampleCount, $"trade {trades.Count}");
            GoldenFile.Same(orders >= 5 ? signed / all : double.NaN, state.Value, $"trade {trades.Count}", 1e-8, 1e-8);
        });
        Assert.True(trades.Count > 200, $"{trades.Count} trades");
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void Dynamics_of_the_touch_agree_with_their_twin(string tape)
    {
        TopDynamics state = TopDynamics.WithHalfLife(3);
        List<(long Ns, int Up, int Down)> moves = new();
        Tape.Look? before = null;
        long first = 0;
        int looks = 0;
        Tape.Play(tape, (Tape.Look look, ref readonly L2Book book) =>
        {
            TopDynamics.Observe(ref state, look.Ns, book.BestBidTicks, book.BestAskTicks);
            if (first == 0) first = look.Ns;
            if (before != null && before.Bids.Count > 0 && look.Bids.Count > 0) Move(moves, look.Ns, before.Bids[0].Ticks, look.Bids[0].Ticks);
            if (before != null && before.Asks.Count > 0 && look.Asks.Count > 0) Move(moves, look.Ns, before.Asks[0].Ticks, look.Asks[0].Ticks);
            before = look;
            if (++looks % 97 != 0) return;
            double tau = 3 / Math.Log(2), watched = 1 - Math.Exp(-(look.Ns - first) * 1e-9 / tau), signed = 0, all = 0;
            foreach ((long ns, int up, int down) in moves)
            {
                double w = Math.Exp(-(look.Ns - ns) * 1e-9 / tau);
                signed += w * (up - down);
                all += w * (up + down);
            }
            GoldenFile.Same(watched >= 0.5 ? signed / (tau * watched) : double.NaN, state.Value, $"book {looks}", 1e-8, 1e-9);
            GoldenFile.Same(watched >= 0.5 ? all / (tau * watched) : double.NaN, state.MovesPerSecond, $"book {looks}", 1e-8, 1e-9);
        });
        Assert.True(moves.Count > 100 && state.IsDefined);
    }

    [Fact]
    public void Fills_of_one_order_are_one_sample()
    {
        TradeFlow flow = TradeFlow.WithHalfLife(10, minSamples: 2);
        Assert.True(TradeFlow.Observe(ref flow, Start, Start, false, 3));
        Assert.False(TradeFlow.Observe(ref flow, Start, Start, false, 4));
        Assert.False(flow.IsDefined);
        Assert.True(double.IsNaN(flow.Value));
        Assert.True(TradeFlow.Observe(ref flow, Start, Start, true, 1));
        Assert.Equal((2.0, 0.75, 6.0), (flow.SampleCount, flow.Value, flow.SignedLots));
        Assert.False(TradeFlow.Observe(ref flow, Start, Start, true, 0));
        TradeFlow.Advance(ref flow, Start + 10 * Second);
        Assert.False(flow.IsDefined);
        Assert.Equal(1, flow.SampleCount, 12);
    }

    [Fact]
    public void All_zero_bytes_are_never_defined()
    {
        DepthImbalance depth = default;
        OrderFlowImbalance order = default;
        TradeFlow trade = default;
        TopDynamics top = default;
        using BookMemory memory = new();
        for (int i = 1; i < 200; i++)
        {
            BookMessage.NewSnapshot(i, ('b', 100 + i % 3, 5 + i), ('a', 110 + i % 2, 7)).ApplyTo(ref memory.Book);
            DepthImbalance.Observe(ref depth, Start + i * Second, in memory.Book.Bids, in memory.Book.Asks, in s_none);
            OrderFlowImbalance.Observe(ref order, Start + i * Second, in memory.Book.Bids, in memory.Book.Asks, in s_none);
            TradeFlow.Observe(ref trade, Start + i * Second, i, true, 5);
            TopDynamics.Observe(ref top, Start + i * Second, memory.Book.BestBidTicks, memory.Book.BestAskTicks);
        }
        Assert.False(depth.IsDefined || order.IsDefined || trade.IsDefined || top.IsDefined);
        Assert.All(new[] { depth.Value, depth.Now, order.Value, order.Touch, trade.Value, top.Value, top.MovesPerSecond }, static x => Assert.True(double.IsNaN(x)));
    }

    [Fact]
    public void A1_No_step_of_order_flow_spans_a_gap()
    {
        using BookMemory memory = new();
        OrderFlowImbalance state = OrderFlowImbalance.With(1, 5, minSamples: 0.5);
        BookMessage.NewSnapshot(1, ('b', 100, 5), ('a', 101, 5)).ApplyTo(ref memory.Book);
        OrderFlowImbalance.Observe(ref state, Start, in memory.Book.Bids, in memory.Book.Asks, in s_none);
        BookMessage.NewSnapshot(2, ('b', 200, 500), ('a', 201, 5)).ApplyTo(ref memory.Book);
        OrderFlowImbalance.Reset(ref state);
        OrderFlowImbalance.Observe(ref state, Start + Second, in memory.Book.Bids, in memory.Book.Asks, in s_none);
        Assert.Equal((0.0, 0.0, false), (state.SampleCount, state.FlowLots(0), state.IsDefined));
        OrderFlowImbalance.Observe(ref state, Start + 2 * Second, in memory.Book.Bids, in memory.Book.Asks, in s_none);
        Assert.Equal((1.0, 0.0, 0.0), (state.SampleCount, state.FlowLots(0), state.Value));
    }

    [Fact]
    public void A_changed_parameter_keeps_the_signal_within_its_arrays()
    {
        using BookMemory memory = new();
        OrderFlowImbalance order = OrderFlowImbalance.With(1, 5, 1);
        DepthImbalance depth = DepthImbalance.With(1, 0, 0);
        for (int i = 1; i < 60; i++)
        {
            BookMessage.NewSnapshot(i, ('b', 100, 5 + i), ('b', 99, 4), ('a', 101, 5)).ApplyTo(ref memory.Book);
            OrderFlowImbalance.Tune(ref order, i * 7 % 23 - 8, i % 4);
            DepthImbalance.Tune(ref depth, i * 7 % 43 - 8, i % 3 - 1, i % 4 - 1);
            OrderFlowImbalance.Observe(ref order, Start + i, in memory.Book.Bids, in memory.Book.Asks, in s_none);
            DepthImbalance.Observe(ref depth, Start + i, in memory.Book.Bids, in memory.Book.Asks, in s_none);
            Assert.InRange(depth.Now, -1, 1);
            Assert.True(double.IsNaN(order.OfRank(-1)) && double.IsNaN(order.OfRank(OrderFlowImbalance.MaxLevels)));
        }
    }

    [Fact]
    public void A9_While_a_side_is_empty_there_is_no_imbalance()
    {
        using BookMemory memory = new();
        DepthImbalance state = DepthImbalance.With(3, 0, 1);
        BookMessage.NewSnapshot(1, ('b', 100, 6), ('a', 101, 2)).ApplyTo(ref memory.Book);
        DepthImbalance.Observe(ref state, Start, in memory.Book.Bids, in memory.Book.Asks, in s_none);
        DepthImbalance.Advance(ref state, Start + 5 * Second);
        Assert.Equal(0.5, state.Value, 12);
        BookMessage.NewSnapshot(2, ('b', 100, 6)).ApplyTo(ref memory.Book);
        DepthImbalance.Observe(ref state, Start + 6 * Second, in memory.Book.Bids, in memory.Book.Asks, in s_none);
        Assert.True(!state.IsDefined && double.IsNaN(state.Value) && double.IsNaN(state.Now));
        Assert.True(double.IsNaN(DepthImbalance.Raw(in memory.Book.Bids, in memory.Book.Asks, 3)));
    }

    [Fact]
    public void Signals_of_flow_mirror_with_the_market() => Prop.ForAll<int[]>(sizes =>
    {
        using BookMemory memory = new(), mirrored = new();
        OrderFlowImbalance a = OrderFlowImbalance.With(2, 1, 0), b = a;
        DepthImbalance da = DepthImbalance.With(2, 0.5, 0.5), db = da;
        TopDynamics ta = TopDynamics.WithHalfLife(0.5), tb = ta;
        TradeFlow fa = TradeFlow.WithHalfLife(1, 1), fb = fa;
        bool same = true;
        for (int i = 0; i < sizes.Length; i++)
        {
            long shift = sizes[i] % 3, x = 1 + Math.Abs((long)sizes[i]) % 900, y = 1 + x * 7 % 311, now = Start + i * 300_000_000L;
            BookMessage.NewSnapshot(i + 1, ('b', 1000 + shift, x), ('b', 990, y), ('a', 1005, y)).ApplyTo(ref memory.Book);
            BookMessage.NewSnapshot(i + 1, ('a', -1000 - shift, x), ('a', -990, y), ('b', -1005, y)).ApplyTo(ref mirrored.Book);
            OrderFlowImbalance.Observe(ref a, now, in memory.Book.Bids, in memory.Book.Asks, in s_none);
            OrderFlowImbalance.Observe(ref b, now, in mirrored.Book.Bids, in mirrored.Book.Asks, in s_none);
            DepthImbalance.Observe(ref da, now, in memory.Book.Bids, in memory.Book.Asks, in s_none);
            DepthImbalance.Observe(ref db, now, in mirrored.Book.Bids, in mirrored.Book.Asks, in s_none);
            TopDynamics.Observe(ref ta, now, memory.Book.BestBidTicks, memory.Book.BestAskTicks);
            TopDynamics.Observe(ref tb, now, mirrored.Book.BestBidTicks, mirrored.Book.BestAskTicks);
            TradeFlow.Observe(ref fa, now, now, sizes[i] < 0, x);
            TradeFlow.Observe(ref fb, now, now, sizes[i] >= 0, x);
            same &= Opposite(a.Value, b.Value, a.IsDefined) && Opposite(da.Value, db.Value, da.IsDefined) && Opposite(ta.Value, tb.Value, ta.IsDefined)
                && Opposite(fa.Value, fb.Value, fa.IsDefined) && (!fa.IsDefined || Math.Abs(fa.Value) <= 1) && (!da.IsDefined || Math.Abs(da.Value) <= 1)
                && (!ta.IsDefined || Math.Abs(ta.Value) <= ta.MovesPerSecond);
        }
        return same;
    }).QuickCheckThrowOnFailure();

    private static bool Opposite(double a, double b, bool defined) =>
        defined ? Math.Abs(a + b) <= 1e-9 * (1 + Math.Abs(a)) : double.IsNaN(a) && double.IsNaN(b);

    private static void Move(List<(long Ns, int Up, int Down)> moves, long ns, long before, long now)
    {
        if (before != now) moves.Add((ns, now > before ? 1 : 0, now < before ? 1 : 0));
    }

    private static double[] Ranks(int count, Func<int, double> of) => Enumerable.Range(0, count).Select(of).ToArray();

    private static (double Price, double Lots) At(List<(long Ticks, long Lots)> side, int k) => k < side.Count ? (side[k].Ticks, side[k].Lots) : (double.NaN, 0);

    private static double E(Tape.Look before, Tape.Look now, int k)
    {
        (double pb, double qb) = At(now.Bids, k);
        (double pb0, double qb0) = At(before.Bids, k);
        (double pa, double qa) = At(now.Asks, k);
        (double pa0, double qa0) = At(before.Asks, k);
        if (double.IsNaN(pb)) pb = double.NegativeInfinity;
        if (double.IsNaN(pb0)) pb0 = double.NegativeInfinity;
        if (double.IsNaN(pa)) pa = double.PositiveInfinity;
        if (double.IsNaN(pa0)) pa0 = double.PositiveInfinity;
        return (pb >= pb0 ? qb : 0) - (pb <= pb0 ? qb0 : 0) - (pa <= pa0 ? qa : 0) + (pa >= pa0 ? qa0 : 0);
    }

    private static double Twin(Tape.Look look, int levels, double decay)
    {
        double bid = look.Bids.Take(levels).Select((l, i) => l.Lots * Math.Exp(-decay * i)).Sum();
        double ask = look.Asks.Take(levels).Select((l, i) => l.Lots * Math.Exp(-decay * i)).Sum();
        return bid > 0 && ask > 0 ? (bid - ask) / (bid + ask) : double.NaN;
    }

    /// <summary>Mean over time of what was held between the entries, by weights e^(-age/τ), up to the last entry.</summary>
    private static (double Mean, double Weight) TwinMean(List<(long Ns, double X)> held, double tau)
    {
        double v = 0, w = 0;
        long now = held[^1].Ns;
        for (int i = held.Count - 2; i >= 0 && now - held[i].Ns < 120 * Second; i--)
        {
            double part = Math.Exp(-(now - held[i + 1].Ns) * 1e-9 / tau) - Math.Exp(-(now - held[i].Ns) * 1e-9 / tau);
            if (double.IsNaN(held[i].X)) continue;
            v += part * held[i].X;
            w += part;
        }
        return (v / w, w);
    }
}
