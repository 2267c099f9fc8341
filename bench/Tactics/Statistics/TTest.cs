using System;
using System.Linq;

namespace Minnow.Tactics.Statistics;

/// <summary>Student's test that a mean is 0, over independent numbers.</summary>
/// <param name="Count">How many.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation, n − 1 below.</param>
/// <param name="T">The statistic; NaN without variance.</param>
/// <param name="TwoSided">Chance of one so far from 0; NaN without variance.</param>
/// <param name="Greater">Chance of one so large; NaN without variance.</param>
/// <param name="Low">Lower end of the 95 % interval; NaN without variance.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct TTest(int Count, double Mean, double Deviation, double T, double TwoSided, double Greater, double Low, double High)
{
    internal static TTest Of(ReadOnlySpan<double> values)
    {
        double[] all = values.ToArray();
        int n = all.Length;
        double mean = n == 0 ? double.NaN : all[0] + (all.Sum(value => value - all[0]) / n);
        double squares = all.Sum(value => (value - mean) * (value - mean));
        if (n < 2 || squares == 0) return new TTest(n, mean, n < 2 ? double.NaN : 0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        double deviation = Math.Sqrt(squares / (n - 1));
        double error = deviation / Math.Sqrt(n);
        double t = mean / error;
        double twoSided = StudentT.TwoSided(t, n - 1);
        double reach = StudentT.Critical(0.05, n - 1) * error;
        return new TTest(n, mean, deviation, t, twoSided, t > 0 ? twoSided / 2 : 1 - (twoSided / 2), mean - reach, mean + reach);
    }
}
