using System;

namespace Minnow.Core.Signals;

/// <summary>Who takes: volume of buyers less volume of sellers over all volume, all of it fading.</summary>
/// <remarks>
/// The aggressor's side is the venue's own. Fills with one exchange time and side are one order, so that a large order does not look like many
/// traders. Models document, 7.4. From -1 (only sellers take) to 1. Block trades are no flow: the caller leaves them out. O(1). All-zero bytes are never defined.
/// </remarks>
public struct TradeFlow
{
    /// <summary>Effective orders below which it is undefined.</summary>
    public const double DefaultMinSamples = 5;

    private Decay _clock;
    private double _signedLots;
    private double _lots;
    private double _orders;
    private double _minSamples;
    private long _lastExchangeNs;
    private long _lastSign;

    /// <summary>A flow without trades.</summary>
    /// <param name="halfLifeSeconds">Time in which half of the volume fades, s, above 0; else never defined.</param>
    /// <param name="minSamples">Effective aggressor orders below which it is undefined.</param>
    public static TradeFlow WithHalfLife(double halfLifeSeconds, double minSamples = DefaultMinSamples) =>
        new() { _clock = Decay.WithHalfLife(halfLifeSeconds), _minSamples = minSamples };

    /// <summary>Changes the half-life; the sums so far stay.</summary>
    public static void Tune(ref TradeFlow flow, double halfLifeSeconds) => Decay.Tune(ref flow._clock, halfLifeSeconds);

    /// <summary>Takes one fill.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="nowNs">The event's time, ns since 1970.</param>
    /// <param name="exchangeNs">The venue's time of the trade, ns since 1970; 0 if it gave none: then every fill is an order.</param>
    /// <param name="sold">True if the aggressor sold.</param>
    /// <param name="lots">Amount, above 0; else nothing happens.</param>
    /// <returns>True if it begins another order, false if it belongs to the last one or is none.</returns>
    public static bool Observe(ref TradeFlow flow, long nowNs, long exchangeNs, bool sold, long lots)
    {
        if (lots <= 0) return false;
        Advance(ref flow, nowNs);
        long sign = sold ? -1 : 1;
        bool another = exchangeNs == 0 || exchangeNs != flow._lastExchangeNs || sign != flow._lastSign;
        flow._signedLots += sign * (double)lots;
        flow._lots += lots;
        if (another) flow._orders++;
        flow._lastExchangeNs = exchangeNs;
        flow._lastSign = sign;
        return another;
    }

    /// <summary>Takes a fill back that was no flow: our own. What it faded by in between, some milliseconds' worth, and its count as an order stay.</summary>
    public static void TakeBack(ref TradeFlow flow, bool sold, long lots)
    {
        if (lots <= 0) return;
        flow._signedLots += sold ? lots : -(double)lots;
        flow._lots = Math.Max(0, flow._lots - lots);
    }

    /// <summary>Lets time pass without a trade.</summary>
    public static void Advance(ref TradeFlow flow, long nowNs)
    {
        double gone = Decay.Pass(ref flow._clock, nowNs);
        if (gone == 0) return;
        flow._signedLots -= gone * flow._signedLots;
        flow._lots -= gone * flow._lots;
        flow._orders -= gone * flow._orders;
    }

    /// <summary>Buyers less sellers over all, -1 to 1; NaN while undefined.</summary>
    public readonly double Value => IsDefined ? Math.Clamp(_signedLots / _lots, -1, 1) : double.NaN;

    /// <summary>Lots bought less lots sold by aggressors, as they weigh now.</summary>
    public readonly double SignedLots => _signedLots;

    /// <summary>Lots per second; 0 while nothing traded. Of a flow that has run for some half-lives.</summary>
    public readonly double LotsPerSecond => _clock.IsSet ? _lots / _clock.TauSeconds : double.NaN;

    /// <summary>Mean size of an aggressor's order, lots; NaN while undefined.</summary>
    public readonly double MeanLots => IsDefined ? _lots / _orders : double.NaN;

    /// <summary>Aggressor orders, as they weigh now.</summary>
    public readonly double SampleCount => _orders;

    /// <summary>True if there are enough orders.</summary>
    public readonly bool IsDefined => _clock.IsSet && _lots > 0 && _orders >= _minSamples;
}
