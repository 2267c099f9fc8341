using System;
using System.Runtime.CompilerServices;

namespace Minnow.Core.Signals;

/// <summary>Finds sweeps: trades of one side in quick succession through several prices.</summary>
/// <remarks>
/// Trades of one aggressor side, each within the gap of the one before, are a group; a trade of the other side ends it. A group with enough prices and
/// lots is a sweep, told once, when it becomes one. Times are the venue's. Models document, 7.6. Up to 16 different prices are told apart exactly; past
/// that only a new extreme counts. O(1). All-zero bytes find nothing: begin with <see cref="With"/>.
/// </remarks>
public struct SweepDetector
{
    private const int MaxPrices = 16;

    [InlineArray(MaxPrices)]
    private struct Prices
    {
        private long _first;
    }

    [InlineArray(4)]
    private struct Times
    {
        private long _first;
    }

    private long _gapNs;
    private long _minLevels;
    private long _minLots;
    private long _startNs;
    private long _endNs;
    private long _sold;
    private long _trades;
    private long _levels;
    private long _lots;
    private long _worstTicks;
    private long _bestTicks;
    private double _lotTicks;
    private long _isSweep;
    private long _sweeps;
    private Prices _prices;
    private Times _latest;

    /// <summary>A detector that has seen nothing.</summary>
    /// <inheritdoc cref="Tune"/>
    public static SweepDetector With(long gapNs, int minLevels, long minLots)
    {
        SweepDetector state = default;
        Tune(ref state, gapNs, minLevels, minLots);
        return state;
    }

    /// <summary>Changes what a sweep is, from the next trade on.</summary>
    /// <param name="state">The detector.</param>
    /// <param name="gapNs">Longest time between two trades of a group, ns; 5 ms is usual.</param>
    /// <param name="minLevels">Different prices that make a sweep; below 1 finds nothing, 3 is usual.</param>
    /// <param name="minLots">Lots that make a sweep.</param>
    public static void Tune(ref SweepDetector state, long gapNs, int minLevels, long minLots)
    {
        state._gapNs = gapNs;
        state._minLevels = minLevels;
        state._minLots = minLots;
    }

    /// <summary>Takes one fill.</summary>
    /// <param name="state">The detector.</param>
    /// <param name="exchangeNs">The venue's time of the trade, ns since 1970.</param>
    /// <param name="sold">True if the aggressor sold.</param>
    /// <param name="priceTicks">Price.</param>
    /// <param name="lots">Amount, above 0; else nothing happens.</param>
    /// <returns>True if the group has just become a sweep.</returns>
    public static bool Observe(ref SweepDetector state, long exchangeNs, bool sold, long priceTicks, long lots)
    {
        if (lots <= 0) return false;
        bool another = state._trades == 0 || (state._sold != 0) != sold || exchangeNs - state._endNs > state._gapNs || exchangeNs < state._startNs;
        if (another) Begin(ref state, exchangeNs, sold, priceTicks);
        if (another || IsNewPrice(in state, priceTicks))
        {
            if (state._levels < MaxPrices) state._prices[(int)state._levels] = priceTicks;
            state._levels++;
        }
        state._endNs = Math.Max(state._endNs, exchangeNs);
        state._trades++;
        state._lots = state._lots > long.MaxValue - lots ? long.MaxValue : state._lots + lots;
        state._lotTicks += (double)lots * priceTicks;
        bool worse = sold ? priceTicks < state._worstTicks : priceTicks > state._worstTicks;
        if (worse) state._worstTicks = priceTicks;
        bool better = sold ? priceTicks > state._bestTicks : priceTicks < state._bestTicks;
        if (better) state._bestTicks = priceTicks;
        if (state._isSweep != 0 || state._minLevels < 1 || state._levels < state._minLevels || state._lots < state._minLots) return false;
        state._isSweep = 1;
        state._sweeps++;
        int side = sold ? 2 : 0;
        state._latest[side + 1] = state._latest[side];
        state._latest[side] = exchangeNs;
        return true;
    }

    /// <summary>What comes next does not follow what came: a gap, a lost feed.</summary>
    public static void Reset(ref SweepDetector state) => state._trades = state._isSweep = 0;

    /// <summary>True if the last group is a sweep.</summary>
    public readonly bool IsSweep => _isSweep != 0;

    /// <summary>True if the aggressor of the last group sold: it swept the bids.</summary>
    public readonly bool IsSell => _sold != 0;

    /// <summary>Venue's time of the first trade of the last group, ns since 1970.</summary>
    public readonly long StartNs => _startNs;

    /// <summary>Venue's time of the last trade of the last group, ns since 1970.</summary>
    public readonly long EndNs => _endNs;

    /// <summary>Trades of the last group; 0 before the first.</summary>
    public readonly long TradeCount => _trades;

    /// <summary>Different prices of the last group.</summary>
    public readonly long LevelCount => _levels;

    /// <summary>Lots of the last group.</summary>
    public readonly long Lots => _lots;

    /// <summary>Mean price of the last group by lots, ticks; NaN before the first trade.</summary>
    public readonly double VwapTicks => _lots > 0 ? _lotTicks / _lots : double.NaN;

    /// <summary>Worst price of the last group for its aggressor, ticks.</summary>
    public readonly long WorstTicks => _worstTicks;

    /// <summary>Sweeps found.</summary>
    public readonly long SweepCount => _sweeps;

    /// <summary>Venue's time at which the last sweep of a side was found, ns since 1970; 0 before.</summary>
    /// <param name="sold">True for sweeps of sellers.</param>
    public readonly long LastNs(bool sold) => _latest[sold ? 2 : 0];

    /// <summary>True if two sweeps of one side were found within a time that ends now.</summary>
    /// <param name="nowNs">The venue's time, ns since 1970.</param>
    /// <param name="windowNs">Length, ns; 5 s is usual.</param>
    public readonly bool HasTwoWithin(long nowNs, long windowNs) => IsRecent(_latest[1], nowNs, windowNs) || IsRecent(_latest[3], nowNs, windowNs);

    private static bool IsRecent(long timeNs, long nowNs, long windowNs) => timeNs != 0 && nowNs - timeNs <= windowNs;

    private static void Begin(ref SweepDetector state, long exchangeNs, bool sold, long priceTicks)
    {
        state._startNs = state._endNs = exchangeNs;
        state._sold = sold ? 1 : 0;
        state._trades = state._levels = state._lots = state._isSweep = 0;
        state._lotTicks = 0;
        state._worstTicks = state._bestTicks = priceTicks;
    }

    private static bool IsNewPrice(in SweepDetector state, long priceTicks)
    {
        if (priceTicks > Math.Max(state._worstTicks, state._bestTicks) || priceTicks < Math.Min(state._worstTicks, state._bestTicks)) return true;
        if (state._levels > MaxPrices) return false;
        for (int i = 0; i < (int)state._levels; i++)
            if (state._prices[i] == priceTicks) return false;
        return true;
    }
}
