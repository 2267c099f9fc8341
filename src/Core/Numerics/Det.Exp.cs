using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Numerics;

/// <summary>The exponential and its relatives.</summary>
/// <remarks>
/// x = (32 m + j) ln2/32 + r with |r| at most ln2/64, so e^x = 2^m · 2^(j/32) · e^r: the middle factor from a table in two parts, the last
/// a Taylor sum whose first missing term is below 2^-62 (method of Tang 1989).
/// </remarks>
public static partial class Det
{
    private const double StepsPerUnit = 46.16624130844683;
    private const double StepHigh = 0.021660849390173098;
    private const double StepLow = 2.325192846878874e-12;

    /// <summary>Adding it rounds a double below 2^51 to a whole number, which then stands in the low bits.</summary>
    private const double RoundToWhole = 6755399441055744.0;

    /// <summary>e^<paramref name="x"/>. At most 0.56 ulp; 1 ulp where the result is subnormal.</summary>
    /// <returns>+∞ above 709.78, 0 below -745.13, NaN for NaN.</returns>
    public static double Exp(double x)
    {
        if (!(Math.Abs(x) < 745.2)) return ExpBeyond(x);
        int power = Reduce(x, out double high, out double tail);
        double mantissa = high + tail;
        return power is > -1022 and < 1023 ? mantissa * PowerOfTwo(power) : ScaleFar(mantissa, power);
    }

    /// <summary>e^<paramref name="x"/> - 1, exact also near 0. At most 0.75 ulp.</summary>
    /// <returns>+∞ above 709.78, -1 far below 0, <paramref name="x"/> itself if tiny (signed zero kept), NaN for NaN.</returns>
    public static double ExpM1(double x)
    {
        double size = Math.Abs(x);
        if (size < 0.25) return ExpM1Near(x);
        if (x > 40) return Exp(x);
        if (!(x > -40)) return double.IsNaN(x) ? x : -1;
        int power = Reduce(x, out double high, out double tail);
        double scale = PowerOfTwo(power);
        double large = high * scale;
        // large - 1 in two parts, both exact.
        double sum = large - 1;
        double back = sum - large;
        double lost = (large - (sum - back)) + (-1 - back);
        return sum + (lost + tail * scale);
    }

    /// <summary>Splits e^x into 2^power · (high + tail), tail below 2% of high.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Reduce(double x, out double high, out double tail)
    {
        double shifted = x * StepsPerUnit + RoundToWhole;
        int steps = (int)BitConverter.DoubleToInt64Bits(shifted);
        double whole = shifted - RoundToWhole;
        double r1 = x - whole * StepHigh;
        double r2 = -whole * StepLow;
        double r = r1 + r2;
        double sum = 1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720)));
        double p = r1 + (r2 + r * r * (0.5 + r * sum));
        int j = steps & 31;
        high = ExpTableHigh[j];
        tail = ExpTableLow[j] + high * p;
        return steps >> 5;
    }

    /// <summary>Taylor sum for |x| below 1/4; the first missing term is below 2^-60 of the result.</summary>
    private static double ExpM1Near(double x)
    {
        if (Math.Abs(x) < 1.1102230246251565e-16) return x;
        double sum = 1.0 / 479001600 + x * (1.0 / 6227020800.0);
        sum = 1.0 / 39916800 + x * sum;
        sum = 1.0 / 3628800 + x * sum;
        sum = 1.0 / 362880 + x * sum;
        sum = 1.0 / 40320 + x * sum;
        sum = 1.0 / 5040 + x * sum;
        sum = 1.0 / 720 + x * sum;
        sum = 1.0 / 120 + x * sum;
        sum = 1.0 / 24 + x * sum;
        sum = 1.0 / 6 + x * sum;
        return x + x * x * (0.5 + x * sum);
    }

    /// <summary>The result is subnormal, or so large that 2^power alone overflows: two exact steps and one that rounds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ScaleFar(double mantissa, int power) =>
        power > 0 ? mantissa * PowerOfTwo(power - 100) * PowerOfTwo(100) : mantissa * PowerOfTwo(power + 200) * PowerOfTwo(-200);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double ExpBeyond(double x) => double.IsNaN(x) ? x : x > 0 ? double.PositiveInfinity : 0;

    /// <summary>2^(j/32) to the nearest double.</summary>
    private static ReadOnlySpan<double> ExpTableHigh =>
    [
        1.0, 1.0218971486541166, 1.0442737824274138, 1.0671404006768237,
        1.0905077326652577, 1.1143867425958924, 1.1387886347566916, 1.1637248587775775,
        1.189207115002721, 1.215247359980469, 1.241857812073484, 1.2690509571917332,
        1.2968395546510096, 1.3252366431597413, 1.3542555469368927, 1.383909881963832,
        1.4142135623730951, 1.4451808069770467, 1.4768261459394993, 1.5091644275934228,
        1.5422108254079407, 1.5759808451078865, 1.6104903319492543, 1.645755478153965,
        1.681792830507429, 1.718619298122478, 1.7562521603732995, 1.7947090750031072,
        1.8340080864093424, 1.8741676341103, 1.9152065613971474, 1.9571441241754002,
    ];

    /// <summary>What the nearest double leaves of 2^(j/32).</summary>
    private static ReadOnlySpan<double> ExpTableLow =>
    [
        0.0, 5.109225028973444e-17, 8.551889705537965e-17, -7.899853966841582e-17,
        -3.046782079812471e-17, 1.0410278456845571e-16, 8.912812676025408e-17, 3.8292048369240935e-17,
        3.982015231465646e-17, -7.712630692681488e-17, 4.658027591836937e-17, 2.667932131342186e-18,
        2.5382502794888315e-17, -2.8587312100388614e-17, 7.70094837980299e-17, -6.770511658794786e-17,
        -9.667293313452913e-17, -3.0237581349939873e-17, -3.483994556892796e-17, -1.016455327754295e-16,
        7.949834809697621e-17, -1.0136916471278304e-17, 2.4707192569797888e-17, -1.0125679913674773e-16,
        8.199010020581497e-17, -1.851380418263111e-17, 2.960140695448873e-17, 1.8227458427912087e-17,
        3.283107224245627e-17, -6.122763413004143e-17, -1.0619946056195963e-16, 8.960767791036668e-17,
    ];
}
