using System;
using System.Collections.Generic;
using Minnow.Core.Accounting;

namespace Minnow.Host.Pnl;

/// <summary>Mean markout at a horizon with a standard error that allows for overlap.</summary>
/// <param name="Fills">Fills whose horizon lies within the journal.</param>
/// <param name="MeanBps">Mean over fills, bps of the price; NaN without fills.</param>
/// <param name="ErrorBps">Standard error, bps; NaN with fewer than two buckets.</param>
/// <param name="Buckets">Stretches of time, as long as the horizon, that hold fills: what counts as independent.</param>
internal readonly record struct MarkoutStatistics(int Fills, double MeanBps, double ErrorBps, int Buckets)
{
    /// <summary>Fewer fills than this say little.</summary>
    internal const int FewFills = 50;

    /// <summary>Of the fills at one horizon.</summary>
    /// <remarks>Fills within a horizon of each other share a return, so deviations are summed within buckets of that length before they are squared.</remarks>
    internal static MarkoutStatistics Of(ReadOnlySpan<FillEdge> fills, int horizon)
    {
        int count = 0;
        double sum = 0;
        foreach (ref readonly FillEdge fill in fills)
        {
            double bps = fill.MarkoutBps(horizon);
            if (double.IsNaN(bps)) continue;
            sum += bps;
            count++;
        }
        if (count == 0) return new MarkoutStatistics(0, double.NaN, double.NaN, 0);
        double mean = sum / count;
        Dictionary<long, double> buckets = [];
        foreach (ref readonly FillEdge fill in fills)
        {
            double bps = fill.MarkoutBps(horizon);
            if (double.IsNaN(bps)) continue;
            long bucket = fill.TimeNs / Markouts.HorizonsNs[horizon];
            buckets[bucket] = buckets.GetValueOrDefault(bucket) + (bps - mean);
        }
        if (buckets.Count < 2) return new MarkoutStatistics(count, mean, double.NaN, buckets.Count);
        double squares = 0;
        foreach (double one in buckets.Values) squares += one * one;
        double error = Math.Sqrt(squares * buckets.Count / (buckets.Count - 1)) / count;
        return new MarkoutStatistics(count, mean, error, buckets.Count);
    }
}
