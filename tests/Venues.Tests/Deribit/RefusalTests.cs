using System;
using System.Linq;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;
using Xunit;

namespace Minnow.Tests.Deribit;

/// <summary>What is refused, with which status, and which books it costs.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("NaN", ParseStatus.MalformedJson)]
    [InlineData("Infinity", ParseStatus.MalformedJson)]
    [InlineData("-", ParseStatus.MalformedJson)]
    [InlineData("01", ParseStatus.MalformedJson)]
    [InlineData("1e400", ParseStatus.Overflow)]
    [InlineData("1e1000", ParseStatus.BadNumber)]
    [InlineData("-0", ParseStatus.NotPositive)]
    [InlineData("-0.0", ParseStatus.NotPositive)]
    [InlineData("\"\"", ParseStatus.WrongType)]
    [InlineData("\"86742.5\"", ParseStatus.WrongType)]
    [InlineData("null", ParseStatus.WrongType)]
    [InlineData("true", ParseStatus.WrongType)]
    [InlineData("[1]", ParseStatus.WrongType)]
    public void A8_A_price_or_amount_that_is_no_number_costs_the_book(string value, ParseStatus expected)
    {
        AssertCostsTheBook(WrittenFrames.BookChange.Replace("86742.5", value), expected);
        AssertCostsTheBook(WrittenFrames.BookChange.Replace("2.2e3", value), expected);
    }

    [Theory]
    [InlineData("1e30", ParseStatus.Overflow)]
    [InlineData("4611686018427387904", ParseStatus.Overflow)] // 2^62 dollars are 2^63 half dollars
    [InlineData("4611686018427387903.5", ParseStatus.BadNumber)] // 20 digits
    [InlineData("1234567890123456789012345678901234567890", ParseStatus.BadNumber)]
    public void A9_A_price_that_does_not_fit_costs_the_book(string price, ParseStatus expected) =>
        AssertCostsTheBook(WrittenFrames.BookChange.Replace("86742.5", price), expected);

    [Fact]
    public void A9_The_largest_price_and_amount_are_taken_as_they_are()
    {
        using ParserBench bench = Defined();
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.BookChange.Replace("86742.5", "4611686018427387903").Replace("2.2e3", "9223372036854775800")));
        Assert.Equal(long.MaxValue - 1, bench.Own[0].Level.PriceTicks);
        Assert.Equal(922_337_203_685_477_580, bench.Own[0].Level.SizeLots);
    }

    [Theory]
    [InlineData("86742.3", "10", ParseStatus.OffTick)]
    [InlineData("86742.50000001", "10", ParseStatus.OffTick)]
    [InlineData("0", "10", ParseStatus.NotPositive)]
    [InlineData("0.0", "10", ParseStatus.NotPositive)]
    [InlineData("-86742.5", "10", ParseStatus.NotPositive)]
    [InlineData("86742.5", "15", ParseStatus.OffLot)]
    [InlineData("86742.5", "0.5", ParseStatus.OffLot)]
    [InlineData("86742.5", "-10", ParseStatus.NotPositive)]
    public void A10_A_level_off_the_grid_costs_the_book(string price, string amount, ParseStatus expected) =>
        AssertCostsTheBook(WrittenFrames.BookChange.Replace("86742.5", price).Replace("2.2e3", amount), expected);

    [Fact]
    public void A10_A_trade_or_quote_off_the_grid_is_refused_and_costs_no_book()
    {
        using ParserBench bench = Defined();
        Assert.Equal(ParseStatus.OffTick, bench.Parse(WrittenFrames.Trade.Replace("92294.5", "92294.4")));
        Assert.Empty(bench.Own);
        Assert.Equal(ParseStatus.NotPositive, bench.Parse(WrittenFrames.Trade.Replace("\"amount\":10.0", "\"amount\":0")));
        Assert.Empty(bench.Own);
        Assert.Equal(ParseStatus.OffLot, bench.Parse(WrittenFrames.Quote.Replace("99470.0", "99471")));
        Assert.Empty(bench.Own);
        Assert.Equal(ParseStatus.NotPositive, bench.Parse(WrittenFrames.Quote.Replace("92288.5", "0")));
        Assert.Empty(bench.Own);
    }

    [Fact]
    public void A10_A_combination_may_have_a_negative_price()
    {
        using ParserBench bench = new();
        string frame = WrittenFrames.BookChange.Replace("BTC-PERPETUAL", "BTC-FS-25DEC26_PERP").Replace("86742.5", "-12.5").Replace("86742.0", "0");
        Assert.Equal(ParseStatus.Ok, bench.Parse(frame));
        Assert.Equal(-12.5m, bench.Own[0].Level.PriceTicks / 1e8m);
        Assert.Equal(0, bench.Own[1].Level.PriceTicks);
    }

    [Fact]
    public void A16_A_frame_cut_at_any_byte_is_refused_and_costs_at_least_its_book()
    {
        foreach (string text in (string[])[WrittenFrames.BookChange, WrittenFrames.BookSnapshot])
        {
            byte[] frame = Encoding.UTF8.GetBytes(text);
            int channelEnd = text.IndexOf(".raw\"", StringComparison.Ordinal) + 5;
            for (int length = 0; length < frame.Length; length++)
            {
                using ParserBench bench = new(null, new InstrumentTable(16, 4), 64);
                Assert.Equal(ParseStatus.MalformedJson, bench.Parse(frame[..length]));
                Event invalid = Assert.Single(bench.Own);
                Assert.Equal(EventKind.BookInvalid, invalid.Kind);
                Assert.Equal(length < channelEnd ? Units.NoInstrument : 0, invalid.InstrumentIndex);
            }
        }
    }

    [Fact]
    public void A16_A_quote_that_is_cut_after_its_channel_costs_no_book()
    {
        using ParserBench bench = Defined();
        Assert.Equal(ParseStatus.MalformedJson, bench.Parse(WrittenFrames.Quote[..^5]));
        Assert.Empty(bench.Own);
    }

    [Fact]
    public void A17_A_frame_beyond_the_cap_is_refused_unread_in_one_piece_and_in_many()
    {
        using ParserBench bench = new(new DeribitParserLimits { MaxFrameBytes = 1_000 });
        byte[] large = Encoding.UTF8.GetBytes(WrittenFrames.BookChange + new string(' ', 1_000));
        Assert.Equal(ParseStatus.TooLarge, bench.Parse(large));
        Assert.Equal(Units.NoInstrument, Assert.Single(bench.Events).InstrumentIndex);
        Assert.Equal(large.Length, bench.Events[0].Invalid.FrameBytes);
        Assert.Equal(ParseStatus.TooLarge, bench.Parser.Parse(Pieces.Cut(large, 10, 700), 0, bench.Batch));
        byte[] fits = Encoding.UTF8.GetBytes(WrittenFrames.BookChange + new string(' ', 1_000 - WrittenFrames.BookChange.Length));
        Assert.Equal(ParseStatus.Ok, bench.Parser.Parse(Pieces.Cut(fits, 10, 700), 0, bench.Batch));
    }

    [Fact]
    public void A17_More_levels_or_trades_than_the_cap_are_refused_whole()
    {
        using ParserBench bench = Defined(new DeribitParserLimits { MaxLevels = 3, MaxTrades = 1 });
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.BookChange));
        Assert.Equal(3, bench.Own.Length);
        Assert.Equal(ParseStatus.TooManyRows, bench.Parse(WrittenFrames.BookSnapshot));
        Assert.Equal(ParseStatus.TooManyRows, Assert.Single(bench.Own).Invalid.Status);
        string trade = WrittenFrames.Trade[(WrittenFrames.Trade.IndexOf('[') + 1)..WrittenFrames.Trade.IndexOf(']')];
        Assert.Equal(ParseStatus.TooManyRows, bench.Parse(WrittenFrames.Trade.Replace(trade, trade + "," + trade)));
        Assert.Empty(bench.Own);
    }

    [Fact]
    public void A17_A_batch_that_is_too_small_refuses_the_message_and_still_says_so()
    {
        using ParserBench bench = new(null, null, batchCapacity: 4);
        Assert.Equal(ParseStatus.TooManyRows, bench.Parse(WrittenFrames.BookSnapshot));
        Assert.Equal(EventKind.BookInvalid, Assert.Single(bench.Own).Kind);
        Assert.Equal(3, bench.Events.Length); // named, defined, invalid
    }

    [Fact]
    public void A18_Deep_nesting_is_refused_without_a_deep_stack()
    {
        using ParserBench bench = new();
        Assert.Equal(ParseStatus.TooDeep, bench.Parse(new string('[', 100_000)));
        Assert.Equal(ParseStatus.TooDeep, bench.Parse("{\"a\":" + new string('[', 100_000)));
        Assert.Equal(ParseStatus.TooDeep, bench.Parse(string.Concat(Enumerable.Repeat("{\"a\": ", 100_000))));
        Assert.Equal(ParseStatus.NotAMessage, bench.Parse(new string('[', 32) + new string(']', 32)));
        Assert.Equal(ParseStatus.TooDeep, bench.Parse(new string('[', 33) + new string(']', 33)));
    }

    [Theory]
    [InlineData("\"change_id\":136069961990", "\"change_id\":136069961990,\"change_id\":136069961990")]
    [InlineData("\"change_id\":136069961990", "\"change_id\":136069961990,\"change\\u005fid\":136069961990")]
    [InlineData("\"timestamp\"", "\"new_key\":1,\"new_key\":2,\"timestamp\"")]
    [InlineData("\"timestamp\"", "\"new_key\":1,\"n\\u0065w_key\":{},\"timestamp\"")]
    public void A19_A_key_given_twice_refuses_the_book_message(string key, string twice) =>
        AssertCostsTheBook(WrittenFrames.BookChange.Replace(key, twice), ParseStatus.DuplicateKey);

    [Theory]
    [InlineData("\"jsonrpc\":\"2.0\"", "\"jsonrpc\":\"2.0\",\"jsonrpc\":\"2.0\"")]
    [InlineData("\"channel\"", "\"channel\":\"quote.BTC-PERPETUAL\",\"channel\"")]
    [InlineData("\"jsonrpc\"", "\"x\":1,\"x\":1,\"jsonrpc\"")]
    public void A19_A_key_given_twice_in_the_envelope_costs_every_book(string key, string twice)
    {
        using ParserBench bench = Defined();
        Assert.Equal(ParseStatus.DuplicateKey, bench.Parse(WrittenFrames.BookChange.Replace(key, twice)));
        Assert.Equal(Units.NoInstrument, Assert.Single(bench.Own).InstrumentIndex);
    }

    [Fact]
    public void A19_The_same_unknown_key_in_two_objects_is_no_duplicate()
    {
        using ParserBench bench = Defined();
        string frame = WrittenFrames.Ticker.Replace("\"stats\":{", "\"new\":1,\"stats\":{\"new\":1,").Replace("\"params\"", "\"new\":[],\"params\"");
        Assert.Equal(ParseStatus.Ok, bench.Parse(frame));
        string trade = WrittenFrames.Trade.Replace("\"price\"", "\"new\":1,\"price\"");
        string one = trade[(trade.IndexOf('[') + 1)..trade.IndexOf(']')];
        Assert.Equal(ParseStatus.Ok, bench.Parse(trade.Replace(one, one + "," + one)));
    }

    [Fact]
    public void A19_Text_that_is_not_UTF8_a_byte_order_mark_and_half_a_surrogate_are_refused()
    {
        using ParserBench bench = Defined();
        byte[] frame = Encoding.UTF8.GetBytes(WrittenFrames.BookChange.Replace("\"jsonrpc\":\"2.0\"", "\"jsonrpc\":\"é\""));
        Assert.Equal(ParseStatus.Ok, bench.Parse(frame));
        frame[Array.IndexOf(frame, (byte)0xC3) + 1] = (byte)'x';
        Assert.Equal(ParseStatus.InvalidUtf8, bench.Parse(frame));
        Assert.Equal(Units.NoInstrument, Assert.Single(bench.Own).InstrumentIndex);
        Assert.Equal(ParseStatus.MalformedJson, bench.Parse([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(WrittenFrames.BookChange)]));
        Assert.Equal(ParseStatus.InvalidUtf8, bench.Parse(WrittenFrames.BookChange.Replace("\"BTC-PERPETUAL\"", "\"BTC\\ud800\"")));
        Assert.Equal(ParseStatus.InvalidUtf8, bench.Parse(WrittenFrames.BookChange.Replace("\"timestamp\"", "\"\\ud800\":1,\"timestamp\"")));
    }

    [Fact]
    public void A19_Bytes_after_the_message_are_refused()
    {
        AssertCostsTheBook(WrittenFrames.BookChange + "{}", ParseStatus.MalformedJson);
        AssertCostsTheBook(WrittenFrames.BookChange + "\0", ParseStatus.MalformedJson);
        using ParserBench bench = Defined();
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.BookChange + " \r\n"));
    }

    [Theory]
    [InlineData("book.BTC-PERPETUAL.10ms", 0)]
    [InlineData("book.BTC-PERPETUAL", 0)]
    [InlineData("book.OTHER.10ms", -1)]
    [InlineData("quotes.BTC-PERPETUAL", -1)]
    [InlineData("ticker.BTC-PERPETUAL", -1)]
    [InlineData("", -1)]
    public void A19_An_unknown_channel_is_counted_and_costs_a_book_only_if_it_says_book(string channel, int lost)
    {
        using ParserBench bench = Defined();
        bench.Parse(WrittenFrames.BookSnapshot);
        Assert.Equal(ParseStatus.UnknownChannel, bench.Parse(WrittenFrames.BookChange.Replace("book.BTC-PERPETUAL.raw", channel)));
        Assert.Equal(lost < 0 ? [] : [lost], bench.Own.Select(e => (int)e.InstrumentIndex));
    }

    [Theory]
    [InlineData("\"change_id\":136069961990,", ParseStatus.MissingField)]
    [InlineData("\"instrument_name\":\"BTC-PERPETUAL\",", ParseStatus.MissingField)]
    [InlineData("\"timestamp\":1790133840701,", ParseStatus.MissingField)]
    [InlineData(",\"asks\":[[\"new\",86743.5,10]]", ParseStatus.MissingField)]
    public void A_book_message_needs_its_keys(string without, ParseStatus expected) =>
        AssertCostsTheBook(WrittenFrames.BookChange.Replace(without, ""), expected);

    [Theory]
    [InlineData("\"instrument_name\":\"BTC-PERPETUAL\"", "\"instrument_name\":\"ETH-PERPETUAL\"", ParseStatus.BadName)]
    [InlineData("\"type\":\"change\"", "\"type\":\"replace\"", ParseStatus.WrongType)]
    [InlineData("\"change_id\":136069961990", "\"change_id\":1.5", ParseStatus.BadNumber)]
    [InlineData("\"change_id\":136069961990", "\"change_id\":9223372036854775808", ParseStatus.Overflow)]
    [InlineData("[\"new\",86743.5,10]", "[\"new\",86743.5,10,1]", ParseStatus.WrongType)]
    [InlineData("[\"new\",86743.5,10]", "[\"new\",86743.5]", ParseStatus.WrongType)]
    [InlineData("[\"new\",86743.5,10]", "[86743.5,10]", ParseStatus.WrongType)]
    [InlineData("[[\"new\",86743.5,10]]", "null", ParseStatus.WrongType)]
    public void A_book_message_of_another_shape_costs_the_book(string part, string by, ParseStatus expected) =>
        AssertCostsTheBook(WrittenFrames.BookChange.Replace(part, by), expected);

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("""{"jsonrpc":"2.0","id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1,"message":"x"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"public/subscribe","params":{"channels":[]}}""")]
    public void JSON_that_is_no_message_of_the_venue_is_refused(string frame)
    {
        using ParserBench bench = new();
        Assert.Equal(ParseStatus.NotAMessage, bench.Parse(frame));
    }

    [Fact]
    public void A_refusal_says_where_it_happened()
    {
        using ParserBench bench = Defined();
        string frame = WrittenFrames.BookChange.Replace("86743.5", "86743.4");
        bench.Parse(frame);
        Assert.Equal(frame.IndexOf("86743.4", StringComparison.Ordinal), bench.Own[0].Invalid.AtBytes);
        string early = Reordered.DataFirst(frame);
        bench.Parse(early);
        Assert.Equal(early.IndexOf("86743.4", StringComparison.Ordinal), bench.Own[0].Invalid.AtBytes);
    }

    private static ParserBench Defined(DeribitParserLimits? limits = null)
    {
        ParserBench bench = new(limits);
        bench.Table.Want("BTC-PERPETUAL"u8);
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.Instruments));
        return bench;
    }

    private static void AssertCostsTheBook(string frame, ParseStatus expected)
    {
        using ParserBench bench = Defined();
        Assert.Equal(expected, bench.Parse(frame));
        Event only = Assert.Single(bench.Events);
        Assert.Equal(EventKind.BookInvalid, only.Kind);
        Assert.Equal(EventFlags.First | EventFlags.Last, only.Flags);
        Assert.Equal(0, only.InstrumentIndex);
        Assert.Equal(expected, only.Invalid.Status);
        Assert.Equal(Encoding.UTF8.GetByteCount(frame), only.Invalid.FrameBytes);
        Assert.Equal(ParserBench.ReceivedNs, only.ReceivedNs);
    }
}
