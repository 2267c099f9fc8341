using System;

namespace Minnow.Exchange.Engine;

// Changes to orders. The place in the queue is kept only by the same price with the same or a smaller amount.
public sealed partial class ExchangeEngine
{
    /// <summary>Changes an order of the account. An amount at or below what is filled closes the order as filled with what it has.</summary>
    public OrderResult Edit(Account account, string orderId, in EditRequest request)
    {
        EngineError error = FindOwn(account, orderId, out Order? order);
        return error.IsNone ? EditOwn(order!, request) : OrderResult.Refused(error, order);
    }

    /// <summary>Changes an order for its owner.</summary>
    public OrderResult Edit(Order order, in EditRequest request)
    {
        ArgumentNullException.ThrowIfNull(order);
        EngineError error = CheckLive(order);
        return error.IsNone ? EditOwn(order, request) : OrderResult.Refused(error, order);
    }

    /// <summary>Changes the one open order with this label on this instrument.</summary>
    public OrderResult EditByLabel(Account account, Instrument instrument, string label, in EditRequest request)
    {
        ArgumentNullException.ThrowIfNull(account);
        Order? found = null;
        foreach (Order order in account.Live)
        {
            if (order.Label != label || !ReferenceEquals(order.Instrument, instrument)) continue;
            if (found != null) return OrderResult.Refused(EngineError.NotUniqueLabel);
            found = order;
        }

        return found == null ? OrderResult.Refused(EngineError.OrderNotFound) : EditOwn(found, request);
    }

    private ulong _lostRaces;

    private EngineError FindOwn(Account account, string orderId, out Order? order)
    {
        order = FindOrder(orderId);
        if (order == null) return EngineError.OrderNotFound;
        if (!ReferenceEquals(order.Account, account))
        {
            order = null;
            return EngineError.NotOwner;
        }

        return CheckLive(order);
    }

    private EngineError CheckLive(Order order) => order.State switch
    {
        OrderState.Filled => EngineError.Closed(LostRaceCode(true)),
        OrderState.Cancelled or OrderState.Rejected => EngineError.Closed(LostRaceCode(false)),
        _ => EngineError.None,
    };

    // SplitMix64: no draw of the venue depends on how many races were lost.
    private int LostRaceCode(bool isFilled)
    {
        if (Options.LostRaceSeed is not { } seed) return isFilled ? Options.FilledOrderCode : Options.CancelledOrderCode;
        ulong z = seed + (++_lostRaces * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) % (isFilled ? 4UL : 3UL)) switch { 0 => 10004, 1 => 10010, 2 => 11044, _ => 11008 };
    }

    private OrderResult EditOwn(Order order, in EditRequest request)
    {
        EngineError error = CheckEdit(order, request);
        if (!error.IsNone) return OrderResult.Refused(error, order);
        long amountE8 = request.AmountE8 ?? order.AmountE8;
        long priceE8 = request.PriceE8 ?? order.PriceE8;
        bool postOnly = request.PostOnly ?? order.PostOnly;
        bool rejects = request.RejectPostOnly ?? order.RejectPostOnly;
        bool reduceOnly = request.ReduceOnly ?? order.ReduceOnly;
        if (postOnly)
        {
            error = Inside(order.Account, order.Instrument, order.Side, rejects, ref priceE8);
            if (error == EngineError.PostOnlyReject) CancelWhole(order, CancelReason.EditPostOnlyReject);
            if (!error.IsNone) return OrderResult.Refused(error, order);
        }

        Position position = order.Account.Position(order.Instrument);
        if (reduceOnly)
        {
            long mostE8 = position.ReducibleE8(order.Side);
            if (mostE8 == 0) return OrderResult.Refused(EngineError.Other("invalid_reduce_only_order"), order);
            amountE8 = Math.Min(amountE8, order.FilledE8 + mostE8);
        }
        else
        {
            error = CheckFunds(position, order.Side, amountE8 - order.AmountE8);
            if (!error.IsNone) return OrderResult.Refused(error, order);
        }

        return Change(order, amountE8, priceE8, postOnly, rejects, reduceOnly);
    }

    private EngineError CheckEdit(Order order, in EditRequest request)
    {
        if (order.IsQuote) return EngineError.OrderNotFound;
        if (order.IsLiquidation) return EngineError.CanNotEditLiquidation;
        if (order.State == OrderState.SpeedBumped) return EngineError.NotOpenOrder;
        EngineError error = CheckTrading(order.Account, order.Instrument, request.ValidUntilUs);
        if (!error.IsNone) return error;
        if (request.Mmp is { } mmp && mmp != order.Mmp) return EngineError.BadParameter("mmp", "cannot be changed");
        if (request.DisplayE8 is { } display && display != 0) return EngineError.InvalidMaxShow;
        if (request.AmountE8 is { } amountE8) error = CheckAmount(order.Instrument.Spec, amountE8);
        if (error.IsNone && request.PriceE8 is { } priceE8) error = CheckPrice(order.Account, order.Instrument, order.Side, priceE8);
        if (!error.IsNone) return error;
        if (request.PostOnly == true && order.TimeInForce != TimeInForce.GoodTilCancelled) return EngineError.PostOnlyNotAllowed;
        if (order.Mmp && request.AmountE8 > order.AmountE8)
            return CheckProtection(order.Account, order.Instrument, order.Side, request.AmountE8.Value - order.AmountE8, order.MmpGroup);
        return EngineError.None;
    }

    private OrderResult Change(Order order, long amountE8, long priceE8, bool postOnly, bool rejects, bool reduceOnly, bool toTheBack = false)
    {
        Instrument instrument = order.Instrument;
        bool keepsPlace = priceE8 == order.PriceE8 && amountE8 <= order.AmountE8 && amountE8 > order.FilledE8 && !toTheBack;
        Begin(instrument);
        if (keepsPlace)
        {
            long lessE8 = order.AmountE8 - amountE8;
            Touch(order.Side, order.Level!);
            order.Level!.AmountE8 -= lessE8;
            Position position = order.Account.Position(instrument);
            Bind(position, order.Side, -lessE8);
            position.ReduceOnlyCount += (reduceOnly ? 1 : 0) - (order.ReduceOnly ? 1 : 0);
            order.AmountE8 = amountE8;
            Mark(order, postOnly, rejects, reduceOnly);
            Tell(order);
            End(instrument);
            return new OrderResult { Order = order, Trades = NoTrades };
        }

        TakeFromBook(order);
        RemoveLive(order);
        Mark(order, postOnly, rejects, reduceOnly);
        order.PriceE8 = priceE8;
        order.AmountE8 = Math.Max(amountE8, order.FilledE8);
        if (order.OpenE8 > 0)
        {
            // What the order leaves and what it does next are told as one request.
            if (instrument.Spec.SpeedBumpUs == 0 || postOnly || !WouldTake(instrument, order.Side, priceE8)) return Execute(order, begun: true);
            End(instrument);
            return Hold(order);
        }

        Close(order, OrderState.Filled);
        Tell(order);
        End(instrument);
        return new OrderResult { Order = order, Trades = NoTrades };
    }

    private void Mark(Order order, bool postOnly, bool rejects, bool reduceOnly)
    {
        (order.PostOnly, order.RejectPostOnly, order.ReduceOnly) = (postOnly, rejects, reduceOnly);
        order.Replaced = true;
        order.UpdatedUs = NowUs;
    }
}
