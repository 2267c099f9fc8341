using Minnow.Core.Signals;

namespace Minnow.Core.Risk.Monitors;

/// <summary>How large a part of what stands at the best prices is ours, as a mean over time.</summary>
/// <remarks>A maker of outsized share is the queue: fills get more toxic, and the size moves the price. Models document, 12: above a fifth.</remarks>
public struct TouchShare
{
    private TimeMean _mean;

    /// <summary>Sets the half-life; the mean so far stays.</summary>
    public static void Tune(ref TouchShare share, double halfLifeSeconds) => TimeMean.Tune(ref share._mean, halfLifeSeconds);

    /// <summary>From now on so much stands there.</summary>
    /// <param name="share">The monitor.</param>
    /// <param name="nowNs">Now, ns since 1970.</param>
    /// <param name="ownLots">Our lots at best bid and best ask.</param>
    /// <param name="bookLots">All lots there, ours among them; 0 or less: there is no market.</param>
    public static void Observe(ref TouchShare share, long nowNs, long ownLots, long bookLots) =>
        TimeMean.Observe(ref share._mean, nowNs, bookLots <= 0 ? double.NaN : ownLots >= bookLots ? 1 : (double)ownLots / bookLots);

    /// <summary>Counts what stands there up to a time.</summary>
    public static void Advance(ref TouchShare share, long nowNs) => TimeMean.Advance(ref share._mean, nowNs);

    /// <summary>The share, 0 to 1; NaN until half a half-life of it was seen.</summary>
    public readonly double Value => _mean.IsDefined ? _mean.Mean : double.NaN;
}
