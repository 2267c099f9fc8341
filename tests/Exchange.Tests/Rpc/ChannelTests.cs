using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Rpc;
using Xunit;

namespace Minnow.Exchange.Tests.Rpc;

public sealed class ChannelTests
{
    [Fact]
    public void Trap9_Only_what_exists_is_acknowledged_and_nothing_else_is_said()
    {
        Client client = new Desk().Enter();
        JsonElement result = client.Ok("private/subscribe", """{"channels":["book.BTC-PERPETUAL.raw","book.BTC-PERPETUAL.50ms","book.NOPE.raw","book.BTC-PERPETUAL.none.7.100ms","nonsense","user.orders.BTC-PERPETUAL.raw","user.orders.future.XYZ.raw","perpetual.BTC-PERPETUAL.raw","incremental_ticker.BTC-PERPETUAL"]}""");
        Assert.Equal(["book.BTC-PERPETUAL.raw", "user.orders.BTC-PERPETUAL.raw", "perpetual.BTC-PERPETUAL.raw", "incremental_ticker.BTC-PERPETUAL"], result.EnumerateArray().Select(c => c.GetString()!));
    }

    [Fact]
    public void Trap10_Raw_wants_authentication()
    {
        Desk desk = new();
        Client client = desk.Connect();
        Assert.Equal(13778, client.Fails("public/subscribe", """{"channels":["book.BTC-PERPETUAL.raw"]}"""));
        client.Ok("public/subscribe", """{"channels":["book.BTC-PERPETUAL.100ms"]}""");
        Assert.Equal(10000, client.Fails("private/subscribe", """{"channels":["user.lock"]}"""));
    }

    [Fact]
    public void Trap9_A_second_subscribe_gives_no_snapshot_and_an_unsubscribe_first_does()
    {
        Desk desk = new();
        Client client = desk.Enter();
        const string Channel = """{"channels":["book.BTC-PERPETUAL.raw"]}""";
        client.Ok("public/subscribe", Channel);
        Assert.Single(client.Of("book.BTC-PERPETUAL.raw"));
        Assert.Equal(1, client.Ok("public/subscribe", Channel).GetArrayLength());
        Assert.Single(client.Of("book.BTC-PERPETUAL.raw"));
        client.Ok("public/unsubscribe", Channel);
        client.Ok("public/subscribe", Channel);
        Assert.Equal(2, client.Of("book.BTC-PERPETUAL.raw").Count(d => d.GetProperty("type").GetString() == "snapshot"));
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("100ms")]
    [InlineData("agg2")]
    public void Every_listener_of_a_book_rebuilds_it_from_its_snapshot_and_an_unbroken_chain(string interval)
    {
        ulong seed = (ulong)Environment.TickCount64;
        SplitMix random = new(seed);
        Desk desk = new();
        Client trader = desk.Enter();
        List<Client> listeners = [];
        string channel = "book.BTC-PERPETUAL." + interval;
        for (int i = 0; i < 400; i++)
        {
            if (i % 50 == 7)
            {
                Client late = desk.Enter("BOB");
                late.Ok("private/subscribe", $$"""{"channels":["{{channel}}"]}""");
                listeners.Add(late);
            }

            double price = 49_990 + (random.Below(40) * 0.5);
            if (random.Chance(0.3)) trader.Ok("private/cancel_all", "{}");
            else trader.Send(random.Chance(0.5) ? "private/buy" : "private/sell", FormattableString.Invariant($$"""{"instrument_name":"BTC-PERPETUAL","amount":{{(1 + random.Below(5)) * 10}},"price":{{price}},"post_only":true}"""));
            desk.Pass(random.Below(60) / 1000.0);
        }

        desk.Pass(3);
        OrderBook book = desk.Venue.Engine.Instruments[0].Book;
        foreach (Client listener in listeners) Assert.True(Rebuild(listener.Of(channel)) == Text(book), $"seed {seed}");
    }

    [Fact]
    public void A_book_change_says_what_happened_to_each_level()
    {
        Desk desk = new();
        Client client = desk.Enter();
        client.Place("buy", 20, 49_000);
        client.Ok("private/subscribe", """{"channels":["book.BTC-PERPETUAL.raw","book.BTC-PERPETUAL.100ms"]}""");
        string id = client.Place("buy", 30, 49_000.5).GetProperty("order").GetProperty("order_id").GetString()!;
        client.Ok("private/edit", $$"""{"order_id":"{{id}}","amount":10,"price":49000.5}""");
        client.Ok("private/cancel", $$"""{"order_id":"{{id}}"}""");
        desk.Pass(0.2);
        List<JsonElement> raw = client.Of("book.BTC-PERPETUAL.raw");
        Assert.Equal(["""[["new",49000.0,20.0]]""", """[["new",49000.5,30.0]]""", """[["change",49000.5,10.0]]""", """[["delete",49000.5,0.0]]"""], raw.Select(d => d.GetProperty("bids").GetRawText()));
        Client.HasMembers(raw[1], "timestamp type change_id prev_change_id instrument_name bids asks");
        Assert.False(raw[0].TryGetProperty("prev_change_id", out _));
        Assert.Single(client.Of("book.BTC-PERPETUAL.100ms"));
    }

    [Fact]
    public void Slow_channels_speak_on_the_tenth_of_a_second()
    {
        Desk desk = new();
        Client client = desk.Enter();
        client.Ok("private/subscribe", """{"channels":["user.orders.future.BTC.100ms","book.BTC-PERPETUAL.none.10.100ms","trades.BTC-PERPETUAL.100ms"]}""");
        client.Notifications.Clear();
        desk.Pass(0.03);
        client.Place("buy", 10, 49_900);
        client.Place("sell", 10, 49_900);
        desk.Pass(0.069);
        Assert.Empty(client.Of("user.orders.future.BTC.100ms"));
        desk.Pass(0.001);
        Assert.Equal(JsonValueKind.Array, Assert.Single(client.Of("user.orders.future.BTC.100ms")).ValueKind);
        Assert.Single(client.Of("book.BTC-PERPETUAL.none.10.100ms"));
    }

    [Fact]
    public void Public_channels_have_the_sheets_members()
    {
        Desk desk = new();
        Client client = desk.Enter();
        client.Ok("private/subscribe", """{"channels":["quote.BTC-PERPETUAL","ticker.BTC-PERPETUAL.raw","incremental_ticker.BTC-PERPETUAL","perpetual.BTC-PERPETUAL.raw","deribit_price_index.btc_usd","trades.BTC-PERPETUAL.raw","trades.future.BTC.raw","book.BTC-PERPETUAL.5.10.100ms","instrument.state.any.any","platform_state"]}""");
        Trade(desk, client);
        desk.Pass(1.2);
        Client.HasMembers(client.Of("quote.BTC-PERPETUAL")[^1], "timestamp instrument_name best_ask_price best_bid_price best_ask_amount best_bid_amount");
        JsonElement ticker = client.Of("ticker.BTC-PERPETUAL.raw")[^1];
        Client.HasMembers(ticker, "timestamp state stats index_price instrument_name last_price settlement_price min_price max_price open_interest mark_price interest_value best_ask_price best_bid_price estimated_delivery_price best_ask_amount best_bid_amount current_funding funding_8h");
        Client.HasMembers(ticker.GetProperty("stats"), "high low price_change volume volume_usd volume_notional");
        List<JsonElement> incremental = client.Of("incremental_ticker.BTC-PERPETUAL");
        Assert.Equal(["snapshot", "change"], incremental.Select(d => d.GetProperty("type").GetString()).Distinct());
        Assert.False(incremental[1].TryGetProperty("state", out _));
        Assert.True(incremental[1].GetProperty("stats").TryGetProperty("volume", out _));
        Client.HasMembers(client.Of("perpetual.BTC-PERPETUAL.raw")[^1], "index_price interest timestamp");
        Client.HasMembers(client.Of("deribit_price_index.btc_usd")[^1], "index_name price timestamp");
        JsonElement print = Assert.Single(Assert.Single(client.Of("trades.BTC-PERPETUAL.raw")).EnumerateArray());
        Client.HasMembers(print, "timestamp price amount contracts direction index_price mark_price instrument_name trade_seq trade_id tick_direction");
        Assert.Equal("sell", print.GetProperty("direction").GetString());
        Assert.Single(client.Of("trades.future.BTC.raw"));
        Assert.NotEmpty(client.Of("book.BTC-PERPETUAL.5.10.100ms"));
        desk.Venue.SetInstrumentState("BTC-PERPETUAL", "inactive");
        Assert.Equal("inactive", Assert.Single(client.Of("instrument.state.any.any")).GetProperty("state").GetString());
        desk.Venue.SetIndexLock("eth_usd", true);
        Assert.Equal("""{"locked":true,"price_index":"eth_usd","reasons":[]}""", client.Of("platform_state")[^1].GetRawText());
        Assert.Equal("partial", client.Ok("public/status").GetProperty("locked").GetString());
    }

    [Fact]
    public void Private_channels_have_the_sheets_members()
    {
        Desk desk = new();
        Client client = desk.Enter();
        client.Ok("private/subscribe", """{"channels":["user.orders.BTC-PERPETUAL.raw","user.trades.BTC-PERPETUAL.raw","user.changes.any.any.raw","user.portfolio.btc","user.lock","user.mmp_trigger.btc_usd"],"label":"lane"}""");
        Trade(desk, client);
        desk.Pass(1.2);
        Assert.All(client.Notifications, n => Assert.Equal("lane", n.GetProperty("params").GetProperty("label").GetString()));
        List<JsonElement> orders = client.Of("user.orders.BTC-PERPETUAL.raw");
        Assert.Equal(["open", "filled"], orders.Select(o => o.GetProperty("order_state").GetString()));
        Client.HasMembers(orders[0], "order_id order_state order_type time_in_force instrument_name direction price amount contracts filled_amount average_price label post_only reject_post_only reduce_only replaced mmp risk_reducing is_liquidation api web user_id creation_timestamp last_update_timestamp");
        JsonElement fill = Assert.Single(Assert.Single(client.Of("user.trades.BTC-PERPETUAL.raw")).EnumerateArray());
        Client.HasMembers(fill, "trade_id trade_seq order_id label instrument_name timestamp direction price amount contracts liquidity fee fee_currency profit_loss state order_type post_only reduce_only mmp self_trade risk_reducing api matching_id tick_direction index_price mark_price user_id");
        Assert.Equal(("buy", "M", "filled"), (fill.GetProperty("direction").GetString(), fill.GetProperty("liquidity").GetString(), fill.GetProperty("state").GetString()));
        List<JsonElement> changes = client.Of("user.changes.any.any.raw");
        Assert.Equal(2, changes.Count);
        Assert.All(changes, c => Assert.Equal(["instrument_name", "orders", "positions", "trades"], Client.Names(c)));
        Assert.Equal("zero", changes[0].GetProperty("positions")[0].GetProperty("direction").GetString());
        Client.HasMembers(changes[1].GetProperty("positions")[0], "instrument_name kind direction size size_currency average_price mark_price index_price settlement_price delta floating_profit_loss realized_profit_loss total_profit_loss realized_funding interest_value initial_margin maintenance_margin leverage");
        Client.HasMembers(client.Of("user.portfolio.btc")[^1], "currency balance equity margin_balance available_funds initial_margin maintenance_margin projected_initial_margin projected_maintenance_margin session_rpl session_upl futures_session_rpl futures_session_upl futures_pl total_pl delta_total delta_total_map margin_model cross_collateral_enabled portfolio_margining_enabled fee_balance additional_reserve spot_reserve available_withdrawal_funds options_value");
        desk.Venue.SetAccountLock("ann", true);
        Assert.Equal("""{"currency":"ALL","locked":true}""", Assert.Single(client.Of("user.lock")).GetRawText());
        Assert.Equal(11098, client.Fails("private/buy", """{"instrument_name":"BTC-PERPETUAL","amount":10,"price":49000}"""));
    }

    [Fact]
    public void One_account_does_not_hear_another()
    {
        Desk desk = new();
        Client ann = desk.Enter();
        Client bob = desk.Enter("BOB");
        foreach (Client client in new[] { ann, bob }) client.Ok("private/subscribe", """{"channels":["user.changes.any.any.raw"]}""");
        ann.Place("buy", 10, 49_000);
        Assert.Single(ann.Of("user.changes.any.any.raw"));
        Assert.Empty(bob.Of("user.changes.any.any.raw"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Trap1_A_notification_may_come_before_its_reply(double chance, bool isFirst)
    {
        Desk desk = new(o => o.ResponseAfterNotification = chance);
        Client client = desk.Enter();
        client.Ok("private/subscribe", """{"channels":["user.orders.BTC-PERPETUAL.raw"]}""");
        int from = client.Texts.Count;
        client.Place("buy", 10, 49_000);
        Assert.Equal(isFirst, client.Texts[from].Contains("user.orders", StringComparison.Ordinal));
        Assert.Equal(from + 2, client.Texts.Count);
    }

    [Fact]
    public void Five_hundred_channels_are_the_most_of_one_call()
    {
        Client client = new Desk().Enter();
        string[] channels = [.. Enumerable.Range(0, 501).Select(i => "\"x" + i.ToString(CultureInfo.InvariantCulture) + "\"")];
        Assert.Equal(-32602, client.Fails("public/subscribe", $$"""{"channels":[{{string.Join(',', channels)}}]}"""));
        client.Ok("public/subscribe", $$"""{"channels":[{{string.Join(',', channels[1..])}}]}""");
    }

    private static void Trade(Desk desk, Client client)
    {
        client.Place("buy", 10, 49_999, ",\"label\":\"mm1-1\"");
        desk.Enter("BOB").Place("sell", 10, 49_999);
        client.Drain();
    }

    private static string Rebuild(List<JsonElement> frames)
    {
        SortedDictionary<decimal, decimal> bids = [];
        SortedDictionary<decimal, decimal> asks = [];
        long last = 0;
        foreach (JsonElement frame in frames)
        {
            bool isSnapshot = frame.GetProperty("type").GetString() == "snapshot";
            if (isSnapshot) Assert.Equal(0, last);
            else Assert.Equal(last, frame.GetProperty("prev_change_id").GetInt64());
            last = frame.GetProperty("change_id").GetInt64();
            foreach ((string side, SortedDictionary<decimal, decimal> levels) in new[] { ("bids", bids), ("asks", asks) })
            {
                foreach (JsonElement level in frame.GetProperty(side).EnumerateArray())
                {
                    (decimal price, decimal amount) = (level[1].GetDecimal(), level[2].GetDecimal());
                    Assert.Equal(level[0].GetString() == "new", !levels.ContainsKey(price));
                    if (amount == 0) levels.Remove(price);
                    else levels[price] = amount;
                }
            }
        }

        return string.Join(' ', bids.Reverse().Concat(asks).Select(l => FormattableString.Invariant($"{l.Key:0.#}:{l.Value:0.#}")));
    }

    private static string Text(OrderBook book)
    {
        List<string> rows = [];
        foreach (OrderSide side in new[] { OrderSide.Buy, OrderSide.Sell })
        {
            for (int i = 0; i < book.LevelCount(side); i++)
            {
                (long priceE8, long amountE8) = book.LevelAt(side, i);
                rows.Add(FormattableString.Invariant($"{Units.ToDecimal(priceE8):0.#}:{Units.ToDecimal(amountE8):0.#}"));
            }
        }

        return string.Join(' ', rows);
    }
}
