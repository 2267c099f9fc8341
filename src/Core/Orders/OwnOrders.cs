using System;
using Minnow.Core.Model;

namespace Minnow.Core.Orders;

/// <summary>The transitions of <see cref="OwnOrder"/>: what we sent, and what the venue said.</summary>
public static class OwnOrders
{
    /// <summary>A new order was sent.</summary>
    public static void Placed(ref OwnOrder order, long orderId, long priceTicks, long lots, long nowNs)
    {
        order.OrderId = orderId;
        order.State = OwnOrderState.PendingNew;
        order.PriceTicks = order.SentPriceTicks = priceTicks;
        order.OpenLots = order.SentLots = lots;
        order.FilledLots = order.UntoldLots = order.Confirmed = 0;
        order.SentNs = nowNs;
    }

    /// <summary>A move or resize to <paramref name="openLots"/> still open was sent: until the answer the larger size counts.</summary>
    /// <remarks>
    /// The message names the whole size, fills included, because a fill may be on its way: the venue takes it off, and the order can not
    /// grow by what we have not heard of.
    /// </remarks>
    public static void Edited(ref OwnOrder order, long priceTicks, long openLots, long nowNs)
    {
        order.State = OwnOrderState.PendingEdit;
        order.SentPriceTicks = priceTicks;
        order.SentLots = openLots + order.FilledLots;
        order.OpenLots = Math.Max(order.OpenLots, openLots);
        order.SentNs = nowNs;
    }

    /// <summary>A cancel was sent.</summary>
    public static void CancelSent(ref OwnOrder order, long nowNs)
    {
        order.State = OwnOrderState.PendingCancel;
        order.SentNs = nowNs;
    }

    /// <summary>Applies the venue's answer. It may come before the fills that it already counts: those are then untold.</summary>
    /// <returns>False if the answer is about another order than the one in the slot: the caller counts it.</returns>
    public static bool Answered(ref OwnOrder order, in OrderUpdate update)
    {
        if (order.IsFree || update.OrderId != order.OrderId) return false;
        switch (update.Report)
        {
            case OrderReport.Accepted:
                Accepted(ref order, in update);
                return true;
            case OrderReport.Rejected when order.Confirmed != 0:
                // A change was refused; the order rests as it was last confirmed, at its worst case size.
                if (order.State is OwnOrderState.PendingEdit or OwnOrderState.Unknown) order.State = OwnOrderState.Working;
                return true;
            case OrderReport.Rejected:
                order = default;
                return true;
            case OrderReport.Cancelled:
                Gone(ref order, update.OpenLots == Units.Missing ? 0 : Math.Max(0, order.OpenLots - update.OpenLots));
                return true;
            case OrderReport.Filled:
                Gone(ref order, order.OpenLots);
                return true;
            case OrderReport.CancelRejected:
                order.State = OwnOrderState.Unknown;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes filled lots off the untold ones, then off the open ones; an order of which nothing is left leaves the slot.</summary>
    public static void Filled(ref OwnOrder order, long orderId, long lots)
    {
        if (order.IsFree || order.OrderId != orderId) return;
        long told = Math.Min(lots, order.UntoldLots);
        order.UntoldLots -= told;
        order.OpenLots -= lots - told;
        order.FilledLots += lots;
        FreeIfNothingLeft(ref order);
    }

    private static void Accepted(ref OwnOrder order, in OrderUpdate update)
    {
        order.Confirmed = 1;
        order.PriceTicks = update.PriceTicks;
        order.OpenLots = Math.Max(0, update.OpenLots);
        order.UntoldLots = Math.Max(0, order.SentLots - order.FilledLots - order.OpenLots);
        // A confirmation that was on its way when a cancel left does not end the cancel.
        if (order.State != OwnOrderState.PendingCancel) order.State = order.OpenLots > 0 ? OwnOrderState.Working : OwnOrderState.Filling;
        FreeIfNothingLeft(ref order);
    }

    private static void Gone(ref OwnOrder order, long untoldLots)
    {
        order.UntoldLots += untoldLots;
        order.OpenLots = 0;
        order.State = OwnOrderState.Filling;
        FreeIfNothingLeft(ref order);
    }

    private static void FreeIfNothingLeft(ref OwnOrder order)
    {
        if (order.OpenLots <= 0 && order.UntoldLots <= 0) order = default;
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
}
