using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Signals;
using Minnow.Core.Tests.Book;
using Minnow.Tests;
using Xunit;

namespace Minnow.Core.Tests.Signals;

public sealed class EwmaVolatilityTests
{
    private const long Second = Units.NsPerSecond;
    private const long Start = 1_723_161_256 * Second;

    [Fact]
    public void An_assumed_volatility_holds_at_once_and_fades_to_what_is_measured()
    {
        EwmaVolatility volatility = EwmaVolatility.WithHalfLife(7);
        EwmaVolatility.Assume(ref volatility, 2.5);
        Assert.Equal(2.5, volatility.SigmaBps, 9);
        for (int i = 0; i < 200; i++)
        {
            EwmaVolatility.Add(ref volatility, (i % 2 == 0 ? 1 : -1) * 1e-4, 1);
            Assert.True(volatility.IsDefined);
        }
        Assert.Equal(1, volatility.SigmaBps, 6);
        EwmaVolatility.Assume(ref volatility, 50);
        Assert.Equal(1, volatility.SigmaBps, 6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void No_volatility_is_assumed_from_nothing(double sigmaBps)
    {
        EwmaVolatility volatility = EwmaVolatility.WithHalfLife(30);
        EwmaVolatility.Assume(ref volatility, sigmaBps);
        Assert.False(volatility.IsDefined);
    }

    [Fact]
    public void The_estimate_is_the_golden_one()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(SharedFiles.Golden("ewma_variance.json")));
        int cases = 0;
        foreach (JsonElement item in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            JsonElement inputs = item.GetProperty("inputs"), expected = item.GetProperty("expected");
            bool regular = inputs.GetProperty("kind").ValueEquals("regular");
            double tau = regular ? -1 / Math.Log(inputs.GetProperty("lambda").GetDouble()) : inputs.GetProperty("tau_seconds").GetDouble();
            JsonElement tolerance = item.GetProperty("tolerance").GetProperty("default");
            double abs = tolerance.GetProperty("abs").GetDouble(), rel = tolerance.GetProperty("rel").GetDouble();
            EwmaVolatility v = EwmaVolatility.WithTau(tau, minSamples: 0);
            JsonElement returns = inputs.GetProperty("returns");
            JsonElement variances = expected.GetProperty(regular ? "var_debiased" : "var_per_second_debiased");
            for (int i = 0; i < returns.GetArrayLength(); i++)
            {
                EwmaVolatility.Add(ref v, returns[i].GetDouble(), regular ? 1 : inputs.GetProperty("dt_seconds")[i].GetDouble());
                Near(variances[i].GetDouble(), v.VariancePerSecond, abs, rel);
            }
            if (expected.TryGetProperty("sigma_usd_per_sqrt_second_final", out JsonElement usd))
                Near(usd.GetDouble(), v.SigmaBps * 1e-4 * inputs.GetProperty("price_usd").GetDouble(), abs, rel);
            if (expected.TryGetProperty("sigma_annualised_365d_final", out JsonElement annual))
                Near(annual.GetDouble(), v.SigmaBps * 1e-4 * Math.Sqrt(365 * 86_400), abs, rel);
            if (expected.TryGetProperty("effective_n", out JsonElement effective))
            {
                for (int i = 0; i < 10_000; i++) EwmaVolatility.Add(ref v, 0, 1);
                Near(effective.GetDouble(), v.SampleCount, abs, rel);
            }
            cases++;
        }
        Assert.Equal(6, cases);
    }

    [Fact]
    public void On_the_market_recording_it_is_what_the_definition_gives()
    {
        List<(long Ns, long Mid)> mids = new();
        using BookMemory memory = new();
        RecordedFeed feed = new()
        {
            OnBook = (_, m) =>
            {
                if (m.ApplyTo(ref memory.Book) == BookOutcome.Complete && memory.Book.HasTop) mids.Add((m.ReceivedNs, memory.Book.MidHalfTicks));
            },
        };
        feed.Read(SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz"));

        EwmaVolatility v = EwmaVolatility.WithHalfLife(60);
        int compared = 0;
        for (int i = 0; i < mids.Count; i++)
        {
            if (EwmaVolatility.Observe(ref v, mids[i].Ns, mids[i].Mid) == 0) continue;
            (double variance, double samples, int returns) = Definition(mids, i, 60 / Math.Log(2));
            Assert.Equal(returns, v.ReturnCount);
            if (returns == 0) continue;
            Near(variance, v.VariancePerSecond, 1e-24, 1e-11);
            Near(samples, v.SampleCount, 0, 1e-11);
            Assert.Equal(samples >= 20, v.IsDefined);
            compared++;
        }
        Assert.Equal(647, compared + 1);
        Assert.InRange(v.SigmaBps, 0.1, 2);
    }

    [Fact]
    public void It_is_undefined_until_there_are_enough_samples()
    {
        EwmaVolatility v = EwmaVolatility.WithHalfLife(60);
        Assert.False(v.IsDefined);
        Assert.True(double.IsNaN(v.VariancePerSecond));
        int seconds = 0;
        while (!v.IsDefined && seconds < 100)
        {
            Assert.True(double.IsNaN(v.SigmaBps));
            EwmaVolatility.Observe(ref v, Start + seconds++ * Second, 1_000_000 + seconds);
        }
        Assert.InRange(v.SampleCount, 20, 21);
        Assert.InRange(seconds, 21, 25);
        Assert.True(v.SigmaBps > 0);
        EwmaVolatility easy = EwmaVolatility.WithHalfLife(60, minSamples: 2);
        for (int i = 0; i < 5; i++) EwmaVolatility.Observe(ref easy, Start + i * Second, 1_000_000);
        Assert.True(easy.IsDefined);
    }

    [Fact]
    public void All_zero_bytes_are_undefined()
    {
        EwmaVolatility v = default;
        for (int i = 0; i < 50; i++) EwmaVolatility.Observe(ref v, Start + i * Second, 1_000_000 + i);
        Assert.False(v.IsDefined);
        Assert.True(double.IsNaN(v.SigmaBps));
    }

    [Fact]
    public void A_market_that_does_not_move_has_volatility_zero_not_undefined()
    {
        EwmaVolatility v = EwmaVolatility.WithHalfLife(60);
        for (int i = 0; i < 60; i++) EwmaVolatility.Observe(ref v, Start + i * Second, 1_000_000);
        Assert.True(v.IsDefined);
        Assert.Equal(0, v.SigmaBps);
    }

    [Fact]
    public void A_silence_of_some_seconds_closes_each_of_them()
    {
        EwmaVolatility a = EwmaVolatility.WithHalfLife(60), b = a;
        EwmaVolatility.Observe(ref a, Start, 1_000_000);
        EwmaVolatility.Observe(ref a, Start + Second, 1_000_500);
        Assert.Equal(7, EwmaVolatility.Observe(ref a, Start + 8 * Second, 1_000_900));
        EwmaVolatility.Observe(ref a, Start + 9 * Second, 1_000_900);
        for (int i = 0; i <= 9; i++) EwmaVolatility.Observe(ref b, Start + i * Second, i == 0 ? 1_000_000 : i < 8 ? 1_000_500 : 1_000_900);
        Assert.Equal(b, a);
        Assert.Equal(8, a.ReturnCount);
    }

    [Fact]
    public void Bounce_within_a_second_does_not_count()
    {
        EwmaVolatility v = EwmaVolatility.WithHalfLife(60);
        for (int i = 0; i < 3000; i++)
            EwmaVolatility.Observe(ref v, Start + i * Second / 100, i % 100 == 99 ? 1_000_000 : 1_000_000 + i % 7);
        Assert.True(v.IsDefined);
        Assert.Equal(0, v.SigmaBps);
    }

    [Fact]
    public void A13_No_return_spans_a_feed_that_stopped()
    {
        EwmaVolatility v = EwmaVolatility.WithHalfLife(60);
        for (int i = 0; i < 40; i++) EwmaVolatility.Observe(ref v, Start + i * Second, 1_000_000);
        long returns = v.ReturnCount;
        long later = Start + (40 + EwmaVolatility.MaxGapSeconds) * Second;
        Assert.Equal(0, EwmaVolatility.Observe(ref v, later, 2_000_000));
        EwmaVolatility.Observe(ref v, later + Second, 2_000_000);
        EwmaVolatility.Observe(ref v, later + 2 * Second, 2_000_000);
        Assert.Equal((returns + 1, 1, 0.0), (v.ReturnCount, v.ResetCount, v.SigmaBps));

        EwmaVolatility.ResetAnchor(ref v);
        EwmaVolatility.Observe(ref v, later + 3 * Second, 3_000_000);
        EwmaVolatility.Observe(ref v, later + 5 * Second, 3_000_000);
        Assert.Equal((returns + 2, 2, 0.0), (v.ReturnCount, v.ResetCount, v.SigmaBps));
        Assert.True(v.IsDefined);
    }

    [Fact]
    public void A15_Time_that_goes_back_adds_nothing_and_a_wild_clock_starts_anew()
    {
        EwmaVolatility v = EwmaVolatility.WithHalfLife(60);
        for (int i = 0; i < 40; i++) EwmaVolatility.Observe(ref v, Start + i * Second, 1_000_000);
        long returns = v.ReturnCount;
        Assert.Equal(0, EwmaVolatility.Observe(ref v, Start + 30 * Second, 1_000_000));
        Assert.Equal(0, EwmaVolatility.Observe(ref v, long.MaxValue, 1_000_000));
        Assert.Equal(0, EwmaVolatility.Observe(ref v, 0, 1_000_000));
        Assert.Equal(0, EwmaVolatility.Observe(ref v, Start + 40 * Second, 1_000_000));
        Assert.Equal((returns, 3), (v.ReturnCount, v.ResetCount));
        EwmaVolatility.Observe(ref v, Start + 41 * Second, 1_000_000);
        Assert.Equal(1, EwmaVolatility.Observe(ref v, Start + 42 * Second, 1_000_000));
    }

    [Fact]
    public void A_mid_that_is_no_price_is_ignored()
    {
        EwmaVolatility v = EwmaVolatility.WithHalfLife(60);
        EwmaVolatility before = v;
        EwmaVolatility.Observe(ref v, Start, 0);
        EwmaVolatility.Observe(ref v, Start, Units.Missing);
        EwmaVolatility.Add(ref v, 1, 0);
        EwmaVolatility.Add(ref v, 1, double.NaN);
        Assert.Equal(before, v);
    }

    /// <summary>The definition word for word: the mid before each whole second up to that of message <paramref name="upTo"/>, weighted sums.</summary>
    private static (double Variance, double Samples, int Returns) Definition(List<(long Ns, long Mid)> mids, int upTo, double tau)
    {
        List<double> grid = new();
        int next = 0;
        for (long second = mids[0].Ns / Second + 1; second <= mids[upTo].Ns / Second; second++)
        {
            while (next < upTo && mids[next].Ns < second * Second) next++;
            grid.Add(mids[next - 1].Mid);
        }
        double v = 0, w = 0, w2 = 0;
        for (int i = 1; i < grid.Count; i++)
        {
            double weight = Math.Exp(-(grid.Count - 1 - i) / tau), r = Math.Log(grid[i] / grid[i - 1]);
            v += weight * r * r;
            w += weight;
            w2 += weight * weight;
        }
        return (v / w, w * w / w2, grid.Count - 1);
    }

    private static void Near(double expected, double got, double abs, double rel)
    {
        if (!(Math.Abs(got - expected) <= abs + rel * Math.Abs(expected))) Assert.Fail($"{got:R} instead of {expected:R}");
    }
}
