using System;
using System.Runtime.CompilerServices;
using Minnow.Core.Model;

namespace Minnow.Core.Orders;

/// <summary>An order that is over, kept because its fills may still come.</summary>
public struct EndedOrder
{
    /// <summary>Our id.</summary>
    public long OrderId;

    /// <summary>1 if it sold.</summary>
    public long IsSell;

    /// <summary>1 if it was a hedge.</summary>
    public long IsHedge;

    /// <summary>Price in ticks at its end.</summary>
    public long PriceTicks;

    /// <summary>Largest size that it ever had, lots.</summary>
    public long PeakLots;

    /// <summary>Lots filled when it ended, as the venue counted.</summary>
    public long EndLots;

    /// <summary>Lots whose fills have arrived, before its end and after.</summary>
    public long FilledLots;

    /// <summary>When it ended here, ns since 1970.</summary>
    public long EndedNs;

    /// <summary>The venue's time of the last report about it, ns since 1970; 0 if it gave none.</summary>
    public long ReportNs;
}

/// <summary>The orders of one instrument that ended last, in a ring.</summary>
/// <remarks>
/// One that ends takes the place of the oldest. At the venue's first tier (5 requests a second, at least two for an order's life) the ring holds
/// more than <see cref="KeptNs"/> of ordinary quoting; an order that had to go earlier is counted. A fill of one that is not here any more
/// still moves the position; only what it says about that order can not be checked.
/// </remarks>
public struct EndedOrders
{
    /// <summary>Orders kept.</summary>
    public const int Capacity = 512;

    /// <summary>How long an order should be kept at least, ns.</summary>
    public const long KeptNs = 600 * Units.NsPerSecond;

    private Slots _slots;
    private long _count;
    private long _droppedEarly;

    /// <summary>Orders that ever ended.</summary>
    public readonly long Count => _count;

    /// <summary>Orders that had to go less than <see cref="KeptNs"/> after their end.</summary>
    public readonly long DroppedEarly => _droppedEarly;

    /// <summary>Keeps <paramref name="order"/>.</summary>
    public static void Add(ref EndedOrders ended, in OwnOrder order, long nowNs)
    {
        ref EndedOrder slot = ref ended._slots[(int)(ended._count++ % Capacity)];
        if (slot.OrderId != 0 && nowNs - slot.EndedNs < KeptNs) ended._droppedEarly++;
        slot.OrderId = order.OrderId;
        slot.IsSell = order.IsSell;
        slot.IsHedge = order.IsHedge;
        slot.PriceTicks = order.PriceTicks;
        slot.PeakLots = order.PeakLots;
        slot.EndLots = order.KnownLots;
        slot.FilledLots = order.FilledLots;
        slot.EndedNs = nowNs;
        slot.ReportNs = order.ReportNs;
    }

    /// <summary>Looks an order up, the latest first.</summary>
    /// <returns>False if it is not kept.</returns>
    public static bool TryFind(ref readonly EndedOrders ended, long orderId, out EndedOrder found)
    {
        int at = IndexOf(in ended, orderId);
        found = at < 0 ? default : ended._slots[at];
        return at >= 0;
    }

    /// <summary>Books a fill that came after the end of its order.</summary>
    /// <param name="ended">The orders.</param>
    /// <param name="orderId">The fill's order.</param>
    /// <param name="lots">Its size.</param>
    /// <param name="endedNs">When the order ended, ns since 1970.</param>
    public static FillOutcome Filled(ref EndedOrders ended, long orderId, long lots, out long endedNs)
    {
        endedNs = 0;
        int at = IndexOf(in ended, orderId);
        if (at < 0) return FillOutcome.NotThis;
        ref EndedOrder order = ref ended._slots[at];
        endedNs = order.EndedNs;
        order.FilledLots = Math.Min(OwnOrders.MaxLots, order.FilledLots + Math.Min(lots, OwnOrders.MaxLots));
        if (order.FilledLots > order.PeakLots) return FillOutcome.Overfill;
        return order.FilledLots > order.EndLots ? FillOutcome.BeyondEnd : FillOutcome.Late;
    }

    /// <summary>Looks at a report about an order that has ended: an old one, one that counts more fills, or one that says that the order lives.</summary>
    public static OrderOutcome Answered(ref EndedOrders ended, in OrderUpdate update, long exchangeNs)
    {
        int at = IndexOf(in ended, update.OrderId);
        if (at < 0) return OrderOutcome.NotThis;
        ref EndedOrder order = ref ended._slots[at];
        bool saysCount = update.FilledLots != Units.Missing;
        if (update.Report is OrderReport.Cancelled or OrderReport.Filled && saysCount && update.FilledLots > Math.Max(order.EndLots, order.FilledLots))
        {
            if (update.FilledLots > order.PeakLots) return OrderOutcome.Contradiction;
            order.EndLots = update.FilledLots;
            return OrderOutcome.MoreFilled;
        }
        bool rests = update.Report == OrderReport.Accepted && update.OpenLots != 0;
        bool isOld = exchangeNs <= order.ReportNs || (saysCount && update.FilledLots < order.EndLots);
        return rests && !isOld ? OrderOutcome.Contradiction : OrderOutcome.NoNews;
    }

    private static int IndexOf(ref readonly EndedOrders ended, long orderId)
    {
        long first = Math.Max(0, ended._count - Capacity);
        for (long i = ended._count - 1; i >= first; i--)
            if (ended._slots[(int)(i % Capacity)].OrderId == orderId) return (int)(i % Capacity);
        return -1;
    }

    [InlineArray(Capacity)]
    private struct Slots
    {
        private EndedOrder _first;
    }
}
