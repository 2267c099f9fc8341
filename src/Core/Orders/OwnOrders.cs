using System;

namespace Minnow.Core.Orders;

/// <summary>The transitions of <see cref="OwnOrder"/>: what we sent, what fills and time do. What the venue reports: OwnOrders.Reports.cs.</summary>
public static partial class OwnOrders
{
    /// <summary>Largest number of lots that is taken for one, so that no sum of two overflows.</summary>
    public const long MaxLots = 1L << 60;

    /// <summary>A new order was sent.</summary>
    public static void Placed(ref OwnOrder order, long orderId, bool sell, long priceTicks, long lots, long nowNs)
    {
        order = default;
        order.OrderId = orderId;
        order.State = OwnOrderState.PendingNew;
        order.IsSell = sell ? 1 : 0;
        order.PriceTicks = order.SentPriceTicks = priceTicks;
        order.TotalLots = order.SentLots = order.PeakLots = order.OpenLots = lots;
        order.SentNs = nowNs;
    }

    /// <summary>A move or resize to <paramref name="openLots"/> still open was sent: until the answer the larger size counts.</summary>
    /// <remarks>
    /// The message names the whole size, fills included, because a fill may be on its way: the venue takes it off, and the order can not
    /// grow by what we have not heard of.
    /// </remarks>
    public static void Edited(ref OwnOrder order, long priceTicks, long openLots, long nowNs)
    {
        // A larger size goes to the end of the queue.
        if (openLots > order.OpenLots) QueueWatch.Left(ref order);
        order.State = OwnOrderState.PendingEdit;
        order.ChangeOpen = 1;
        order.SentPriceTicks = priceTicks;
        order.SentLots = openLots + order.KnownLots;
        order.PeakLots = Math.Max(order.PeakLots, order.SentLots);
        order.SentNs = nowNs;
        Recount(ref order);
    }

    /// <summary>A cancel was sent. An order of unknown fate stays so: a cancel on its way tells nothing.</summary>
    public static void CancelSent(ref OwnOrder order, long nowNs)
    {
        if (order.CancelCount++ == 0) order.FirstCancelNs = nowNs;
        order.LastCancelNs = nowNs;
        if (order.State is OwnOrderState.Unknown or OwnOrderState.PendingCancel) return;
        order.State = OwnOrderState.PendingCancel;
        order.SentNs = nowNs;
    }

    /// <summary>Takes a fill off the order; one of which nothing can be left leaves the slot.</summary>
    public static FillOutcome Filled(ref OwnOrder order, ref EndedOrders ended, long orderId, long lots, long nowNs)
    {
        if (order.IsFree || order.OrderId != orderId) return FillOutcome.NotThis;
        order.FilledLots = Math.Min(MaxLots, order.FilledLots + Math.Min(lots, MaxLots));
        order.Confirmed = 1;
        Recount(ref order);
        bool tooMuch = order.FilledLots > order.PeakLots;
        FreeIfNothingLeft(ref order, ref ended, nowNs);
        return tooMuch ? FillOutcome.Overfill : FillOutcome.Applied;
    }

    /// <summary>Turns an overdue answer into <see cref="OwnOrderState.Unknown"/>: the lots still count.</summary>
    /// <returns>True if the state changed now.</returns>
    public static bool Expire(ref OwnOrder order, long nowNs, long answerTimeoutNs)
    {
        bool waiting = order.State is OwnOrderState.PendingNew or OwnOrderState.PendingEdit or OwnOrderState.PendingCancel;
        // Sent later than now: the clock was set back, and nobody knows how long ago it was.
        bool overdue = nowNs < order.SentNs || nowNs - order.SentNs > answerTimeoutNs;
        if (!waiting || !overdue) return false;
        order.State = OwnOrderState.Unknown;
        return true;
    }

    /// <summary>The connection was lost: the venue may have cancelled it or not, and what was under way may have arrived or not.</summary>
    /// <returns>True if the state changed now.</returns>
    public static bool ConnectionLost(ref OwnOrder order)
    {
        if (order.IsGone || order.State == OwnOrderState.Unknown) return false;
        order.State = OwnOrderState.Unknown;
        return true;
    }

    /// <summary>The venue's position shows that the fills that an order lacked never were: it leaves the slot.</summary>
    /// <returns>True if there was such an order whose end lies at least <paramref name="graceNs"/> before the statement.</returns>
    public static bool UntoldRefuted(ref OwnOrder order, ref EndedOrders ended, long statedNs, long graceNs, long nowNs)
    {
        bool isLater = order.ReportNs != 0 && statedNs != 0 && statedNs - order.ReportNs > graceNs;
        if (order.State != OwnOrderState.Filling || order.UntoldLots == 0 || !isLater) return false;
        order.ReportedLots = order.FilledLots;
        order.TotalLots = order.FilledLots;
        Recount(ref order);
        FreeIfNothingLeft(ref order, ref ended, nowNs);
        return true;
    }

    private static void Recount(ref OwnOrder order)
    {
        long known = order.KnownLots;
        order.UntoldLots = known - order.FilledLots;
        order.OpenLots = Math.Max(0, order.MostLots - known);
    }

    private static void FreeIfNothingLeft(ref OwnOrder order, ref EndedOrders ended, long nowNs)
    {
        if (order.OpenLots > 0 || order.UntoldLots > 0) return;
        EndedOrders.Add(ref ended, in order, nowNs);
        order = default;
    }
}
