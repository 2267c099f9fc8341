using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Minnow.Exchange.Rpc;
using Minnow.Exchange.Rpc.Json;
using Xunit;

namespace Minnow.Exchange.Tests.Rpc;

public sealed class EnvelopeTests
{
    [Fact]
    public void A_reply_echoes_the_id_and_carries_the_servers_times()
    {
        Client client = new Desk().Connect();
        client.Raw("""{"jsonrpc":"2.0","id":42,"method":"public/get_time","params":{}}""");
        client.Raw("""{"jsonrpc":"2.0","id":"a-7","method":"public/get_time"}""");
        Assert.Equal("""{"jsonrpc":"2.0","id":42,"result":1790000000000,"usIn":1790000000000000,"usOut":1790000000000000,"usDiff":0,"testnet":true}""", client.Texts[0]);
        Assert.Equal("a-7", client.Replies[1].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("{\"jsonrpc\":", 11050, false)]
    [InlineData("[{\"id\":91,\"method\":\"public/test\"}]", 11050, false)]
    [InlineData("{\"id\":91}", -32600, true)]
    [InlineData("{\"id\":91,\"method\":\"public/nonsense\",\"params\":{}}", -32601, true)]
    [InlineData("{\"id\":91,\"method\":\"public/ticker\"}", -32000, true)]
    [InlineData("{\"id\":91,\"method\":\"public/ticker\",\"params\":[1]}", -32602, true)]
    [InlineData("{\"id\":91,\"method\":\"public/ticker\",\"params\":{}}", -32602, true)]
    [InlineData("{\"id\":91,\"method\":\"public/ticker\",\"params\":{\"instrument_name\":\"BTC-1JAN01\"}}", -32602, true)]
    public void A_malformed_request_is_answered_and_the_socket_stays(string text, int code, bool withId)
    {
        Client client = new Desk().Connect();
        client.Raw(text);
        JsonElement reply = Assert.Single(client.Replies);
        Assert.Equal(code, reply.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(withId, reply.TryGetProperty("id", out _));
        Assert.True(client.Connection.IsOpen);
        client.Ok("public/test");
    }

    [Fact]
    public void Invalid_json_says_so_in_words()
    {
        Client client = new Desk().Connect();
        client.Raw("{");
        Assert.StartsWith("""{"jsonrpc":"2.0","error":{"code":11050,"message":"bad_request","data":"invalid json"},"usIn":""", client.Texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_without_id_is_answered_without_id()
    {
        Client client = new Desk().Connect();
        client.Raw("""{"jsonrpc":"2.0","method":"public/test","params":{}}""");
        Assert.False(Assert.Single(client.Replies).TryGetProperty("id", out _));
    }

    [Theory]
    [InlineData(32 * 1024, true)]
    [InlineData((32 * 1024) + 1, false)]
    public void A_request_may_have_32_kB(int bytes, bool isTaken)
    {
        Client client = new Desk().Connect();
        string head = "{\"id\":1,\"method\":\"public/test\",\"params\":{\"x\":\"";
        client.Raw(head + new string('a', bytes - head.Length - 3) + "\"}}");
        Assert.Equal(isTaken, client.Replies[0].TryGetProperty("result", out _));
        if (!isTaken) Assert.Equal("request entity too large", client.Replies[0].GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public void The_documentation_pages_numbers_can_be_answered_instead()
    {
        Client client = new Desk(o => o.Errors = ErrorTable.Article).Enter();
        Assert.Equal(11000, client.Fails("private/cancel", """{"order_id":"1"}"""));
        Assert.Equal(10009, client.Fails("public/ticker", "{}"));
    }

    [Theory]
    [InlineData(10.0, "10.0")]
    [InlineData(0, "0.0")]
    [InlineData(92037, "92037.0")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(0.00000005, "5.0e-8")]
    [InlineData(-0.0000004, "-4.0e-7")]
    [InlineData(0.0001, "0.0001")]
    public void Decimals_are_written_as_on_the_wire(double value, string text)
    {
        byte[] to = new byte[JsonNumber.MaxBytes];
        Assert.Equal(text, Encoding.UTF8.GetString(to, 0, JsonNumber.Write(to, Desk.E8(value), false, true)));
    }

    [Fact]
    public void Every_style_of_a_number_reads_back_to_the_same()
    {
        SplitMix random = new(7);
        byte[] to = new byte[JsonNumber.MaxBytes];
        for (int i = 0; i < 20_000; i++)
        {
            long value = (long)random.Next() >> (int)random.Below(60);
            int length = JsonNumber.Write(to, value, random.Chance(0.5), random.Chance(0.5));
            string text = Encoding.UTF8.GetString(to, 0, length);
            Assert.Equal(value / 100_000_000m, JsonDocument.Parse(text).RootElement.GetDecimal());
        }
    }

    [Fact]
    public void A_shuffled_object_has_the_same_members_and_an_unknown_one()
    {
        Desk plain = new();
        Desk wild = new(o => o.Style = new JsonStyle { Exponent = 0.5, Fraction = 0.5, Shuffle = 1, Unknown = 1 });
        foreach (string method in new[] { "private/get_position", "public/ticker", "public/get_instrument", "public/get_order_book" })
        {
            JsonElement one = plain.Enter().Ok(method, """{"instrument_name":"BTC-PERPETUAL"}""");
            JsonElement other = wild.Enter().Ok(method, """{"instrument_name":"BTC-PERPETUAL"}""");
            Assert.Equal(Client.Names(one).Append("x_unannounced").Order(StringComparer.Ordinal), Client.Names(other));
            Assert.NotEqual(one.EnumerateObject().Select(p => p.Name), other.EnumerateObject().Select(p => p.Name).Where(n => n != "x_unannounced"));
            if (one.TryGetProperty("mark_price", out JsonElement mark)) Assert.Equal(mark.GetDecimal(), other.GetProperty("mark_price").GetDecimal());
        }
    }

    [Fact]
    public void The_outermost_object_may_change_its_order_and_carry_what_nobody_knows()
    {
        Desk wild = new(o => o.Style = new JsonStyle { Envelope = 1, Unknown = 1 });
        Client client = wild.Connect();
        client.Ok("public/subscribe", """{"channels":["deribit_price_index.btc_usd"]}""");
        HashSet<string> first = [];
        HashSet<JsonValueKind> strange = [];
        for (int i = 0; i < 50; i++)
        {
            client.Ok("public/test");
            wild.Pass(1);
        }

        Assert.Equal(51, client.Of("deribit_price_index.btc_usd").Count);
        foreach (JsonElement message in client.Replies.Concat(client.Notifications))
        {
            first.Add(message.EnumerateObject().First().Name);
            strange.Add(message.GetProperty("x_unannounced").ValueKind);
        }

        Assert.Superset(new HashSet<string> { "jsonrpc", "result", "method", "params", "usIn", "x_unannounced" }, first);
        Assert.Superset(new HashSet<JsonValueKind> { JsonValueKind.Object, JsonValueKind.Array, JsonValueKind.Null, JsonValueKind.String, JsonValueKind.Number }, strange);
    }

    [Fact]
    public void The_same_seed_and_calls_give_the_same_bytes()
    {
        Assert.Equal(Transcript(5), Transcript(5));
        Assert.NotEqual(Transcript(5), Transcript(6));
    }

    private static string Transcript(ulong seed)
    {
        Desk desk = new(o =>
        {
            o.Style = new JsonStyle { Exponent = 0.3, Shuffle = 0.3, Unknown = 0.1 };
            o.MatchingDelayMaxUs = 10_000;
            o.OtherDelayMaxUs = 3_000;
            o.NotificationDelayMaxUs = 2_000;
            o.ResponseAfterNotification = 0.5;
        }, seed);
        Client client = desk.Connect();
        client.Send("public/auth", """{"grant_type":"client_credentials","client_id":"AMANDA","client_secret":"AMANDASECRECT"}""");
        desk.Pass(0.1);
        client.Send("private/subscribe", """{"channels":["user.changes.any.any.raw","book.BTC-PERPETUAL.raw","ticker.BTC-PERPETUAL.100ms"]}""");
        for (int i = 0; i < 20; i++)
        {
            client.Send("private/buy", $$"""{"instrument_name":"BTC-PERPETUAL","amount":10,"price":{{49_900 + i}},"label":"l{{i}}"}""");
            desk.Pass(0.004);
        }

        desk.Pass(2);
        client.Drain();
        return string.Join('\n', client.Texts);
    }
}
