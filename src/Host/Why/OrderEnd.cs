using System.Collections.Generic;
using System.Globalization;
using Minnow.Core.Model;

namespace Minnow.Host.Why;

/// <summary>How an order ended, as far as the journal goes.</summary>
internal static class OrderEnd
{
    /// <summary>True for a report after which the order rests no more.</summary>
    internal static bool Is(OrderReport report) => report is OrderReport.Rejected or OrderReport.Cancelled or OrderReport.Filled or OrderReport.NotFound;

    /// <summary>A report in plain words.</summary>
    internal static string Report(OrderReport report) => report switch
    {
        OrderReport.Accepted => "accepted",
        OrderReport.Rejected => "refused",
        OrderReport.Cancelled => "cancelled",
        OrderReport.CancelRejected => "cancel refused",
        OrderReport.Filled => "filled",
        OrderReport.EditRejected => "move refused",
        OrderReport.NotFound => "not known to the venue",
        OrderReport.Unclear => "unclear: it may or may not have had an effect",
        _ => report.ToString(),
    };

    /// <summary>Its end and after how long, and what was filled; each trade counts once.</summary>
    internal static string Words(IReadOnlyList<OrderStep> steps, in OutputRecord placed, Instruments instruments)
    {
        HashSet<long> trades = [];
        long lots = 0;
        string end = "no end in this journal";
        foreach (OrderStep step in steps)
        {
            if (step.Event is not { } e) continue;
            if (e.Kind == EventKind.Fill && trades.Add(e.Fill.TradeId)) lots += e.Fill.SizeLots;
            if (e.Kind == EventKind.OrderUpdate && Is(e.Order.Report))
                end = string.Create(CultureInfo.InvariantCulture, $"{Report(e.Order.Report)} after {(e.ReceivedNs - placed.TimeNs) / 1e6:#,0.000} ms");
        }
        string fills = trades.Count == 0 ? "no fill" : $"{instruments.AmountText(placed.InstrumentIndex, lots)} filled in {trades.Count} {(trades.Count == 1 ? "trade" : "trades")}";
        return $"{end}, {fills}";
    }
}
