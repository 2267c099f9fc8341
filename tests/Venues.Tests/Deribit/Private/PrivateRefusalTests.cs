using System;
using System.Linq;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit.Private;
using Xunit;

namespace Minnow.Tests.Deribit.Private;

public sealed class PrivateRefusalTests
{
    private readonly PrivateBench _bench = new(maxRows: 4);

    [Theory]
    [InlineData("3.2e4", "3.20001e4", ParseStatus.OffTick)]
    [InlineData("3.2e4", "32000.25", ParseStatus.OffTick)]
    [InlineData("3.2e4", "-32000", ParseStatus.NotPositive)]
    [InlineData("3.2e4", "\"32000\"", ParseStatus.WrongType)]
    [InlineData("3.2e4", "true", ParseStatus.WrongType)]
    [InlineData("3.2e4", "1e30", ParseStatus.Overflow)]
    [InlineData("3.2e4", "32000.00000000000000000001", ParseStatus.BadNumber)]
    [InlineData("\"amount\":10.0", "\"amount\":15", ParseStatus.OffLot)]
    [InlineData("\"amount\":10.0", "\"amount\":-10", ParseStatus.NotPositive)]
    [InlineData("\"filled_amount\":0.0", "\"filled_amount\":1e-7", ParseStatus.OffLot)]
    [InlineData("\"direction\":\"buy\"", "\"direction\":\"zero\"", ParseStatus.WrongType)]
    [InlineData("\"direction\":\"buy\",", "", ParseStatus.MissingField)]
    [InlineData("\"order_id\":\"74311538594\",", "", ParseStatus.MissingField)]
    [InlineData("\"order_state\":\"open\",", "", ParseStatus.MissingField)]
    [InlineData("\"order_state\":\"open\"", "\"order_state\":null", ParseStatus.MissingField)]
    [InlineData("\"order_id\":\"74311538594\"", "\"order_id\":\"743115385940000000000000\"", ParseStatus.BadName)]
    [InlineData("\"instrument_name\":\"BTC-PERPETUAL\",", "", ParseStatus.MissingField)]
    [InlineData("\"label\":\"mn", "\"label\":7,\"x\":\"mn", ParseStatus.WrongType)]
    [InlineData("\"post_only\":true,", "\"post_only\":\"maybe\",", ParseStatus.WrongType)]
    [InlineData("1765463719142}", "17654637.19142}", ParseStatus.BadNumber)]
    [InlineData("\"post_only\":true,", "\"post_only\":true,\"post_only\":true,", ParseStatus.DuplicateKey)]
    [InlineData("\"api\":true,", "\"api\":true,\"api\":false,", ParseStatus.DuplicateKey)]
    [InlineData("\"jsonrpc\":\"2.0\",", "\"jsonrpc\":\"2.0\",\"method\":\"subscription\",", ParseStatus.DuplicateKey)]
    [InlineData("subscription", "publication", ParseStatus.NotAMessage)]
    [InlineData("\"data\":{", "\"date\":{", ParseStatus.MissingField)]
    [InlineData("\"channel\":\"user.orders.BTC-PERPETUAL.raw\",", "", ParseStatus.MissingField)]
    public void An_order_that_can_not_be_read_exactly_is_refused(string old, string instead, ParseStatus status)
    {
        string payload = WrittenPrivate.OpenOrder.Replace(old, instead);
        Assert.NotEqual(WrittenPrivate.OpenOrder, payload);
        Assert.Equal(status, _bench.Parse(payload));
        Assert.Equal((PrivateKind.None, 0), (_bench.Message.Kind, _bench.Message.OrderCount));
    }

    [Theory]
    [InlineData("92037.0", "null", ParseStatus.MissingField)]
    [InlineData("\"amount\":10.0", "\"amount\":0", ParseStatus.NotPositive)]
    [InlineData("\"amount\":10.0", "\"amount\":-10", ParseStatus.NotPositive)]
    [InlineData("\"amount\":10.0", "\"amount\":12", ParseStatus.OffLot)]
    [InlineData("\"trade_id\":\"208465104\",", "", ParseStatus.MissingField)]
    [InlineData("\"order_id\":\"74365704227\",", "", ParseStatus.MissingField)]
    [InlineData("\"timestamp\":1765505266849,", "", ParseStatus.MissingField)]
    [InlineData("[{", "[7,{", ParseStatus.WrongType)]
    [InlineData("\"fee\":5.0e-8", "\"fee\":\"0\"", ParseStatus.WrongType)]
    [InlineData("\"fee\":5.0e-8", "\"fee\":5e300", ParseStatus.Overflow)]
    public void A_trade_that_can_not_be_read_exactly_is_refused(string old, string instead, ParseStatus status)
    {
        string payload = WrittenPrivate.Trades.Replace(old, instead);
        Assert.NotEqual(WrittenPrivate.Trades, payload);
        Assert.Equal(status, _bench.Parse(payload));
        Assert.Equal(0, _bench.Message.TradeCount);
    }

    [Theory]
    [InlineData("\"direction\":\"buy\"", "\"direction\":\"zero\"", ParseStatus.WrongType)]
    [InlineData("\"size\":185160", "\"size\":-185160", ParseStatus.WrongType)]
    [InlineData("\"size\":185160", "\"size\":185161", ParseStatus.OffLot)]
    public void A_position_that_contradicts_itself_is_refused(string old, string instead, ParseStatus status) =>
        Assert.Equal(status, _bench.Parse(WrittenPrivate.PositionList.Replace(old, instead)));

    [Theory]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":1,"result":1,"error":{"code":1,"message":"x"}}""")]
    [InlineData("""{"id":1,"method":"subscription","result":1}""")]
    [InlineData("""{"id":1,"method":"subscription","params":[1]}""")]
    [InlineData("""[{"id":1,"result":1}]""")]
    [InlineData("7")]
    public void What_is_no_message_is_refused(string payload) => Assert.Equal(ParseStatus.NotAMessage, _bench.Parse(payload));

    [Theory]
    [InlineData("""{"id":1,"error":{"message":"x"}}""", ParseStatus.MissingField)]
    [InlineData("""{"id":1,"error":{"code":3000000000,"message":"x"}}""", ParseStatus.Overflow)]
    [InlineData("""{"id":1,"error":"x"}""", ParseStatus.WrongType)]
    [InlineData("""{"id":1.5,"result":1}""", ParseStatus.BadNumber)]
    [InlineData("""{"id":1,"result":1.5}""", ParseStatus.BadNumber)]
    [InlineData("""{"id":1,"result":{"access_token":"x"}}""", ParseStatus.MissingField)]
    public void An_answer_that_can_not_be_read_is_refused(string payload, ParseStatus status) => Assert.Equal(status, _bench.Parse(payload));

    [Fact]
    public void An_error_without_a_message_or_with_other_data_is_still_an_error()
    {
        Assert.Equal((true, 1, ""), (_bench.Read("""{"id":1,"error":{"code":1}}""").IsError, _bench.Message.ErrorCode, PrivateBench.Text(_bench.Message.Text)));
        Assert.Equal(1, _bench.Read("""{"id":1,"error":{"code":1,"message":"a","data":[{}]}}""").ErrorCode);
        Assert.Equal(1, _bench.Read("""{"id":1,"error":{"code":1,"message":"a","data":{"reason":[1]}}}""").ErrorCode);
    }

    [Fact]
    public void An_id_that_is_text_answers_nothing_of_ours() => Assert.Equal(Units.Missing, _bench.Read("""{"id":"7","result":"ok"}""").RequestId);

    [Fact]
    public void A_text_for_people_has_no_control_characters_and_an_end()
    {
        PrivateMessage m = _bench.Read("""{"id":1,"error":{"code":1,"message":"a\u001b[31m\n\u0000b"}}""");
        Assert.Equal("a[31mb", PrivateBench.Text(m.Text));
        m = _bench.Read($$$"""{"id":1,"error":{"code":1,"message":"{{{new string('x', 5000)}}}"}}""");
        Assert.Equal(PrivateMessage.MaxTextBytes, m.Text.Length);
    }

    [Fact]
    public void More_rows_than_there_is_room_for_are_refused()
    {
        string row = """{"order_id":"1","order_state":"open","instrument_name":"BTC-PERPETUAL","direction":"buy"}""";
        Assert.Equal(4, _bench.Read($$"""{"id":1,"result":[{{string.Join(',', Enumerable.Repeat(row, 4))}}]}""").OrderCount);
        Assert.Equal(ParseStatus.TooManyRows, _bench.Parse($$"""{"id":1,"result":[{{string.Join(',', Enumerable.Repeat(row, 5))}}]}"""));
        Assert.Equal(0, _bench.Message.OrderCount);
        Assert.Equal(ParseStatus.TooManyRows, _bench.Parse($$"""{"id":1,"result":[{{string.Join(',', Enumerable.Repeat("\"a\"", 513))}}]}"""));
    }

    [Fact]
    public void A_token_that_does_not_fit_is_refused_and_none_is_left_behind()
    {
        Assert.Equal(ParseStatus.Overflow, _bench.Parse(WrittenPrivate.Authentication.Replace("1582628593469.1GP4rQd0", new string('x', 3000))));
        Assert.Equal((0, 0, false), (_bench.Message.AccessToken.Length, _bench.Message.RefreshToken.Length, _bench.Message.HasAuthentication));
    }

    [Fact]
    public void A17_A_payload_above_the_cap_is_refused_unread()
    {
        PrivateBench small = new(limits: new PrivateParserLimits { MaxPayloadBytes = 100 });
        Assert.Equal(ParseStatus.TooLarge, small.Parse(WrittenPrivate.OpenOrder));
        Assert.Equal(ParseStatus.Ok, small.Parse(WrittenPrivate.TestRequest));
    }

    [Fact]
    public void A18_Deep_nesting_is_refused_wherever_it_is()
    {
        string deep = new string('[', 100_000 / 2) + new string(']', 100_000 / 2);
        Assert.Equal(ParseStatus.TooLarge, _bench.Parse(deep));
        deep = new string('[', 20_000) + new string(']', 20_000);
        Assert.Equal(ParseStatus.TooDeep, _bench.Parse(deep));
        Assert.Equal(ParseStatus.TooDeep, _bench.Parse($$"""{"id":1,"result":{{deep}}}"""));
        Assert.Equal(ParseStatus.TooDeep, _bench.Parse(WrittenPrivate.OpenOrder.Replace("10580", deep)));
        string wrapped = string.Concat(Enumerable.Repeat("{\"order\":", 10)) + "{}" + new string('}', 10);
        Assert.Equal(ParseStatus.TooDeep, _bench.Parse($$"""{"id":1,"result":{{wrapped}}}"""));
    }

    [Theory]
    [InlineData("\uFEFF{\"id\":1,\"result\":1}", ParseStatus.MalformedJson)]
    [InlineData("{\"id\":1,\"result\":\"\\ud800\"}", ParseStatus.InvalidUtf8)]
    [InlineData("{\"id\":1,\"result\":[\"\\udc00\"]}", ParseStatus.InvalidUtf8)]
    [InlineData("{\"id\":1,\"\\ud800\":1,\"result\":1}", ParseStatus.InvalidUtf8)]
    [InlineData("{\"id\":1,\"result\":1}\0", ParseStatus.MalformedJson)]
    [InlineData("{\"id\":1,\"result\":1,}", ParseStatus.MalformedJson)]
    [InlineData("{\"id\":1,/**/\"result\":1}", ParseStatus.MalformedJson)]
    [InlineData("{\"id\":NaN,\"result\":1}", ParseStatus.MalformedJson)]
    [InlineData("", ParseStatus.MalformedJson)]
    public void A19_Text_that_is_not_what_it_should_be_is_refused(string payload, ParseStatus status) => Assert.Equal(status, _bench.Parse(payload));

    [Fact]
    public void A19_Bytes_that_are_not_text_are_refused()
    {
        byte[] payload = Encoding.ASCII.GetBytes(WrittenPrivate.OpenOrder);
        payload[payload.AsSpan().IndexOf("10580"u8)] = 0xC3;
        Assert.Equal(ParseStatus.InvalidUtf8, _bench.Parser.Parse(payload, _bench.Message));
    }

    [Fact]
    public void A19_Keys_that_nobody_knows_are_read_over_up_to_a_cap()
    {
        string keys = string.Concat(Enumerable.Range(0, 240).Select(i => $"\"new{i}\":[{{}}],"));
        Assert.Equal(1, _bench.Read(WrittenPrivate.OpenOrder.Replace("\"order_id\"", keys + "\"order_id\"")).OrderCount);
        keys += keys.Replace("new", "newer");
        Assert.Equal(ParseStatus.TooManyRows, _bench.Parse(WrittenPrivate.OpenOrder.Replace("\"order_id\"", keys + "\"order_id\"")));
    }
}
