using System;
using System.Buffers;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;
using Minnow.Venues.Session;
using Xunit;

namespace Minnow.Tests.Deribit.Private;

public sealed class DeribitRequestsTests
{
    private static readonly OutputRecord Bid = new()
    {
        Kind = OutputKind.Command, Verb = CommandVerb.Place, InstrumentIndex = PrivateBench.Inverse, OrderId = 17, PriceTicks = 173_485, SizeLots = 10,
    };

    private readonly DeribitRequests _requests = new(PrivateBench.NewTable(), WrittenPrivate.Epoch);

    [Fact]
    public void A_quote_is_post_only_and_says_all_that_the_venue_might_assume() => Assert.Equal(
        """{"jsonrpc":"2.0","id":3,"method":"private/buy","params":{"access_token":"tok","instrument_name":"BTC-PERPETUAL","amount":100,"type":"limit","price":86742.5,"post_only":true,"reject_post_only":true,"time_in_force":"good_til_cancelled","reduce_only":false,"label":"mn0189abcdef01-17","valid_until":1790133841200}}""",
        Written(w => _requests.Place(w, 3, "tok"u8, Bid, 1790133841200)));

    [Theory]
    [InlineData(OutputRecord.SellFlag, "private/sell", true, "good_til_cancelled", false)]
    [InlineData(OutputRecord.ImmediateFlag, "private/buy", false, "immediate_or_cancel", false)]
    [InlineData(OutputRecord.SellFlag | OutputRecord.FillOrKillFlag | OutputRecord.ReduceOnlyFlag, "private/sell", false, "fill_or_kill", true)]
    [InlineData(OutputRecord.ImmediateFlag | OutputRecord.FillOrKillFlag, "private/buy", false, "fill_or_kill", false)]
    public void Flags_of_a_command_become_side_post_only_and_time_in_force(uint flags, string method, bool postOnly, string timeInForce, bool reduceOnly)
    {
        OutputRecord command = Bid with { Flags = flags, InstrumentIndex = PrivateBench.Linear, PriceTicks = 867_759, SizeLots = 123 };
        JsonElement root = Parsed(w => _requests.Place(w, 4, default, command, 0, isProtected: true));
        Assert.Equal(method, root.GetProperty("method").GetString());
        JsonElement p = root.GetProperty("params");
        Assert.Equal((postOnly, postOnly, timeInForce, reduceOnly, postOnly), (p.GetProperty("post_only").GetBoolean(), p.GetProperty("reject_post_only").GetBoolean(),
            p.GetProperty("time_in_force").GetString(), p.GetProperty("reduce_only").GetBoolean(), p.TryGetProperty("mmp", out _)));
        Assert.Equal(("86775.9", "0.0123"), (p.GetProperty("price").GetRawText(), p.GetProperty("amount").GetRawText()));
        Assert.False(p.TryGetProperty("access_token", out _));
        Assert.False(p.TryGetProperty("valid_until", out _));
    }

    [Fact]
    public void C12_An_edit_has_the_whole_amount_and_stays_post_only() => Assert.Equal(
        """{"jsonrpc":"2.0","id":7,"method":"private/edit","params":{"order_id":"74311538594","amount":100,"price":86742.5,"post_only":true,"reject_post_only":true,"valid_until":5}}""",
        Written(w => _requests.Edit(w, 7, default, "74311538594"u8, Bid, 5)));

    [Fact]
    public void An_edit_by_label_names_order_and_instrument_and_keeps_reduce_only() => Assert.Equal(
        """{"jsonrpc":"2.0","id":7,"method":"private/edit_by_label","params":{"label":"mn0189abcdef01-17","instrument_name":"BTC-PERPETUAL","amount":100,"price":86742.5,"post_only":true,"reject_post_only":true,"reduce_only":true}}""",
        Written(w => _requests.EditByLabel(w, 7, default, Bid with { Flags = OutputRecord.ReduceOnlyFlag }, 0)));

    [Fact]
    public void Cancels_name_what_they_cancel()
    {
        Assert.Equal("""{"jsonrpc":"2.0","id":11,"method":"private/cancel","params":{"access_token":"tok","order_id":"USDC-104819327443"}}""",
            Written(w => _requests.Cancel(w, 11, "tok"u8, "USDC-104819327443"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":12,"method":"private/cancel_by_label","params":{"label":"mn0189abcdef01-17","currency":"BTC"}}""",
            Written(w => _requests.CancelByLabel(w, 12, default, 17, "BTC"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":13,"method":"private/cancel_all_by_instrument","params":{"instrument_name":"BTC-PERPETUAL","type":"all"}}""",
            Written(w => _requests.CancelAllByInstrument(w, 13, default, "BTC-PERPETUAL"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":14,"method":"private/cancel_all_by_currency","params":{"currency":"USDC"}}""",
            Written(w => _requests.CancelAllByCurrency(w, 14, default, "USDC"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":15,"method":"private/cancel_all","params":{}}""", Written(w => _requests.CancelAll(w, 15, default)));
    }

    [Fact]
    public void Authentication_has_the_shape_of_its_grant()
    {
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"public/auth","params":{"grant_type":"client_credentials","client_id":"AMANDA","client_secret":"se\"c+ret","scope":"session:mm trade:read_write"}}""",
            Written(w => _requests.ClientCredentials(w, 1, "AMANDA"u8, "se\"c+ret"u8, "session:mm trade:read_write"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"public/auth","params":{"grant_type":"client_signature","client_id":"AMANDA","timestamp":1576074319000,"nonce":"1iqt2wls","data":"","signature":"5659"}}""",
            Written(w => _requests.ClientSignature(w, 1, "AMANDA"u8, 1576074319000, "1iqt2wls"u8, default, "5659"u8, default)));
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"method":"public/auth","params":{"grant_type":"refresh_token","refresh_token":"r"}}""",
            Written(w => _requests.RefreshToken(w, 2, "r"u8)));
    }

    [Fact]
    public void Session_requests_have_the_shape_that_the_venue_documents()
    {
        byte[][] channels = [[.. "user.changes.BTC-PERPETUAL.raw"u8], [.. "user.lock"u8]];
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"public/set_heartbeat","params":{"interval":10}}""", Written(w => _requests.SetHeartbeat(w, 1, 10)));
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"method":"public/test","params":{}}""", Written(w => _requests.Test(w, 2)));
        Assert.Equal("""{"jsonrpc":"2.0","id":3,"method":"public/get_time","params":{}}""", Written(w => _requests.GetTime(w, 3)));
        Assert.Equal("""{"jsonrpc":"2.0","id":4,"method":"private/enable_cancel_on_disconnect","params":{"scope":"connection"}}""",
            Written(w => _requests.EnableCancelOnDisconnect(w, 4, default, account: false)));
        Assert.Equal("""{"jsonrpc":"2.0","id":5,"method":"private/get_cancel_on_disconnect","params":{"access_token":"t","scope":"account"}}""",
            Written(w => _requests.GetCancelOnDisconnect(w, 5, "t"u8, account: true)));
        Assert.Equal("""{"jsonrpc":"2.0","id":6,"method":"private/subscribe","params":{"access_token":"t","channels":["user.changes.BTC-PERPETUAL.raw","user.lock"]}}""",
            Written(w => _requests.SubscribePrivate(w, 6, "t"u8, channels)));
        Assert.Equal("""{"jsonrpc":"2.0","id":7,"method":"private/unsubscribe","params":{"channels":["user.changes.BTC-PERPETUAL.raw","user.lock"]}}""",
            Written(w => _requests.UnsubscribePrivate(w, 7, default, channels)));
        Assert.Equal("""{"jsonrpc":"2.0","id":8,"method":"public/subscribe","params":{"channels":[]}}""", Written(w => _requests.SubscribePublic(w, 8, [])));
        Assert.Equal("""{"jsonrpc":"2.0","id":9,"method":"public/unsubscribe","params":{"channels":["user.lock"]}}""", Written(w => _requests.UnsubscribePublic(w, 9, channels.AsSpan(1))));
    }

    [Fact]
    public void Questions_have_the_shape_that_the_venue_documents()
    {
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"public/get_instrument","params":{"instrument_name":"BTC-PERPETUAL"}}""", Written(w => _requests.GetInstrument(w, 1, "BTC-PERPETUAL"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"method":"public/get_instruments","params":{"currency":"BTC","kind":"future","expired":false}}""",
            Written(w => _requests.GetInstruments(w, 2, "BTC"u8, "future"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":3,"method":"private/get_account_summary","params":{"currency":"BTC","extended":true}}""",
            Written(w => _requests.GetAccountSummary(w, 3, default, "BTC"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":3,"method":"private/get_user_locks","params":{"access_token":"t"}}""", Written(w => _requests.GetUserLocks(w, 3, "t"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":4,"method":"private/get_positions","params":{"currency":"USDC","kind":"future"}}""", Written(w => _requests.GetPositions(w, 4, default, "USDC"u8, "future"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":5,"method":"private/get_open_orders_by_currency","params":{"currency":"BTC"}}""", Written(w => _requests.GetOpenOrders(w, 5, default, "BTC"u8, default)));
        Assert.Equal("""{"jsonrpc":"2.0","id":6,"method":"private/get_order_state","params":{"order_id":"5"}}""", Written(w => _requests.GetOrderState(w, 6, default, "5"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":7,"method":"private/get_order_state_by_label","params":{"currency":"BTC","label":"mn0189abcdef01-17"}}""",
            Written(w => _requests.GetOrderStateByLabel(w, 7, default, "BTC"u8, 17)));
        Assert.Equal("""{"jsonrpc":"2.0","id":8,"method":"private/get_user_trades_by_currency_and_time","params":{"currency":"BTC","start_timestamp":1,"end_timestamp":2,"count":1000,"sorting":"asc","historical":true}}""",
            Written(w => _requests.GetUserTrades(w, 8, default, "BTC"u8, 1, 2, 1000, historical: true)));
    }

    [Fact]
    public void Protection_and_mass_quotes_have_the_shape_that_the_venue_documents()
    {
        ProtectionSettings settings = new() { IntervalSeconds = 5, FrozenSeconds = 0, MaxQuoteQuantityE8 = 50_000_000, QuantityLimitE8 = 120_000_000, DeltaLimitE8 = Units.Missing };
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"private/set_mmp_config","params":{"index_name":"btc_usd","interval":5,"frozen_time":0,"max_quote_quantity":0.5,"quantity_limit":1.2}}""",
            Written(w => _requests.SetProtection(w, 1, default, "btc_usd"u8, default, settings)));
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"method":"private/reset_mmp","params":{"index_name":"btc_usd","mmp_group":"g1"}}""",
            Written(w => _requests.ResetProtection(w, 2, default, "btc_usd"u8, "g1"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":3,"method":"private/get_mmp_config","params":{"index_name":"btc_usd"}}""", Written(w => _requests.GetProtection(w, 3, default, "btc_usd"u8, default)));
        Assert.Equal("""{"jsonrpc":"2.0","id":4,"method":"private/get_mmp_status","params":{"index_name":"btc_usd"}}""",
            Written(w => _requests.GetProtectionStatus(w, 4, default, "btc_usd"u8, default)));
        MassQuoteRow[] rows =
        [
            new() { InstrumentIndex = 0, BidTicks = 87_400, BidLots = 1, AskTicks = Units.Missing, AskLots = 0, BidOrderId = 7, AskOrderId = 8 },
            new() { InstrumentIndex = 1, BidTicks = Units.Missing, BidLots = Units.Missing, AskTicks = 867_759, AskLots = 5 },
        ];
        Assert.Equal(
            """{"jsonrpc":"2.0","id":5,"method":"private/mass_quote","params":{"detailed":true,"quote_id":"mn0189abcdef01-7-8","mmp_group":"g1","valid_until":77,"quotes":[{"instrument_name":"BTC-PERPETUAL","quote_set_id":"mn0189abcdef01-0","bid":{"price":43700,"amount":10,"post_only":true,"reject_post_only":true},"ask":{"amount":0,"post_only":true,"reject_post_only":true}},{"instrument_name":"BTC_USDC-PERPETUAL","quote_set_id":"mn0189abcdef01-1","ask":{"price":86775.9,"amount":0.0005,"post_only":true,"reject_post_only":true}}]}}""",
            Written(w => _requests.MassQuote(w, 5, default, "g1"u8, rows, 77)));
        Assert.Equal("""{"jsonrpc":"2.0","id":6,"method":"private/cancel_quotes","params":{"cancel_type":"instrument","instrument_name":"BTC-PERPETUAL"}}""",
            Written(w => _requests.CancelQuotes(w, 6, default, "BTC-PERPETUAL"u8)));
        Assert.Equal("""{"jsonrpc":"2.0","id":6,"method":"private/cancel_quotes","params":{"cancel_type":"quote_set_id","quote_set_id":"mn0189abcdef01-1"}}""",
            Written(w => _requests.CancelQuoteSet(w, 6, default, 1)));
        Assert.Equal("""{"jsonrpc":"2.0","id":7,"method":"private/cancel_quotes","params":{"cancel_type":"all"}}""", Written(w => _requests.CancelQuotes(w, 7, default, default)));
        Assert.Equal("""{"jsonrpc":"2.0","id":8,"method":"private/set_self_trading_config","params":{"mode":"cancel_maker","extended_to_subaccounts":true}}""",
            Written(w => _requests.SetSelfTrading(w, 8, default, cancelMaker: true, extendToSubaccounts: true)));
    }

    [Fact]
    public void Requests_go_one_after_another_into_an_outbox_and_one_that_does_not_fit_is_dropped_whole()
    {
        FrameOutbox outbox = new(4, 256);
        byte[][] many = new byte[20][];
        Array.Fill(many, [.. "user.changes.BTC-PERPETUAL.raw"u8]);
        outbox.Begin();
        _requests.Test(outbox, 1);
        Assert.True(outbox.Commit());
        outbox.Begin();
        _requests.Cancel(outbox, 2, default, "5"u8);
        Assert.True(outbox.Commit());
        Assert.True(outbox.TryPeek(out ReadOnlySpan<byte> first));
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"public/test","params":{}}""", Encoding.UTF8.GetString(first));
        outbox.Release();
        Assert.True(outbox.TryPeek(out ReadOnlySpan<byte> second));
        Assert.Equal("""{"jsonrpc":"2.0","id":2,"method":"private/cancel","params":{"order_id":"5"}}""", Encoding.UTF8.GetString(second));
        FrameOutbox large = new(2, 4096 + 1);
        large.Begin();
        _requests.SubscribePrivate(large, 3, default, many);
        Assert.True(large.Commit());
        byte[][] tooMany = new byte[200][];
        Array.Fill(tooMany, many[0]);
        large.Begin();
        _requests.SubscribePrivate(large, 4, default, tooMany);
        Assert.False(large.Commit());
        Assert.Equal((1, 1L), (large.Count, large.DroppedCount));
    }

    private static string Written(Action<IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> writer = new(4096);
        write(writer);
        string text = Encoding.UTF8.GetString(writer.WrittenSpan);
        using JsonDocument document = JsonDocument.Parse(text);
        Assert.Equal("2.0", document.RootElement.GetProperty("jsonrpc").GetString());
        return text;
    }

    private static JsonElement Parsed(Action<IBufferWriter<byte>> write) => JsonDocument.Parse(Written(write)).RootElement;
}
