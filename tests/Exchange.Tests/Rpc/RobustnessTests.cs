using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Server;
using Xunit;

namespace Minnow.Exchange.Tests.Rpc;

/// <summary>What no client may do to the venue.</summary>
public sealed class RobustnessTests
{
    private const string Order = """{"instrument_name":"BTC-PERPETUAL","amount":10,"price":49000,"label":"a"}""";

    [Theory]
    [InlineData("""{"id":1,"method":"\ud800"}""")]
    [InlineData("""{"id":"\ud800","method":"public/test"}""")]
    [InlineData("""{"id":1,"\udc00":1,"method":"public/test"}""")]
    [InlineData("""{"id":1,"method":"private/buy","params":{"instrument_name":"\ud800","amount":10,"price":1}}""")]
    [InlineData("""{"id":1,"method":"private/cancel","params":{"order_id":"\udfff"}}""")]
    [InlineData("""{"id":1,"method":"private/get_positions","params":{"access_token":"\ud800"}}""")]
    public void Half_a_surrogate_pair_is_a_bad_request_and_nothing_worse(string text)
    {
        Desk desk = new();
        Client client = desk.Enter();
        client.Raw(text);
        Assert.Equal(11050, client.Replies[^1].GetProperty("error").GetProperty("code").GetInt32());
        ExchangeRun run = new(desk.Venue, new FaultPlan(FaultScript.Parse(""), 1, Desk.StartUs));
        run.Connect("10.0.0.2")!.Receive(Encoding.UTF8.GetBytes(text));
        run.AdvanceTo(Desk.StartUs + 1_000);
        client.Ok("public/test");
        Assert.Equal(0, desk.Venue.InternalErrors);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_a_bad_request()
    {
        Desk desk = new();
        Client client = desk.Enter();
        desk.Venue.Receive(client.Connection, [.. """{"id":1,"method":"public/"""u8, 0xFF, 0xC0, .. "\"}"u8]);
        client.Drain();
        Assert.Equal(11050, client.Replies[^1].GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public void A_fault_of_the_venue_is_11094_and_the_next_request_is_served()
    {
        Desk desk = new();
        Client client = desk.Enter();
        desk.Venue.Hooks.BeforeRequest = static (_, _) => throw new KeyNotFoundException("a bug");
        Assert.Equal(11094, client.Fails("private/get_positions", "{}"));
        desk.Venue.Hooks.BeforeRequest = null;
        client.Ok("private/get_positions", "{}");
        Assert.Equal(1, desk.Venue.InternalErrors);
        Assert.IsType<KeyNotFoundException>(desk.Venue.LastInternalError);
    }

    [Theory]
    [InlineData("private/get_margins", """{"instrument_name":"BTC-PERPETUAL","amount":80000000000,"price":50000}""")]
    [InlineData("private/get_margins", """{"instrument_name":"BTC_USDC-PERPETUAL","amount":80000000000,"price":50000}""")]
    [InlineData("private/buy", """{"instrument_name":"BTC_USDC-PERPETUAL","amount":80000000000,"price":50000}""")]
    [InlineData("private/buy", """{"instrument_name":"BTC-PERPETUAL","contracts":-80000000000,"price":50000}""")]
    public void An_amount_beyond_all_measure_is_refused(string method, string parameters)
    {
        Desk desk = new();
        desk.Enter("BOB").Place("sell", 10, 50_000);
        Client client = desk.Enter();
        client.Place("buy", 10, 50_000);
        client.Fails(method, parameters);
        Assert.Equal(0, desk.Venue.InternalErrors);
    }

    [Fact]
    public void Margins_of_the_largest_amount_are_numbers()
    {
        Desk desk = new();
        JsonElement margins = desk.Enter().Ok("private/get_margins", """{"instrument_name":"BTC_USDC-PERPETUAL","amount":1000000000,"price":50000}""");
        Assert.True(margins.GetProperty("buy").GetDouble() > 1e9);
    }

    [Theory]
    [InlineData("private/get_transaction_log", """{"currency":"BTC","continuation":-5,"count":9223372036854775806,"start_timestamp":-9223372036854775806}""")]
    [InlineData("private/buy", """{"instrument_name":"BTC-PERPETUAL","amount":10,"price":49000,"valid_until":9223372036854775806}""")]
    public void Numbers_at_the_end_of_their_range_do_no_harm(string method, string parameters)
    {
        Desk desk = new();
        desk.Enter().Ok(method, parameters);
        Assert.Equal(0, desk.Venue.InternalErrors);
    }

    [Fact]
    public void A_greeting_that_ends_the_connection_greets_no_further()
    {
        Desk desk = new();
        Client client = desk.Enter();
        client.Ok("private/enable_cancel_on_disconnect", "{}");
        client.Place("buy", 10, 49_000);
        desk.Venue.Hooks.BeforeNotification = static _ => new FrameFate(FrameFateKind.Disconnect);
        client.Send("private/subscribe", """{"channels":["book.BTC-PERPETUAL.raw","ticker.BTC-PERPETUAL.100ms","user.portfolio.btc","quote.BTC-PERPETUAL"]}""");
        desk.Pass(1);
        Assert.False(client.Connection.IsOpen);
        Assert.Empty(desk.Venue.Engine.Accounts[0].OpenOrders);
        Assert.Equal(0, desk.Venue.InternalErrors);
    }

    [Fact]
    public void A_greeting_to_a_slow_reader_ends_the_connection_once()
    {
        Desk desk = new(o => o.MaxUnreadBytes = 2_000);
        Connection connection = desk.Venue.Connect("10.0.0.1")!;
        desk.Venue.Receive(connection, """{"id":1,"method":"public/subscribe","params":{"channels":["ticker.BTC-PERPETUAL.100ms","ticker.ETH-PERPETUAL.100ms","ticker.BTC_USDC-PERPETUAL.100ms"]}}"""u8);
        desk.Pass(1);
        Assert.Equal("connection_too_slow", connection.Closed!.Value.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_waits_when_its_connection_ends_does_not_rest(bool drops)
    {
        Desk desk = new(o => o.Cod.DropsWaiting = drops);
        Client client = desk.Enter();
        client.Ok("private/enable_cancel_on_disconnect", "{}");
        desk.Venue.Options.MatchingDelayMinUs = desk.Venue.Options.MatchingDelayMaxUs = 5_000;
        for (int i = 0; i < 3; i++) client.Send("private/buy", Order);
        desk.Venue.Disconnect(client.Connection, DisconnectKind.Reset);
        desk.Pass(1);
        Account ann = desk.Venue.Engine.Accounts[0];
        Assert.Empty(ann.OpenOrders);
        Assert.Equal(drops ? 0 : 3, ann.ClosedOrders.Count(static order => order.CancelReason == CancelReason.CancelOnDisconnect));
    }

    [Fact]
    public void A_delayed_sweep_still_finds_what_waited()
    {
        Desk desk = new(o => (o.Cod.DropsWaiting, o.Cod.DelayUs) = (false, 2_000));
        Client client = desk.Enter();
        client.Ok("private/enable_cancel_on_disconnect", "{}");
        desk.Venue.Options.MatchingDelayMinUs = desk.Venue.Options.MatchingDelayMaxUs = 5_000;
        client.Send("private/buy", Order);
        desk.Venue.Disconnect(client.Connection, DisconnectKind.Reset);
        desk.Pass(0.006);
        Assert.Single(desk.Venue.Engine.Accounts[0].OpenOrders);
        desk.Pass(0.002);
        Assert.Empty(desk.Venue.Engine.Accounts[0].OpenOrders);
    }

    [Fact]
    public void A_late_subscription_of_a_dead_connection_joins_nothing()
    {
        Desk desk = new();
        Client client = desk.Connect();
        desk.Venue.Options.OtherDelayMinUs = desk.Venue.Options.OtherDelayMaxUs = 5_000;
        client.Send("public/subscribe", """{"channels":["deribit_price_index.btc_usd"]}""");
        desk.Venue.Disconnect(client.Connection, DisconnectKind.Reset);
        desk.Pass(3);
        Assert.Empty(client.Connection.Feeds);
        Assert.Empty(desk.Venue.Hub.Common);
    }

    [Fact]
    public void An_index_channel_whose_last_listener_dies_of_it_falls_silent()
    {
        Desk desk = new();
        Client client = desk.Connect();
        client.Ok("public/subscribe", """{"channels":["deribit_price_index.btc_usd"]}""");
        int told = 0;
        desk.Venue.Hooks.BeforeNotification = _ =>
        {
            told++;
            return new FrameFate(FrameFateKind.Disconnect);
        };
        desk.Pass(5);
        Assert.Equal(1, told);
        Assert.Empty(desk.Venue.Hub.Common);
        Client later = desk.Connect();
        desk.Venue.Hooks.BeforeNotification = null;
        later.Ok("public/subscribe", """{"channels":["deribit_price_index.btc_usd"]}""");
        desk.Pass(3);
        Assert.InRange(later.Of("deribit_price_index.btc_usd").Count, 3, 4);
    }

    [Fact]
    public void A_closing_order_is_under_cancel_on_disconnect()
    {
        Desk desk = new();
        desk.Enter("BOB").Place("sell", 10, 50_000);
        Client client = desk.Enter();
        client.Place("buy", 10, 50_000);
        client.Ok("private/enable_cancel_on_disconnect", "{}");
        client.Ok("private/close_position", """{"instrument_name":"BTC-PERPETUAL","type":"limit","price":50400}""");
        Assert.Single(desk.Venue.Engine.Accounts[0].OpenOrders);
        desk.Venue.Disconnect(client.Connection, DisconnectKind.Fin);
        Assert.Empty(desk.Venue.Engine.Accounts[0].OpenOrders);
    }

    [Fact]
    public void A_late_cancel_is_answered_with_any_of_the_codes_that_say_so()
    {
        Desk desk = new(o => o.LostRaceCodesVary = true);
        Client bob = desk.Enter("BOB");
        Client ann = desk.Enter();
        HashSet<int> codes = [];
        for (int i = 0; i < 40; i++)
        {
            bob.Place("sell", 10, 50_000);
            string id = ann.Place("buy", 10, 50_000).GetProperty("order").GetProperty("order_id").GetString()!;
            codes.Add(ann.Fails("private/cancel", $$"""{"order_id":"{{id}}"}"""));
        }

        Assert.Equal([10004, 10010, 11008, 11044], codes.Order());
        Assert.True(new VenueOptions().LostRaceCodesVary);
    }

    [Fact]
    public void What_waits_longer_than_five_seconds_is_10050()
    {
        Desk desk = new();
        Client client = desk.Enter();
        desk.Venue.Options.MatchingDelayMinUs = desk.Venue.Options.MatchingDelayMaxUs = 3_000_000;
        for (int i = 0; i < 4; i++) client.Send("private/buy", Order);
        desk.Pass(20);
        client.Drain();
        Assert.Equal([10050, 10050], client.Replies.Where(static r => r.TryGetProperty("error", out _)).Select(static r => r.GetProperty("error").GetProperty("code").GetInt32()));
    }

    [Fact]
    public void Garbage_costs_as_much_as_sense()
    {
        Desk desk = new(o => (o.RateLimits, o.UnauthenticatedBurst) = (true, 10));
        Client client = desk.Connect();
        for (int i = 0; i < 11; i++) client.Raw("no json");
        Assert.Equal(10028, client.Replies[^1].GetProperty("error").GetProperty("code").GetInt32());
        Assert.False(client.Connection.IsOpen);
    }

    [Fact]
    public void A_nonce_is_good_once_and_a_refresh_token_on_its_own_socket()
    {
        Desk desk = new(o => o.RefusesUsedNonces = true);
        long ms = Desk.StartUs / 1000;
        string signed = $$"""{"grant_type":"client_signature","client_id":"AMANDA","timestamp":{{ms}},"nonce":"n1","data":"","signature":"{{Exchange.Rpc.Access.Signature.OfSocket("AMANDASECRECT", ms, "n1", "")}}"}""";
        Client one = desk.Connect();
        string refresh = one.Ok("public/auth", signed).GetProperty("refresh_token").GetString()!;
        Client two = desk.Connect();
        Assert.Equal(13004, two.Fails("public/auth", signed));
        string again = $$"""{"grant_type":"refresh_token","refresh_token":"{{refresh}}"}""";
        Assert.Equal(13009, two.Fails("public/auth", again));
        one.Ok("public/auth", again);
    }

    [Fact]
    public void A_connection_has_so_many_channels_and_no_more()
    {
        Desk desk = new(o => o.MaxChannelsPerConnection = 3);
        Client client = desk.Connect();
        client.Ok("public/subscribe", """{"channels":["quote.BTC-PERPETUAL","quote.ETH-PERPETUAL"]}""");
        client.Ok("public/subscribe", """{"channels":["quote.BTC-PERPETUAL","platform_state"]}""");
        Assert.Equal(-32602, client.Fails("public/subscribe", """{"channels":["ticker.BTC-PERPETUAL.100ms"]}"""));
    }

    [Fact]
    public void Platform_state_chatters_when_asked_to()
    {
        Desk desk = new(o => o.PlatformChatter = true);
        Client client = desk.Connect();
        client.Ok("public/subscribe", """{"channels":["platform_state"]}""");
        desk.Pass(10);
        Assert.InRange(client.Of("platform_state").Count, 20, 30);
    }

    [Fact]
    public void Historical_lags_when_asked_to()
    {
        Desk desk = new(o => o.HistoricalLagUs = 2_000_000);
        desk.Enter("BOB").Place("sell", 10, 50_000);
        Client client = desk.Enter();
        client.Place("buy", 10, 50_000);
        const string Asked = """{"instrument_name":"BTC-PERPETUAL","historical":true}""";
        Assert.Equal(0, client.Ok("private/get_user_trades_by_instrument", Asked).GetProperty("trades").GetArrayLength());
        desk.Pass(2);
        Assert.Equal(1, client.Ok("private/get_user_trades_by_instrument", Asked).GetProperty("trades").GetArrayLength());
    }

    [Fact]
    public void Limits_and_fees_have_two_shapes()
    {
        Desk desk = new(o =>
        {
            o.Style = new JsonStyle { Shapes = new ShapeStyle { LimitsPerCurrency = true, OtherLimitNames = true, FeesAsMap = true, RelativeFees = true } };
            o.Accounts.Add(new AccountOptions(new AccountSpec { Name = "cleo", Owner = 3, MakerFeeE8 = 0, TakerFeeE8 = 17_500 }, []));
            o.Keys.Add(new KeyOptions("CLEO", "CLEOSECRET", "cleo"));
        });
        JsonElement summary = desk.Enter("CLEO").Ok("private/get_account_summary", """{"currency":"BTC","extended":true}""");
        Assert.Equal(20, summary.GetProperty("limits").GetProperty("btc").GetProperty("trading").GetProperty("total").GetProperty("burst").GetInt32());
        Assert.Equal(500, summary.GetProperty("limits").GetProperty("eth").GetProperty("quotes").GetProperty("burst").GetInt32());
        JsonElement fee = summary.GetProperty("fees").GetProperty("btc_usd").GetProperty("perpetual").GetProperty("default");
        Assert.Equal(("relative", 0.5m, 0m), (fee.GetProperty("type").GetString(), fee.GetProperty("taker").GetDecimal(), fee.GetProperty("maker").GetDecimal()));
    }
}
