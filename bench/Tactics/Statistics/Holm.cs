using System;
using System.Linq;

namespace Minnow.Tactics.Statistics;

/// <summary>Holm's correction of p-values for having looked at many (Holm 1979).</summary>
internal static class Holm
{
    /// <summary>Corrected p-values in the order given: below 0.05 together means a chance of at most 5 % that any of them is wrong.</summary>
    internal static double[] Correct(ReadOnlySpan<double> values)
    {
        double[] all = values.ToArray();
        int[] order = [.. Enumerable.Range(0, all.Length).OrderBy(i => all[i])];
        double[] corrected = new double[all.Length];
        double most = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            most = Math.Max(most, Math.Min(1, (all.Length - rank) * all[order[rank]]));
            corrected[order[rank]] = most;
        }
        return corrected;
    }
}
