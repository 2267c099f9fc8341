using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Numerics;

/// <summary>The natural logarithm and its relative.</summary>
/// <remarks>
/// x = 2^k (1 + f) with 1 + f between √½ and √2; log(1 + f) = 2 artanh(s), s = f / (2 + f), summed to a first missing term below 2^-61. The
/// sum is arranged so that f itself, the largest part, is added last and whole.
/// </remarks>
public static partial class Det
{
    private const double Ln2High = 0.6931471805592082;
    private const double Ln2Low = 7.371002565167799e-13;

    /// <summary>Bits of √2 below the exponent: a mantissa above them is halved.</summary>
    private const long SqrtTwoMantissa = 0x6A09E667F3BCC;

    private const long MantissaMask = 0xFFFFFFFFFFFFF;
    private const long ExponentOfOne = 0x3FF0000000000000;

    /// <summary>Natural logarithm of <paramref name="x"/>. At most 0.85 ulp.</summary>
    /// <returns>-∞ for 0, NaN below 0 and for NaN, +∞ for +∞. Subnormal numbers are taken exactly.</returns>
    public static double Log(double x)
    {
        if (!(x >= 2.2250738585072014E-308 && x <= double.MaxValue))
        {
            if (x == 0) return double.NegativeInfinity;
            if (!(x > 0)) return double.NaN;
            if (x > double.MaxValue) return x;
            return LogOfNormal(x * 18014398509481984.0, -54, 0);
        }
        return LogOfNormal(x, 0, 0);
    }

    /// <summary>log(1 + <paramref name="x"/>), exact also near 0. At most 0.85 ulp.</summary>
    /// <returns>-∞ for -1, NaN below it and for NaN, <paramref name="x"/> itself if tiny (signed zero kept), +∞ for +∞.</returns>
    public static double Log1P(double x)
    {
        if (x > -0.29 && x < 0.41)
            return Math.Abs(x) < 1.1102230246251565e-16 ? x : LogSum(0, x, 0);
        if (!(x > -1 && x <= double.MaxValue))
            return x == -1 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        double u = 1 + x;
        // What rounding took from 1 + x, relative to it.
        double lost = (x >= 1 ? 1 - (u - x) : x - (u - 1)) / u;
        return LogOfNormal(u, 0, lost);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double LogOfNormal(double x, int power, double lost)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        long mantissa = bits & MantissaMask;
        int above = mantissa > SqrtTwoMantissa ? 1 : 0;
        power += (int)(bits >> 52) - 1023 + above;
        double f = BitConverter.Int64BitsToDouble(mantissa | (ExponentOfOne - ((long)above << 52))) - 1;
        return LogSum(power, f, lost);
    }

    /// <summary>power · ln 2 + log(1 + f) + lost.</summary>
    private static double LogSum(int power, double f, double lost)
    {
        double s = f / (2 + f);
        double z = s * s;
        double sum = 2.0 / 19 + z * (2.0 / 21 + z * (2.0 / 23));
        sum = 2.0 / 13 + z * (2.0 / 15 + z * (2.0 / 17 + z * sum));
        sum = 2.0 / 7 + z * (2.0 / 9 + z * (2.0 / 11 + z * sum));
        sum = z * (2.0 / 3 + z * (2.0 / 5 + z * sum));
        // log(1+f) = f - (f²/2 - s (f²/2 + sum)).
        double half = 0.5 * f * f;
        return power * Ln2High - ((half - (s * (half + sum) + (power * Ln2Low + lost))) - f);
    }
}
