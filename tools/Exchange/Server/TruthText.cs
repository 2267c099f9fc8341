using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;

namespace Minnow.Exchange.Server;

/// <summary>The exchange's own books as JSON, to compare a client's with: every account that has a key.</summary>
internal static class TruthText
{
    public static string Of(Venue venue)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Indented = true }))
        {
            HashSet<string> names = venue.Options.Keys.Select(static key => key.Account).ToHashSet();
            json.WriteStartObject();
            json.WriteNumber("time_us", venue.NowUs);
            json.WriteStartArray("accounts");
            foreach (Account account in venue.Engine.Accounts.Where(account => names.Contains(account.Name))) Write(json, account);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Account account)
    {
        json.WriteStartObject();
        json.WriteString("name", account.Name);
        json.WriteStartArray("wallets");
        foreach (Wallet wallet in account.Wallets)
        {
            json.WriteStartObject();
            json.WriteString("currency", wallet.Currency);
            json.WriteNumber("balance", Units.ToDecimal(wallet.BalanceE8));
            json.WriteNumber("equity", wallet.Equity);
            json.WriteNumber("fees", Units.ToDecimal(wallet.FeesE8));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("positions");
        foreach (Position position in account.Positions)
        {
            json.WriteStartObject();
            json.WriteString("instrument_name", position.Instrument.Name);
            json.WriteNumber("size", Units.ToDecimal(position.SizeE8));
            json.WriteNumber("average_price", position.AveragePrice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("open_orders");
        foreach (Order order in account.OpenOrders.OrderBy(static order => order.Number)) Write(json, order);
        json.WriteEndArray();
        json.WriteStartArray("closed_orders");
        foreach (Order order in account.ClosedOrders) Write(json, order);
        json.WriteEndArray();
        json.WriteStartArray("trades");
        foreach (UserTrade trade in account.Trades) Write(json, trade);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Order order)
    {
        json.WriteStartObject();
        json.WriteString("order_id", order.Id);
        json.WriteString("label", order.Label);
        json.WriteString("instrument_name", order.Instrument.Name);
        json.WriteString("direction", Words.Of(order.Side));
        json.WriteNumber("price", Units.ToDecimal(order.PriceE8));
        json.WriteNumber("amount", Units.ToDecimal(order.AmountE8));
        json.WriteNumber("filled_amount", Units.ToDecimal(order.FilledE8));
        json.WriteString("order_state", Words.Of(order.State));
        json.WriteString("cancel_reason", Words.Of(order.CancelReason));
        json.WriteNumber("created_us", order.CreatedUs);
        json.WriteNumber("updated_us", order.UpdatedUs);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UserTrade trade)
    {
        json.WriteStartObject();
        json.WriteString("trade_id", trade.Trade.Id);
        json.WriteNumber("trade_seq", trade.Trade.Sequence);
        json.WriteString("order_id", trade.Order.Id);
        json.WriteString("label", trade.Order.Label);
        json.WriteString("instrument_name", trade.Trade.Instrument.Name);
        json.WriteString("direction", Words.Of(trade.Order.Side));
        json.WriteString("liquidity", trade.IsMaker ? "M" : "T");
        json.WriteNumber("price", Units.ToDecimal(trade.Trade.PriceE8));
        json.WriteNumber("amount", Units.ToDecimal(trade.Trade.AmountE8));
        json.WriteNumber("fee", Units.ToDecimal(trade.FeeE8));
        json.WriteNumber("time_us", trade.Trade.TimeUs);
        json.WriteEndObject();
    }
}
