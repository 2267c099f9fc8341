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

public sealed class RealisedWindowTests
{
    private const long Second = Units.NsPerSecond;
    private const long Start = 1_723_161_256 * Second;

    public static IEnumerable<object[]> Tapes => Tape.Names;

    [Theory]
    [InlineData("bipower_variation.json")]
    [InlineData("jump_ratio.json")]
    public void The_estimates_are_the_golden_ones(string file)
    {
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases(file))
        {
            RealisedWindow window = RealisedWindow.WithSeconds(600, minSamples: 2);
            double[] returns = item.Numbers("returns");
            foreach (double r in returns) RealisedWindow.Add(ref window, r);
            Assert.Equal(returns.Length, window.SampleCount);
            Near(item, "rv", window.Variance);
            Near(item, "bv", window.BipowerVariation);
            Near(item, "tripower_quarticity", window.TriPowerQuarticity);
            Near(item, "rv_over_bv", window.JumpRatio);
            Near(item, "z_ratio", window.JumpZ);
            // The cascade hides from the test; the single jump does not.
            if (item.Id.StartsWith("one_jump", StringComparison.Ordinal)) Assert.True(window.IsJumpTestValid && window.IsJump, item.Id);
            if (item.Id.StartsWith("cascade", StringComparison.Ordinal)) Assert.True(window.IsJumpTestValid && !window.IsJump, item.Id);
            if (item.Id.StartsWith("many_zero", StringComparison.Ordinal)) Assert.False(window.IsJumpTestValid, item.Id);
            cases++;
        }
        Assert.True(cases >= 7);
    }

    [Fact]
    public void Realised_variance_is_the_golden_one()
    {
        foreach (GoldenFile.Case item in GoldenFile.Cases("realised_variance.json"))
        {
            double[] prices = item.Numbers("prices_usd");
            double step = item.Number("dt_seconds");
            RealisedWindow window = RealisedWindow.WithSeconds(600, minSamples: 2);
            for (int i = 1; i < prices.Length; i++) RealisedWindow.Add(ref window, Math.Log(prices[i] / prices[i - 1]));
            item.Near("rv", window.Variance);
            item.Near("var_per_second", window.Variance / (window.SampleCount * step));
            if (item.Expected.TryGetProperty("sigma_annualised_365d", out JsonElement annual))
                item.Near(annual, window.SigmaBps * 1e-4 * Math.Sqrt(31_536_000 / step), "sigma_annualised_365d");
        }
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void On_a_market_it_is_what_the_definition_gives(string tape)
    {
        RealisedWindow window = RealisedWindow.WithSeconds(60);
        SortedDictionary<long, long> lastOfSecond = new();
        int compared = 0;
        Tape.Play(tape, (Tape.Look look, ref readonly L2Book _) =>
        {
            if (!look.HasTop) return;
            int closed = RealisedWindow.Observe(ref window, look.Ns, look.MidHalfTicks);
            if (closed > 0)
            {
                List<double> returns = Returns(lastOfSecond, look.Ns / Second - 1);
                double[] last = returns.Skip(Math.Max(0, returns.Count - 60)).ToArray();
                Compare(last, in window);
                double drift = last.Length < 10 ? double.NaN : 1e4 * (last[^10..].Sum() + Math.Log((double)look.MidHalfTicks / lastOfSecond.Values.Last()));
                GoldenFile.Same(drift, window.DriftBps(10), $"second {look.Ns / Second}", 1e-6, 1e-7);
                compared++;
            }
            lastOfSecond[look.Ns / Second] = look.MidHalfTicks;
        });
        Assert.True(compared > 100 && window.IsDefined && window.SampleCount == 60);
    }

    [Fact]
    public void Running_sums_agree_with_the_definition_over_many_wraps_and_after_every_change_of_length()
    {
        RealisedWindow window = RealisedWindow.WithSeconds(50);
        Random random = new(7);
        List<double> all = new();
        int seconds = 50;
        for (int i = 0; i < 5000; i++)
        {
            double r = random.Next(4) == 0 ? 0 : (random.NextDouble() - 0.5) * (random.Next(200) == 0 ? 1e-2 : 1e-5);
            if (i % 701 == 700)
            {
                int before = seconds;
                seconds = Math.Clamp(random.Next(1, 900), RealisedWindow.MinSeconds, RealisedWindow.MaxSeconds);
                RealisedWindow.Tune(ref window, seconds);
                if (all.Count > Math.Min(before, seconds)) all.RemoveRange(0, all.Count - Math.Min(before, seconds));
            }
            RealisedWindow.Add(ref window, r);
            all.Add(r);
            if (all.Count > seconds) all.RemoveAt(0);
            if (i % 13 == 0) Compare(all.ToArray(), in window);
        }
    }

    [Fact]
    public void A_jump_that_has_left_the_window_leaves_nothing_behind()
    {
        RealisedWindow window = RealisedWindow.WithSeconds(30);
        RealisedWindow.Add(ref window, 0.05);
        RealisedWindow.Add(ref window, 0.04);
        RealisedWindow.Add(ref window, 0.03);
        for (int i = 0; i < 30; i++) RealisedWindow.Add(ref window, 0);
        Assert.Equal((0.0, 0.0, 0.0, 1.0), (window.Variance, window.BipowerVariation, window.TriPowerQuarticity, window.ZeroShare));
        Assert.True(window.IsDefined && window.SigmaBps == 0 && double.IsNaN(window.JumpRatio) && double.IsNaN(window.JumpZ) && !window.IsJump);
    }

    [Fact]
    public void Undefined_is_never_zero()
    {
        RealisedWindow none = default, few = RealisedWindow.WithSeconds(60);
        for (int i = 0; i < 700; i++) RealisedWindow.Observe(ref none, Start + i * Second, 1_000_000 + i % 5);
        Assert.False(none.IsDefined);
        for (int i = 0; i < 10; i++) RealisedWindow.Observe(ref few, Start + i * Second, 1_000_000 + i % 5);
        Assert.False(few.IsDefined);
        Assert.All(new[] { none.SigmaBps, none.Variance, none.JumpZ, none.DriftBps(1), few.SigmaBps, few.BipowerSigmaBps, few.DriftBps(20) }, static x => Assert.True(double.IsNaN(x)));
    }

    [Fact]
    public void A1_No_return_spans_a_gap()
    {
        RealisedWindow window = RealisedWindow.WithSeconds(60, minSamples: 2);
        for (int i = 0; i < 10; i++) RealisedWindow.Observe(ref window, Start + i * Second, 1_000_000);
        RealisedWindow.ResetAnchor(ref window);
        for (int i = 10; i < 20; i++) RealisedWindow.Observe(ref window, Start + i * Second, 2_000_000);
        Assert.True(window.IsDefined && window.SigmaBps == 0);
    }

    [Fact]
    public void Sigma_scales_with_the_returns_and_never_is_a_number_while_undefined() => Prop.ForAll<NormalFloat[], PositiveInt>((values, scale) =>
    {
        RealisedWindow a = RealisedWindow.WithSeconds(20, 5), b = a, mirrored = a;
        bool holds = true;
        foreach (NormalFloat value in values)
        {
            double r = Math.Clamp(value.Get % 1, -1, 1) * 1e-3, factor = 1 + scale.Get % 50;
            RealisedWindow.Add(ref a, r);
            RealisedWindow.Add(ref b, r * factor);
            RealisedWindow.Add(ref mirrored, -r);
            holds &= a.IsDefined ? a.SigmaBps >= 0 && a.BipowerSigmaBps >= 0 && mirrored.SigmaBps == a.SigmaBps
                && Math.Abs(b.SigmaBps - factor * a.SigmaBps) <= 1e-6 * b.SigmaBps : double.IsNaN(a.SigmaBps);
        }
        return holds;
    }).QuickCheckThrowOnFailure();

    private static void Near(GoldenFile.Case item, string name, double got)
    {
        if (item.Expected.TryGetProperty(name, out JsonElement expected)) item.Near(expected, got, name);
    }

    private static void Compare(double[] r, in RealisedWindow window)
    {
        int n = r.Length;
        Assert.Equal(n, window.SampleCount);
        if (n < 3) return;
        double squares = r.Sum(static x => x * x), pairs = 0, triples = 0;
        for (int i = 1; i < n; i++) pairs += Math.Abs(r[i] * r[i - 1]);
        for (int i = 2; i < n; i++) triples += Math.Pow(Math.Abs(r[i]) * Math.Abs(r[i - 1]) * Math.Abs(r[i - 2]), 4.0 / 3);
        // A large return that has left takes digits with it until the sums are formed anew.
        GoldenFile.Same(squares, window.Variance, "RV", 1e-8, 1e-18);
        GoldenFile.Same(Math.PI / 2 * n / (n - 1) * pairs, window.BipowerVariation, "BV", 1e-8, 1e-18);
        GoldenFile.Same(Math.Pow(0.830860925029559, -3) * n * n / (n - 2.0) * triples, window.TriPowerQuarticity, "TQ", 1e-7, 1e-20);
    }

    /// <summary>Log returns of the mids before each whole second, up to the end of one second.</summary>
    private static List<double> Returns(SortedDictionary<long, long> lastOfSecond, long upTo)
    {
        List<double> grid = new();
        long first = lastOfSecond.Keys.First();
        double mid = 0;
        for (long s = first; s <= upTo; s++)
        {
            if (lastOfSecond.TryGetValue(s, out long m)) mid = m;
            grid.Add(mid);
        }
        return Enumerable.Range(1, Math.Max(grid.Count - 1, 0)).Select(i => Math.Log(grid[i] / grid[i - 1])).ToList();
    }
}
