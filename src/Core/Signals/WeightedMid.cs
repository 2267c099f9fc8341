namespace Minnow.Core.Signals;

/// <summary>The mid weighted by what rests at the touch: more at the bid puts it nearer the ask.</summary>
/// <remarks>Gatheral and Oomen 2010; models document, 3.1.</remarks>
public static class WeightedMid
{
    /// <summary>Share of the bid in what rests at the touch, 0 to 1; NaN without size on either side.</summary>
    /// <param name="bidLots">Lots at the best bid, 0 or more.</param>
    /// <param name="askLots">Lots at the best ask, 0 or more.</param>
    public static double BidShare(long bidLots, long askLots) =>
        bidLots >= 0 && askLots >= 0 && (bidLots | askLots) != 0 ? bidLots / ((double)bidLots + askLots) : double.NaN;

    /// <summary>The price in ticks: bid + (ask - bid) · share of the bid.</summary>
    /// <param name="bidTicks">Best bid.</param>
    /// <param name="bidLots">Lots at the best bid; 0 with a price counts as no interest there.</param>
    /// <param name="askTicks">Best ask.</param>
    /// <param name="askLots">Lots at the best ask.</param>
    /// <returns>NaN if there is no size on either side, or bid is not below ask (a missing side is <see cref="Model.Units.Missing"/>).</returns>
    public static double Ticks(long bidTicks, long bidLots, long askTicks, long askLots) =>
        IsTop(bidTicks, askTicks) ? bidTicks + (double)(askTicks - bidTicks) * BidShare(bidLots, askLots) : double.NaN;

    /// <summary>True if both sides have a price and bid is below ask.</summary>
    internal static bool IsTop(long bidTicks, long askTicks) =>
        bidTicks > -Book.L2Book.MaxPriceTicks && askTicks < Book.L2Book.MaxPriceTicks && bidTicks < askTicks;
}
