using System;
using System.Linq;
using System.Text.Json;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Rpc;

/// <summary>What a maker's other tools ask for beside its quotes: listings, trades, candles, settlements.</summary>
public sealed class HistoryTests
{
    private const long EightUs = ((Desk.StartUs / Units.DayUs) + 1) * Units.DayUs + (8 * 3600 * Units.SecondUs);

    private static string Span(Desk desk, long backMs) => $"\"start_timestamp\":{(desk.Venue.NowUs / 1000) - backMs},\"end_timestamp\":{desk.Venue.NowUs / 1000}";

    // A taker may be held for some milliseconds, and is answered then.
    private static void Trade(Desk desk, Client buyer, Client seller, double amount, double price, string instrument)
    {
        buyer.Place("buy", amount, price, instrument: instrument);
        seller.Send("private/sell", FormattableString.Invariant($$"""{"instrument_name":"{{instrument}}","amount":{{amount}},"price":{{price}}}"""));
        desk.Pass(0.02);
    }

    /// <summary>Each is answered, with a result or with an error about what was asked, and none with "method not found".</summary>
    [Theory]
    [InlineData("public/get_time public/test public/status public/hello public/get_currencies public/get_instruments public/get_instrument public/get_contract_size public/get_expirations")]
    [InlineData("public/get_index_price public/get_index_price_names public/get_order_book public/ticker public/get_book_summary_by_currency public/get_book_summary_by_instrument")]
    [InlineData("public/get_last_trades_by_instrument public/get_last_trades_by_instrument_and_time public/get_last_trades_by_currency public/get_last_trades_by_currency_and_time")]
    [InlineData("public/get_funding_rate_value public/get_funding_rate_history public/get_funding_chart_data public/get_delivery_prices public/get_tradingview_chart_data")]
    [InlineData("public/get_mark_price_history public/get_volatility_index_data public/subscribe public/unsubscribe public/unsubscribe_all public/set_heartbeat public/disable_heartbeat")]
    [InlineData("public/auth public/fork_token public/exchange_token private/subscribe private/unsubscribe private/unsubscribe_all private/enable_cancel_on_disconnect private/disable_cancel_on_disconnect private/get_cancel_on_disconnect")]
    [InlineData("private/buy private/sell private/edit private/edit_by_label private/cancel private/cancel_by_label private/cancel_all private/cancel_all_by_instrument private/cancel_all_by_currency")]
    [InlineData("private/cancel_all_by_currency_pair private/cancel_all_by_kind_or_type private/close_position private/mass_quote private/cancel_quotes private/get_mmp_config private/set_mmp_config private/reset_mmp private/get_mmp_status")]
    [InlineData("private/get_open_orders private/get_open_orders_by_currency private/get_open_orders_by_instrument private/get_open_orders_by_label private/get_order_state private/get_order_state_by_label")]
    [InlineData("private/get_order_history_by_currency private/get_order_history_by_instrument private/get_trigger_order_history private/get_user_trades_by_instrument private/get_user_trades_by_instrument_and_time")]
    [InlineData("private/get_user_trades_by_currency private/get_user_trades_by_currency_and_time private/get_user_trades_by_order private/get_position private/get_positions private/get_margins")]
    [InlineData("private/get_account_summary private/get_account_summaries private/get_subaccounts private/get_transaction_log private/get_settlement_history_by_instrument private/get_settlement_history_by_currency")]
    [InlineData("private/get_user_locks private/set_self_trading_config")]
    public void Every_method_that_a_maker_s_tools_call_is_there(string methods)
    {
        Client ann = new Desk().Enter();
        foreach (string method in methods.Split(' '))
        {
            JsonElement reply = ann.Ask(method, "{}");
            bool isError = reply.TryGetProperty("error", out JsonElement error);
            Assert.True(!isError || error.GetProperty("code").GetInt32() != -32601, $"{method}: {reply}");
        }
        Assert.Equal(-32601, ann.Fails("private/get_no_such_thing", "{}"));
    }

    [Fact]
    public void Expirations_are_listed_for_all_currencies_at_once_or_under_the_name_of_each()
    {
        Desk desk = new(static options => options.Instruments.Add(InstrumentSpec.BtcDated(EightUs + (30 * Units.DayUs))));
        Client ann = desk.Enter();
        string dated = desk.Venue.Engine.Instruments[3].Name["BTC-".Length..];
        JsonElement all = ann.Ok("public/get_expirations", """{"currency":"any","kind":"any"}""");
        Assert.Equal([dated, "PERPETUAL"], all.GetProperty("future").EnumerateArray().Select(static e => e.GetString()));
        Assert.Equal(0, all.GetProperty("option").GetArrayLength());
        JsonElement btc = ann.Ok("public/get_expirations", """{"currency":"BTC","kind":"future"}""");
        Assert.Equal([dated, "PERPETUAL"], btc.GetProperty("btc").GetProperty("future").EnumerateArray().Select(static e => e.GetString()));
        JsonElement grouped = ann.Ok("public/get_expirations", """{"currency":"grouped","kind":"future","currency_pair":"btc_usdc"}""");
        Assert.Equal(["btc", "eth", "usdc"], Client.Names(grouped));
        Assert.Equal((0, 1), (grouped.GetProperty("btc").GetProperty("future").GetArrayLength(), grouped.GetProperty("usdc").GetProperty("future").GetArrayLength()));
        Assert.Equal(-32602, ann.Fails("public/get_expirations", """{"currency":"BTC"}"""));
        Assert.Equal(-32602, ann.Fails("public/get_expirations", """{"currency":"DOGE","kind":"any"}"""));
    }

    [Fact]
    public void Trades_of_a_currency_come_from_all_its_instruments_in_one_order()
    {
        Desk desk = new(static options => options.Instruments.Add(InstrumentSpec.BtcDated(EightUs + (30 * Units.DayUs))));
        Client ann = desk.Enter(), bob = desk.Enter("BOB");
        string dated = desk.Venue.Engine.Instruments[3].Name;
        foreach (string instrument in new[] { Desk.Perpetual, dated, Desk.Perpetual })
        {
            Trade(desk, ann, bob, 100, 50_000, instrument);
            desk.Pass(1);
        }
        JsonElement newest = ann.Ok("public/get_last_trades_by_currency", """{"currency":"BTC","count":2}""");
        Assert.Equal([Desk.Perpetual, dated], newest.GetProperty("trades").EnumerateArray().Select(static t => t.GetProperty("instrument_name").GetString()));
        Assert.True(newest.GetProperty("has_more").GetBoolean());
        JsonElement rising = ann.Ok("public/get_last_trades_by_currency_and_time", $$"""{"currency":"BTC","sorting":"asc",{{Span(desk, 60_000)}}}""");
        Assert.Equal([Desk.Perpetual, dated, Desk.Perpetual], rising.GetProperty("trades").EnumerateArray().Select(static t => t.GetProperty("instrument_name").GetString()));
        Client.HasMembers(rising.GetProperty("trades")[0], "trade_id trade_seq price amount direction index_price mark_price timestamp tick_direction instrument_name");
        Assert.Equal(0, ann.Ok("public/get_last_trades_by_currency", """{"currency":"ETH"}""").GetProperty("trades").GetArrayLength());
        Assert.Equal(-32602, ann.Fails("public/get_last_trades_by_currency_and_time", """{"currency":"BTC"}"""));
    }

    [Fact]
    public void A_candle_is_what_was_traded_in_its_minutes_and_an_empty_one_repeats_the_last_price()
    {
        Desk desk = new();
        desk.Venue.AdvanceTo((desk.Venue.NowUs / 300_000_000 * 300_000_000) + 300_000_000);
        long startMs = desk.Venue.NowUs / 1000;
        Client ann = desk.Enter(), bob = desk.Enter("BOB");
        foreach (Client client in new[] { ann, bob }) client.Ok("public/subscribe", """{"channels":["quote.BTC-PERPETUAL"]}""");
        foreach ((double price, double waits) in new[] { (50_000.0, 20.0), (50_010, 20), (49_990, 20), (50_005, 150) })
        {
            Trade(desk, ann, bob, 100, price, Desk.Perpetual);
            desk.Pass(waits);
        }
        JsonElement chart = ann.Ok("public/get_tradingview_chart_data", $$"""{"instrument_name":"BTC-PERPETUAL","resolution":"1","start_timestamp":{{startMs}},"end_timestamp":{{desk.Venue.NowUs / 1000}}}""");
        Assert.Equal("ok", chart.GetProperty("status").GetString());
        double[] Of(string name) => [.. chart.GetProperty(name).EnumerateArray().Select(static one => one.GetDouble())];
        Assert.Equal([startMs, startMs + 60_000, startMs + 120_000, startMs + 180_000], Of("ticks"));
        Assert.Equal([50_000, 50_005, 50_005, 50_005], Of("open"));
        Assert.Equal([50_010, 50_005, 50_005, 50_005], Of("high"));
        Assert.Equal([49_990, 50_005, 50_005, 50_005], Of("low"));
        Assert.Equal([49_990, 50_005, 50_005, 50_005], Of("close"));
        Assert.Equal([300, 100, 0, 0], Of("cost"));
        Assert.Equal((100 / 50_000.0) + (100 / 50_010.0) + (100 / 49_990.0), Of("volume")[0], 1e-7);
        JsonElement none = ann.Ok("public/get_tradingview_chart_data", $$"""{"instrument_name":"ETH-PERPETUAL","resolution":"1D",{{Span(desk, 86_400_000)}}}""");
        Assert.Equal(("no_data", 0), (none.GetProperty("status").GetString(), none.GetProperty("ticks").GetArrayLength()));
        Assert.Equal(-32602, ann.Fails("public/get_tradingview_chart_data", $$"""{"instrument_name":"BTC-PERPETUAL","resolution":"7",{{Span(desk, 1000)}}}"""));
    }

    [Fact]
    public void Settlements_of_an_account_are_listed_newest_first_in_pages_and_are_what_the_log_says()
    {
        Desk desk = new(static options => options.Instruments.Add(InstrumentSpec.BtcDated(EightUs + Units.DayUs)));
        Client ann = desk.Enter(), bob = desk.Enter("BOB");
        string dated = desk.Venue.Engine.Instruments[3].Name;
        foreach (string instrument in new[] { Desk.Perpetual, dated })
            Trade(desk, ann, bob, 1000, 50_000, instrument);
        desk.Venue.AdvanceTo(EightUs + Units.DayUs + (10 * Units.SecondUs));
        Client again = desk.Enter();
        JsonElement all = again.Ok("private/get_settlement_history_by_currency", """{"currency":"BTC"}""").GetProperty("settlements");
        Assert.Equal(4, all.GetArrayLength());
        Assert.Equal(all.EnumerateArray().Select(static r => r.GetProperty("timestamp").GetInt64()).OrderDescending(), all.EnumerateArray().Select(static r => r.GetProperty("timestamp").GetInt64()));
        foreach (JsonElement row in all.EnumerateArray()) Client.HasMembers(row, "type timestamp instrument_name position mark_price index_price profit_loss session_profit_loss");
        JsonElement delivery = again.Ok("private/get_settlement_history_by_instrument", $$"""{"instrument_name":"{{dated}}","type":"delivery"}""").GetProperty("settlements");
        Assert.Equal(("delivery", 1000.0), (Assert.Single(delivery.EnumerateArray()).GetProperty("type").GetString(), delivery[0].GetProperty("position").GetDouble()));
        JsonElement first = again.Ok("private/get_settlement_history_by_currency", """{"currency":"BTC","count":3}""");
        JsonElement rest = again.Ok("private/get_settlement_history_by_currency", $$"""{"currency":"BTC","count":3,"continuation":"{{first.GetProperty("continuation").GetString()}}"}""");
        Assert.Equal((3, 1, JsonValueKind.Null), (first.GetProperty("settlements").GetArrayLength(), rest.GetProperty("settlements").GetArrayLength(), rest.GetProperty("continuation").ValueKind));
        JsonElement log = again.Ok("private/get_transaction_log", """{"currency":"BTC","start_timestamp":0,"end_timestamp":9999999999999,"count":100}""").GetProperty("logs");
        double logged = log.EnumerateArray().Where(static l => l.GetProperty("type").GetString() != "trade").Sum(static l => l.GetProperty("session_rpl").GetDouble() + l.GetProperty("session_upl").GetDouble());
        Assert.Equal(logged, all.EnumerateArray().Sum(static r => r.GetProperty("session_profit_loss").GetDouble()), 1e-9);
        Assert.Equal(0, again.Ok("private/get_settlement_history_by_currency", """{"currency":"ETH"}""").GetProperty("settlements").GetArrayLength());
    }

    [Fact]
    public void What_a_venue_of_futures_has_none_of_is_an_empty_answer()
    {
        Desk desk = new();
        Client ann = desk.Enter();
        Assert.Equal(0, ann.Ok("public/get_mark_price_history", $$"""{"instrument_name":"BTC-PERPETUAL",{{Span(desk, 1000)}}}""").GetArrayLength());
        JsonElement index = ann.Ok("public/get_volatility_index_data", $$"""{"currency":"BTC","resolution":"60",{{Span(desk, 1000)}}}""");
        Assert.Equal((0, JsonValueKind.Null), (index.GetProperty("data").GetArrayLength(), index.GetProperty("continuation").ValueKind));
        Assert.Equal(-32602, ann.Fails("public/get_volatility_index_data", """{"currency":"BTC","resolution":"60"}"""));
        Assert.Equal(0, ann.Ok("private/get_trigger_order_history", """{"currency":"BTC"}""").GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public void An_account_is_told_in_all_currencies_at_once_and_as_the_only_one_of_its_owner()
    {
        Client ann = new Desk().Enter();
        JsonElement all = ann.Ok("private/get_account_summaries", """{"extended":true}""");
        Client.HasMembers(all, "id username type summaries");
        Assert.Equal(["BTC", "ETH", "USDC"], all.GetProperty("summaries").EnumerateArray().Select(static s => s.GetProperty("currency").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(ann.Ok("private/get_account_summary", """{"currency":"ETH"}""").GetProperty("equity").GetDouble(),
            all.GetProperty("summaries").EnumerateArray().Single(static s => s.GetProperty("currency").GetString() == "ETH").GetProperty("equity").GetDouble());
        JsonElement own = Assert.Single(ann.Ok("private/get_subaccounts", """{"with_portfolio":true}""").EnumerateArray());
        Assert.Equal((all.GetProperty("id").GetInt32(), "main"), (own.GetProperty("id").GetInt32(), own.GetProperty("type").GetString()));
        Client.HasMembers(own.GetProperty("portfolio"), "btc eth usdc");
        Assert.Equal(10, ann.Ok("public/get_contract_size", """{"instrument_name":"BTC-PERPETUAL"}""").GetProperty("contract_size").GetDouble());
    }
}
