using System;

namespace Minnow.Core.Orders;

/// <summary>Where an order stands in the queue at its price, as far as a book without order ids can tell.</summary>
/// <remarks>
/// The lots before it are those that the book showed when it came, less what was traded there since, and never more than the book shows. Cancels
/// are taken to be behind it until the level is smaller than what stood before it: the estimate is never too good, but for our own lots in it. Book and
/// trades come in two streams, so a trade that the book shows already makes what the book leaves no smaller.
/// </remarks>
public static class QueueWatch
{
    /// <summary>It came to rest at its price.</summary>
    /// <param name="order">The order.</param>
    /// <param name="levelLots">Lots that the book shows there, 0 or more.</param>
    /// <param name="nowNs">Our time, ns.</param>
    public static void Joined(ref OwnOrder order, long levelLots, long nowNs)
    {
        order.JoinedNs = nowNs;
        order.AheadLots = order.JoinedAheadLots = order.UntradedAheadLots = order.ShownAheadLots = levelLots;
        order.TradesSeen = 0;
    }

    /// <summary>It left its price, or its place there.</summary>
    public static void Left(ref OwnOrder order) =>
        order.JoinedNs = order.AheadLots = order.JoinedAheadLots = order.UntradedAheadLots = order.ShownAheadLots = order.TradesSeen = 0;

    /// <summary>A trade was printed.</summary>
    /// <param name="order">The order.</param>
    /// <param name="priceTicks">Its price, ticks.</param>
    /// <param name="lots">Amount, lots.</param>
    /// <param name="isShown">True if the book is as late as the trade: what it shows has the trade in it.</param>
    public static void Traded(ref OwnOrder order, long priceTicks, long lots, bool isShown = false)
    {
        if (order.JoinedNs == 0 || order.PriceTicks != priceTicks) return;
        order.TradesSeen++;
        lots = Math.Max(0, lots);
        order.UntradedAheadLots = Math.Max(0, order.UntradedAheadLots - lots);
        if (!isShown) order.ShownAheadLots = Math.Max(0, order.ShownAheadLots - lots);
        order.AheadLots = Math.Min(order.UntradedAheadLots, order.ShownAheadLots);
    }

    /// <summary>The book shows this many lots at its price.</summary>
    public static void Shown(ref OwnOrder order, long levelLots)
    {
        order.ShownAheadLots = Math.Min(order.ShownAheadLots, levelLots);
        order.AheadLots = Math.Min(order.UntradedAheadLots, order.ShownAheadLots);
    }

    /// <summary>True if at most this share of the queue that it met is still before it.</summary>
    public static bool IsNearFront(in OwnOrder order, double share) =>
        share > 0 && order.JoinedNs != 0 && order.AheadLots <= share * order.JoinedAheadLots;
}
