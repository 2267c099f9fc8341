using System;

namespace Minnow.Exchange.Engine;

// Mass quotes: at most one order for each side, instrument and group; made, changed and cancelled only here.
public sealed partial class ExchangeEngine
{
    private const int MostQuotes = 100;

    private sealed record QuoteIdentity(string QuoteId, string QuoteSetId, string Group);

    /// <summary>Changes an account's quotes. Each side is judged by itself; a refused change cancels the side that rests.</summary>
    public MassQuoteResult MassQuote(in MassQuoteRequest request)
    {
        MassQuoteResult result = new() { Error = CheckQuotes(request) };
        if (!result.Error.IsNone) return result;
        foreach (QuoteEntry entry in request.Quotes)
        {
            QuoteIdentity identity = new(request.QuoteId, entry.QuoteSetId, request.MmpGroup);
            if (entry.Bid != null) QuoteOne(request, entry.Instrument, OrderSide.Buy, entry.Bid, identity, result);
            if (entry.Ask != null) QuoteOne(request, entry.Instrument, OrderSide.Sell, entry.Ask, identity, result);
        }

        return result;
    }

    /// <summary>Refuses new quotes of the account until then, µs since 1970.</summary>
    public void FreezeQuotes(Account account, long untilUs)
    {
        ArgumentNullException.ThrowIfNull(account);
        account.QuotesFrozenUntilUs = untilUs;
    }

    private EngineError CheckQuotes(in MassQuoteRequest request)
    {
        if (!request.CancelOnDisconnect) return EngineError.CodNotEnabled;
        if (request.Quotes.Count > MostQuotes) return EngineError.TooManyQuotes;
        if (NowUs < request.Account.QuotesFrozenUntilUs) return EngineError.QuotesFrozen;
        if (request.Quotes.Count == 0) return EngineError.None;
        string index = request.Quotes[0].Instrument.Spec.IndexName;
        foreach (QuoteEntry entry in request.Quotes)
            if (entry.Instrument.Spec.IndexName != index) return EngineError.BadParameter("quotes", "one index only");
        MmpGuard? guard = FindMmp(request.Account, index, request.MmpGroup);
        if (guard == null) return EngineError.MmpRequired;
        return guard.IsFrozen(NowUs) ? EngineError.MmpFrozen : EngineError.None;
    }

    private void QuoteOne(
        in MassQuoteRequest request, Instrument instrument, OrderSide side, QuoteSide wish, QuoteIdentity identity, MassQuoteResult result)
    {
        Order? resting = FindQuote(request.Account, instrument, side, identity.Group);
        if (wish.AmountE8 == 0)
        {
            if (resting == null) return;
            CancelWhole(resting, CancelReason.UserRequest);
            result.Orders.Add(resting);
            return;
        }

        OrderResult one = resting == null
            ? NewQuote(request, instrument, side, wish, identity)
            : ChangeQuote(request, resting, wish, identity);
        if (one.Error.IsNone)
        {
            result.Orders.Add(one.Order!);
            result.Trades.AddRange(one.Trades);
            return;
        }

        result.Errors.Add(new QuoteError(instrument, side, one.Error));
        if (resting is { IsLive: true }) CancelWhole(resting, CancelReason.UserRequest);
    }

    private static Order? FindQuote(Account account, Instrument instrument, OrderSide side, string group)
    {
        foreach (Order order in account.Live)
            if (order.IsQuote && order.Side == side && ReferenceEquals(order.Instrument, instrument) && order.MmpGroup == group) return order;
        return null;
    }

    private OrderResult NewQuote(in MassQuoteRequest request, Instrument instrument, OrderSide side, QuoteSide wish, QuoteIdentity identity)
    {
        if (wish.PriceE8 is not { } priceE8 || wish.AmountE8 is not { } amountE8)
            return OrderResult.Refused(EngineError.BadParameter("quotes", "price and amount needed"));
        OrderRequest order = new(request.Account, instrument, side, amountE8, priceE8)
        {
            PostOnly = wish.PostOnly, RejectPostOnly = wish.RejectPostOnly, Mmp = true, ValidUntilUs = request.ValidUntilUs,
            ConnectionId = request.ConnectionId, CancelOnDisconnect = true,
        };
        EngineError error = CheckNew(order);
        if (error.IsNone) error = CheckProtection(request.Account, instrument, side, amountE8, identity.Group);
        return error.IsNone ? PlaceChecked(order, identity) : OrderResult.Refused(error);
    }

    private OrderResult ChangeQuote(in MassQuoteRequest request, Order order, QuoteSide wish, QuoteIdentity identity)
    {
        Instrument instrument = order.Instrument;
        if (order.State == OrderState.SpeedBumped) return OrderResult.Refused(EngineError.NotOpenOrder);
        EngineError error = CheckTrading(request.Account, instrument, request.ValidUntilUs);

        // The amount of a quote is what shall rest, whatever was filled before.
        long amountE8 = wish.AmountE8 is { } restE8 ? order.FilledE8 + restE8 : order.AmountE8;
        long priceE8 = wish.PriceE8 ?? order.PriceE8;
        if (error.IsNone && wish.AmountE8 is { } given) error = CheckAmount(instrument.Spec, given);
        if (error.IsNone) error = CheckPrice(order.Account, instrument, order.Side, priceE8);
        if (error.IsNone && amountE8 > order.AmountE8)
            error = CheckProtection(request.Account, instrument, order.Side, amountE8 - order.AmountE8, identity.Group);
        if (error.IsNone && wish.PostOnly) error = Inside(order.Account, instrument, order.Side, wish.RejectPostOnly, ref priceE8);
        if (error.IsNone) error = CheckFunds(order.Account.Position(instrument), order.Side, amountE8 - order.AmountE8);
        if (!error.IsNone) return OrderResult.Refused(error, order);
        bool onlySetId = wish.PriceE8 == null && wish.AmountE8 == null;
        (order.QuoteId, order.QuoteSetId) = (identity.QuoteId, identity.QuoteSetId);
        bool same = priceE8 == order.PriceE8 && amountE8 == order.AmountE8;
        return Change(order, amountE8, priceE8, wish.PostOnly, wish.RejectPostOnly, reduceOnly: false, toTheBack: same && !onlySetId);
    }
}
