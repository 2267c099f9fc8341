using System;
using System.Collections.Generic;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Model;
using Minnow.Core.Risk;
using Xunit;

namespace Minnow.Core.Tests.Risk;

/// <summary>Mids of the last seconds beside a plain list of them; and at its edges.</summary>
public sealed class SecondMidsTests
{
    private const long Second = Units.NsPerSecond;
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(80);

    [Fact]
    public void A_move_is_that_of_a_plain_list_of_seconds_whatever_is_told_and_however_the_clock_is_set() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), static number =>
    {
        Random random = new(number);
        SecondMids mids = default;
        Dictionary<long, (long Mid, double Sigma)> list = [];
        long now = random.Next(3) == 0 ? random.Next(0, 70) : 1_700_000_000, last = now;
        for (int i = 0; i < 120; i++)
        {
            now = Math.Max(0, now + (random.Next(30) switch { 0 => -random.Next(1, 5), 1 => random.Next(60, 70), 2 => 0, 3 => random.Next(2, 20), _ => 1 }));
            long mid = random.Next(12) == 0 ? -random.Next(2) : random.Next(10_000, 10_100);
            double sigma = random.NextDouble();
            SecondMids.Observe(ref mids, now * Second + random.NextInt64(Second), mid, sigma);
            if (now < last || now - last > SecondMids.MaxSeconds) list.Clear();
            if (mid > 0) list[now] = (mid, sigma);
            last = now;
            foreach (long seconds in (long[])[-1, 0, 1, 2, random.Next(1, 64), 63, 64])
            {
                bool knows = seconds is >= 1 and <= SecondMids.MaxSeconds && list.ContainsKey(now) && list.ContainsKey(now - seconds);
                double move = knows ? (list[now].Mid - list[now - seconds].Mid) / (double)list[now - seconds].Mid * 1e4 : double.NaN;
                if (!mids.MoveBps(seconds).Equals(move) || (knows && mids.SigmaBps(seconds) != list[now - seconds].Sigma)) return false;
                if (seconds is < 1 or > SecondMids.MaxSeconds && !double.IsNaN(mids.SigmaBps(seconds))) return false;
            }
        }
        return true;
    }).Check(s_config);

    [Fact]
    public void Sixty_three_seconds_are_the_longest_window_and_a_silence_of_one_more_forgets_all()
    {
        SecondMids mids = default;
        SecondMids.Observe(ref mids, 1_000 * Second, 20_000, 3);
        SecondMids.Observe(ref mids, 1_063 * Second, 20_200, 5);
        Assert.Equal((100.0, 3.0), (mids.MoveBps(63), mids.SigmaBps(63)));
        Assert.True(double.IsNaN(mids.MoveBps(64)) && double.IsNaN(mids.SigmaBps(64)) && double.IsNaN(mids.SigmaBps(0)));
        SecondMids.Observe(ref mids, 1_064 * Second, 20_200, 5);
        Assert.Equal((0.0, 5.0), (mids.MoveBps(1), mids.SigmaBps(1)));
        Assert.True(double.IsNaN(mids.MoveBps(63)));
        SecondMids.Observe(ref mids, 1_128 * Second, 20_200, 5);
        Assert.True(double.IsNaN(mids.MoveBps(63)) && double.IsNaN(mids.MoveBps(1)));
    }

    [Fact]
    public void The_smallest_mid_is_one_and_the_last_one_of_a_second_counts()
    {
        SecondMids mids = default;
        SecondMids.Observe(ref mids, 1_000 * Second, 1, 1);
        SecondMids.Observe(ref mids, 1_001 * Second, 5, 1);
        SecondMids.Observe(ref mids, 1_002 * Second - 1, 2, 2);
        Assert.Equal(1e4, mids.MoveBps(1));
        SecondMids.Observe(ref mids, 1_002 * Second - 1, 0, 7);
        Assert.Equal(1e4, mids.MoveBps(1));
    }

    [Fact]
    public void Windows_that_reach_before_the_beginning_of_time_know_nothing()
    {
        SecondMids mids = default;
        SecondMids.Observe(ref mids, 5 * Second, 20_000, 1);
        Assert.True(double.IsNaN(mids.MoveBps(5)) && double.IsNaN(mids.MoveBps(6)) && double.IsNaN(mids.SigmaBps(6)));
    }
}
