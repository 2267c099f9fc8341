using System;
using Minnow.Core.Model;

namespace Minnow.Core.Signals;

/// <summary>Finds pulls on one side of the book: what rested at the best price and went without a trade.</summary>
/// <remarks>
/// From one best to the next: removed is what the old price lost (all of it, if the best is worse now), cancelled is removed less what traded there meanwhile,
/// and it is a pull if cancelled is above 0 and at least a share of what was there. Trades and book come in two streams: a step is judged only when
/// something of a later exchange time, or <see cref="Advance"/>, shows that its trades are in. Models document, 7.8. O(1). All-zero bytes find nothing.
/// </remarks>
public struct LiquidityPull
{
    private double _minShare;
    private long _asks;
    private long _hasBest;
    private long _priceTicks;
    private long _lots;
    private long _atNs;
    private long _tradedLots;
    private long _open;
    private long _openPriceTicks;
    private long _openLots;
    private long _openRemovedLots;
    private long _openTradedLots;
    private long _openRetreatTicks;
    private long _lastNs;
    private long _lastRemovedLots;
    private long _lastTradedLots;
    private long _lastRetreatTicks;
    private long _steps;
    private long _pulls;
    private DirectedRate _rate;

    /// <summary>A detector that has seen nothing.</summary>
    /// <param name="asks">True for the asks.</param>
    /// <param name="minShare">Share of the best that must be cancelled, above 0; 0.5 is usual. Else nothing is found.</param>
    /// <param name="halfLifeSeconds">Half-life of the rate of pulls, s.</param>
    public static LiquidityPull With(bool asks, double minShare, double halfLifeSeconds)
    {
        LiquidityPull state = new() { _asks = asks ? 1 : 0 };
        Tune(ref state, minShare, halfLifeSeconds);
        return state;
    }

    /// <summary>Changes what a pull is.</summary>
    /// <param name="state">The detector.</param>
    /// <param name="minShare">Share of the best that must be cancelled, above 0. Else nothing is found.</param>
    /// <param name="halfLifeSeconds">Half-life of the rate of pulls, s.</param>
    public static void Tune(ref LiquidityPull state, double minShare, double halfLifeSeconds)
    {
        state._minShare = minShare > 0 ? minShare : 0;
        DirectedRate.Tune(ref state._rate, halfLifeSeconds);
    }

    /// <summary>Takes the best price of the side after a whole message.</summary>
    /// <param name="state">The detector.</param>
    /// <param name="exchangeNs">The venue's time of the book, ns since 1970.</param>
    /// <param name="priceTicks">Best price; <see cref="Units.Missing"/> if the side is empty.</param>
    /// <param name="lots">Lots there.</param>
    /// <returns>True if a step before this one is now known to be a pull.</returns>
    public static bool Observe(ref LiquidityPull state, long exchangeNs, long priceTicks, long lots)
    {
        if (state._hasBest != 0 && priceTicks == state._priceTicks && lots == state._lots) return Advance(ref state, exchangeNs);
        bool pull = Close(ref state, exchangeNs);
        if (state._hasBest != 0 && state._priceTicks != Units.Missing) Open(ref state, priceTicks, lots);
        state._priceTicks = priceTicks;
        state._lots = lots;
        state._atNs = exchangeNs;
        state._tradedLots = 0;
        state._hasBest = 1;
        return pull;
    }

    /// <summary>Takes one fill that ate from this side.</summary>
    /// <param name="state">The detector.</param>
    /// <param name="exchangeNs">The venue's time of the trade, ns since 1970.</param>
    /// <param name="priceTicks">Price.</param>
    /// <param name="lots">Amount.</param>
    /// <returns>True if a step before is now known to be a pull.</returns>
    public static bool OnTrade(ref LiquidityPull state, long exchangeNs, long priceTicks, long lots)
    {
        bool pull = Advance(ref state, exchangeNs);
        if (lots <= 0) return pull;
        // No later than the book that shows the step: it is part of the step.
        if (state._open != 0 && exchangeNs <= state._atNs) state._openTradedLots += priceTicks == state._openPriceTicks ? lots : 0;
        else if (state._hasBest != 0 && priceTicks == state._priceTicks && exchangeNs > state._atNs) state._tradedLots += lots;
        return pull;
    }

    /// <summary>Says that all up to a time of the venue is in.</summary>
    /// <returns>True if a step before is now known to be a pull.</returns>
    public static bool Advance(ref LiquidityPull state, long exchangeNs) => exchangeNs > state._atNs && Close(ref state, exchangeNs);

    /// <summary>What comes next does not follow what came: a gap, a lost feed.</summary>
    public static void Reset(ref LiquidityPull state)
    {
        state._hasBest = state._open = 0;
        DirectedRate.Reset(ref state._rate);
    }

    /// <summary>Venue's time of the last pull, ns since 1970; 0 before.</summary>
    public readonly long LastPullNs => _lastNs;

    /// <summary>Lots that the last step judged removed from the price that was best.</summary>
    public readonly long RemovedLots => _lastRemovedLots;

    /// <summary>Lots that traded there in the last step judged.</summary>
    public readonly long TradedLots => _lastTradedLots;

    /// <summary>Lots cancelled in the last step judged.</summary>
    public readonly long CancelledLots => Math.Max(_lastRemovedLots - _lastTradedLots, 0);

    /// <summary>How far the best fell back in the last step judged, ticks; 0 if it did not.</summary>
    public readonly long RetreatTicks => _lastRetreatTicks;

    /// <summary>Steps judged.</summary>
    public readonly long StepCount => _steps;

    /// <summary>Pulls found.</summary>
    public readonly long PullCount => _pulls;

    /// <summary>Pulls per second, older ones fading; NaN while undefined.</summary>
    public readonly double PullsPerSecond => _rate.UpPerSecond;

    /// <summary>Watched time, s, as it weighs now.</summary>
    public readonly double EffectiveSeconds => _rate.EffectiveSeconds;

    /// <summary>True if a half-life was watched.</summary>
    public readonly bool IsDefined => _minShare > 0 && _rate.IsDefined;

    private static void Open(ref LiquidityPull state, long priceTicks, long lots)
    {
        long retreat = priceTicks == Units.Missing ? 0 : state._asks != 0 ? priceTicks - state._priceTicks : state._priceTicks - priceTicks;
        bool gone = priceTicks == Units.Missing || retreat > 0;
        state._open = 1;
        state._openPriceTicks = state._priceTicks;
        state._openLots = state._lots;
        state._openRemovedLots = gone ? state._lots : retreat == 0 ? Math.Max(state._lots - lots, 0) : 0;
        state._openTradedLots = state._tradedLots;
        state._openRetreatTicks = Math.Max(retreat, 0);
    }

    private static bool Close(ref LiquidityPull state, long exchangeNs)
    {
        DirectedRate.Advance(ref state._rate, exchangeNs);
        if (state._open == 0) return false;
        state._open = 0;
        state._steps++;
        state._lastRemovedLots = state._openRemovedLots;
        state._lastTradedLots = state._openTradedLots;
        state._lastRetreatTicks = state._openRetreatTicks;
        long cancelled = state.CancelledLots;
        if (!(state._minShare > 0) || cancelled <= 0 || cancelled < state._minShare * state._openLots) return false;
        state._pulls++;
        state._lastNs = state._atNs;
        DirectedRate.Count(ref state._rate, 1, 0);
        return true;
    }
}
