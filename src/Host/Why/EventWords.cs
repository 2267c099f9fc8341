using System.Globalization;
using Minnow.Core.Model;
using Minnow.Core.Risk.Gate;

namespace Minnow.Host.Why;

/// <summary>The event behind a decision in words.</summary>
internal static class EventWords
{
    internal static string Of(in Event e, Instruments instruments)
    {
        ushort index = e.InstrumentIndex;
        string lag = e.ExchangeNs > 0 ? string.Create(CultureInfo.InvariantCulture, $", here {(e.ReceivedNs - e.ExchangeNs) / 1e6:0.000} ms after the venue's time") : "";
        return What(in e, index, instruments) + lag;
    }

    private static string What(in Event e, ushort index, Instruments instruments)
    {
        string side = e.Has(EventFlags.Ask) ? "ask" : "bid";
        return e.Kind switch
        {
            EventKind.BookLevel or EventKind.GroupedLevel => e.Level.SizeLots == 0
                ? $"book: {side} {instruments.PriceText(index, e.Level.PriceTicks)} is gone"
                : $"book: {side} {instruments.PriceText(index, e.Level.PriceTicks)} x {instruments.AmountText(index, e.Level.SizeLots)}",
            EventKind.Trade => $"trade of {instruments.AmountText(index, e.Trade.SizeLots)} at {instruments.PriceText(index, e.Trade.PriceTicks)}",
            EventKind.Fill => $"our fill of {instruments.AmountText(index, e.Fill.SizeLots)} at {instruments.PriceText(index, e.Fill.PriceTicks)}, trade {e.Fill.TradeId}",
            EventKind.OrderUpdate => $"the venue on order {e.Order.OrderId}: {e.Order.Report}",
            EventKind.Timer => "timer",
            EventKind.Operator => $"operator: {(OperatorVerb)e.Detail}",
            EventKind.Gateway => $"order link: {(GatewayPhase)e.Detail}",
            EventKind.Alert => $"alert: {(AlertKind)e.Detail} {(e.Has(EventFlags.Lost) ? "raised" : "cleared")}",
            EventKind.Gate => $"pre-trade gate: {(e.Gate.Closed == 0 ? "open" : "shut by " + GateWords.Closed(e.Gate.Closed))}",
            EventKind.GateLimit => $"pre-trade gate: limit {(GateLimit)e.Detail} is {e.GateLimit.Value}",
            EventKind.Parameter => $"parameter {(Core.Quoting.ParameterId)e.Detail}",
            _ => e.Kind.ToString(),
        };
    }
}
