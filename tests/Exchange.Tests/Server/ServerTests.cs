using System;
using System.Linq;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Minnow.Exchange.Engine;
using Minnow.Exchange.Faults;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Server;
using Xunit;

namespace Minnow.Exchange.Tests.Server;

/// <summary>The exchange over real TLS sockets on loopback.</summary>
public sealed class ServerTests
{
    private const string Book = "book.BTC-PERPETUAL.raw";
    private const string Changes = "user.changes.BTC-PERPETUAL.raw";

    [Fact]
    public async Task A_client_logs_in_subscribes_trades_and_sees_its_fill()
    {
        await using ExchangeServer server = await Start();
        using Client client = await Client.LogInAsync(server);
        JsonElement channels = await client.Ask("private/subscribe", $$"""{"channels":["{{Book}}","{{Changes}}"]}""");
        Assert.Equal(2, channels.GetProperty("result").GetArrayLength());
        JsonElement snapshot = await client.Next(Book);
        Assert.Equal("snapshot", snapshot.GetProperty("type").GetString());
        decimal ask = snapshot.GetProperty("asks")[0][1].GetDecimal();

        JsonElement reply = await client.Ask("private/buy", Order(100, ask + 50, "first"));

        JsonElement order = reply.GetProperty("result").GetProperty("order");
        Assert.Equal("filled", order.GetProperty("order_state").GetString());
        Assert.True(reply.GetProperty("usOut").GetInt64() >= reply.GetProperty("usIn").GetInt64());
        JsonElement changes = await client.Next(Changes, static data => data.GetProperty("trades").GetArrayLength() > 0);
        Assert.Equal(order.GetProperty("order_id").GetString(), changes.GetProperty("trades")[0].GetProperty("order_id").GetString());
        Assert.Equal(100, await server.Ask(static venue => Demo(venue).Positions[0].SizeE8 / Units.One));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_connection_cancels_its_orders(bool torn)
    {
        await using ExchangeServer server = await Start();
        using Client client = await Client.LogInAsync(server);
        Assert.Equal("ok", (await client.Ask("private/enable_cancel_on_disconnect")).GetProperty("result").GetString());
        await client.Ask("private/buy", Order(100, 61_200, "resting"));
        Assert.Equal(1, await OpenOrders(server));

        if (torn) client.Reset();
        else client.Finish();

        await Until(async () => await OpenOrders(server) == 0);
        Order cancelled = await server.Ask(static venue => Demo(venue).ClosedOrders.Single());
        Assert.Equal(CancelReason.CancelOnDisconnect, cancelled.CancelReason);
    }

    [Fact]
    public async Task A_client_that_leaves_while_the_venue_does_not_read_is_gone_all_the_same()
    {
        await using ExchangeServer server = await Start();
        using Client client = await Client.LogInAsync(server);
        await client.Ask("private/enable_cancel_on_disconnect");
        await client.Ask("private/buy", Order(100, 61_200, "resting"));
        await server.Inject(FaultScript.Parse("slow-reader for 60s"));
        await client.Send("public/test");
        await Task.Delay(200);

        client.Finish();

        await Until(async () => await OpenOrders(server) == 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_two_ends_of_a_connection_are_told_apart(bool torn)
    {
        VenueOptions venue = DemoVenue.Options();
        venue.Cod.OnReset = !torn;
        venue.Cod.OnFin = torn;
        await using ExchangeServer server = await Start(options => options with { Venue = venue });
        using Client client = await Client.LogInAsync(server);
        await client.Ask("private/enable_cancel_on_disconnect");
        await client.Ask("private/buy", Order(100, 61_200, "resting"));

        if (torn) client.Reset();
        else client.Finish();

        await Task.Delay(500);
        Assert.Equal(1, await OpenOrders(server));
    }

    [Fact]
    public async Task A_client_that_says_goodbye_is_answered_and_its_orders_go()
    {
        await using ExchangeServer server = await Start();
        using Client client = await Client.LogInAsync(server);
        await client.Ask("private/enable_cancel_on_disconnect");
        await client.Ask("private/buy", Order(100, 61_200, "resting"));

        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
        await Until(async () => await OpenOrders(server) == 0);
    }

    [Fact]
    public async Task A_test_request_that_is_not_answered_ends_the_session_with_4000()
    {
        await using ExchangeServer server = await Start();
        using Client client = await Client.LogInAsync(server);
        await client.Ask("private/enable_cancel_on_disconnect");
        await client.Ask("private/buy", Order(100, 61_200, "resting"));
        await client.Ask("public/set_heartbeat", """{"interval":10}""");

        while (await client.ReceiveBytes(TimeSpan.FromSeconds(30)) is not null) { }

        Assert.Equal((WebSocketCloseStatus)4000, client.Socket.CloseStatus);
        Assert.Equal("heartbeat close", client.Socket.CloseStatusDescription);
        await Until(async () => await OpenOrders(server) == 0);
    }

    [Fact]
    public async Task B7_A_client_that_reads_too_slowly_is_dropped()
    {
        VenueOptions venue = DemoVenue.Options();
        venue.RateLimits = false;
        await using ExchangeServer server = await Start(options => options with { Venue = venue, MaxWaitingBytes = 256 * 1024 });
        using Client client = await Client.LogInAsync(server);
        for (int i = 0; i < 1_000; i++) await client.Send("public/get_order_book", """{"instrument_name":"BTC-PERPETUAL","depth":1000}""");

        await Task.Delay(2_000);
        Assert.True(await Dropped(client));
    }

    [Fact]
    public async Task One_request_can_be_asked_over_REST_with_and_without_a_key()
    {
        await using ExchangeServer server = await Start();
        using HttpClient rest = Client.Rest(server);

        using JsonDocument ticker = JsonDocument.Parse(await rest.GetStringAsync("public/ticker?instrument_name=BTC-PERPETUAL"));
        Assert.Equal("BTC-PERPETUAL", ticker.RootElement.GetProperty("result").GetProperty("instrument_name").GetString());

        rest.DefaultRequestHeaders.Add("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DemoVenue.ClientId}:{DemoVenue.ClientSecret}")));
        using HttpResponseMessage posted = await rest.PostAsync(
            "private/buy", new StringContent("""{"jsonrpc":"2.0","id":1,"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":100,"type":"limit","price":61200,"post_only":true}}"""));
        string text = await posted.Content.ReadAsStringAsync();
        using JsonDocument reply = JsonDocument.Parse(text);
        Assert.True(reply.RootElement.TryGetProperty("result", out JsonElement result), text);
        Assert.Equal("open", result.GetProperty("order").GetProperty("order_state").GetString());
        Assert.Equal(1, await OpenOrders(server));
    }

    [Fact]
    public async Task A_stranger_does_not_trust_the_certificate()
    {
        await using ExchangeServer server = await Start();
        using ClientWebSocket stranger = new();

        await Assert.ThrowsAsync<WebSocketException>(() => stranger.ConnectAsync(server.SocketUri, default));
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("not-yet-valid")]
    [InlineData("self-signed")]
    [InlineData("wrong-host")]
    [InlineData("untrusted")]
    [InlineData("weak-key")]
    [InlineData("weak-hash")]
    [InlineData("old-protocol")]
    public async Task B8_Each_bad_certificate_is_one_that_a_strict_client_refuses(string kind)
    {
        await using ExchangeServer server = await Start(options => options with { Faults = FaultScript.Parse($"tls {kind}") });

        await Assert.ThrowsAnyAsync<Exception>(() => Client.OpenAsync(server));
    }

    [Fact]
    public async Task B12_Another_key_of_the_same_CA_is_trusted()
    {
        await using ExchangeServer server = await Start(static options => options with { Faults = FaultScript.Parse("tls other-key") });
        using Client client = await Client.OpenAsync(server);

        Assert.True((await client.Ask("public/get_time")).GetProperty("result").GetInt64() > 0);
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("handshake garbage")]
    [InlineData("handshake plain")]
    [InlineData("upgrade 503 Retry-After=1")]
    public async Task B9_B14_A_closed_door_lets_nobody_in_and_opens_again(string fault)
    {
        await using ExchangeServer server = await Start(options => options with { Faults = FaultScript.Parse(fault + " count=1") });

        await Assert.ThrowsAnyAsync<Exception>(() => Client.OpenAsync(server));
        using Client client = await Client.LogInAsync(server);
        Assert.Equal(WebSocketState.Open, client.Socket.State);
    }

    [Theory]
    [InlineData("fin")]
    [InlineData("rst")]
    public async Task B1_B2_The_venue_ends_a_connection_without_a_close(string fault)
    {
        await using ExchangeServer server = await Start();
        using Client client = await Client.LogInAsync(server);

        await server.Inject(FaultScript.Parse(fault));

        await Assert.ThrowsAnyAsync<WebSocketException>(() => client.ReceiveBytes());
    }

    [Fact]
    public async Task B3_A_half_open_connection_says_nothing_and_stays()
    {
        await using ExchangeServer server = await Start();
        using Client client = await Client.LogInAsync(server);

        await server.Inject(FaultScript.Parse("half-open"));

        await client.Send("public/test");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ReceiveBytes(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task B26_Sliced_bytes_are_the_same_messages()
    {
        await using ExchangeServer server = await Start(static options => options with { Faults = FaultScript.Parse("slice 1") });
        using Client client = await Client.LogInAsync(server);

        Assert.True((await client.Ask("public/get_instruments", """{"currency":"BTC","kind":"future"}""")).GetProperty("result").GetArrayLength() > 0);
    }

    [Fact]
    public async Task C6_A_fill_of_an_order_that_no_client_placed_is_told()
    {
        await using ExchangeServer server = await Start();
        using Client client = await Client.LogInAsync(server);
        await client.Ask("private/subscribe", $$"""{"channels":["{{Changes}}"]}""");

        await server.Inject(FaultScript.Parse("unknown-fill buy 100"));

        JsonElement changes = await client.Next(Changes, static data => data.GetProperty("trades").GetArrayLength() > 0);
        Assert.Equal(100, changes.GetProperty("trades")[0].GetProperty("amount").GetDecimal());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C6_A_leg_of_a_combination_has_the_row_of_the_whole_behind_it(bool isWild)
    {
        await using ExchangeServer server = await Start(options =>
        {
            if (isWild) options.Venue.Style = new JsonStyle { Exponent = 0.5, Fraction = 0.5, Shuffle = 1, Unknown = 0.5 };
            return options;
        });
        using Client client = await Client.LogInAsync(server);
        await client.Ask("private/subscribe", $$"""{"channels":["{{Changes}}"]}""");

        await server.Inject(FaultScript.Parse("combo-fill buy 10"));

        JsonElement trades = (await client.Next(Changes, static data => data.GetProperty("trades").GetArrayLength() > 0)).GetProperty("trades");
        Assert.Equal(2, trades.GetArrayLength());
        Assert.Equal("BTC-PERPETUAL", trades[0].GetProperty("instrument_name").GetString());
        Assert.Equal("BTC-FS-25DEC26_PERP", trades[1].GetProperty("instrument_name").GetString());
        string whole = trades[0].GetProperty("combo_trade_id").GetString()!;
        Assert.Equal((whole, whole), (trades[1].GetProperty("combo_trade_id").GetString(), trades[1].GetProperty("trade_id").GetString()));
        Assert.NotEqual(whole, trades[0].GetProperty("trade_id").GetString());
        JsonElement page = (await client.Ask("private/get_user_trades_by_instrument", """{"instrument_name":"BTC-PERPETUAL","count":10}""")).GetProperty("result").GetProperty("trades");
        Assert.Equal(2, page.GetArrayLength());
    }

    [Fact]
    public async Task C18_An_order_of_a_former_run_rests_with_its_label()
    {
        await using ExchangeServer server = await Start(static options => options with { Faults = FaultScript.Parse("foreign-order buy 100 mn000000000001-7") });
        await Until(async () => await OpenOrders(server) == 1);

        Assert.Equal("mn000000000001-7", await server.Ask(static venue => Demo(venue).OpenOrders[0].Label));
    }

    [Fact]
    public async Task The_exchanges_own_books_can_be_read_as_json()
    {
        await using ExchangeServer server = await Start();
        using Client client = await Client.LogInAsync(server);
        await client.Ask("private/buy", Order(100, 61_200, "resting"));

        using JsonDocument truth = JsonDocument.Parse(await server.Truth());
        JsonElement account = Assert.Single(truth.RootElement.GetProperty("accounts").EnumerateArray());
        Assert.Equal("demo", account.GetProperty("name").GetString());
        Assert.Equal("resting", account.GetProperty("open_orders")[0].GetProperty("label").GetString());
    }

    [Fact]
    public async Task Only_loopback_is_listened_on() =>
        await Assert.ThrowsAsync<ArgumentException>(static () => ExchangeServer.StartAsync(new ExchangeServerOptions { Listen = "0.0.0.0" }));

    private static Task<ExchangeServer> Start(Func<ExchangeServerOptions, ExchangeServerOptions>? change = null)
    {
        ExchangeServerOptions options = new() { Market = MarketKind.Synthetic };
        return ExchangeServer.StartAsync(change is null ? options : change(options));
    }

    private static string Order(decimal amount, decimal price, string label) =>
        FormattableString.Invariant($$"""{"instrument_name":"BTC-PERPETUAL","amount":{{amount}},"type":"limit","price":{{price}},"label":"{{label}}","post_only":false}""");

    private static Account Demo(Venue venue) => venue.Engine.Accounts.Single(static account => account.Name == DemoVenue.Account);

    private static Task<int> OpenOrders(ExchangeServer server) => server.Ask(static venue => Demo(venue).OpenOrders.Count);

    private static async Task<bool> Dropped(Client client)
    {
        try
        {
            while (await client.ReceiveBytes(TimeSpan.FromSeconds(5)) is not null) { }
            return client.Socket.CloseStatusDescription == "connection_too_slow";
        }
        catch (WebSocketException)
        {
            return true;
        }
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (int i = 0; i < 100; i++)
        {
            if (await holds()) return;
            await Task.Delay(50);
        }

        Assert.Fail("It did not come to that within 5 s.");
    }
}
