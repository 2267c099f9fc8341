using System;
using System.Collections.Generic;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Signals;

public sealed class MomentumTests
{
    private const long Second = Units.NsPerSecond;
    private const long Start = 1_723_161_256 * Second;

    public static IEnumerable<object[]> Tapes => Tape.Names;

    [Theory]
    [MemberData(nameof(Tapes))]
    public void Momentum_agrees_with_its_twin(string tape)
    {
        double[] taus = [1, 5, 30];
        Momentum state = Momentum.WithScales(taus[0], taus[1], taus[2]);
        List<(long Ns, double Mid)> mids = new();
        Tape.Play(tape, (Tape.Look look, ref readonly L2Book _) =>
        {
            if (!look.HasTop) return;
            Momentum.Observe(ref state, look.Ns, look.MidHalfTicks);
            mids.Add((look.Ns, look.MidHalfTicks));
            if (mids.Count % 211 != 0) return;
            for (int k = 0; k < 3; k++)
            {
                double v = 0, w = 0;
                for (int i = mids.Count - 2; i >= 0 && look.Ns - mids[i].Ns < 40 * taus[k] * Second; i--)
                {
                    double part = Math.Exp(-(look.Ns - mids[i + 1].Ns) * 1e-9 / taus[k]) - Math.Exp(-(look.Ns - mids[i].Ns) * 1e-9 / taus[k]);
                    v += part * mids[i].Mid;
                    w += part;
                }
                GoldenFile.Same(w >= 0.5 ? 1e4 * (look.MidHalfTicks / (v / w) - 1) : double.NaN, state.Bps(k), $"mid {mids.Count}, scale {k}", 1e-6, 1e-6);
            }
        });
        Assert.True(mids.Count > 5000 && state.IsDefined(2));
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void The_move_over_a_window_agrees_with_its_twin(string tape)
    {
        MidHistory state = default;
        List<(long Ns, long Mid)> mids = new();
        long[] windows = [50_000_000, 133_000_000, 500_000_000, 1_000_000_000];
        int defined = 0;
        Tape.Play(tape, (Tape.Look look, ref readonly L2Book _) =>
        {
            if (!look.HasTop) return;
            MidHistory.Observe(ref state, look.Ns, look.MidHalfTicks);
            mids.Add((look.Ns, look.MidHalfTicks));
            foreach (long window in windows)
            {
                long at = (look.Ns - window) / MidHistory.SlotNs * MidHistory.SlotNs;
                int i = mids.Count - 1;
                while (i >= 0 && mids[i].Ns >= at) i--;
                double move = state.MoveOverWindow(look.Ns, window);
                if (!double.IsNaN(move)) defined++;
                GoldenFile.Same(i < 0 ? double.NaN : 1e4 * ((double)(look.MidHalfTicks - mids[i].Mid) / mids[i].Mid), move, $"mid {mids.Count}, {window} ns");
            }
        });
        Assert.True(defined > 20_000);
    }

    [Fact]
    public void A_steady_drift_stands_above_its_mean_by_drift_times_scale()
    {
        Momentum state = Momentum.WithScales(1, 4, 16);
        for (int i = 0; i < 20_000; i++) Momentum.Observe(ref state, Start + i * Second / 100, 1_000_000_000 + i * 1000);
        // 1 bps a second of the first mid, 0.98 of the last one.
        Assert.Equal(0.98, state.Bps(0), 0.01);
        Assert.Equal(3.92, state.Bps(1), 0.02);
        Assert.Equal(15.7, state.Bps(2), 0.1);
    }

    [Fact]
    public void Nothing_is_known_before_the_window_began_nor_beyond_its_length()
    {
        MidHistory state = default;
        Assert.True(double.IsNaN(state.MoveOverWindow(Start, 0)));
        MidHistory.Observe(ref state, Start, 1_000_000);
        Assert.True(double.IsNaN(state.MoveOverWindow(Start, 50 * Units.NsPerMs)));
        MidHistory.Observe(ref state, Start + 200 * Units.NsPerMs, 1_000_100);
        Assert.True(state.Covers(100 * Units.NsPerMs) && !state.Covers(300 * Units.NsPerMs) && !state.Covers(2 * Second));
        Assert.Equal(1, state.MoveOverWindow(Start + 200 * Units.NsPerMs, 100 * Units.NsPerMs), 9);
        Assert.True(double.IsNaN(state.MoveOverWindow(Start + 200 * Units.NsPerMs, 300 * Units.NsPerMs)));
        Assert.True(double.IsNaN(state.MoveOverWindow(Start + 200 * Units.NsPerMs, -1)));
        Assert.True(double.IsNaN(state.MoveOverWindow(Start + 200 * Units.NsPerMs, MidHistory.MaxWindowNs + 1)));
        Assert.Equal(0, state.MoveOverWindow(Start + Second, 100 * Units.NsPerMs));
    }

    [Fact]
    public void A13_No_move_spans_a_feed_that_stopped()
    {
        MidHistory state = default;
        for (int i = 0; i < 200; i++) MidHistory.Observe(ref state, Start + i * 10 * Units.NsPerMs, 1_000_000);
        long later = Start + 200 * Second;
        Assert.True(double.IsNaN(state.MoveOverWindow(later, 100 * Units.NsPerMs)));
        MidHistory.Observe(ref state, later, 2_000_000);
        Assert.True(double.IsNaN(state.MoveOverWindow(later, 100 * Units.NsPerMs)));
        MidHistory.Observe(ref state, later + Second, 2_000_000);
        MidHistory.Reset(ref state);
        Assert.True(double.IsNaN(state.MoveOverWindow(later + Second, 0)));
    }

    [Fact]
    public void All_zero_bytes_are_never_defined()
    {
        Momentum state = default;
        for (int i = 0; i < 1000; i++) Momentum.Observe(ref state, Start + i * Second, 1_000_000 + i);
        for (int k = -1; k < 5; k++) Assert.True(!state.IsDefined(k) && double.IsNaN(state.Bps(k)));
    }

    [Fact]
    public void A15_A_wild_clock_breaks_nothing()
    {
        Momentum momentum = Momentum.WithScales(1, 5, 30);
        MidHistory history = default;
        long[] times = [Start, long.MaxValue, 0, -5, long.MinValue, Start, Start + Second, Start - 30 * Second, Start + 2 * Second];
        foreach (long now in times)
        {
            Momentum.Observe(ref momentum, now, 1_000_000);
            MidHistory.Observe(ref history, now, 1_000_000);
            _ = history.MoveOverWindow(now, Second);
        }
        for (int i = 3; i < 400; i++)
        {
            Momentum.Observe(ref momentum, Start + i * Second, 1_000_000);
            MidHistory.Observe(ref history, Start + i * Second, 1_000_000);
        }
        Assert.Equal((0.0, 0.0), (Math.Round(momentum.Bps(2), 6), history.MoveOverWindow(Start + 399 * Second, Second)));
    }

    [Fact]
    public void Moves_do_not_depend_on_the_size_of_a_tick() => Prop.ForAll<int[], PositiveInt>((moves, scale) =>
    {
        Momentum a = Momentum.WithScales(0.2, 1, 5), b = a;
        MidHistory ha = default, hb = default;
        long mid = 2_000_000, now = Start, factor = 1 + scale.Get % 100;
        bool holds = true;
        foreach (int move in moves)
        {
            mid += move % 50;
            now += 1 + Math.Abs((long)move) % 700 * Units.NsPerMs;
            Momentum.Observe(ref a, now, mid);
            Momentum.Observe(ref b, now, mid * factor);
            MidHistory.Observe(ref ha, now, mid);
            MidHistory.Observe(ref hb, now, mid * factor);
            for (int k = 0; k < 3; k++) holds &= a.IsDefined(k) ? Math.Abs(a.Bps(k) - b.Bps(k)) < 1e-6 : double.IsNaN(a.Bps(k));
            holds &= ha.MoveOverWindow(now, 300 * Units.NsPerMs).Equals(hb.MoveOverWindow(now, 300 * Units.NsPerMs))
                || Math.Abs(ha.MoveOverWindow(now, 300 * Units.NsPerMs) - hb.MoveOverWindow(now, 300 * Units.NsPerMs)) < 1e-9;
        }
        return holds;
    }).QuickCheckThrowOnFailure();
}
