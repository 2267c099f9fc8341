using System;
using System.Linq;
using Minnow.Core.Numerics;

namespace Minnow.Tactics.Statistics;

/// <summary>Fisher's randomisation test that numbers lie symmetrically about 0, by flipping their signs, and the interval that it gives.</summary>
internal static class SignFlip
{
    /// <summary>Largest count for which every flip is tried.</summary>
    internal const int MostExact = 20;

    /// <summary>Flips of which the sum is at least as large, and as far from 0, as that of the numbers themselves; all 2^n are tried.</summary>
    internal static (long Greater, long TwoSided, long Total) Exact(ReadOnlySpan<long> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, MostExact);
        long sum = 0;
        foreach (long value in values) sum += value;
        (long greater, long twoSided, long total) = (0, 0, 1L << values.Length);
        for (long flips = 0; flips < total; flips++)
        {
            long flipped = sum;
            for (int i = 0; i < values.Length; i++) flipped -= (flips >> i & 1) * 2 * values[i];
            if (flipped >= sum) greater++;
            if (Math.Abs(flipped) >= Math.Abs(sum)) twoSided++;
        }
        return (greater, twoSided, total);
    }

    /// <summary>The same over drawn flips; a sign is flipped where the top bit of a draw is 1.</summary>
    internal static (long Greater, long TwoSided) Drawn(ReadOnlySpan<long> values, ulong seed, int draws)
    {
        SplitMix64 random = new(seed);
        long sum = 0;
        foreach (long value in values) sum += value;
        (long greater, long twoSided) = (0, 0);
        for (int draw = 0; draw < draws; draw++)
        {
            long flipped = 0;
            foreach (long value in values) flipped += random.Next() >> 63 == 1 ? -value : value;
            if (flipped >= sum) greater++;
            if (Math.Abs(flipped) >= Math.Abs(sum)) twoSided++;
        }
        return (greater, twoSided);
    }

    /// <summary>Two-sided p-value: of all flips where they are few, else of 99,999 drawn ones and the numbers themselves.</summary>
    internal static double TwoSided(ReadOnlySpan<double> values)
    {
        const int Draws = 99_999;
        long[] whole = Whole(values);
        if (whole.Length <= MostExact)
        {
            (_, long twoSided, long total) = Exact(whole);
            return (double)twoSided / total;
        }
        return (Drawn(whole, 1, Draws).TwoSided + 1.0) / (Draws + 1);
    }

    /// <summary>The 95 % interval of the centre: the values that the test does not refuse.</summary>
    /// <remarks>
    /// Flipping the subset J makes the sum larger just where the mean of J lies below the centre that is tested, so the ends are quantiles of the means
    /// of random subsets (Hartigan 1969, typical values).
    /// </remarks>
    internal static (double Low, double High) Interval(ReadOnlySpan<double> values)
    {
        const int Draws = 9_999;
        const int Outside = (Draws + 1) / 40;
        // With fewer than 6 numbers the extreme subsets alone have more than 2.5 %.
        if (values.Length < 6) return (double.NaN, double.NaN);
        SplitMix64 random = new(2);
        double[] means = new double[Draws];
        for (int draw = 0; draw < Draws;)
        {
            (double sum, int count) = (0, 0);
            foreach (double value in values)
            {
                if (random.Next() >> 63 == 0) continue;
                sum += value;
                count++;
            }
            if (count > 0) means[draw++] = sum / count;
        }
        Array.Sort(means);
        return (means[Outside - 1], means[Draws - Outside]);
    }

    // Whole numbers of a billionth of the largest, so that equal sums are equal.
    private static long[] Whole(ReadOnlySpan<double> values)
    {
        double[] all = values.ToArray();
        double largest = all.Length == 0 ? 0 : all.Max(Math.Abs);
        return Array.ConvertAll(all, value => largest == 0 ? 0 : (long)Math.Round(value / largest * 1e9));
    }
}
