using System;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;

namespace Minnow.Venues.Deribit.Session;

/// <content>What comes of mass quotes: each side is judged by itself, and told as the single order that it is to the quoter.</content>
public sealed partial class DeribitOrderSession
{
    /// <summary>Joins the venue's order ids to ours before anything in a message is counted: fills of quotes name nothing else.</summary>
    private void BindQuotes(PrivateMessage message)
    {
        if (_group.Length == 0) return;
        for (int i = 0; i < message.OrderCount; i++)
        {
            ref OrderRow row = ref message.Orders[i];
            int slot = row is { IsQuote: true, Owner: LabelOwner.ThisRun } ? _orders.Find(row.OrderId) : -1;
            if (slot < 0) continue;
            ref OrderEntry entry = ref _orders[slot];
            if (!entry.HasVenueId) entry.HasVenueId = VenueId.TrySet(ref entry.VenueId, VenueId.Text(in row.VenueId));
            // Asked for one by one, a quote's amount is what is left of it.
            if (row.FilledLots > 0 && row.AmountLots + row.FilledLots == entry.PlacedLots) row.AmountLots = entry.PlacedLots;
        }
    }

    /// <summary>The slot of the order of a fill without a label: of quotes, those that rest are looked at first.</summary>
    private int FindUnlabelled(in TradeRow trade)
    {
        int number = _group.Length == 0 ? -1 : _markets.NumberOf(trade.InstrumentIndex);
        for (int side = 0; number >= 0 && side < 2; side++)
        {
            int slot = _quotes[2 * number + side];
            if (slot >= 0 && _orders[slot].HasVenueId && VenueId.Text(in _orders[slot].VenueId).SequenceEqual(VenueId.Text(in trade.VenueId))) return slot;
        }

        return _orders.Find(in trade.VenueId);
    }

    /// <summary>Asks what became of an order: by its label; of a quote by the venue's id, or, while that is not known, among all that rest.</summary>
    private void WriteStateOf(in OrderEntry entry, long id)
    {
        byte[] currency = _markets.Currencies[entry.Currency];
        if (!entry.IsQuote) _link.Write.GetOrderStateByLabel(Outbox, id, _link.AccessToken, currency, entry.OrderId);
        else if (entry.HasVenueId) _link.Write.GetOrderState(Outbox, id, _link.AccessToken, VenueId.Text(in entry.VenueId));
        else _link.Write.GetOpenOrders(Outbox, id, _link.AccessToken, currency, Kind);
    }

    private void QuotesAnswered(in Request request, PrivateMessage message, in ErrorMeaning meaning, long nowNs)
    {
        Clear(request.OrderId, request.Id);
        Clear(request.OtherOrderId, request.Id);
        BindQuotes(message);
        for (int i = 0; i < message.TradeCount; i++) ApplyFill(message.Trades[i], FillDetails.None, nowNs);
        for (int i = 0; i < message.OrderCount; i++)
        {
            ref readonly OrderRow row = ref message.Orders[i];
            bool isOurs = row.Owner == LabelOwner.ThisRun && (row.OrderId == request.OrderId || row.OrderId == request.OtherOrderId);
            Apply(row, isOurs, nowNs);
        }

        SideAnswered(request, request.OrderId, request.OrderKind, message, meaning, nowNs);
        SideAnswered(request, request.OtherOrderId, request.OtherKind, message, meaning, nowNs);
    }

    private void Clear(long orderId, long requestId)
    {
        int slot = orderId == 0 ? -1 : _orders.Find(orderId);
        if (slot >= 0) ClearRequest(ref _orders[slot], requestId);
    }

    private void SideAnswered(in Request request, long orderId, RequestKind kind, PrivateMessage message, in ErrorMeaning meaning, long nowNs)
    {
        int slot = orderId == 0 ? -1 : _orders.Find(orderId);
        if (slot < 0) return;
        ref OrderEntry entry = ref _orders[slot];
        if (message.IsError)
        {
            SideFailed(slot, request, kind, message.ErrorCode, meaning, nowNs);
            return;
        }

        int refused = RefusedSide(message, entry);
        if (refused >= 0)
        {
            SideFailed(slot, request, kind, message.QuoteErrors[refused].Code, message.QuoteErrors[refused].Meaning, nowNs);
        }
        else if (entry.IsLive && kind == RequestKind.Cancel)
        {
            // The count of what was cancelled, or no row because nothing rested: its report follows; should it not, it is asked for and cancelled again.
            if (entry.QueryNs == long.MaxValue) AskLater(ref entry, nowNs);
            CancelLater(ref entry, nowNs);
        }
        else if (entry.IsLive && !Has(message, orderId))
        {
            MakeUnclear(slot, OrderReason.None, 0, kind == RequestKind.Edit, nowNs);
        }
    }

    private static int RefusedSide(PrivateMessage message, in OrderEntry entry)
    {
        for (int i = 0; i < message.QuoteErrorCount; i++)
            if (message.QuoteErrors[i].InstrumentIndex == entry.Instrument && message.QuoteErrors[i].Sell == entry.Sell) return i;
        return -1;
    }

    /// <summary>One side was refused, or all of the request.</summary>
    private void SideFailed(int slot, Request request, RequestKind kind, int code, in ErrorMeaning meaning, long nowNs)
    {
        // A refused change of a quote has the venue cancel it: only its own word says what became of it.
        if (kind == RequestKind.Edit && _orders[slot].IsLive && meaning.Reason != OrderReason.NotOpen)
        {
            MakeUnclear(slot, meaning.Reason, code, isEdit: true, nowNs);
            return;
        }

        request.Kind = kind;
        OrderFailed(slot, request, code, meaning, nowNs);
    }

    private void QuoteUnanswered(in Request request, long orderId, RequestKind kind, long nowNs)
    {
        int slot = orderId == 0 ? -1 : _orders.Find(orderId);
        if (slot < 0) return;
        ClearRequest(ref _orders[slot], request.Id);
        if (!_orders[slot].IsLive) return;
        MakeUnclear(slot, OrderReason.None, 0, kind == RequestKind.Edit, nowNs);
        if (kind == RequestKind.Cancel) CancelLater(ref _orders[slot], nowNs);
    }
}
