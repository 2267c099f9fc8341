using Minnow.Core.Signals;

namespace Minnow.Core.Risk.Monitors;

/// <summary>The part of time in which our best orders stand behind more than a share of their queue. Above one half says that the median place is behind that share.</summary>
public struct QueueDecay
{
    /// <summary>The part of time above which the median is behind the share.</summary>
    public const double Median = 0.5;

    private TimeMean _mean;

    /// <summary>Sets the half-life; the mean so far stays.</summary>
    public static void Tune(ref QueueDecay queue, double halfLifeSeconds) => TimeMean.Tune(ref queue._mean, halfLifeSeconds);

    /// <summary>From now on the order stands there.</summary>
    /// <param name="queue">The monitor.</param>
    /// <param name="nowNs">Now, ns since 1970.</param>
    /// <param name="aheadLots">Lots before it at its price.</param>
    /// <param name="levelLots">All lots there; 0 or less: no order of ours is there.</param>
    /// <param name="share">The share.</param>
    public static void Observe(ref QueueDecay queue, long nowNs, long aheadLots, long levelLots, double share) =>
        TimeMean.Observe(ref queue._mean, nowNs, levelLots <= 0 ? double.NaN : aheadLots > share * levelLots ? 1 : 0);

    /// <summary>Counts the place up to a time.</summary>
    public static void Advance(ref QueueDecay queue, long nowNs) => TimeMean.Advance(ref queue._mean, nowNs);

    /// <summary>The part of time behind that share, 0 to 1; NaN until half a half-life of it was seen.</summary>
    public readonly double Value => _mean.IsDefined ? _mean.Mean : double.NaN;
}
