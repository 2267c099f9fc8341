using System;
using Minnow.Core.Numerics;

namespace Minnow.Core.Signals;

/// <summary>Finds aggressor orders that are large: above a fixed amount, or above a quantile of those before.</summary>
/// <remarks>
/// Fills with one exchange time and side are one order, told once, when its sum reaches the threshold. The quantile is tracked on a logarithmic scale by small
/// steps, up by p and down by 1 - p times a gain (Robbins and Monro 1951), with the whole amount of an order once the next one begins; the gain falls as 1/n
/// to a floor, so that it follows the market. O(1). All-zero bytes find nothing.
/// </remarks>
public struct LargeTrade
{
    /// <summary>Orders below which the quantile is undefined.</summary>
    public const long MinOrders = 200;

    private const double LeastGain = 0.02;

    private double _probability;
    private long _thresholdLots;
    private double _lnQuantile;
    private long _orders;
    private long _exchangeNs;
    private long _sign;
    private long _lots;
    private long _isLarge;
    private long _lastLargeNs;
    private long _lastLargeSign;
    private long _larges;

    /// <summary>A detector that has seen nothing.</summary>
    /// <inheritdoc cref="Tune"/>
    public static LargeTrade With(long thresholdLots, double probability)
    {
        LargeTrade state = default;
        Tune(ref state, thresholdLots, probability);
        return state;
    }

    /// <summary>Changes what large means; the quantile so far stays and moves from there.</summary>
    /// <param name="state">The detector.</param>
    /// <param name="thresholdLots">Lots from which an order is large; 0 or less: the quantile decides.</param>
    /// <param name="probability">The quantile, such as 0.99, between 0 and 1; else there is none.</param>
    public static void Tune(ref LargeTrade state, long thresholdLots, double probability)
    {
        state._thresholdLots = Math.Max(thresholdLots, 0);
        state._probability = probability > 0 && probability < 1 ? probability : 0;
    }

    /// <summary>Takes one fill.</summary>
    /// <param name="state">The detector.</param>
    /// <param name="exchangeNs">The venue's time of the trade, ns since 1970.</param>
    /// <param name="sold">True if the aggressor sold.</param>
    /// <param name="lots">Amount, above 0; else nothing happens.</param>
    /// <returns>True if its order has just become large.</returns>
    public static bool Observe(ref LargeTrade state, long exchangeNs, bool sold, long lots)
    {
        if (lots <= 0) return false;
        long sign = sold ? -1 : 1;
        if (state._lots == 0 || exchangeNs == 0 || exchangeNs != state._exchangeNs || sign != state._sign)
        {
            Learn(ref state);
            state._exchangeNs = exchangeNs;
            state._sign = sign;
            state._lots = state._isLarge = 0;
        }
        state._lots = state._lots > long.MaxValue - lots ? long.MaxValue : state._lots + lots;
        if (state._isLarge != 0 || !(state._lots >= state.ThresholdLots)) return false;
        state._isLarge = 1;
        state._larges++;
        state._lastLargeNs = exchangeNs;
        state._lastLargeSign = sign;
        return true;
    }

    /// <summary>Lots from which an order is large; NaN while that is not known.</summary>
    public readonly double ThresholdLots => _thresholdLots > 0 ? _thresholdLots : QuantileLots;

    /// <summary>The quantile, lots; NaN while undefined.</summary>
    public readonly double QuantileLots => _probability > 0 && _orders >= MinOrders ? Det.Exp(_lnQuantile) : double.NaN;

    /// <summary>Lots of the last order so far.</summary>
    public readonly long OrderLots => _lots;

    /// <summary>Venue's time of the last large order, ns since 1970; 0 before.</summary>
    public readonly long LastLargeNs => _lastLargeNs;

    /// <summary>Side of the last large order: 1 bought, -1 sold, 0 before.</summary>
    public readonly int LastLargeSign => (int)_lastLargeSign;

    /// <summary>Large orders found.</summary>
    public readonly long LargeCount => _larges;

    /// <summary>Whole orders seen.</summary>
    public readonly long SampleCount => _orders;

    /// <summary>True if it is known what large means.</summary>
    public readonly bool IsDefined => !double.IsNaN(ThresholdLots);

    private static void Learn(ref LargeTrade state)
    {
        if (state._lots == 0 || state._probability == 0) return;
        double x = Det.Log(state._lots), p = state._probability;
        if (state._orders++ == 0) state._lnQuantile = x;
        else
        {
            // A rise weighs p and comes with chance 1 - p: at the quantile both cancel.
            double gain = Math.Max(1.0 / state._orders / Math.Min(p, 1 - p), LeastGain);
            gain = Math.Min(gain, 1 / Math.Max(p, 1 - p));
            state._lnQuantile += gain * (x > state._lnQuantile ? p : p - 1);
        }
    }
}
