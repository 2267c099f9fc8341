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

public sealed class MicroPriceTests
{
    public static IEnumerable<object[]> Tapes => Tape.Names;

    [Fact]
    public void The_weighted_mid_is_the_golden_one()
    {
        foreach (GoldenFile.Case item in GoldenFile.Cases("micro_price.json", "weighted_mid"))
        {
            // In units of half a cent, so that the golden's prices are whole ticks.
            long bid = Ticks(item, "bid"), ask = Ticks(item, "ask"), bidLots = (long)item.Number("bid_qty"), askLots = (long)item.Number("ask_qty");
            item.Near("weighted_mid", WeightedMid.Ticks(bid, bidLots, ask, askLots) / 2);
            item.Near("imbalance01", ask == Units.Missing ? double.NaN : WeightedMid.BidShare(bidLots, askLots));
        }
    }

    [Fact]
    public void A_table_calibrated_from_the_golden_counts_gives_the_golden_shifts()
    {
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("micro_price.json", "stoikov_markov"))
        {
            Calibration c = new((int)item.Number("n_imbalance"), item.Numbers("mid_moves_usd"), Rows(item, "counts_no_move"), Rows(item, "counts_move_size"), Rows(item, "counts_move_state"));
            Each(item, "G1", c.Shift(0));
            Each(item, "G_after_iterations", c.Shift((int)item.Number("iterations")));
            Each(item, "G_star_converged", c.Shift(400));
            cases++;
        }
        Assert.Equal(2, cases);
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void Weighted_mid_and_micro_price_agree_with_their_twins(string tape)
    {
        MicroPrice table = default;
        decimal[,] shifts = new decimal[MicroPrice.SpreadBuckets, MicroPrice.ImbalanceBuckets];
        for (int spread = 0; spread < MicroPrice.SpreadBuckets; spread++)
        {
            for (int cell = 0; cell < MicroPrice.ImbalanceBuckets; cell++)
            {
                shifts[spread, cell] = (cell - 4.5m) / 10 / (spread + 1);
                Assert.True(MicroPrice.Set(ref table, cell, spread, (double)shifts[spread, cell]));
            }
        }
        int seen = 0;
        Tape.Play(tape, (Tape.Look look, ref readonly L2Book _) =>
        {
            if (!look.HasTop) return;
            ((long bid, long bidLots), (long ask, long askLots)) = (look.Bids[0], look.Asks[0]);
            decimal share = bidLots / (decimal)(bidLots + askLots), mid = (bid + ask) / 2m;
            Assert.Equal((double)(bid + (ask - bid) * share), WeightedMid.Ticks(bid, bidLots, ask, askLots), 1e-6);
            decimal shift = shifts[(int)Math.Min(ask - bid, 3) - 1, (int)Math.Min(Math.Floor(share * 10), 9)];
            Assert.Equal((double)(mid + shift), MicroPrice.Ticks(in table, bid, bidLots, ask, askLots), 1e-6);
            seen++;
        });
        Assert.True(seen > 1000, $"{seen} books");
    }

    [Fact]
    public void Without_a_table_or_in_a_cell_never_visited_it_is_the_weighted_mid()
    {
        MicroPrice table = default;
        Assert.False(table.IsDefined);
        Assert.Equal(WeightedMid.Ticks(100, 3, 101, 1), MicroPrice.Ticks(in table, 100, 3, 101, 1));
        Assert.True(MicroPrice.Set(ref table, 7, 0, 0.3));
        Assert.Equal(100.8, MicroPrice.Ticks(in table, 100, 3, 101, 1), 12);
        Assert.Equal(WeightedMid.Ticks(100, 3, 102, 1), MicroPrice.Ticks(in table, 100, 3, 102, 1));
        Assert.Equal((1, true), (table.KnownCount, table.IsDefined));
        Assert.False(MicroPrice.Set(ref table, 7, 0, 1));
        Assert.Equal((0, false), (table.KnownCount, table.IsDefined));
        Assert.False(MicroPrice.Set(ref table, 7, 0, double.NaN));
        Assert.False(MicroPrice.Set(ref table, 10, 0, 0));
        Assert.False(MicroPrice.Set(ref table, 0, -1, 0));
    }

    [Fact]
    public void A_wide_spread_counts_as_the_last_bucket_and_all_size_on_one_side_as_the_outermost()
    {
        MicroPrice table = default;
        MicroPrice.Set(ref table, 9, 2, 0.9);
        Assert.Equal(0.9, MicroPrice.Lookup(in table, 1, 3));
        Assert.Equal(0.9, MicroPrice.Lookup(in table, 0.95, long.MaxValue));
        Assert.True(double.IsNaN(MicroPrice.Lookup(in table, 0.95, 0)));
        Assert.True(double.IsNaN(MicroPrice.Lookup(in table, double.NaN, 3)));
        Assert.True(double.IsNaN(MicroPrice.Lookup(in table, 1.1, 3)));
    }

    [Theory]
    [InlineData(Units.Missing, 0, 101, 5)]
    [InlineData(100, 5, Units.Missing, 0)]
    [InlineData(100, 0, 101, 0)]
    [InlineData(101, 5, 101, 5)]
    [InlineData(102, 5, 101, 5)]
    [InlineData(100, -1, 101, 5)]
    public void A9_A_hole_or_a_crossed_book_has_no_fair_price(long bid, long bidLots, long ask, long askLots)
    {
        MicroPrice table = default;
        MicroPrice.Set(ref table, 5, 0, 0.1);
        Assert.True(double.IsNaN(WeightedMid.Ticks(bid, bidLots, ask, askLots)));
        Assert.True(double.IsNaN(MicroPrice.Ticks(in table, bid, bidLots, ask, askLots)));
    }

    [Fact]
    public void The_weighted_mid_lies_in_the_spread_and_mirrors() => Prop.ForAll<int, PositiveInt, uint>((bid, spread, sizes) =>
    {
        long b = 1 + (sizes & 0xFFFF), a = 1 + (sizes >> 16);
        long ask = (long)bid + spread.Get;
        double price = WeightedMid.Ticks(bid, b, ask, a), mirrored = WeightedMid.Ticks(-ask, a, -bid, b);
        return price >= bid && price <= ask && Math.Abs(price + mirrored) <= 1e-6;
    }).QuickCheckThrowOnFailure();

    private static long Ticks(GoldenFile.Case item, string name)
    {
        JsonElement price = item.Inputs.GetProperty(name);
        return price.ValueKind == JsonValueKind.Null ? Units.Missing : (long)(price.GetDouble() * 2);
    }

    private static double[][] Rows(GoldenFile.Case item, string name) => item.Inputs.GetProperty(name).EnumerateArray().Select(GoldenFile.Case.Numbers).ToArray();

    private static void Each(GoldenFile.Case item, string name, double[] got)
    {
        JsonElement expected = item.Expected.GetProperty(name);
        Assert.Equal(expected.GetArrayLength(), got.Length);
        for (int i = 0; i < got.Length; i++) item.Near(expected[i], got[i], name);
    }

    /// <summary>The offline calibration: counts, mirrored and added, to the limit of the mean mid after n moves.</summary>
    private sealed class Calibration
    {
        private readonly int _imbalances;
        private readonly double[][] _stay, _next;
        private readonly double[] _meanMove;

        public Calibration(int imbalances, double[] moves, double[][] stay, double[][] size, double[][] next)
        {
            _imbalances = imbalances;
            int n = stay.Length, m = moves.Length;
            _stay = Make(n, (x, y) => stay[x][y] + stay[Mirror(x)][Mirror(y)]);
            double[][] sizes = Make(n, (x, k) => size[x][k] + size[Mirror(x)][m - 1 - k], m);
            _next = Make(n, (x, y) => next[x][y] + next[Mirror(x)][Mirror(y)]);
            _meanMove = new double[n];
            for (int x = 0; x < n; x++)
            {
                double total = _stay[x].Sum() + sizes[x].Sum();
                _meanMove[x] = sizes[x].Select((count, k) => count * moves[k]).Sum() / total;
                for (int y = 0; y < n; y++)
                {
                    _stay[x][y] /= total;
                    _next[x][y] /= total;
                }
            }
        }

        /// <summary>Σ B^i G1 for i up to a number, B = (1-Q)⁻¹R, G1 = (1-Q)⁻¹ of the mean move.</summary>
        public double[] Shift(int iterations)
        {
            double[] term = Solve(_meanMove), sum = term.ToArray();
            for (int i = 0; i < iterations; i++)
            {
                double[] last = term;
                term = Solve(_next.Select(row => row.Zip(last, static (a, b) => a * b).Sum()).ToArray());
                for (int x = 0; x < sum.Length; x++) sum[x] += term[x];
            }
            return sum;
        }

        private int Mirror(int x) => x / _imbalances * _imbalances + _imbalances - 1 - x % _imbalances;

        private static double[][] Make(int n, Func<int, int, double> cell, int columns = 0) =>
            Enumerable.Range(0, n).Select(x => Enumerable.Range(0, columns == 0 ? n : columns).Select(y => cell(x, y)).ToArray()).ToArray();

        /// <summary>Solves (1-Q) x = b by elimination; rows are diagonally dominant, so no pivoting.</summary>
        private double[] Solve(double[] b)
        {
            int n = b.Length;
            double[][] a = Make(n, (x, y) => (x == y ? 1 : 0) - _stay[x][y]);
            double[] v = b.ToArray();
            for (int c = 0; c < n; c++)
                for (int r = c + 1; r < n; r++)
                {
                    double f = a[r][c] / a[c][c];
                    for (int k = c; k < n; k++) a[r][k] -= f * a[c][k];
                    v[r] -= f * v[c];
                }
            for (int r = n - 1; r >= 0; r--)
            {
                for (int k = r + 1; k < n; k++) v[r] -= a[r][k] * v[k];
                v[r] /= a[r][r];
            }
            return v;
        }
    }
}
