using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

// Cancels: one, many, and those the venue does by itself.
public sealed partial class ExchangeEngine
{
    private static readonly Comparison<Order> ByInstrumentThenNumber = static (a, b) =>
        a.Instrument.Slot != b.Instrument.Slot ? a.Instrument.Slot.CompareTo(b.Instrument.Slot) : a.Number.CompareTo(b.Number);

    /// <summary>Cancels an order of the account. One that is held becomes immediate-or-cancel and may still fill.</summary>
    public OrderResult Cancel(Account account, string orderId)
    {
        EngineError error = FindOwn(account, orderId, out Order? order);
        return error.IsNone ? Cancel(order!) : OrderResult.Refused(error, order);
    }

    /// <summary>Cancels an order for its owner.</summary>
    public OrderResult Cancel(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        EngineError error = CheckLive(order);
        if (error.IsNone && order.IsLiquidation) error = EngineError.CanNotCancelLiquidation;
        if (error.IsNone && order.Instrument.State == InstrumentState.Settlement) error = EngineError.SettlementInProgress;
        if (!error.IsNone) return OrderResult.Refused(error, order);
        CancelWhole(order, CancelReason.UserRequest);
        return new OrderResult { Order = order, Trades = NoTrades };
    }

    /// <summary>Cancels the account's orders that a filter means; gives them. Books in settlement are passed over.</summary>
    public IReadOnlyList<Order> CancelAll(Account account, in CancelFilter filter, CancelReason reason = CancelReason.UserRequest)
    {
        ArgumentNullException.ThrowIfNull(account);
        List<Order> meant = [];
        foreach (Order order in account.Live)
            if (Means(filter, order) && order.Instrument.State != InstrumentState.Settlement) meant.Add(order);
        CancelMany(meant, reason);
        return meant;
    }

    /// <summary>Cancels what was placed through a connection while cancel-on-disconnect was on; gives the orders.</summary>
    public IReadOnlyList<Order> CancelConnection(long connectionId) => CancelConnection(connectionId, sparesSettling: false, out _);

    /// <summary>As <see cref="CancelConnection(long)"/>.</summary>
    /// <param name="connectionId">Which.</param>
    /// <param name="sparesSettling">True leaves those in books that settle.</param>
    /// <param name="isLeft">True if one was left.</param>
    public IReadOnlyList<Order> CancelConnection(long connectionId, bool sparesSettling, out bool isLeft)
    {
        List<Order> meant = [];
        isLeft = false;
        foreach (Account account in _accounts)
        {
            if (account.Spec.ForgetsAtOnce) continue;
            foreach (Order order in account.Live)
            {
                if (!order.CancelOnDisconnect || order.ConnectionId != connectionId) continue;
                bool isSpared = sparesSettling && order.Instrument.State == InstrumentState.Settlement;
                isLeft |= isSpared;
                if (!isSpared) meant.Add(order);
            }
        }

        CancelMany(meant, CancelReason.CancelOnDisconnect);
        return meant;
    }

    /// <summary>Closes a position with a reduce-only order.</summary>
    public OrderResult ClosePosition(Account account, Instrument instrument, OrderType type, long priceE8, long connectionId = 0, bool cancelOnDisconnect = false)
    {
        ArgumentNullException.ThrowIfNull(account);
        long sizeE8 = account.PositionIn(instrument)?.SizeE8 ?? 0;
        if (sizeE8 == 0) return OrderResult.Refused(EngineError.Other("already_closed"));
        return Place(new OrderRequest(account, instrument, sizeE8 > 0 ? OrderSide.Sell : OrderSide.Buy, Math.Abs(sizeE8), priceE8)
        {
            Type = type, ReduceOnly = true, ConnectionId = connectionId, CancelOnDisconnect = cancelOnDisconnect,
        });
    }

    private static bool Means(in CancelFilter filter, Order order)
    {
        if (order.IsLiquidation) return false;
        if (filter.Instrument != null && !ReferenceEquals(filter.Instrument, order.Instrument)) return false;
        if (filter.Currency != null && filter.Currency != order.Instrument.Spec.SettlementCurrency) return false;
        if (filter.IndexName != null && filter.IndexName != order.Instrument.Spec.IndexName) return false;
        if (filter.Label != null && filter.Label != order.Label) return false;
        if (filter.Type != null && filter.Type != order.Type) return false;
        if (filter.ProtectedConnectionId != null && (!order.CancelOnDisconnect || filter.ProtectedConnectionId != order.ConnectionId)) return false;
        if (filter.Mmp != null && filter.Mmp != order.Mmp) return false;
        if (filter.Quote != null && filter.Quote != order.IsQuote) return false;
        return filter.QuoteSetId == null || filter.QuoteSetId == order.QuoteSetId;
    }

    /// <summary>Cancels orders, one group of calls for each instrument.</summary>
    private void CancelMany(List<Order> orders, CancelReason reason)
    {
        if (orders.Count == 0) return;
        orders.Sort(ByInstrumentThenNumber);
        Instrument? current = null;
        foreach (Order order in orders)
        {
            if (!ReferenceEquals(order.Instrument, current))
            {
                if (current != null) End(current);
                Begin(current = order.Instrument);
            }

            if (order.State == OrderState.SpeedBumped) order.HeldCancel = reason;
            else if (order.State == OrderState.Open) CancelResting(order, reason);
        }

        End(current!);
    }

    private void CancelWhole(Order order, CancelReason reason)
    {
        if (order.State == OrderState.SpeedBumped)
        {
            order.HeldCancel = reason;
            return;
        }

        Begin(order.Instrument);
        CancelResting(order, reason);
        End(order.Instrument);
    }
}
