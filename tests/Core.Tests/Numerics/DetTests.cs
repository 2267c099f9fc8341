using System;
using System.Runtime.InteropServices;
using Minnow.Core.Numerics;
using Xunit;
using Xunit.Abstractions;

namespace Minnow.Core.Tests.Numerics;

public sealed class DetTests(ITestOutputHelper output)
{
    private const int Points = 1_000_000;
    private const ulong Seed = 20240808;

    [Fact]
    public void Exp_stays_within_its_stated_error() => Within(0.56, Det.Exp, ExpPoint, x =>
        x > 600 ? (DoubleDouble.ExpShifted(x, 200), 200) : (DoubleDouble.Exp(x), 0));

    [Fact]
    public void ExpM1_stays_within_its_stated_error() => Within(0.75, Det.ExpM1, ExpM1Point, x => (DoubleDouble.ExpM1(x), 0));

    [Fact]
    public void Log_stays_within_its_stated_error() => Within(0.85, Det.Log, LogPoint, x => (DoubleDouble.Log(x, Math.Log(x)), 0));

    [Fact]
    public void Log1P_stays_within_its_stated_error() => Within(0.85, Det.Log1P, Log1PPoint, x => (DoubleDouble.Log1P(x), 0));

    [Fact]
    public void Sigmoid_stays_within_its_stated_error() => Within(2.5, Det.Sigmoid, SigmoidPoint, x =>
        (x >= 0 ? 1 / (DoubleDouble.Exp(-x) + 1) : DoubleDouble.Exp(x) / (DoubleDouble.Exp(x) + 1), 0));

    [Fact]
    public void The_reference_agrees_with_known_digits()
    {
        Assert.Equal((2.718281828459045, 1.4456468917292502e-16), Parts(DoubleDouble.Exp(1)));
        Assert.Equal((0.6931471805599453, 2.3190468138462996e-17), Parts(DoubleDouble.Log(2, Math.Log(2))));
        Assert.Equal((1.7182818284590453, -7.747991575210629E-17), Parts(DoubleDouble.ExpM1(1)));
        Assert.Equal(0.09531017980432486, DoubleDouble.Log1P(0.1).High);
    }

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(0.0, 1)]
    [InlineData(double.Epsilon, 1)]
    [InlineData(709.782712893384, 1.7976931348622732E+308)]
    [InlineData(709.7827128933841, double.PositiveInfinity)]
    [InlineData(745.3, double.PositiveInfinity)]
    [InlineData(-745.13, double.Epsilon)]
    [InlineData(-745.14, 0)]
    [InlineData(-1e300, 0)]
    public void Exp_at_its_edges(double x, double expected) => Same(expected, Det.Exp(x));

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, -1)]
    [InlineData(-50, -1)]
    [InlineData(0.0, 0.0)]
    [InlineData(double.Epsilon, double.Epsilon)]
    [InlineData(-1e-300, -1e-300)]
    [InlineData(710, double.PositiveInfinity)]
    public void ExpM1_at_its_edges(double x, double expected) => Same(expected, Det.ExpM1(x));

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(-1e-320, double.NaN)]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(1, 0.0)]
    [InlineData(double.Epsilon, -744.4400719213812)]
    [InlineData(double.MaxValue, 709.782712893384)]
    [InlineData(2.2250738585072014E-308, -708.3964185322641)]
    [InlineData(2.225073858507201E-308, -708.3964185322641)]
    public void Log_at_its_edges(double x, double expected) => Same(expected, Det.Log(x));

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(-1, double.NegativeInfinity)]
    [InlineData(-1.0000000000000002, double.NaN)]
    [InlineData(0.0, 0.0)]
    [InlineData(-double.Epsilon, -double.Epsilon)]
    [InlineData(double.MaxValue, 709.782712893384)]
    [InlineData(-0.9999999999999999, -36.7368005696771)]
    public void Log1P_at_its_edges(double x, double expected) => Same(expected, Det.Log1P(x));

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(0, 0.5)]
    [InlineData(800, 1)]
    [InlineData(-800, 0)]
    public void Sigmoid_at_its_edges(double x, double expected) => Same(expected, Det.Sigmoid(x));

    [Fact]
    public void Negative_zero_keeps_its_sign_where_the_function_does()
    {
        Same(1, Det.Exp(-0.0));
        Same(-0.0, Det.ExpM1(-0.0));
        Same(-0.0, Det.Log1P(-0.0));
        Same(double.NegativeInfinity, Det.Log(-0.0));
    }

    [Fact]
    public void Exp_below_the_smallest_normal_number_stays_within_one_step()
    {
        SplitMix64 random = new(Seed);
        for (int i = 0; i < 100_000; i++)
        {
            double x = -708 - 37.5 * random.NextDouble();
            DoubleDouble shifted = DoubleDouble.ExpShifted(x, -900);
            double expected = Math.ScaleB(shifted.High, -900);
            double steps = Math.Abs((double)(BitConverter.DoubleToInt64Bits(Det.Exp(x)) - BitConverter.DoubleToInt64Bits(expected)));
            if (steps > 1) Assert.Fail($"exp({x:R}) is {Det.Exp(x):R}, exact {expected:R}");
        }
    }

    [Fact]
    public void The_bits_are_these_on_every_machine()
    {
        double[] results = new double[5 * 200_000];
        SplitMix64 random = new(Seed);
        for (int i = 0; i < results.Length; i += 5)
        {
            results[i] = Det.Exp(ExpPoint(ref random, i));
            results[i + 1] = Det.ExpM1(ExpM1Point(ref random, i));
            results[i + 2] = Det.Log(LogPoint(ref random, i));
            results[i + 3] = Det.Log1P(Log1PPoint(ref random, i));
            results[i + 4] = Det.Sigmoid(SigmoidPoint(ref random, i));
        }
        Assert.Equal("9d5f6816943b36bc", XxHash64.Hash(MemoryMarshal.AsBytes(results.AsSpan())).ToString("x16"));
    }

    private delegate double PointOf(ref SplitMix64 random, int i);

    private void Within(double ulps, Func<double, double> function, PointOf point, Func<double, (DoubleDouble Value, int Shift)> reference)
    {
        SplitMix64 random = new(Seed);
        double most = 0, at = 0;
        for (int i = 0; i < Points; i++)
        {
            double x = point(ref random, i);
            (DoubleDouble exact, int shift) = reference(x);
            double got = function(x);
            double off = exact.UlpsTo(shift == 0 ? got : Math.ScaleB(got, -shift));
            if (off > most) (most, at) = (off, x);
            if (!(off <= ulps)) Assert.Fail($"seed {Seed}: f({x:R}) = {got:R} is {off} ulp off, stated are {ulps}");
        }
        output.WriteLine($"{function.Method.Name}: {most:F4} ulp at {at:R}, {Points} points, seed {Seed}");
    }

    private static double ExpPoint(ref SplitMix64 random, int i) => (i & 3) switch
    {
        0 => -708 + random.NextDouble() * 1417.7,
        1 => random.NextDouble() * 2 - 1,
        2 => Tiny(ref random, 60, 5),
        _ => random.NextDouble() * 40 - 20,
    };

    private static double ExpM1Point(ref SplitMix64 random, int i) => (i & 3) switch
    {
        0 => random.NextDouble() * 80 - 40,
        1 => random.NextDouble() * 2 - 1,
        2 => Tiny(ref random, 200, 0),
        _ => (random.NextDouble() - 0.5) * 1.2,
    };

    private static double LogPoint(ref SplitMix64 random, int i) => (i & 3) switch
    {
        0 => Math.Abs(Tiny(ref random, 600, 600)),
        1 => 0.5 + 1.5 * random.NextDouble(),
        2 => 1 + Tiny(ref random, 52, -2),
        _ => random.NextDouble() * 100 + 1e-9,
    };

    private static double Log1PPoint(ref SplitMix64 random, int i) => (i & 3) switch
    {
        0 => random.NextDouble() * 2 - 1 + 1e-12,
        1 => Math.Abs(Tiny(ref random, 10, 600)),
        2 => Tiny(ref random, 200, -1),
        _ => random.NextDouble() * 10 - 0.9,
    };

    private static double SigmoidPoint(ref SplitMix64 random, int i) => (i & 1) == 0 ? random.NextDouble() * 10 - 5 : random.NextDouble() * 1300 - 650;

    /// <summary>Either sign, exponent uniform from 2^-<paramref name="down"/> to 2^<paramref name="up"/>.</summary>
    private static double Tiny(ref SplitMix64 random, int down, int up)
    {
        double x = Math.ScaleB(1 + random.NextDouble(), random.NextIndex(up + down) - down);
        return (random.Next() & 1) == 0 ? x : -x;
    }

    private static (double, double) Parts(DoubleDouble x) => (x.High, x.Low);

    private static void Same(double expected, double got) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(double.IsNaN(got) ? double.NaN : got));
}
