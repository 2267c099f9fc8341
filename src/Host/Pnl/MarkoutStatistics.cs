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
        List<(long TimeNs, double Value)> values = [];
        foreach (ref readonly FillEdge fill in fills)
            if (fill.MarkoutBps(horizon) is var bps && !double.IsNaN(bps)) values.Add((fill.TimeNs, bps));
        ClusteredMean of = ClusteredMean.Of(values, Markouts.HorizonsNs[horizon]);
        return new MarkoutStatistics(of.Count, of.Mean, of.Error, of.Buckets);
    }
}
