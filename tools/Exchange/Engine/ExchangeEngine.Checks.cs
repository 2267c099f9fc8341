using System;

namespace Minnow.Exchange.Engine;

// What is looked at before an order is made or changed.
public sealed partial class ExchangeEngine
{
    private EngineError CheckTrading(Account account, Instrument instrument, long validUntilUs)
    {
        switch (instrument.State)
        {
            case InstrumentState.Open: break;
            case InstrumentState.Locked: return EngineError.LockedByAdmin;
            case InstrumentState.Settlement: return EngineError.SettlementInProgress;
            case InstrumentState.Archivized: return EngineError.BookNotFound;
            default: return EngineError.BookClosed;
        }

        if (account.IsLocked) return EngineError.AccountLocked;
        if (account.Wallet(instrument.Family).IsLiquidating) return EngineError.AccountLocked;
        return validUntilUs != 0 && NowUs > validUntilUs ? EngineError.TimedOut : EngineError.None;
    }

    private static EngineError CheckAmount(InstrumentSpec spec, long amountE8)
    {
        if (amountE8 <= 0) return EngineError.InvalidAmount;
        if (amountE8 < spec.MinAmountE8) return EngineError.QuantityTooLow;
        if (amountE8 % spec.ContractE8 != 0) return EngineError.NonIntegerContracts;
        if (amountE8 > Units.MostE8) return EngineError.TooLargeOrder(Units.MostE8);
        return spec.MaxOrderE8 != 0 && amountE8 > spec.MaxOrderE8 ? EngineError.TooLargeOrder(spec.MaxOrderE8) : EngineError.None;
    }

    private static EngineError CheckPrice(Account account, Instrument instrument, OrderSide side, long priceE8)
    {
        if (priceE8 <= 0) return EngineError.InvalidPrice;
        if (priceE8 % instrument.Spec.TickE8 != 0) return EngineError.PriceWrongTick;
        if (account.Spec.IgnoresBand) return EngineError.None;
        if (side == OrderSide.Buy && priceE8 > instrument.MaxPriceE8) return EngineError.PriceTooHigh(instrument.MaxPriceE8);
        if (side == OrderSide.Sell && priceE8 < instrument.MinPriceE8) return EngineError.PriceTooLow(instrument.MinPriceE8);
        return EngineError.None;
    }

    private EngineError CheckNew(in OrderRequest request)
    {
        EngineError error = CheckTrading(request.Account, request.Instrument, request.ValidUntilUs);
        if (!error.IsNone) return error;
        if (request.DisplayE8 != 0 && request.DisplayE8 != request.AmountE8) return EngineError.InvalidMaxShow;
        error = CheckAmount(request.Instrument.Spec, request.AmountE8);
        if (!error.IsNone) return error;
        if (request.Type == OrderType.Limit)
        {
            error = CheckPrice(request.Account, request.Instrument, request.Side, request.PriceE8);
            if (!error.IsNone) return error;
        }

        if (request.PostOnly && (request.Type != OrderType.Limit || request.TimeInForce != TimeInForce.GoodTilCancelled))
            return EngineError.PostOnlyNotAllowed;
        return CheckCounts(request.Account, request.Instrument);
    }

    private EngineError CheckCounts(Account account, Instrument instrument)
    {
        if (Options.MaxOrders != 0 && account.Live.Count >= Options.MaxOrders && !account.Spec.IsRiskExempt)
            return EngineError.TooManyOrders(Options.MaxOrders);
        int limit = Options.MaxOrdersPerInstrument;
        if (limit == 0 || account.Live.Count < limit || account.Spec.IsRiskExempt) return EngineError.None;
        int count = 0;
        foreach (Order order in account.Live)
            if (ReferenceEquals(order.Instrument, instrument)) count++;
        return count >= limit ? EngineError.TooManyOpenOrders(limit) : EngineError.None;
    }

    /// <summary>Whether the account can carry that much more on a side. What does not add to the worst case needs no funds.</summary>
    private static EngineError CheckFunds(Position position, OrderSide side, long moreE8)
    {
        if (position.Account.Spec.IsRiskExempt || moreE8 <= 0) return EngineError.None;
        long buyE8 = side == OrderSide.Buy ? moreE8 : 0;
        long sellE8 = moreE8 - buyE8;
        long limitE8 = position.Instrument.Spec.MaxPositionE8;
        long worstE8 = Math.Max(
            Math.Abs(position.SizeE8 + position.OpenBuyE8 + buyE8), Math.Abs(position.SizeE8 - position.OpenSellE8 - sellE8));
        if (limitE8 != 0 && worstE8 > limitE8 && worstE8 > Math.Abs(position.SizeE8)) return EngineError.TooLargePosition(limitE8);

        double before = Margins.Initial(position, 0, 0);
        double after = Margins.Initial(position, buyE8, sellE8);
        if (after <= before) return EngineError.None;
        double needed = after - before;
        foreach (Position other in position.Wallet.Positions) needed += Margins.Initial(other, 0, 0);
        return needed > Margins.Equity(position.Wallet) ? EngineError.NotEnoughFunds : EngineError.None;
    }

    private EngineError CheckProtection(Account account, Instrument instrument, OrderSide side, long moreE8, string? group)
    {
        MmpGuard? guard = FindMmp(account, instrument.Spec.IndexName, group);
        if (guard == null) return EngineError.MmpRequired;
        if (guard.IsFrozen(NowUs)) return EngineError.MmpFrozen;
        if (guard.Config.MaxQuoteQuantityE8 is not { } mostE8) return EngineError.None;
        long sumE8 = CoinE8(instrument, moreE8);
        foreach (Order order in account.Live)
            if (order.Mmp && order.Side == side && ReferenceEquals(order.Instrument, instrument) && order.MmpGroup == group)
                sumE8 += CoinE8(instrument, order.OpenE8);
        return sumE8 > mostE8 ? EngineError.Other("max_quote_quantity_exceeded") : EngineError.None;
    }

    private static long CoinE8(Instrument instrument, long amountE8)
    {
        if (!instrument.Spec.IsInverse) return amountE8;
        long priceE8 = instrument.MarkE8 != 0 ? instrument.MarkE8 : instrument.LastE8;
        return priceE8 == 0 ? 0 : (long)((Int128)amountE8 * Units.One / priceE8);
    }

    private static bool Crosses(OrderSide side, long priceE8, long otherE8) => side == OrderSide.Buy ? priceE8 >= otherE8 : priceE8 <= otherE8;

    private static bool WouldTake(Instrument instrument, OrderSide side, long priceE8)
    {
        BookSide against = instrument.Book.Against(side);
        return against.Count > 0 && Crosses(side, priceE8, against.Best.PriceE8);
    }

    /// <summary>The price a post-only order rests at: its own, or one tick from the other side's best.</summary>
    private static EngineError Inside(Account account, Instrument instrument, OrderSide side, bool rejects, ref long priceE8)
    {
        if (!WouldTake(instrument, side, priceE8)) return EngineError.None;
        if (rejects) return EngineError.PostOnlyReject;
        long bestE8 = instrument.Book.Against(side).Best.PriceE8;
        long movedE8 = side == OrderSide.Buy ? bestE8 - instrument.Spec.TickE8 : bestE8 + instrument.Spec.TickE8;
        if (movedE8 <= 0 || !CheckPrice(account, instrument, side, movedE8).IsNone) return EngineError.PostOnlyNotPossible;
        priceE8 = movedE8;
        return EngineError.None;
    }
}
