using System;
using System.Collections.Generic;

namespace Minnow.Host.Pnl;

/// <summary>A mean over fills with a standard error that allows for overlap: fills near each other share what happened after them.</summary>
/// <param name="Count">Values.</param>
/// <param name="Mean">Their mean; NaN without any.</param>
/// <param name="Error">Standard error; NaN with fewer than two buckets.</param>
/// <param name="Buckets">Stretches of time that hold values: what counts as independent.</param>
internal readonly record struct ClusteredMean(int Count, double Mean, double Error, int Buckets)
{
    // Of a normal distribution, both sides.
    private const double In95Percent = 1.96;

    /// <summary>Lower end of the 95 % interval; NaN without an error.</summary>
    internal double Low => Mean - In95Percent * Error;

    /// <summary>Upper end of it.</summary>
    internal double High => Mean + In95Percent * Error;

    /// <summary>Of values with their times: deviations are summed within buckets before they are squared.</summary>
    internal static ClusteredMean Of(List<(long TimeNs, double Value)> values, long bucketNs)
    {
        if (values.Count == 0) return new ClusteredMean(0, double.NaN, double.NaN, 0);
        double sum = 0;
        foreach ((_, double value) in values) sum += value;
        double mean = sum / values.Count;
        Dictionary<long, double> buckets = [];
        foreach ((long timeNs, double value) in values) buckets[timeNs / bucketNs] = buckets.GetValueOrDefault(timeNs / bucketNs) + (value - mean);
        if (buckets.Count < 2) return new ClusteredMean(values.Count, mean, double.NaN, buckets.Count);
        double squares = 0;
        foreach (double one in buckets.Values) squares += one * one;
        return new ClusteredMean(values.Count, mean, Math.Sqrt(squares * buckets.Count / (buckets.Count - 1)) / values.Count, buckets.Count);
    }
}
