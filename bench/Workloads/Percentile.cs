using System;

namespace Minnow.Workloads;

/// <summary>Percentiles of a few thousand samples.</summary>
public static class Percentile
{
    /// <summary>The value below which the fraction lies; sorts <paramref name="samples"/>.</summary>
    public static long Of(Span<long> samples, double fraction)
    {
        samples.Sort();
        return samples[Math.Min(samples.Length - 1, (int)(samples.Length * fraction))];
    }

    /// <summary>The same of doubles.</summary>
    public static double Of(Span<double> samples, double fraction)
    {
        samples.Sort();
        return samples[Math.Min(samples.Length - 1, (int)(samples.Length * fraction))];
    }
}
