using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Book;
using Minnow.Core.Numerics;

namespace Minnow.Core.Signals;

/// <summary>Imbalance of what rests in the best levels, (bids - asks) / (bids + asks), weighted by level and smoothed over time.</summary>
/// <remarks>
/// Level l counts e^(-decay·l), 0 being the touch; each side over the levels that it has. From -1 (only asks) to 1. Undefined while a side is empty.
/// Models document, 7.1. Cost: O(levels). What rests can be cancelled: this is the easiest of the signals to fake. All-zero bytes are never defined.
/// </remarks>
public struct DepthImbalance
{
    /// <summary>Most levels that are looked at.</summary>
    public const int MaxLevels = 10;

    [InlineArray(MaxLevels)]
    private struct LevelWeights
    {
        private double _first;
    }

    private LevelWeights _weights;
    private long _levels;
    private long _isSmooth;
    private TimeMean _mean;

    /// <summary>An imbalance without a book.</summary>
    /// <inheritdoc cref="Tune"/>
    public static DepthImbalance With(int levels, double decayPerLevel, double halfLifeSeconds)
    {
        DepthImbalance state = default;
        Tune(ref state, levels, decayPerLevel, halfLifeSeconds);
        return state;
    }

    /// <summary>Changes what is measured; the mean so far stays.</summary>
    /// <param name="state">The signal.</param>
    /// <param name="levels">Levels of each side, 1 to 10; outside, the nearest of them.</param>
    /// <param name="decayPerLevel">How fast deeper levels lose weight; 0 weighs all alike, 0.3 to 1 is usual. Not a number or below 0 counts as 0.</param>
    /// <param name="halfLifeSeconds">Half-life of the smoothing; 0 or less smooths nothing.</param>
    public static void Tune(ref DepthImbalance state, int levels, double decayPerLevel, double halfLifeSeconds)
    {
        state._levels = Math.Clamp(levels, 1, MaxLevels);
        double decay = decayPerLevel > 0 ? decayPerLevel : 0;
        for (int i = 0; i < MaxLevels; i++) state._weights[i] = Det.Exp(-decay * i);
        state._isSmooth = halfLifeSeconds > 0 ? 1 : 0;
        TimeMean.Tune(ref state._mean, state._isSmooth != 0 ? halfLifeSeconds : 1);
    }

    /// <summary>Takes a book after a whole message.</summary>
    /// <param name="state">The signal.</param>
    /// <param name="nowNs">The event's time, ns since 1970.</param>
    /// <param name="bids">The bids.</param>
    /// <param name="asks">The asks.</param>
    /// <param name="own">What of it is ours, and is left out.</param>
    public static void Observe(ref DepthImbalance state, long nowNs, ref readonly BookSide bids, ref readonly BookSide asks, ref readonly OwnDepth own)
    {
        double bid = Weighted(in state, in bids, in own, sell: false), ask = Weighted(in state, in asks, in own, sell: true);
        TimeMean.Observe(ref state._mean, nowNs, bid > 0 && ask > 0 ? (bid - ask) / (bid + ask) : double.NaN);
    }

    /// <summary>Counts the imbalance that holds up to a time.</summary>
    public static void Advance(ref DepthImbalance state, long nowNs) => TimeMean.Advance(ref state._mean, nowNs);

    /// <summary>The book is not known any more: a gap, a lost feed.</summary>
    public static void Reset(ref DepthImbalance state) => TimeMean.Release(ref state._mean);

    /// <summary>Imbalance of the touch alone, -1 to 1; NaN without size on either side.</summary>
    public static double OfTouch(long bidLots, long askLots) => 2 * WeightedMid.BidShare(bidLots, askLots) - 1;

    /// <summary>Imbalance of the best levels, all weighing alike, -1 to 1.</summary>
    /// <param name="bids">The bids.</param>
    /// <param name="asks">The asks.</param>
    /// <param name="levels">Levels of each side, at least 1; a side with fewer counts with those it has.</param>
    /// <returns>NaN if a side is empty.</returns>
    public static double Raw(ref readonly BookSide bids, ref readonly BookSide asks, int levels)
    {
        if (bids.Count == 0 || asks.Count == 0 || levels < 1) return double.NaN;
        double bid = bids.DepthLots(levels), ask = asks.DepthLots(levels);
        return (bid - ask) / (bid + ask);
    }

    /// <summary>The imbalance of now, -1 to 1; NaN while there is none.</summary>
    public readonly double Now => _levels != 0 ? _mean.Held : double.NaN;

    /// <summary>The smoothed imbalance, -1 to 1; NaN while undefined.</summary>
    public readonly double Value => !IsDefined ? double.NaN : _isSmooth != 0 ? Math.Clamp(_mean.Mean, -1, 1) : _mean.Held;

    /// <summary>Time that counts, s, as it weighs now; 0 without smoothing.</summary>
    public readonly double EffectiveSeconds => _isSmooth != 0 ? _mean.EffectiveSeconds : 0;

    /// <summary>True if there is a book now and, with smoothing, one half-life of it was seen.</summary>
    public readonly bool IsDefined => _levels != 0 && !double.IsNaN(_mean.Held) && (_isSmooth == 0 || _mean.IsDefined);

    private static double Weighted(ref readonly DepthImbalance state, ref readonly BookSide side, ref readonly OwnDepth own, bool sell)
    {
        double sum = 0;
        int next = 0;
        for (int i = 0; i < (int)state._levels && OwnDepth.Next(in side, in own, sell, ref next, out PriceLevel level); i++) sum += state._weights[i] * level.SizeLots;
        return sum;
    }
}
