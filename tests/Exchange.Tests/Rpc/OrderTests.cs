using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace Minnow.Exchange.Tests.Rpc;

public sealed class OrderTests
{
    [Fact]
    public void Buy_sell_edit_and_close_answer_with_the_order_and_its_trades()
    {
        Desk desk = new();
        Client ann = desk.Enter();
        Client bob = desk.Enter("BOB");
        JsonElement bought = ann.Place("buy", 100, 49_900, ",\"label\":\"q\",\"post_only\":true,\"reject_post_only\":true");
        Assert.Equal(["order", "trades"], Client.Names(bought));
        JsonElement order = bought.GetProperty("order");
        Assert.Equal(("open", "q", true, 10.0), (order.GetProperty("order_state").GetString(), order.GetProperty("label").GetString(), order.GetProperty("reject_post_only").GetBoolean(), order.GetProperty("contracts").GetDouble()));
        JsonElement sold = bob.Ok("private/sell", """{"instrument_name":"BTC-PERPETUAL","contracts":4,"type":"market"}""");
        Assert.Equal("market_price", sold.GetProperty("order").GetProperty("price").GetString());
        Assert.Equal("T", Assert.Single(sold.GetProperty("trades").EnumerateArray()).GetProperty("liquidity").GetString());
        string id = order.GetProperty("order_id").GetString()!;
        JsonElement edited = ann.Ok("private/edit", $$"""{"order_id":"{{id}}","amount":60,"price":49900}""").GetProperty("order");
        Assert.Equal((60.0, 40.0, true), (edited.GetProperty("amount").GetDouble(), edited.GetProperty("filled_amount").GetDouble(), edited.GetProperty("replaced").GetBoolean()));
        edited = ann.Ok("private/edit_by_label", """{"label":"q","instrument_name":"BTC-PERPETUAL","amount":70,"price":49899.5}""").GetProperty("order");
        Assert.Equal(id, edited.GetProperty("order_id").GetString());
        JsonElement closed = ann.Ok("private/close_position", """{"instrument_name":"BTC-PERPETUAL","type":"limit","price":50100}""").GetProperty("order");
        Assert.Equal(("sell", true), (closed.GetProperty("direction").GetString(), closed.GetProperty("reduce_only").GetBoolean()));
    }

    [Fact]
    public void A_cancel_answers_with_the_order_itself_and_mass_cancels_with_a_count()
    {
        Desk desk = new();
        Client client = desk.Enter();
        string id = client.Place("buy", 10, 49_000).GetProperty("order").GetProperty("order_id").GetString()!;
        JsonElement cancelled = client.Ok("private/cancel", $$"""{"order_id":"{{id}}"}""");
        Assert.Equal((id, "cancelled", "user_request"), (cancelled.GetProperty("order_id").GetString(), cancelled.GetProperty("order_state").GetString(), cancelled.GetProperty("cancel_reason").GetString()));
        foreach ((string method, string parameters) in new[]
        {
            ("private/cancel_all", "{}"),
            ("private/cancel_by_label", """{"label":"x"}"""),
            ("private/cancel_all_by_instrument", """{"instrument_name":"BTC-PERPETUAL","type":"all"}"""),
            ("private/cancel_all_by_currency", """{"currency":"BTC","kind":"future"}"""),
            ("private/cancel_all_by_currency_pair", """{"currency_pair":"btc_usd"}"""),
            ("private/cancel_all_by_kind_or_type", """{"currency":["BTC","ETH"]}"""),
        })
        {
            client.Place("buy", 10, 49_000, ",\"label\":\"x\"");
            client.Place("buy", 10, 49_100, ",\"label\":\"x\"");
            Assert.Equal(2, client.Ok(method, parameters).GetInt32());
        }

        client.Place("buy", 10, 49_000);
        Assert.Equal(0, client.Ok("private/cancel_all_by_currency", """{"currency":"BTC","kind":"option"}""").GetInt32());
        Assert.Equal("cancelled", client.Ok("private/cancel_all", """{"detailed":true}""")[0].GetProperty("order_state").GetString());
    }

    [Theory]
    [InlineData("""{"instrument_name":"BTC-PERPETUAL","amount":15,"price":49000}""", 10027)]
    [InlineData("""{"instrument_name":"BTC-PERPETUAL","amount":10,"price":49000.3}""", 10043)]
    [InlineData("""{"instrument_name":"BTC-PERPETUAL","amount":10,"price":60000}""", 10007)]
    [InlineData("""{"instrument_name":"BTC-PERPETUAL","amount":10,"contracts":2,"price":49000}""", -32602)]
    [InlineData("""{"instrument_name":"BTC-PERPETUAL","amount":10}""", -32602)]
    [InlineData("""{"instrument_name":"BTC-PERPETUAL","price":49000}""", -32602)]
    [InlineData("""{"instrument_name":"BTC-PERPETUAL","amount":10,"price":"high"}""", -32602)]
    [InlineData("""{"instrument_name":"BTC-PERPETUAL","amount":10,"price":49000,"valid_until":1789999999999}""", 13888)]
    [InlineData("""{"instrument_name":"BTC-PERPETUAL","amount":10,"price":49000,"type":"stop_limit"}""", -32602)]
    public void An_order_that_cannot_be_is_refused_by_number(string parameters, int code) => Assert.Equal(code, new Desk().Enter().Fails("private/buy", parameters));

    [Fact]
    public void Numbers_may_come_with_exponents()
    {
        JsonElement order = new Desk().Enter().Ok("private/buy", """{"instrument_name":"BTC-PERPETUAL","amount":1e1,"price":4.9e4,"valid_until":1.790000000001e12}""").GetProperty("order");
        Assert.Equal(49_000, order.GetProperty("price").GetDouble());
    }

    [Fact]
    public void Trap3_A_crossing_post_only_order_is_moved_or_refused()
    {
        Desk desk = new();
        Client client = desk.Enter();
        desk.Enter("BOB").Place("sell", 10, 50_000);
        Assert.Equal(49_999.5, client.Place("buy", 10, 50_010, ",\"post_only\":true").GetProperty("order").GetProperty("price").GetDouble());
        Assert.Equal(11054, client.Fails("private/buy", """{"instrument_name":"BTC-PERPETUAL","amount":10,"price":50010,"post_only":true,"reject_post_only":true}"""));
    }

    [Fact]
    public void Open_and_closed_orders_can_be_asked_for_in_every_way()
    {
        Desk desk = new();
        Client client = desk.Enter();
        string id = client.Place("buy", 10, 49_000, ",\"label\":\"x\"").GetProperty("order").GetProperty("order_id").GetString()!;
        client.Place("buy", 10, 2_990, instrument: "ETH-PERPETUAL");
        string gone = client.Place("buy", 10, 48_900).GetProperty("order").GetProperty("order_id").GetString()!;
        client.Ok("private/cancel", $$"""{"order_id":"{{gone}}"}""");
        Assert.Equal(2, client.Ok("private/get_open_orders", "{}").GetArrayLength());
        Assert.Equal(1, client.Ok("private/get_open_orders_by_currency", """{"currency":"BTC","kind":"future"}""").GetArrayLength());
        Assert.Equal(1, client.Ok("private/get_open_orders_by_instrument", """{"instrument_name":"BTC-PERPETUAL"}""").GetArrayLength());
        Assert.Equal(1, client.Ok("private/get_open_orders_by_label", """{"currency":"BTC","label":"x"}""").GetArrayLength());
        Assert.Equal("open", client.Ok("private/get_order_state", $$"""{"order_id":"{{id}}"}""").GetProperty("order_state").GetString());
        Assert.Equal(id, Assert.Single(client.Ok("private/get_order_state_by_label", """{"currency":"BTC","label":"x"}""").EnumerateArray()).GetProperty("order_id").GetString());
        Assert.Equal(0, client.Ok("private/get_order_history_by_instrument", """{"instrument_name":"BTC-PERPETUAL"}""").GetArrayLength());
        Assert.Equal(1, client.Ok("private/get_order_history_by_instrument", """{"instrument_name":"BTC-PERPETUAL","include_unfilled":true}""").GetArrayLength());
        Assert.Equal(10004, client.Fails("private/get_order_state", """{"order_id":"5"}"""));
        Assert.Equal(10004, desk.Enter("BOB").Fails("private/get_order_state", $$"""{"order_id":"{{id}}"}"""));
    }

    [Fact]
    public void Trap20_A_closed_order_is_found_for_half_an_hour_and_then_in_history_only()
    {
        Desk desk = new();
        Client client = desk.Enter();
        string id = client.Place("buy", 10, 49_000).GetProperty("order").GetProperty("order_id").GetString()!;
        client.Ok("private/cancel", $$"""{"order_id":"{{id}}"}""");
        client.Ok("public/subscribe", """{"channels":["platform_state"]}""");
        desk.Pass(1800);
        client.Ok("private/get_order_state", $$"""{"order_id":"{{id}}"}""");
        desk.Pass(1);
        Assert.Equal(10004, client.Fails("private/get_order_state", $$"""{"order_id":"{{id}}"}"""));
        Assert.Equal(1, client.Ok("private/get_order_history_by_instrument", """{"instrument_name":"BTC-PERPETUAL","include_unfilled":true,"historical":true}""").GetArrayLength());
    }

    [Fact]
    public void Own_trades_come_in_pages_and_by_time()
    {
        Desk desk = new();
        Client ann = desk.Enter();
        Client bob = desk.Enter("BOB");
        string id = ann.Place("buy", 200, 49_900).GetProperty("order").GetProperty("order_id").GetString()!;
        for (int i = 0; i < 15; i++)
        {
            desk.Pass(1);
            bob.Place("sell", 10, 49_900);
        }

        JsonElement page = ann.Ok("private/get_user_trades_by_instrument", """{"instrument_name":"BTC-PERPETUAL"}""");
        Assert.Equal((10, true), (page.GetProperty("trades").GetArrayLength(), page.GetProperty("has_more").GetBoolean()));
        long start = (Desk.StartUs / 1000) + 3000;
        page = ann.Ok("private/get_user_trades_by_currency_and_time", $$"""{"currency":"BTC","start_timestamp":{{start}},"end_timestamp":{{start + 60_000}},"sorting":"asc","count":1000}""");
        List<long> times = [.. page.GetProperty("trades").EnumerateArray().Select(t => t.GetProperty("timestamp").GetInt64())];
        Assert.Equal((13, start, false), (times.Count, times[0], page.GetProperty("has_more").GetBoolean()));
        Assert.Equal(times.Order(), times);
        Assert.Equal(15, ann.Ok("private/get_user_trades_by_order", $$"""{"order_id":"{{id}}"}""").GetArrayLength());
        JsonElement last = ann.Ok("public/get_last_trades_by_instrument", """{"instrument_name":"BTC-PERPETUAL","start_seq":3,"end_seq":5}""");
        Assert.Equal([3, 4, 5], last.GetProperty("trades").EnumerateArray().Select(t => t.GetProperty("trade_seq").GetInt64()));
        JsonElement log = ann.Ok("private/get_transaction_log", """{"currency":"BTC","count":10}""");
        Assert.Equal((10, 10), (log.GetProperty("logs").GetArrayLength(), log.GetProperty("continuation").GetInt64()));
        desk.Venue.SettleNow();
        log = ann.Ok("private/get_transaction_log", """{"currency":"BTC"}""");
        Client.HasMembers(log.GetProperty("logs")[0], "type timestamp currency instrument_name change cashflow commission interest_pl session_rpl session_upl position user_role user_seq");
    }

    [Fact]
    public void Positions_and_the_summary_have_the_sheets_members()
    {
        Desk desk = new();
        Client ann = desk.Enter();
        Assert.Equal("zero", ann.Ok("private/get_position", """{"instrument_name":"BTC-PERPETUAL"}""").GetProperty("direction").GetString());
        ann.Place("buy", 100, 49_900);
        desk.Enter("BOB").Place("sell", 100, 49_900);
        Assert.Equal(100, ann.Ok("private/get_positions", """{"currency":"BTC","kind":"future"}""")[0].GetProperty("size").GetDouble());
        ann.Ok("private/set_self_trading_config", """{"mode":"cancel_maker","extended_to_subaccounts":true}""");
        JsonElement summary = ann.Ok("private/get_account_summary", """{"currency":"BTC","extended":true}""");
        Client.HasMembers(summary, "balance equity limits self_trading_reject_mode self_trading_extended_to_subaccounts id mmp_enabled delta_total");
        Assert.Equal("cancel_maker", summary.GetProperty("self_trading_reject_mode").GetString());
        Client.HasMembers(ann.Ok("private/get_margins", """{"instrument_name":"BTC-PERPETUAL","amount":1000,"price":50000}"""), "buy sell min_price max_price");
        Client.HasMembers(ann.Ok("public/get_instruments", """{"currency":"BTC","kind":"future"}""")[0], "instrument_name instrument_id kind instrument_type base_currency quote_currency counter_currency settlement_currency price_index tick_size tick_size_steps contract_size min_trade_amount expiration_timestamp creation_timestamp settlement_period is_active state maker_commission taker_commission max_leverage max_liquidation_commission underlying_type");
        Client.HasMembers(ann.Ok("public/get_order_book", """{"instrument_name":"BTC-PERPETUAL","depth":5}"""), "timestamp state change_id instrument_name bids asks best_bid_price best_bid_amount best_ask_price best_ask_amount index_price mark_price last_price settlement_price min_price max_price open_interest current_funding funding_8h interest_value estimated_delivery_price stats");
        Assert.Equal(1, ann.Ok("public/get_book_summary_by_currency", """{"currency":"BTC","kind":"future"}""").GetArrayLength());
        Assert.Equal(50_000, ann.Ok("public/get_index_price", """{"index_name":"btc_usd"}""").GetProperty("index_price").GetDouble());
        Assert.Equal(JsonValueKind.Number, ann.Ok("public/get_funding_rate_value", $$"""{"instrument_name":"BTC-PERPETUAL","start_timestamp":1,"end_timestamp":{{Desk.StartUs / 1000}}}""").ValueKind);
    }

    [Fact]
    public void Funding_is_told_hour_by_hour_and_the_hours_add_up()
    {
        Desk desk = new();
        for (int minute = 0; minute < 4 * 60; minute++)
        {
            desk.Venue.Engine.SetIndex("btc_usd", (50_000 + minute) * 100_000_000L);
            desk.Pass(60);
        }
        Client ann = desk.Enter();
        long nowMs = desk.Venue.NowUs / 1000, fromMs = nowMs - 4 * 3_600_000L;
        JsonElement rows = ann.Ok("public/get_funding_rate_history", $$"""{"instrument_name":"BTC-PERPETUAL","start_timestamp":{{fromMs}},"end_timestamp":{{nowMs}}}""");
        Assert.InRange(rows.GetArrayLength(), 3, 4);
        foreach (JsonElement row in rows.EnumerateArray())
        {
            Client.HasMembers(row, "timestamp index_price prev_index_price interest_8h interest_1h");
            long at = row.GetProperty("timestamp").GetInt64();
            Assert.Equal(0, at % 3_600_000);
            double whole = ann.Ok("public/get_funding_rate_value", $$"""{"instrument_name":"BTC-PERPETUAL","start_timestamp":{{at - 3_600_000}},"end_timestamp":{{at}}}""").GetDouble();
            Assert.Equal(whole, row.GetProperty("interest_1h").GetDouble(), 1e-15);
        }
        Assert.Equal(60, rows[2].GetProperty("index_price").GetDouble() - rows[2].GetProperty("prev_index_price").GetDouble());
        JsonElement chart = ann.Ok("public/get_funding_chart_data", """{"instrument_name":"BTC-PERPETUAL","length":"8h"}""");
        Client.HasMembers(chart, "current_interest interest_8h data");
        Assert.Equal(rows.GetArrayLength(), chart.GetProperty("data").GetArrayLength());
        Assert.Equal(-32602, ann.Fails("public/get_funding_chart_data", """{"instrument_name":"BTC-PERPETUAL","length":"9h"}"""));
    }

    [Fact]
    public void Trap25_Protection_is_set_whole_and_fires()
    {
        Desk desk = new();
        Client ann = desk.Enter();
        ann.Ok("private/subscribe", """{"channels":["user.mmp_trigger.btc_usd","user.orders.BTC-PERPETUAL.raw"]}""");
        Assert.Equal(-32602, ann.Fails("private/set_mmp_config", """{"index_name":"btc_usd","interval":10,"frozen_time":5}"""));
        Assert.Equal(-32602, ann.Fails("private/set_mmp_config", """{"index_name":"btc_usd","interval":3601,"frozen_time":5,"max_quote_quantity":1}"""));
        Assert.Equal(-32602, ann.Fails("private/set_mmp_config", """{"index_name":"btc_usd","interval":10,"frozen_time":5,"max_quote_quantity":0.00001}"""));
        ann.Ok("private/set_mmp_config", """{"index_name":"btc_usd","interval":10,"frozen_time":5,"quantity_limit":0.002,"max_quote_quantity":1}""");
        Client.HasMembers(ann.Ok("private/get_mmp_config", """{"index_name":"btc_usd"}""")[0], "index_name interval frozen_time quantity_limit max_quote_quantity");
        ann.Place("buy", 200, 49_900, ",\"mmp\":true");
        ann.Place("buy", 10, 49_800, ",\"mmp\":true");
        desk.Enter("BOB").Place("sell", 150, 49_900);
        Assert.Equal((Desk.StartUs / 1000) + 5000, Assert.Single(ann.Of("user.mmp_trigger.btc_usd")).GetProperty("frozen_until").GetInt64());
        Assert.Equal(2, ann.Of("user.orders.BTC-PERPETUAL.raw").Count(o => o.TryGetProperty("mmp_cancelled", out JsonElement c) && c.GetBoolean()));
        Assert.Equal(13030, ann.Fails("private/buy", """{"instrument_name":"BTC-PERPETUAL","amount":10,"price":49000,"mmp":true}"""));
        Assert.Equal(1, ann.Ok("private/get_mmp_status", "{}").GetArrayLength());
        ann.Ok("private/reset_mmp", """{"index_name":"btc_usd"}""");
        ann.Place("buy", 10, 49_000, ",\"mmp\":true");
        ann.Ok("private/set_mmp_config", """{"index_name":"btc_usd","interval":10,"frozen_time":5,"max_quote_quantity":1}""");
        Assert.False(ann.Ok("private/get_mmp_config", """{"index_name":"btc_usd"}""")[0].TryGetProperty("quantity_limit", out _));
    }

    [Fact]
    public void Mass_quotes_want_cancel_on_disconnect_and_a_group()
    {
        Client ann = new Desk().Enter();
        const string Quote = """{"detailed":true,"quote_id":"1","mmp_group":"g1","quotes":[{"instrument_name":"BTC-PERPETUAL","quote_set_id":"perp","bid":{"price":60000,"amount":10},"ask":{"price":50100,"amount":10}}]}""";
        Assert.Equal(13042, ann.Fails("private/mass_quote", Quote));
        ann.Ok("private/enable_cancel_on_disconnect", "{}");
        ann.Ok("private/set_mmp_config", """{"index_name":"btc_usd","interval":10,"frozen_time":5,"quantity_limit":1,"max_quote_quantity":1,"mmp_group":"g1"}""");
        JsonElement result = ann.Ok("private/mass_quote", Quote);
        Client.HasMembers(result, "orders trades errors");
        Client.HasMembers(result.GetProperty("orders")[0], "quote quote_id quote_set_id mmp_group mmp");
        JsonElement error = Assert.Single(result.GetProperty("errors").EnumerateArray());
        Assert.Equal(("bid", 10007), (error.GetProperty("side").GetString(), error.GetProperty("error").GetProperty("code").GetInt32()));
        Assert.Equal(1, ann.Ok("private/cancel_quotes", """{"cancel_type":"quote_set_id","quote_set_id":"perp","freeze_quotes":true}""").GetInt32());
    }
}
