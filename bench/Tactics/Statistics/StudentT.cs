using System;

namespace Minnow.Tactics.Statistics;

/// <summary>Student's t distribution.</summary>
/// <remarks>Source: Abramowitz and Stegun 26.7.1 and 26.5.8, the continued fraction by Lentz's method.</remarks>
internal static class StudentT
{
    private const double Tiny = 1e-300;
    private static readonly double[] s_lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
        -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>Chance of a value at least as far from 0 as <paramref name="t"/>.</summary>
    internal static double TwoSided(double t, double degrees)
    {
        double square = t * t;
        double tail = degrees / (degrees + square);
        return tail < 0.5 ? Beta(tail, degrees / 2, 0.5) : 1 - Beta(square / (degrees + square), 0.5, degrees / 2);
    }

    /// <summary>The value that is exceeded in size with this chance.</summary>
    internal static double Critical(double twoSided, double degrees)
    {
        double low = 0, high = 1;
        while (TwoSided(high, degrees) > twoSided) high *= 2;
        for (int i = 0; i < 200 && high - low > 1e-15 * high; i++)
        {
            double middle = (low + high) / 2;
            if (TwoSided(middle, degrees) > twoSided) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>Regularised incomplete beta function.</summary>
    private static double Beta(double x, double a, double b)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        // The fraction converges fast below this point; above it the other tail does.
        if (x > (a + 1) / (a + b + 2)) return 1 - Beta(1 - x, b, a);
        double front = Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b)) / a;
        double c = 1, d = 1 / NotZero(1 - ((a + b) * x / (a + 1))), fraction = d;
        for (int m = 1; m < 500; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16) break;
        }
        return front * fraction;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    private static double LogGamma(double x)
    {
        if (x < 0.5) return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        x -= 1;
        double sum = s_lanczos[0];
        for (int i = 1; i < s_lanczos.Length; i++) sum += s_lanczos[i] / (x + i);
        double t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
