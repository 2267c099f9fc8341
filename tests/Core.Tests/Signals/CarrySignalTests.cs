using System;
using System.Collections.Generic;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Signals;

/// <summary>Basis and funding.</summary>
public sealed class CarrySignalTests
{
    private const long Second = Units.NsPerSecond;
    private const long Start = 1_723_161_256 * Second;

    public static IEnumerable<object[]> Tapes => Tape.Names;

    [Fact]
    public void The_z_score_is_the_golden_one_and_does_not_see_its_own_sample()
    {
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("zscore_and_proxies.json", "ew_zscore"))
        {
            double weight = EwMoments.WeightOf(1, item.Number("half_life_steps"));
            if (item.Expected.TryGetProperty("alpha", out JsonElement alpha)) item.Near(alpha, weight, "alpha");
            EwMoments moments = default;
            double[] x = item.Numbers("x");
            for (int i = 0; i < x.Length; i++)
            {
                item.Near(item.Expected.GetProperty("z_pre_update")[i], moments.Z(x[i]), "z_pre_update");
                EwMoments.Add(ref moments, x[i], weight);
                if (item.Expected.TryGetProperty("mean", out JsonElement mean)) item.Near(mean[i], moments.Mean, "mean");
                if (item.Expected.TryGetProperty("var", out JsonElement variance)) item.Near(variance[i], moments.Variance, "var");
            }
            cases++;
        }
        Assert.Equal(3, cases);
    }

    [Fact]
    public void Funding_is_the_golden_one()
    {
        foreach (GoldenFile.Case item in GoldenFile.Cases("funding.json", "deribit"))
        {
            double rate = Funding.ContinuousRate(item.Number("mark"), item.Number("index"), item.Number("cap_8h"));
            item.Near("rate_8h", rate);
            item.Near("received_btc", Funding.Received(item.Number("position_usd"), item.Number("mark"), rate, item.Number("seconds")));
        }
        foreach (GoldenFile.Case item in GoldenFile.Cases("funding.json", "premium_clamp"))
            item.Near("rate_8h", Funding.ClampedRate(item.Number("premium_index"), item.Number("interest_8h")));
        foreach (GoldenFile.Case item in GoldenFile.Cases("funding.json", "schedule"))
        {
            long now = (long)item.Number("unix_s") * Second;
            Assert.Equal(item.Expected.GetProperty("bitmex_next_unix").GetInt64(), Funding.NextPaymentNs(now, 8 * 3600 * Second, 4 * 3600 * Second) / Second);
            Assert.Equal(item.Expected.GetProperty("hyperliquid_next_unix").GetInt64(), Funding.NextPaymentNs(now, 3600 * Second, 0) / Second);
        }
        int cases = 0;
        foreach (GoldenFile.Case item in GoldenFile.Cases("funding.json", "carry_shift"))
        {
            double price = item.Number("price"), rate = item.Number("rate_8h"), holding = item.Number("mean_holding_s"), left = item.Number("seconds_to_discrete_funding");
            item.Near("continuous_shift_usd", Funding.ContinuousShiftBps(rate, holding) * 1e-4 * price);
            item.Near("discrete_shift_usd", Funding.DiscreteShiftBps(rate, holding, left) * 1e-4 * price);
            cases++;
        }
        Assert.Equal(2, cases);
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void The_basis_agrees_with_its_twin(string tape)
    {
        // The mid of five seconds ago stands for the index.
        BasisSignal state = BasisSignal.WithHalfLife(60);
        List<(long Ns, double X)> samples = new();
        Queue<(long Ns, double Mid)> past = new();
        Tape.Play(tape, (Tape.Look look, ref readonly L2Book _) =>
        {
            if (!look.HasTop) return;
            past.Enqueue((look.Ns, look.MidHalfTicks));
            while (past.Count > 1 && look.Ns - past.Peek().Ns > 5 * Second) past.Dequeue();
            double basis = (look.MidHalfTicks / past.Peek().Mid - 1) * 1e4;
            bool sampled = BasisSignal.Observe(ref state, look.Ns, look.MidHalfTicks, past.Peek().Mid);
            GoldenFile.Same(basis, state.Bps, "basis", 1e-7, 1e-7);
            Assert.Equal(samples.Count == 0 || look.Ns - samples[^1].Ns >= Second, sampled);
            if (!sampled) return;
            double mean = double.NaN, variance = 0, z = double.NaN, w2 = 0, sum = 0;
            samples.Add((look.Ns, basis));
            for (int i = 0; i < samples.Count; i++)
            {
                double d = samples[i].X - mean, a = 1 - Math.Pow(2, -(i == 0 ? 1 : (samples[i].Ns - samples[i - 1].Ns) * 1e-9) / 60);
                sum += a * (1 - sum);
                a /= sum;
                z = variance > 0 ? d / Math.Sqrt(Math.Max(variance, 0.01)) : double.NaN;
                mean = i == 0 ? samples[0].X : mean + a * d;
                variance = i == 0 ? 0 : (1 - a) * (variance + a * d * d);
                w2 = i == 0 ? 1 : (1 - a) * (1 - a) * w2 + a * a;
            }
            GoldenFile.Same(1 / w2 >= 20 ? z : double.NaN, state.Z, $"sample {samples.Count}", 1e-6, 1e-6);
            GoldenFile.Same(1 / w2 >= 20 ? mean : double.NaN, state.MeanBps, $"sample {samples.Count}", 1e-6, 1e-6);
        });
        Assert.True(samples.Count > 150 && state.IsDefined);
    }

    [Theory]
    [InlineData(0, 60_000)]
    [InlineData(60_000, 0)]
    [InlineData(double.NaN, 60_000)]
    [InlineData(60_000, double.PositiveInfinity)]
    public void Without_two_prices_there_is_no_basis(double future, double index)
    {
        BasisSignal state = BasisSignal.WithHalfLife(60);
        Assert.False(BasisSignal.Observe(ref state, Start, future, index));
        Assert.True(double.IsNaN(state.Bps) && double.IsNaN(state.Z) && double.IsNaN(BasisSignal.BasisBps(future, index)));
    }

    [Fact]
    public void Undefined_is_never_zero()
    {
        BasisSignal none = default, constant = BasisSignal.WithHalfLife(60);
        for (int i = 0; i < 200; i++)
        {
            BasisSignal.Observe(ref none, Start + i * Second, 60_010 + i % 3, 60_000);
            BasisSignal.Observe(ref constant, Start + i * Second, 60_010, 60_000);
        }
        Assert.True(!none.IsDefined && double.IsNaN(none.Z) && double.IsNaN(none.MeanBps));
        Assert.True(constant.IsDefined && double.IsNaN(constant.Z));
        Assert.True(double.IsNaN(Funding.ContinuousRate(0, 1, 1)) && double.IsNaN(Funding.Received(1, 0, 1, 1)) && double.IsNaN(Funding.DiscreteShiftBps(1, 0, 1)));
        Assert.Equal(Units.Missing, Funding.NextPaymentNs(Start, 0, 0));
    }

    [Fact]
    public void Longs_and_shorts_pay_each_other_and_the_rate_is_odd_and_capped() => Prop.ForAll<int, NormalFloat>((premium, position) =>
    {
        double p = premium % 500 * 1e-5, index = 60_000;
        double rate = Funding.ContinuousRate(index * (1 + p), index, 0.002), mirrored = Funding.ContinuousRate(index * (1 - p), index, 0.002);
        double longs = Funding.Received(position.Get, index, rate, 100), shorts = Funding.Received(-position.Get, index, rate, 100);
        return Math.Abs(rate) <= 0.002 && Math.Abs(rate + mirrored) < 1e-12 && Math.Abs(longs + shorts) <= 1e-12 * Math.Abs(longs)
            && Math.Sign(Funding.ContinuousShiftBps(rate, 60)) == -Math.Sign(rate);
    }).QuickCheckThrowOnFailure();
}
