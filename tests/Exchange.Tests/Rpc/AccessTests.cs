using System.Text;
using System.Text.Json;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Rpc.Access;
using Xunit;

namespace Minnow.Exchange.Tests.Rpc;

public sealed class AccessTests
{
    [Fact]
    public void The_signature_is_the_sheets_vector() => Assert.Equal(
        "56590594f97921b09b18f166befe0d1319b198bbcdad7ca73382de2f88fe9aa1", Signature.OfSocket("AMANDASECRECT", 1576074319000, "1iqt2wls", ""));

    [Theory]
    [InlineData(0, true)]
    [InlineData(60_000, true)]
    [InlineData(-60_000, true)]
    [InlineData(60_001, false)]
    [InlineData(-60_001, false)]
    public void A_signature_holds_within_a_minute_of_the_venues_clock(long offMs, bool isTaken)
    {
        Client client = new Desk().Connect();
        long ms = (Desk.StartUs / 1000) + offMs;
        JsonElement reply = client.Ask("public/auth", $$"""{"grant_type":"client_signature","client_id":"AMANDA","timestamp":{{ms}},"nonce":"n1","data":"","signature":"{{Signature.OfSocket("AMANDASECRECT", ms, "n1", "")}}"}""");
        Assert.Equal(isTaken, reply.TryGetProperty("result", out _));
        if (!isTaken) Assert.Equal(13004, reply.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public void A_wrong_signature_secret_or_key_is_13004()
    {
        Client client = new Desk().Connect();
        Assert.Equal(13004, client.Fails("public/auth", """{"grant_type":"client_credentials","client_id":"AMANDA","client_secret":"x"}"""));
        Assert.Equal(13004, client.Fails("public/auth", """{"grant_type":"client_credentials","client_id":"nobody","client_secret":"x"}"""));
        Assert.Equal(13004, client.Fails("public/auth", $$"""{"grant_type":"client_signature","client_id":"AMANDA","timestamp":{{Desk.StartUs / 1000}},"nonce":"n1","data":"","signature":"00"}"""));
        Assert.Equal(-32602, client.Fails("public/auth", """{"grant_type":"password"}"""));
    }

    [Fact]
    public void An_authentication_answers_with_what_the_sheet_lists()
    {
        JsonElement result = new Desk().Connect().Ok("public/auth", """{"grant_type":"client_credentials","client_id":"AMANDA","client_secret":"AMANDASECRECT","scope":"session:mm-exec trade:read_write wallet:none","state":"s1"}""");
        Client.HasMembers(result, "access_token expires_in refresh_token scope enabled_features token_type sid state");
        Assert.Equal("session:mm-exec mainaccount trade:read_write wallet:none", result.GetProperty("scope").GetString());
        Assert.Equal(31_536_000, result.GetProperty("expires_in").GetInt64());
    }

    [Theory]
    [InlineData("trade:read_write account:read_write", "connection mainaccount account:read trade:read")]
    [InlineData("trade:read_write wallet:read_write", "connection mainaccount trade:read wallet:none")]
    [InlineData("trade:none", "connection mainaccount trade:none")]
    [InlineData("", "connection mainaccount account:read trade:read")]
    public void No_more_is_granted_than_the_key_has(string asked, string granted)
    {
        JsonElement result = new Desk().Connect().Ok("public/auth", $$"""{"grant_type":"client_credentials","client_id":"READER","client_secret":"READERSECRET","scope":"{{asked}}"}""");
        Assert.Equal(granted, result.GetProperty("scope").GetString());
    }

    [Fact]
    public void A_private_call_wants_authentication_and_the_right_scope()
    {
        Desk desk = new();
        Assert.Equal(10000, desk.Connect().Fails("private/get_open_orders", "{}"));
        Assert.Equal(13009, desk.Connect().Fails("private/get_open_orders", """{"access_token":"made up"}"""));
        Client narrow = desk.Enter(scope: "trade:read");
        narrow.Ok("private/get_open_orders", "{}");
        JsonElement error = narrow.Ask("private/cancel_all", "{}").GetProperty("error");
        Assert.Equal(13403, error.GetProperty("code").GetInt32());
        Assert.Equal("trade:read_write", error.GetProperty("data").GetProperty("param").GetString());
        Assert.Equal(13403, narrow.Fails("private/get_account_summary", """{"currency":"BTC"}"""));
        Assert.Equal(11042, desk.Enter("READER").Fails("private/enable_cancel_on_disconnect", "{}"));
    }

    [Fact]
    public void A_connection_scoped_token_is_good_on_its_socket_only_and_a_session_scoped_one_anywhere()
    {
        Desk desk = new();
        Client one = desk.Connect();
        Client two = desk.Connect();
        string mine = Token(one, "");
        Assert.Equal(13009, two.Fails("private/get_open_orders", $$"""{"access_token":"{{mine}}"}"""));
        one.Ok("private/get_open_orders", $$"""{"access_token":"{{mine}}"}""");
        string shared = Token(one, "session:a");
        two.Ok("private/get_open_orders", $$"""{"access_token":"{{shared}}"}""");
        desk.Venue.Disconnect(one.Connection, DisconnectKind.Fin);
        two.Ok("private/get_open_orders", $$"""{"access_token":"{{shared}}"}""");
    }

    [Fact]
    public void A_strict_venue_wants_the_token_on_every_call_of_a_connection_scoped_socket()
    {
        Assert.True(new VenueOptions().StrictToken);
        Desk desk = new(o => o.StrictToken = true);
        Client client = desk.Connect();
        string token = Token(client, "");
        Assert.Equal(13009, client.Fails("private/get_open_orders", "{}"));
        client.Ok("private/get_open_orders", $$"""{"access_token":"{{token}}"}""");
        Token(client, "session:a");
        client.Ok("private/get_open_orders", "{}");
    }

    [Fact]
    public void A_token_ends_with_its_life_and_a_refresh_gives_a_new_one()
    {
        Desk desk = new(o => o.TokenLifeSeconds = 5);
        Client client = desk.Connect();
        JsonElement auth = client.Ok("public/auth", """{"grant_type":"client_credentials","client_id":"AMANDA","client_secret":"AMANDASECRECT"}""");
        desk.Pass(4.999999);
        client.Ok("private/get_open_orders", "{}");
        desk.Pass(0.000001);
        JsonElement error = client.Ask("private/get_open_orders", "{}").GetProperty("error");
        Assert.Equal((13009, "invalid_token"), (error.GetProperty("code").GetInt32(), error.GetProperty("data").GetProperty("reason").GetString()));
        string refresh = $$"""{"grant_type":"refresh_token","refresh_token":"{{auth.GetProperty("refresh_token").GetString()}}"}""";
        client.Ok("public/auth", refresh);
        client.Ok("private/get_open_orders", "{}");
        Assert.Equal(13009, client.Fails("public/auth", refresh));
        desk.Venue.ExpireTokens("ann");
        Assert.Equal(13009, client.Fails("private/get_open_orders", "{}"));
    }

    [Fact]
    public void The_seventeenth_session_of_a_key_ends_the_first_without_a_word()
    {
        Desk desk = new();
        Client first = desk.Enter();
        Client second = desk.Enter();
        for (int i = 0; i < 15; i++) desk.Enter(scope: "session:s" + i + " trade:read");
        Assert.Equal(13009, first.Fails("private/get_open_orders", "{}"));
        Assert.True(first.Connection.IsOpen);
        second.Ok("private/get_open_orders", "{}");
        desk.Enter(scope: "session:s3 trade:read");
        second.Ok("private/get_open_orders", "{}");
    }

    [Fact]
    public void The_thirty_third_connection_of_an_address_is_refused()
    {
        Desk desk = new();
        Client first = desk.Connect();
        for (int i = 0; i < 31; i++) desk.Connect();
        Assert.Null(desk.Venue.Connect("10.0.0.1"));
        Assert.NotNull(desk.Venue.Connect("10.0.0.2"));
        desk.Venue.Disconnect(first.Connection, DisconnectKind.Reset);
        Assert.NotNull(desk.Venue.Connect("10.0.0.1"));
    }

    [Fact]
    public void Rest_takes_basic_bearer_and_signatures()
    {
        Desk desk = new();
        string token = Token(desk.Connect(), "session:a");
        string basic = "Basic " + System.Convert.ToBase64String("AMANDA:AMANDASECRECT"u8);
        string wrong = "Basic " + System.Convert.ToBase64String("AMANDA:no"u8);
        long ms = Desk.StartUs / 1000;
        string signature = Signature.OfRest("AMANDASECRECT", ms, "n", "GET", "/api/v2/private/get_positions?currency=BTC", "");
        Assert.Equal(200, desk.Venue.Rest("public/get_time", "", null).Status);
        Assert.Equal(401, desk.Venue.Rest("private/get_positions", "currency=BTC", null).Status);
        Assert.Equal(401, desk.Venue.Rest("private/get_positions", "currency=BTC", wrong).Status);
        Assert.Equal(200, desk.Venue.Rest("private/get_positions", "currency=BTC", basic).Status);
        Assert.Equal(200, desk.Venue.Rest("private/get_positions", "currency=BTC", "Bearer " + token).Status);
        Assert.Equal(200, desk.Venue.Rest("private/get_positions", "currency=BTC", $"deri-hmac-sha256 id=AMANDA,ts={ms},nonce=n,sig={signature}").Status);
        Assert.Equal(400, desk.Venue.Rest("public/set_heartbeat", "interval=10", null).Status);
        RestReply bought = desk.Venue.Rest("private/buy", """{"jsonrpc":"2.0","id":9,"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":10,"price":49000}}""", basic);
        Assert.Equal(200, bought.Status);
        Assert.Equal("open", JsonDocument.Parse(bought.Body).RootElement.GetProperty("result").GetProperty("order").GetProperty("order_state").GetString());
        Assert.Contains("\"result\":1", Encoding.UTF8.GetString(desk.Venue.Rest("private/cancel_all", "", basic).Body), System.StringComparison.Ordinal);
    }

    private static string Token(Client client, string scope) =>
        client.Ok("public/auth", $$"""{"grant_type":"client_credentials","client_id":"AMANDA","client_secret":"AMANDASECRECT","scope":"{{scope}} account:read_write trade:read_write"}""").GetProperty("access_token").GetString()!;
}
