using Minnow.Core.Book;
using Minnow.Core.Model;
using Minnow.Core.Orders;
using Minnow.Core.Signals;

namespace Minnow.Core.Engine;

/// <summary>Keeps track of what of the book is ours, so that no signal takes our own quotes for the market's.</summary>
/// <remarks>Only with a gateway: what a run without one would have sent is in no recorded book.</remarks>
internal static class OwnFlowDesk
{
    /// <summary>Messages of this decision are on their way.</summary>
    internal static void Sent(in QuoterState head, ref InstrumentState instrument)
    {
        if (head.Gateway == (long)GatewayPhase.None) return;
        Sent(head.NowNs, ref instrument, sell: false);
        Sent(head.NowNs, ref instrument, sell: true);
    }

    /// <summary>The venue told of an order, by a report or by a fill.</summary>
    internal static void Told(in QuoterState head, ref InstrumentState instrument, long orderId, bool sell, long exchangeNs)
    {
        if (head.Gateway == (long)GatewayPhase.None) return;
        ref OrderSide side = ref instrument.Side(sell);
        int slot = side.IndexOf(orderId);
        long lots = slot < 0 ? 0 : Shown(in side[slot]);
        bool isSettled = slot < 0 || side[slot].State is not (OwnOrderState.PendingEdit or OwnOrderState.PendingCancel);
        OwnDepth.Tell(ref instrument.Own, in instrument.Book, orderId, sell, lots > 0 ? side[slot].PriceTicks : 0, lots, exchangeNs, isSettled);
    }

    /// <summary>A quote of ours was taken: others rest as they did, and yet a taker came, which is flow. Where we took, its print is none.</summary>
    internal static void Filled(in QuoterState head, ref InstrumentState instrument, ref readonly Event e)
    {
        if (head.Gateway == (long)GatewayPhase.None) return;
        ref InstrumentSignals s = ref instrument.Signals;
        SignalUses uses = (SignalUses)s.Uses;
        if (((FillDetails)e.Detail & FillDetails.Taker) != 0)
        {
            if (OwnPrints.Filled(ref s.Own, e.Fill.TradeId) && (uses & SignalUses.Trades) != 0) TradeFlow.TakeBack(ref s.Trades, e.Has(EventFlags.Ask), e.Fill.SizeLots);
        }
        else if ((uses & SignalUses.Flow) != 0) OrderFlowImbalance.Taken(ref s.Flow, e.Has(EventFlags.Ask), e.Fill.SizeLots);
    }

    private static void Sent(long nowNs, ref InstrumentState instrument, bool sell)
    {
        foreach (ref readonly OwnOrder order in instrument.Side(sell).Used)
        {
            long lots;
            if (order.State is OwnOrderState.PendingNew or OwnOrderState.PendingEdit && order.SentNs == nowNs) lots = order.SentLots - order.KnownLots;
            else if (order.State == OwnOrderState.PendingCancel && order.LastCancelNs == nowNs && order.CancelCount == 1) lots = 0;
            else continue;
            OwnDepth.Expect(ref instrument.Own, in instrument.Book, order.OrderId, sell, order.SentPriceTicks, lots > 0 ? lots : 0);
        }
    }

    private static long Shown(in OwnOrder order) => order.Confirmed == 0 || order.IsGone || order.TotalLots <= order.KnownLots ? 0 : order.TotalLots - order.KnownLots;
}
