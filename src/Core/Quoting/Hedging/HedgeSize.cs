using System;

namespace Minnow.Core.Quoting.Hedging;

/// <summary>How much a hedge may be: what is held, less all that may already bring it down, and never through zero.</summary>
public static class HedgeSize
{
    /// <summary>What is to be hedged, 1e-8 of the base coin, with the sign of the net position; 0 if nothing.</summary>
    /// <param name="netE8">Net position over all instruments.</param>
    /// <param name="pendingSellE8">What orders that are under way to take or hedge, of unknown fate or filled and not told may sell at worst, 0 or more.</param>
    /// <param name="pendingBuyE8">The same, bought.</param>
    /// <param name="aboveE8">Nothing is hedged up to here, 0 or more.</param>
    /// <param name="targetE8">What a hedge leaves, 0 to <paramref name="aboveE8"/>.</param>
    public static Int128 ExcessE8(Int128 netE8, Int128 pendingSellE8, Int128 pendingBuyE8, long aboveE8, long targetE8)
    {
        // What may come on the same side as the position is not hedged before it is there: it may never come.
        Int128 left = netE8 > 0 ? netE8 - pendingSellE8 : -netE8 - pendingBuyE8;
        if (left <= aboveE8 || left <= targetE8) return 0;
        return netE8 > 0 ? left - targetE8 : targetE8 - left;
    }

    /// <summary>Lots of a hedge order: as many as fit into what is to be hedged and into every limit.</summary>
    /// <param name="excessE8">What is to be hedged, either sign.</param>
    /// <param name="perLotE8">One lot of the hedge instrument, rounded up, 1e-8 of the base coin; 0 if not known.</param>
    /// <param name="maxOrderE8">Largest order, 1e-8 of the base coin; 0 has no limit.</param>
    /// <param name="roomLots">Lots that the limits leave on that side.</param>
    /// <param name="minLots">Smallest order, lots.</param>
    /// <returns>0 if it is less than the smallest order.</returns>
    public static long Lots(Int128 excessE8, long perLotE8, long maxOrderE8, long roomLots, long minLots)
    {
        if (perLotE8 <= 0 || roomLots <= 0) return 0;
        Int128 size = Int128.Abs(excessE8);
        if (maxOrderE8 > 0 && maxOrderE8 < size) size = maxOrderE8;
        Int128 lots = Int128.Min(size / perLotE8, roomLots);
        return lots < Math.Max(1, minLots) ? 0 : (long)lots;
    }
}
