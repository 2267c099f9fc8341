using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc.Json;

namespace Minnow.Exchange.Rpc.Shapes;

/// <summary>Trades as the venue writes them: the public print, and one side of it as its owner sees it.</summary>
internal static class TradeShape
{
    private const long ComboPriceE8 = 1_199 * Units.One;

    public static void WritePublic(JsonOut to, Trade trade)
    {
        to.Begin();
        to.Int("timestamp"u8, trade.TimeUs / 1000);
        to.Decimal("price"u8, trade.PriceE8);
        to.Decimal("amount"u8, trade.AmountE8);
        to.Decimal("contracts"u8, OrderShape.Contracts(trade.Instrument.Spec, trade.AmountE8));
        to.Text("direction"u8, Words.Of(trade.TakerSide));
        to.Decimal("index_price"u8, trade.IndexE8);
        to.Decimal("mark_price"u8, trade.MarkE8);
        to.Text("instrument_name"u8, trade.Instrument.Name);
        to.Int("trade_seq"u8, trade.Sequence);
        to.Text("trade_id"u8, trade.Id);
        to.Int("starbase_match_id"u8, OrderShape.FirstStarbaseId + trade.Sequence);
        to.Int("starbase_timestamp"u8, (trade.TimeUs * 1000) + 496);
        to.Int("tick_direction"u8, trade.TickDirection);
        Combo(to, trade);
        to.End();
    }

    /// <summary>The direction is the owner's own side. Behind the leg of a combination comes the combination's own row, which is no further trade.</summary>
    public static void WritePrivate(JsonOut to, UserTrade fill, bool archived = false)
    {
        Trade trade = fill.Trade;
        Order order = fill.Order;
        to.Begin();
        to.Text("trade_id"u8, trade.Id);
        to.Int("starbase_match_id"u8, OrderShape.FirstStarbaseId + trade.Sequence);
        to.Int("starbase_timestamp"u8, (trade.TimeUs * 1000) + 496);
        to.Int("trade_seq"u8, trade.Sequence);
        to.Text("order_id"u8, order.Id);
        if (order.Label.Length > 0) to.Text("label"u8, order.Label);
        to.Text("instrument_name"u8, trade.Instrument.Name);
        to.Int("timestamp"u8, trade.TimeUs / 1000);
        to.Text("direction"u8, Words.Of(order.Side));
        to.Decimal("price"u8, trade.PriceE8);
        to.Decimal("amount"u8, trade.AmountE8);
        to.Decimal("contracts"u8, OrderShape.Contracts(trade.Instrument.Spec, trade.AmountE8));
        to.Text("liquidity"u8, fill.IsMaker ? "M"u8 : "T"u8);
        to.Decimal("fee"u8, fill.FeeE8);
        to.Text("fee_currency"u8, trade.Instrument.Spec.SettlementCurrency);
        if (to.Shapes.NullProfits && trade.Sequence % 4 == 0) to.Null("profit_loss"u8);
        else to.Decimal("profit_loss"u8, fill.ProfitE8);
        to.Text("state"u8, archived ? "archive" : Words.Of(fill.StateAfter));
        to.Text("order_type"u8, Words.Of(order.Type));
        to.Flag("post_only"u8, order.PostOnly);
        to.Flag("reduce_only"u8, order.ReduceOnly);
        to.Flag("mmp"u8, order.Mmp);
        to.Flag("self_trade"u8, ReferenceEquals(trade.Maker.Account, trade.Taker.Account));
        to.Flag("risk_reducing"u8, false);
        to.Flag("api"u8, !order.IsWeb);
        to.Null("matching_id"u8);
        to.Int("tick_direction"u8, trade.TickDirection);
        to.Decimal("index_price"u8, trade.IndexE8);
        to.Decimal("mark_price"u8, trade.MarkE8);
        if (trade.Liquidation is not null) to.Text("liquidation"u8, trade.Liquidation);
        Combo(to, trade);
        to.Int("user_id"u8, order.Account.Id);
        to.End();
        if (order.ComboName is not null) WriteNet(to, fill);
    }

    private static void Combo(JsonOut to, Trade trade)
    {
        if (trade.ComboTradeId is not { } id) return;
        to.Text("combo_id"u8, (trade.Taker.ComboName ?? trade.Maker.ComboName)!);
        to.Text("combo_trade_id"u8, id);
    }

    // Under the combination's name and at its price, which is the difference of its legs: whoever books it has traded twice.
    private static void WriteNet(JsonOut to, UserTrade leg)
    {
        Trade trade = leg.Trade;
        to.Begin();
        to.Text("trade_id"u8, trade.ComboTradeId!);
        to.Int("trade_seq"u8, trade.Sequence);
        to.Text("order_id"u8, leg.Order.Id);
        to.Text("instrument_name"u8, leg.Order.ComboName!);
        to.Int("timestamp"u8, trade.TimeUs / 1000);
        to.Text("direction"u8, Words.Of(leg.Order.Side == OrderSide.Buy ? OrderSide.Sell : OrderSide.Buy));
        to.Decimal("price"u8, ComboPriceE8);
        to.Decimal("amount"u8, trade.AmountE8);
        to.Text("liquidity"u8, leg.IsMaker ? "M"u8 : "T"u8);
        to.Decimal("fee"u8, 0);
        to.Text("fee_currency"u8, trade.Instrument.Spec.SettlementCurrency);
        to.Null("profit_loss"u8);
        to.Text("state"u8, Words.Of(leg.StateAfter));
        Combo(to, trade);
        to.BeginArray("legs"u8);
        to.Begin();
        to.Text("trade_id"u8, trade.Id);
        to.Text("instrument_name"u8, trade.Instrument.Name);
        to.End();
        to.EndArray();
        to.Int("user_id"u8, leg.Order.Account.Id);
        to.End();
    }

    public static void Write(JsonOut to, InventedFill fill)
    {
        string prefix = fill.Instrument.Family.IdPrefix;
        to.Begin();
        to.Text("trade_id"u8, prefix + fill.Number);
        to.Int("trade_seq"u8, fill.Instrument.TradeSequence);
        to.Text("order_id"u8, prefix + (fill.Number + 50_000_000_000));
        if (fill.Label.Length > 0) to.Text("label"u8, fill.Label);
        to.Text("instrument_name"u8, fill.Instrument.Name);
        to.Int("timestamp"u8, fill.TimeUs / 1000);
        to.Text("direction"u8, Words.Of(fill.Side));
        to.Decimal("price"u8, fill.PriceE8);
        to.Decimal("amount"u8, fill.AmountE8);
        to.Decimal("contracts"u8, OrderShape.Contracts(fill.Instrument.Spec, fill.AmountE8));
        to.Text("liquidity"u8, "M"u8);
        to.Decimal("fee"u8, 0);
        to.Text("fee_currency"u8, fill.Instrument.Spec.SettlementCurrency);
        to.Null("profit_loss"u8);
        to.Text("state"u8, "filled"u8);
        to.Text("order_type"u8, "limit"u8);
        to.Flag("post_only"u8, true);
        to.Flag("reduce_only"u8, false);
        to.Flag("mmp"u8, false);
        to.Flag("self_trade"u8, false);
        to.Int("tick_direction"u8, 0);
        to.Decimal("index_price"u8, fill.Instrument.IndexE8);
        to.Decimal("mark_price"u8, fill.Instrument.MarkE8);
        to.Int("user_id"u8, fill.UserId);
        to.End();
    }
}
