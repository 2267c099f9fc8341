using System;
using System.Collections.Generic;
using FsCheck;
using FsCheck.Fluent;
using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Signals;
using Xunit;

namespace Minnow.Core.Tests.Signals;

public sealed class MarketModeTests
{
    private const long Second = Units.NsPerSecond;
    private const long Start = 1_723_161_256 * Second;

    private static MarketMode Usual => MarketMode.With(0.8, 1.5, 3, 4, 2, 30 * Second);

    public static IEnumerable<object[]> Tapes => Tape.Names;

    [Theory]
    [InlineData(0.5, 0, false, MarketModeKind.Calm)]
    [InlineData(0.8, 0, false, MarketModeKind.Normal)]
    [InlineData(1.49, 0, false, MarketModeKind.Normal)]
    [InlineData(1.5, 0, false, MarketModeKind.Volatile)]
    [InlineData(3, 0, false, MarketModeKind.Volatile)]
    [InlineData(3.01, 0, false, MarketModeKind.Cascade)]
    [InlineData(0.5, 12.7, false, MarketModeKind.Cascade)]
    [InlineData(0.5, -12.7, false, MarketModeKind.Cascade)]
    [InlineData(0.5, 12.6, false, MarketModeKind.Calm)]
    [InlineData(0.5, double.NaN, true, MarketModeKind.Cascade)]
    [InlineData(double.NaN, double.NaN, false, MarketModeKind.Unknown)]
    [InlineData(double.NaN, 0, true, MarketModeKind.Cascade)]
    public void The_mode_follows_ratio_drift_and_sweeps(double ratio, double driftBps, bool swept, MarketModeKind expected)
    {
        MarketMode mode = Usual;
        MarketMode.Step(ref mode, Start, ratio, 1, driftBps, 10, swept);
        Assert.Equal(expected, mode.Kind);
    }

    [Fact]
    public void A_cascade_ends_only_after_thirty_seconds_below_two()
    {
        MarketMode mode = Usual;
        Assert.True(MarketMode.Step(ref mode, Start, 3.5, 1, 0, 10, false));
        long now = Start;
        for (int i = 0; i < 100; i++) Assert.False(MarketMode.Step(ref mode, now += Second, 2.5, 1, 0, 10, false));
        for (int i = 0; i < 30; i++) Assert.False(MarketMode.Step(ref mode, now += Second, 1.2, 1, 0, 10, false));
        Assert.False(MarketMode.Step(ref mode, now += Second / 2, 2.1, 1, 0, 10, false));
        for (int i = 0; i < 30; i++) Assert.False(MarketMode.Step(ref mode, now += Second, 1.2, 1, 0, 10, false));
        Assert.True(MarketMode.Step(ref mode, now + Second, 0.7, 1, 0, 10, false));
        Assert.Equal(MarketModeKind.Normal, mode.Kind);
    }

    [Fact]
    public void While_volatility_is_undefined_nothing_becomes_calmer()
    {
        MarketMode mode = Usual;
        MarketMode.Step(ref mode, Start, 2, 1, 0, 10, false);
        for (int i = 1; i < 200; i++) Assert.False(MarketMode.Step(ref mode, Start + i * Second, 0.5, i % 20 == 0 ? double.NaN : 1, 0, 10, false));
        Assert.Equal(MarketModeKind.Volatile, mode.Kind);
    }

    [Fact]
    public void All_zero_bytes_are_unknown()
    {
        MarketMode mode = default;
        for (int i = 1; i < 200; i++) Assert.False(MarketMode.Step(ref mode, Start + i * Second, 5, 1, 500, 10, true));
        Assert.False(mode.IsDefined);
    }

    [Theory]
    [MemberData(nameof(Tapes))]
    public void On_a_market_it_agrees_with_its_twin(string tape)
    {
        EwmaVolatility fast = EwmaVolatility.WithHalfLife(10, 5), slow = EwmaVolatility.WithHalfLife(120);
        RealisedWindow window = RealisedWindow.WithSeconds(60);
        MarketMode mode = Usual;
        List<(long Ns, MarketModeKind Target, bool Free)> steps = new();
        MarketModeKind twin = MarketModeKind.Unknown;
        int since = -1;
        Tape.Play(tape, (Tape.Look look, ref readonly L2Book _) =>
        {
            if (!look.HasTop) return;
            EwmaVolatility.Observe(ref fast, look.Ns, look.MidHalfTicks);
            EwmaVolatility.Observe(ref slow, look.Ns, look.MidHalfTicks);
            RealisedWindow.Observe(ref window, look.Ns, look.MidHalfTicks);
            double f = fast.SigmaBps, s = slow.SigmaBps, drift = window.DriftBps(10), ratio = f / s;
            MarketMode.Step(ref mode, look.Ns, f, s, drift, 10, false);

            bool cascade = ratio > 3 || Math.Abs(drift) > 4 * s * Math.Sqrt(10);
            MarketModeKind target = cascade ? MarketModeKind.Cascade : double.IsNaN(ratio) ? MarketModeKind.Unknown : ratio >= 1.5 ? MarketModeKind.Volatile : ratio < 0.8 ? MarketModeKind.Calm : MarketModeKind.Normal;
            steps.Add((look.Ns, target, ratio < 2));
            if (target != MarketModeKind.Unknown && (target >= twin || twin == MarketModeKind.Unknown)) (twin, since) = (target, steps.Count);
            else if (target == MarketModeKind.Unknown || (twin == MarketModeKind.Cascade && !(ratio < 2))) since = steps.Count;
            else if (look.Ns - steps[since].Ns >= 30 * Second)
            {
                twin = MarketModeKind.Unknown;
                for (int i = since; i < steps.Count; i++) twin = steps[i].Target > twin ? steps[i].Target : twin;
                since = steps.Count;
            }
            Assert.Equal(twin, mode.Kind);
        });
        Assert.True(mode.IsDefined && mode.ChangeCount > 1);
    }

    [Fact]
    public void Up_and_down_are_alike_and_no_mode_is_calmer_than_its_moment() => Prop.ForAll<(byte, sbyte)[]>(steps =>
    {
        MarketMode a = Usual, b = Usual;
        long now = Start;
        bool holds = true;
        foreach ((byte ratio, sbyte drift) in steps)
        {
            now += ratio * Second / 10;
            MarketMode moment = Usual;
            MarketMode.Step(ref a, now, ratio / 60.0, 1, drift / 8.0, 10, false);
            MarketMode.Step(ref b, now, ratio / 60.0, 1, -drift / 8.0, 10, false);
            MarketMode.Step(ref moment, now, ratio / 60.0, 1, drift / 8.0, 10, false);
            holds &= a.Kind == b.Kind && a.Kind >= moment.Kind && a.IsDefined;
        }
        return holds;
    }).QuickCheckThrowOnFailure();
}
