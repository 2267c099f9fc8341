using System;
using Minnow.Core.Model;

namespace Minnow.Core.Orders;

/// <summary>What the venue says about an order: in any order, more than once, and sometimes nothing.</summary>
/// <remarks>
/// The venue's ends are final: an end is applied however old it is, and nothing opens an ended order. Of reports that it rests, one whose time
/// or filled size is behind the newest one says nothing. A change is answered by a report that shows it, or by a refusal of it; a report of the
/// order as it was before may have been on its way.
/// </remarks>
public static partial class OwnOrders
{
    /// <summary>A report whose time is further from ours than this has no usable time, ns.</summary>
    public const long PlausibleNs = 86_400 * Units.NsPerSecond;

    /// <summary>Applies a report.</summary>
    /// <param name="order">The slot.</param>
    /// <param name="ended">Where an order goes that ends.</param>
    /// <param name="update">The report.</param>
    /// <param name="exchangeNs">The venue's time of the order's last change, ns since 1970; 0 if not said.</param>
    /// <param name="nowNs">Our time, ns since 1970.</param>
    public static OrderOutcome Answered(ref OwnOrder order, ref EndedOrders ended, in OrderUpdate update, long exchangeNs, long nowNs)
    {
        if (order.IsFree || update.OrderId != order.OrderId) return OrderOutcome.NotThis;
        if (!IsCount(update.OpenLots) || !IsCount(update.FilledLots)) return OrderOutcome.Contradiction;
        long stampNs = exchangeNs > nowNs - PlausibleNs && exchangeNs < nowNs + PlausibleNs ? exchangeNs : 0;
        switch (update.Report)
        {
            case OrderReport.Accepted:
                return Accepted(ref order, ref ended, in update, stampNs, nowNs);
            case OrderReport.Rejected when order.Confirmed == 0:
                return Gone(ref order, ref ended, 0, 0, nowNs, update.Reason == OrderReason.NotSent ? OrderOutcome.Applied : OrderOutcome.Refused);
            case OrderReport.Rejected when order.ChangeOpen == 0 && !order.IsGone && order.State != OwnOrderState.PendingCancel:
                // It has rested, and no change is open that this could be about: what is true must come in another report.
                order.State = OwnOrderState.Unknown;
                return OrderOutcome.Applied;
            case OrderReport.Rejected or OrderReport.EditRejected:
                return ChangeRefused(ref order, update.Reason);
            case OrderReport.Cancelled:
                return Gone(ref order, ref ended, FilledAtCancel(in order, in update), stampNs, nowNs, OrderOutcome.Gone);
            case OrderReport.Filled:
                return Gone(ref order, ref ended, update.FilledLots != Units.Missing ? update.FilledLots : order.MostLots, stampNs, nowNs, OrderOutcome.Gone);
            case OrderReport.NotFound:
                return Gone(ref order, ref ended, 0, stampNs, nowNs, OrderOutcome.Gone);
            case OrderReport.CancelRejected:
                if (order.IsGone) return OrderOutcome.NoNews;
                // Whether it was filled, cancelled or never there comes in another report.
                order.State = OwnOrderState.Unknown;
                return OrderOutcome.Applied;
            case OrderReport.Unclear:
                if (order.State is not (OwnOrderState.PendingNew or OwnOrderState.PendingEdit or OwnOrderState.PendingCancel)) return OrderOutcome.NoNews;
                order.State = OwnOrderState.Unknown;
                return OrderOutcome.Applied;
            default:
                return OrderOutcome.NoNews;
        }
    }

    private static OrderOutcome Accepted(ref OwnOrder order, ref EndedOrders ended, in OrderUpdate update, long stampNs, long nowNs)
    {
        bool isBehind = stampNs != 0 && stampNs < order.ReportNs;
        if (order.State == OwnOrderState.Filling || isBehind || (update.FilledLots != Units.Missing && update.FilledLots < order.ReportedLots)) return OrderOutcome.NoNews;

        // What the report leaves out is taken from the message that it may answer.
        bool mayAnswer = order.ReportNs == 0 || order.ChangeOpen != 0;
        long assumed = mayAnswer ? order.SentLots : order.TotalLots;
        long open = update.OpenLots != Units.Missing ? update.OpenLots : Math.Max(0, assumed - Math.Max(0, update.FilledLots));
        long filled = update.FilledLots != Units.Missing ? update.FilledLots : Math.Max(0, assumed - open);
        long price = update.PriceTicks != Units.Missing ? update.PriceTicks : mayAnswer ? order.SentPriceTicks : order.PriceTicks;
        long total = open + filled;

        bool answersChange = order.ChangeOpen != 0 && price == order.SentPriceTicks && total == order.SentLots;
        bool isNewer = order.ReportNs == 0 || stampNs > order.ReportNs;
        bool wasNew = order.State == OwnOrderState.PendingNew;
        order.ReportNs = Math.Max(order.ReportNs, stampNs);
        order.ReportedLots = Math.Max(order.ReportedLots, filled);
        order.Confirmed = 1;
        // The venue works in order: what was sent before the change that it took is over.
        if (answersChange) order.ChangeOpen = order.RefusedLots = order.RefusedTicks = 0;
        if (answersChange || isNewer)
        {
            if (price != order.PriceTicks) QueueWatch.Left(ref order);
            order.PriceTicks = price;
            order.TotalLots = total;
        }
        else if (order.ChangeOpen != 0 || order.TotalLots != order.SentLots)
        {
            // Two reports of one moment: nobody knows which came last, so the larger size counts. But not once the last change of ours was
            // taken: sizes change by our changes alone, and the venue works in order, so another size is that of before.
            order.TotalLots = Math.Max(order.TotalLots, total);
        }
        bool tooLarge = total > order.PeakLots;
        if (order.ChangeOpen == 0 && order.State != OwnOrderState.PendingCancel)
        {
            order.State = order.CancelCount == 0 ? OwnOrderState.Working : OwnOrderState.PendingCancel;
            // It is known again, and the cancel's time to be answered begins now.
            order.SentNs = nowNs;
        }
        Recount(ref order);
        // Nothing is left of it by the venue's own count, whatever change of it is still on its way.
        if (open == 0) Gone(ref order, ref ended, filled, stampNs, nowNs, OrderOutcome.Gone);
        if (tooLarge) return OrderOutcome.Contradiction;
        return answersChange || wasNew ? OrderOutcome.Taken : OrderOutcome.Applied;
    }

    private static OrderOutcome ChangeRefused(ref OwnOrder order, OrderReason reason)
    {
        // A superseded change is no failure: the later one is still under way, and its bounds count.
        if (order.ChangeOpen == 0 || reason == OrderReason.Superseded) return OrderOutcome.NoNews;
        order.ChangeOpen = 0;
        // Should the refusal be an old one told twice, the change under way may still come: its size and price count on.
        if (reason is not (OrderReason.NotSent or OrderReason.Denied))
        {
            if (order.SentLots > order.TotalLots) order.RefusedLots = Math.Max(order.RefusedLots, order.SentLots);
            order.RefusedTicks = order.RefusedTicks == 0 ? order.SentPriceTicks : order.Nearest(order.RefusedTicks, order.SentPriceTicks);
        }
        Recount(ref order);
        if (reason == OrderReason.NotOpen) order.State = OwnOrderState.Unknown;
        else if (order.State == OwnOrderState.PendingEdit) order.State = OwnOrderState.Working;
        return reason is OrderReason.NotSent or OrderReason.NotOpen ? OrderOutcome.Applied : OrderOutcome.Refused;
    }

    private static OrderOutcome Gone(ref OwnOrder order, ref EndedOrders ended, long filledLots, long stampNs, long nowNs, OrderOutcome outcome)
    {
        bool repeated = order.State == OwnOrderState.Filling && filledLots <= order.ReportedLots;
        order.ReportedLots = Math.Max(order.ReportedLots, filledLots);
        bool tooMuch = order.ReportedLots > order.PeakLots;
        // An end without a time: a report that rested on its way can not be told from a new one any more, and none counts as new.
        if (stampNs == 0 && order.Confirmed != 0) order.ReportNs = long.MaxValue;
        order.ReportNs = Math.Max(order.ReportNs, stampNs);
        order.TotalLots = order.KnownLots;
        order.ChangeOpen = order.RefusedLots = order.RefusedTicks = 0;
        order.State = OwnOrderState.Filling;
        Recount(ref order);
        FreeIfNothingLeft(ref order, ref ended, nowNs);
        if (tooMuch) return OrderOutcome.Contradiction;
        return repeated ? OrderOutcome.NoNews : outcome;
    }

    // A cancel that says neither count is taken at its word: nothing more was filled than we know.
    private static long FilledAtCancel(in OwnOrder order, in OrderUpdate update)
    {
        if (update.FilledLots != Units.Missing) return update.FilledLots;
        return update.OpenLots != Units.Missing ? Math.Max(0, order.MostLots - update.OpenLots) : 0;
    }

    private static bool IsCount(long lots) => lots == Units.Missing || (ulong)lots <= MaxLots;
}
