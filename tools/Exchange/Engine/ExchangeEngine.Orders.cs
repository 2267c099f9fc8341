using System;
using System.Collections.Generic;

namespace Minnow.Exchange.Engine;

// New orders: checked, perhaps held for the speed bump, matched, and what is left of them.
public sealed partial class ExchangeEngine
{
    private static readonly IReadOnlyList<UserTrade> NoTrades = [];

    private readonly PriorityQueue<Order, (long ReleaseUs, long Number)> _held = new();
    private long _heldCount;
    private List<UserTrade>? _takerTrades;

    /// <summary>Places an order.</summary>
    public OrderResult Place(in OrderRequest request)
    {
        EngineError error = CheckNew(request);
        if (error.IsNone && request.Mmp)
        {
            error = request.Type == OrderType.Limit
                ? CheckProtection(request.Account, request.Instrument, request.Side, request.AmountE8, group: null)
                : EngineError.BadParameter("mmp", "limit orders only");
        }

        return error.IsNone ? PlaceChecked(request, quote: null) : OrderResult.Refused(error);
    }

    private OrderResult PlaceChecked(in OrderRequest request, QuoteIdentity? quote)
    {
        Instrument instrument = request.Instrument;
        Position position = request.Account.Position(instrument);
        long priceE8 = request.PriceE8;
        long amountE8 = request.AmountE8;
        EngineError error = PriceOf(request, ref priceE8);
        if (error.IsNone && request.ReduceOnly)
        {
            amountE8 = Math.Min(amountE8, position.ReducibleE8(request.Side));
            if (amountE8 == 0) error = EngineError.Other("invalid_reduce_only_order");
        }

        if (error.IsNone && !request.ReduceOnly) error = CheckFunds(position, request.Side, amountE8);
        if (!error.IsNone) return OrderResult.Refused(error);

        Order order = new(instrument.Family.TakeOrderNumber(), request.Account, instrument, request.Side)
        {
            Type = request.Type, OriginalType = request.Type, TimeInForce = request.TimeInForce, PriceE8 = priceE8, AmountE8 = amountE8,
            Label = request.Label ?? "", PostOnly = request.PostOnly, RejectPostOnly = request.RejectPostOnly, ReduceOnly = request.ReduceOnly,
            Mmp = request.Mmp, IsWeb = request.IsWeb, CreatedUs = NowUs, UpdatedUs = NowUs, ConnectionId = request.ConnectionId,
            CancelOnDisconnect = request.CancelOnDisconnect, ComboName = request.ComboName,
        };
        if (quote != null)
            (order.IsQuote, order.QuoteId, order.QuoteSetId, order.MmpGroup) = (true, quote.QuoteId, quote.QuoteSetId, quote.Group);
        instrument.Family.Orders.Add(order.Number, order);
        if (instrument.Spec.SpeedBumpUs > 0 && !order.PostOnly && WouldTake(instrument, order.Side, priceE8)) return Hold(order);
        return Execute(order);
    }

    private static EngineError PriceOf(in OrderRequest request, ref long priceE8)
    {
        Instrument instrument = request.Instrument;
        switch (request.Type)
        {
            case OrderType.Limit:
                return request.PostOnly ? Inside(request.Account, instrument, request.Side, request.RejectPostOnly, ref priceE8) : EngineError.None;
            case OrderType.Market:
                priceE8 = request.Side == OrderSide.Buy ? instrument.MaxPriceE8 : instrument.MinPriceE8;
                return EngineError.None;
            default:
                BookSide against = instrument.Book.Against(request.Side);
                if (against.Count == 0) return EngineError.Other("no_counterparty");
                priceE8 = against.Best.PriceE8;
                return CheckPrice(request.Account, instrument, request.Side, priceE8);
        }
    }

    private OrderResult Hold(Order order)
    {
        order.State = OrderState.SpeedBumped;
        order.ReleaseUs = NowUs + order.Instrument.Spec.SpeedBumpUs;
        AddLive(order);
        _held.Enqueue(order, (order.ReleaseUs, ++_heldCount));
        return new OrderResult { Order = order, Trades = NoTrades, IsHeld = true };
    }

    private void ReleaseHeld()
    {
        Order order = _held.Dequeue();
        if (order.State != OrderState.SpeedBumped) return;
        OrderResult result;
        if (order.Instrument.State != InstrumentState.Open)
        {
            result = EndHeld(order, order.HeldCancel == CancelReason.None ? CancelReason.Settlement : order.HeldCancel);
        }
        else
        {
            RemoveLive(order);
            result = Execute(order);
        }

        Listener.OnHeldDone(order, result);
    }

    private OrderResult EndHeld(Order order, CancelReason reason)
    {
        Begin(order.Instrument);
        Close(order, OrderState.Cancelled, reason);
        Tell(order);
        End(order.Instrument);
        return new OrderResult { Order = order, Trades = NoTrades };
    }

    /// <summary>Matches an order that is in no book, then rests or ends what is left.</summary>
    private OrderResult Execute(Order order, bool begun = false)
    {
        Instrument instrument = order.Instrument;
        if (!begun) Begin(instrument);
        _takerTrades = null;
        order.State = OrderState.Open;
        order.UpdatedUs = NowUs;
        CancelReason end = CancelReason.None;
        if (order.ReduceOnly)
        {
            long mostE8 = order.Account.Position(instrument).ReducibleE8(order.Side);
            if (mostE8 == 0) end = CancelReason.RiskMitigation;
            else if (order.OpenE8 > mostE8) order.AmountE8 = order.FilledE8 + mostE8;
        }

        if (end == CancelReason.None)
        {
            bool allOrNothing = order.TimeInForce == TimeInForce.FillOrKill;
            end = allOrNothing && FillableE8(order) < order.OpenE8 ? CancelReason.UserRequest : Match(order);
        }

        bool overlaps = end is CancelReason.OrderOverlap or CancelReason.OrderOverlapAnotherSub;
        if (overlaps && !Options.OverlapCancelsTaker && order.FilledE8 == 0 && !order.Replaced)
        {
            instrument.Family.Orders.Remove(order.Number);
            order.State = OrderState.Rejected;
            End(instrument);
            return OrderResult.Refused(EngineError.OrderOverlap);
        }

        if (end != CancelReason.None)
        {
            Close(order, OrderState.Cancelled, end);
        }
        else if (order.OpenE8 == 0)
        {
            Close(order, OrderState.Filled);
        }
        else if (order.HeldCancel != CancelReason.None)
        {
            order.MmpCancelled = order.HeldCancel == CancelReason.MmpTrigger;
            Close(order, OrderState.Cancelled, order.HeldCancel);
        }
        else if (order.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill || order.Type == OrderType.Market)
        {
            Close(order, OrderState.Cancelled, order.IsLiquidation ? CancelReason.Autoliquidation : CancelReason.UserRequest);
        }
        else
        {
            order.Type = OrderType.Limit;
            Rest(order);
        }

        Tell(order);
        OrderResult result = new() { Order = order, Trades = _takerTrades ?? NoTrades };
        _takerTrades = null;
        End(instrument);
        return result;
    }

    /// <summary>Trades until the price or the amount ends it; a reason if the order must not go on.</summary>
    private CancelReason Match(Order taker)
    {
        BookSide against = taker.Instrument.Book.Against(taker.Side);
        while (taker.OpenE8 > 0 && against.Count > 0)
        {
            Level best = against.Best;
            if (!Crosses(taker.Side, taker.PriceE8, best.PriceE8)) break;
            Order maker = best.First!;
            if (IsOwn(taker.Account, maker.Account))
            {
                CancelReason reason = ReferenceEquals(taker.Account, maker.Account) ? CancelReason.OrderOverlap : CancelReason.OrderOverlapAnotherSub;
                if (taker.Account.SelfTradeMode == SelfTradeMode.RejectTaker && !taker.IsLiquidation) return reason;
                CancelResting(maker, reason);
                continue;
            }

            Exchange(taker, maker, best, Math.Min(taker.OpenE8, maker.OpenE8));
        }

        return CancelReason.None;
    }

    private static bool IsOwn(Account taker, Account maker) =>
        ReferenceEquals(taker, maker) || (taker.SelfTradeAcrossSubaccounts && taker.Spec.Owner != 0 && taker.Spec.Owner == maker.Spec.Owner);

    /// <summary>How much of an order could trade now: what a reduce-only maker can still give is counted as the trades would leave it.</summary>
    private static long FillableE8(Order order)
    {
        BookSide against = order.Instrument.Book.Against(order.Side);
        List<(Account Account, long TakenE8)>? taken = null;
        long sumE8 = 0;
        for (int depth = 0; depth < against.Count && sumE8 < order.OpenE8; depth++)
        {
            if (!Crosses(order.Side, order.PriceE8, against[depth].PriceE8)) break;
            for (Order? maker = against[depth].First; maker != null && sumE8 < order.OpenE8; maker = maker.After)
            {
                if (IsOwn(order.Account, maker.Account))
                {
                    if (order.Account.SelfTradeMode == SelfTradeMode.RejectTaker) return sumE8;
                    continue;
                }

                sumE8 += GivenE8(maker, Math.Min(maker.OpenE8, order.OpenE8 - sumE8), ref taken);
            }
        }

        return sumE8;
    }

    private static long GivenE8(Order maker, long amountE8, ref List<(Account Account, long TakenE8)>? taken)
    {
        Position position = maker.Account.Position(maker.Instrument);
        if (position.ReduceOnlyCount == 0) return amountE8;
        taken ??= [];
        int at = taken.FindIndex(row => ReferenceEquals(row.Account, maker.Account));
        long before = at < 0 ? 0 : taken[at].TakenE8;
        if (maker.ReduceOnly) amountE8 = Math.Min(amountE8, Math.Max(0, position.ReducibleE8(maker.Side) - before));
        if (at < 0) taken.Add((maker.Account, amountE8));
        else taken[at] = (maker.Account, before + amountE8);
        return amountE8;
    }
}
