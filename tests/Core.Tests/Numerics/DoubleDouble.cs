using System;

namespace Minnow.Core.Tests.Numerics;

/// <summary>A number as the unevaluated sum of two doubles, about 32 digits: the reference for the elementary functions.</summary>
/// <remarks>Uses fused multiply-add, which Core may not: a different road to the same number.</remarks>
internal readonly struct DoubleDouble(double high, double low)
{
    private static readonly DoubleDouble LnTwo = new(0.6931471805599453, 2.3190468138462996e-17);

    public double High { get; } = high;

    public double Low { get; } = low;

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble s = Sum(a.High, b.High), t = Sum(a.Low, b.Low);
        DoubleDouble u = Quick(s.High, s.Low + t.High);
        return Quick(u.High, u.Low + t.Low);
    }

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        double p = a.High * b.High;
        double e = Math.FusedMultiplyAdd(a.High, b.High, -p);
        return Quick(p, e + (a.High * b.Low + a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double q1 = a.High / b.High;
        DoubleDouble r = a + -(b * q1);
        double q2 = r.High / b.High;
        r += -(b * q2);
        return Sum(q1, q2) + r.High / b.High;
    }

    public static implicit operator DoubleDouble(double x) => new(x, 0);

    /// <summary>e^x - 1, accurate near 0; |x| up to 700.</summary>
    public static DoubleDouble ExpM1(DoubleDouble x)
    {
        DoubleDouble near = Reduced(x, out double scale);
        return scale == 1 ? near : Scaled(near + 1, scale) + -1;
    }

    /// <summary>e^x; |x| up to 700.</summary>
    public static DoubleDouble Exp(DoubleDouble x) => Scaled(Reduced(x, out double scale) + 1, scale);

    /// <summary>e^x / 2^shift, for x whose exponential is out of range.</summary>
    public static DoubleDouble ExpShifted(double x, int shift) => Exp(x + -(LnTwo * shift));

    /// <summary>log x from a start that is right to double precision.</summary>
    public static DoubleDouble Log(DoubleDouble x, double start)
    {
        DoubleDouble d = x * Exp(-start) + -1;
        return start + (d + -(d * d * 0.5));
    }

    /// <summary>log(1 + x).</summary>
    public static DoubleDouble Log1P(double x)
    {
        if (Math.Abs(x) > 1e-9) return Log(Sum(1, x), double.LogP1(x));
        DoubleDouble square = (DoubleDouble)x * x;
        return (DoubleDouble)x + -(square * 0.5) + square * x / 3 + -(square * square / 4);
    }

    /// <summary>Distance of <paramref name="got"/> from this number, in units in the last place of this number.</summary>
    public double UlpsTo(double got)
    {
        double ulp = Math.BitIncrement(Math.Abs(High)) - Math.Abs(High);
        return Math.Abs((got - High - Low) / ulp);
    }

    /// <summary>e^x = (1 + result) · scale.</summary>
    private static DoubleDouble Reduced(DoubleDouble x, out double scale)
    {
        double k = Math.Round(x.High / LnTwo.High);
        DoubleDouble r = x + -(LnTwo * k);
        DoubleDouble sum = 1;
        for (int n = 24; n > 1; n--) sum = (DoubleDouble)1 + r * sum / n;
        scale = Math.ScaleB(1, (int)k);
        return r * sum;
    }

    private static DoubleDouble Scaled(DoubleDouble x, double scale) => new(x.High * scale, x.Low * scale);

    private static DoubleDouble Sum(double a, double b)
    {
        double s = a + b, back = s - a;
        return new DoubleDouble(s, (a - (s - back)) + (b - back));
    }

    private static DoubleDouble Quick(double a, double b)
    {
        double s = a + b;
        return new DoubleDouble(s, b - (s - a));
    }
}
