using System;
using System.Linq;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;
using Xunit;

namespace Minnow.Tests.Deribit;

/// <summary>Each kind of message, field by field.</summary>
public sealed class MessageTests
{
    [Fact]
    public void The_first_market_data_of_an_instrument_names_and_defines_it_first()
    {
        using ParserBench bench = new();
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.Instruments));
        Assert.Empty(bench.Events);
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.Quote));
        Event[] events = bench.Events;
        Assert.Equal([EventKind.InstrumentNamed, EventKind.InstrumentDefined, EventKind.Quote], events.Select(e => e.Kind));
        Assert.Equal([EventFlags.First, EventFlags.Last, EventFlags.First | EventFlags.Last], events.Select(e => e.Flags));
        Assert.True(InstrumentName.Text(events[0].Named.Name).SequenceEqual("BTC-PERPETUAL"u8));
        InstrumentDefined defined = events[1].Defined;
        Assert.Equal(50_000_000, defined.TickE8);
        Assert.Equal(1_000_000_000, defined.LotE8);
        Assert.Equal(1, defined.MinLots);
        Assert.Equal(-10_000, defined.MakerFeeE8);
        Assert.Equal(35_000, defined.TakerFeeE8);
        Assert.Equal(long.MaxValue, defined.ExpiryNs);
        Assert.Equal(ContractKind.Inverse, defined.Contract);
        Assert.Equal(1, defined.IsActive);
        Assert.Equal(TradingState.Open, defined.Trading);
        bench.Parse(WrittenFrames.Quote);
        Assert.Equal(EventKind.Quote, Assert.Single(bench.Events).Kind);
    }

    [Theory]
    [InlineData("none.1.100ms", 1)]
    [InlineData("none.20.agg2", 20)]
    [InlineData("5.20.100ms", 0)]
    [InlineData("none.all.100ms", 0)]
    public void A_window_says_how_many_levels_it_holds_unless_its_prices_are_grouped(string window, long levels)
    {
        using ParserBench bench = new();
        bench.Parse(WrittenFrames.Instruments);
        Assert.Equal(ParseStatus.Ok, bench.Parse(Window(window, "[[92288.0,30.0],[92287.5,20.0]]", "[[92288.5,10.0]]")));
        Assert.Equal([false, false, true], bench.Own.Select(e => e.Has(EventFlags.Ask)));
        Assert.All(bench.Own, e => Assert.Equal((EventKind.GroupedLevel, levels, 77L, true), (e.Kind, e.Level.WindowLevels, e.Level.ChangeId, e.Has(EventFlags.Snapshot))));
        Assert.Equal(ParseStatus.Ok, bench.Parse(Window(window, "[]", "[]")));
        Event empty = Assert.Single(bench.Own);
        Assert.Equal((true, levels), (empty.Has(EventFlags.Empty), empty.Level.WindowLevels));
    }

    private static string Window(string window, string bids, string asks) =>
        $$$"""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.{{{window}}}","data":{"timestamp":1765541767174,"change_id":77,"instrument_name":"BTC-PERPETUAL","bids":{{{bids}}},"asks":{{{asks}}} } } }""";

    [Fact]
    public void The_lot_is_the_smaller_of_contract_and_smallest_order()
    {
        using ParserBench bench = new();
        bench.Table.Want("BTC_USDC-PERPETUAL"u8);
        bench.Parse(WrittenFrames.Instruments);
        InstrumentDefined linear = bench.Events.Single(e => e.Kind == EventKind.InstrumentDefined).Defined;
        Assert.Equal(ContractKind.Linear, linear.Contract);
        Assert.Equal(10_000, linear.LotE8);
        Assert.Equal(10, linear.MinLots);
    }

    [Fact]
    public void An_instrument_that_nobody_defined_is_provisional_until_it_is()
    {
        using ParserBench bench = new();
        bench.Parse(WrittenFrames.Quote);
        InstrumentDefined provisional = bench.Events[1].Defined;
        Assert.Equal((1, 1, ContractKind.Unknown), (provisional.TickE8, provisional.LotE8, provisional.Contract));
        Assert.Equal(9_228_800_000_000, bench.Own[0].Quote.BidTicks);
        bench.Parse(WrittenFrames.Instruments);
        Event again = Assert.Single(bench.Events);
        Assert.Equal((EventKind.InstrumentDefined, 0, 50_000_000L), (again.Kind, (int)again.InstrumentIndex, again.Defined.TickE8));
        bench.Parse(WrittenFrames.Instruments);
        Assert.Empty(bench.Events);
        bench.Parse(WrittenFrames.Quote);
        Assert.Equal(184_576, bench.Own[0].Quote.BidTicks);
    }

    [Fact]
    public void A_definition_reply_with_one_bad_row_defines_nothing()
    {
        using ParserBench bench = new();
        bench.Table.Want("BTC-PERPETUAL"u8);
        Assert.Equal(ParseStatus.NotPositive, bench.Parse(WrittenFrames.Instruments.Replace("\"tick_size\":0.1", "\"tick_size\":0")));
        Assert.Empty(bench.Events);
        Assert.False(bench.Table.TryGetIndex("BTC-PERPETUAL"u8, out _));
        Assert.Equal(1, bench.Table.Count);
    }

    [Fact]
    public void A_tick_that_grows_with_the_price_is_kept_as_the_step_that_divides_all()
    {
        using ParserBench bench = new();
        bench.Table.Want("BTC-PERPETUAL"u8);
        bench.Parse(WrittenFrames.Instruments.Replace("\"tick_size_steps\":[]", "\"tick_size_steps\":[{\"above_price\":0.005,\"tick_size\":0.75}]"));
        Assert.Equal(25_000_000, bench.Events.Single(e => e.Kind == EventKind.InstrumentDefined).Defined.TickE8);
    }

    [Fact]
    public void A_snapshot_says_so_on_every_level_and_has_no_previous_id()
    {
        using ParserBench bench = new();
        bench.Parse(WrittenFrames.BookSnapshot);
        Event[] own = bench.Own;
        Assert.Equal(4, own.Length);
        Assert.All(own, e => Assert.True(e.Has(EventFlags.Snapshot) && e.Level.PrevChangeId == Units.Missing && e.Level.ChangeId == 136069961946));
        Assert.Equal([false, false, true, true], own.Select(e => e.Has(EventFlags.Ask)));
        Assert.Equal([0u, 1, 2, 3], own.Select(e => e.Detail));
        Assert.True(own[0].Has(EventFlags.First) && own[3].Has(EventFlags.Last));
        Assert.All(own[1..3], e => Assert.False(e.Has(EventFlags.First) || e.Has(EventFlags.Last)));
    }

    [Theory]
    [InlineData("\"prev_change_id\":136069961946,", "")]
    [InlineData("\"prev_change_id\":136069961946", "\"prev_change_id\":null")]
    [InlineData("\"prev_change_id\":136069961946", "\"prev_change_id\":0")]
    [InlineData("\"type\":\"change\"", "\"type\":\"snapshot\"")]
    [InlineData("\"type\":\"change\",\"change_id\":136069961990,\"prev_change_id\":136069961946", "\"change_id\":136069961990")]
    public void A_message_without_a_previous_id_or_of_that_type_is_a_snapshot(string part, string by)
    {
        using ParserBench bench = new();
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.BookChange));
        Assert.DoesNotContain(bench.Own, e => e.Has(EventFlags.Snapshot));
        Assert.Equal(136069961946, bench.Own[0].Level.PrevChangeId);
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.BookChange.Replace(part, by)));
        Assert.All(bench.Own, e => Assert.True(e.Has(EventFlags.Snapshot) && e.Level.PrevChangeId == Units.Missing));
    }

    [Fact]
    public void A_message_without_levels_still_carries_its_ids()
    {
        using ParserBench bench = new();
        string empty = WrittenFrames.BookChange.Replace("""[["change",86742.5,2.2e3],["delete",86742.0,0.0]]""", "[]").Replace("""[["new",86743.5,10]]""", "[]");
        Assert.Equal(ParseStatus.Ok, bench.Parse(empty));
        Event e = Assert.Single(bench.Own);
        Assert.Equal(EventFlags.First | EventFlags.Last | EventFlags.Empty, e.Flags);
        Assert.Equal((136069961990, 136069961946), (e.Level.ChangeId, e.Level.PrevChangeId));
    }

    [Fact]
    public void An_empty_side_of_a_quote_is_missing_however_it_is_said()
    {
        using ParserBench bench = new();
        foreach (string side in (string[])["\"best_bid_price\":0,\"best_bid_amount\":0.0", "\"best_bid_price\":null,\"best_bid_amount\":null", "\"best_bid_price\":null,\"best_bid_amount\":0"])
        {
            string frame = WrittenFrames.Quote.Replace("\"best_bid_price\":92288.0,", "").Replace("\"best_bid_amount\":133440.0", side);
            Assert.Equal(ParseStatus.Ok, bench.Parse(frame));
            Assert.Equal((Units.Missing, 0), (bench.Own[0].Quote.BidTicks, bench.Own[0].Quote.BidLots));
            Assert.Equal(9_228_850_000_000, bench.Own[0].Quote.AskTicks);
        }
    }

    [Fact]
    public void An_incremental_ticker_leaves_out_what_did_not_change()
    {
        using ParserBench bench = new();
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.IncrementalTicker));
        Event[] own = bench.Own;
        Assert.Equal([EventKind.TickerTop, EventKind.TickerMarks, EventKind.TickerStats], own.Select(e => e.Kind));
        Assert.All(own, e => Assert.True(e.Has(EventFlags.Incremental)));
        Assert.Equal((3_645_250_000_000, 30_000_000_000), (own[0].Quote.BidTicks, own[0].Quote.BidLots));
        Assert.Equal((Units.Missing, Units.Missing), (own[0].Quote.AskTicks, own[0].Quote.AskLots));
        Assert.Equal((3_644_861_000_000, Units.Missing), (own[1].Marks.MarkE8, own[1].Marks.LastE8));
        bench.Parse(WrittenFrames.IncrementalTicker.Replace("\"change\"", "\"snapshot\""));
        Assert.Equal(4, bench.Own.Length);
        Assert.All(bench.Own, e => Assert.True(e.Has(EventFlags.Snapshot) && !e.Has(EventFlags.Incremental)));
        Assert.Equal((Units.Missing, 0), (bench.Own[0].Quote.AskTicks, bench.Own[0].Quote.AskLots));
        bench.Parse(WrittenFrames.IncrementalTicker.Replace("\"best_bid_price\":36452.5,\"best_bid_amount\":300", "\"best_bid_price\":null,\"best_bid_amount\":0"));
        Assert.Equal((Units.Missing, 0), (bench.Own[0].Quote.BidTicks, bench.Own[0].Quote.BidLots));
    }

    [Fact]
    public void An_option_ticker_has_greeks_and_volatilities_and_a_zero_volatility_is_no_quote()
    {
        using ParserBench bench = new();
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.OptionTicker));
        Event[] own = bench.Own;
        Assert.Equal(
            [EventKind.TickerTop, EventKind.TickerMarks, EventKind.TickerCarry, EventKind.TickerStats, EventKind.OptionGreeks, EventKind.OptionVols, EventKind.InstrumentState],
            own.Select(e => e.Kind));
        Assert.Equal((Units.Missing, 0), (own[0].Quote.AskTicks, own[0].Quote.AskLots));
        Assert.Equal(Units.Missing, own[1].Marks.LastE8);
        Assert.Equal((31_000_000, 1_000, -5_870_000_000), (own[4].Greeks.DeltaE8, own[4].Greeks.GammaE8, own[4].Greeks.ThetaE8));
        Assert.Equal((4_591_000_000, 4_520_000_000, Units.Missing, 0), (own[5].Vols.MarkIvE8, own[5].Vols.BidIvE8, own[5].Vols.AskIvE8, own[5].Vols.InterestRateE8));
        Assert.Equal(TradingState.Open, own[6].State.Trading);
    }

    [Fact]
    public void A_ticker_publishes_the_state_only_when_the_word_changes()
    {
        using ParserBench bench = new();
        bench.Parse(WrittenFrames.Instruments);
        bench.Parse(WrittenFrames.Ticker);
        Assert.DoesNotContain(bench.Own, e => e.Kind == EventKind.InstrumentState); // the definition said it
        string locked = WrittenFrames.Ticker.Replace("\"open\"", "\"locked\"");
        Assert.Equal(ParseStatus.OffTick, bench.Parse(locked.Replace("92283.5,\"estimated", "92283.4,\"estimated")));
        bench.Parse(locked);
        Assert.Equal(TradingState.Locked, Assert.Single(bench.Own, e => e.Kind == EventKind.InstrumentState).State.Trading);
        bench.Parse(locked);
        Assert.DoesNotContain(bench.Own, e => e.Kind == EventKind.InstrumentState);
        bench.Parse(WrittenFrames.Ticker.Replace("\"open\"", "\"quantum\""));
        Event odd = Assert.Single(bench.Own, e => e.Kind == EventKind.InstrumentState);
        Assert.Equal((TradingState.Unknown, TextHash.Of("quantum"u8)), (odd.State.Trading, odd.State.WordHash));
    }

    [Fact]
    public void I3_A_change_of_state_is_published_for_a_tracked_instrument_only()
    {
        using ParserBench bench = new();
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.InstrumentState));
        Assert.Empty(bench.Events);
        bench.Parse(WrittenFrames.Quote);
        bench.Parse(WrittenFrames.InstrumentState);
        Event e = Assert.Single(bench.Events);
        Assert.Equal((EventKind.InstrumentState, TradingState.Locked, 1_766_736_000_000_000_000), (e.Kind, e.State.Trading, e.ExchangeNs));
    }

    [Fact]
    public void I1_The_platform_says_locked_or_maintenance_and_for_which_index()
    {
        using ParserBench bench = new();
        bench.Parse(WrittenFrames.PlatformLocked);
        Event e = Assert.Single(bench.Events);
        Assert.Equal((EventKind.PlatformState, TradingState.Locked, TextHash.Of("btc_usd"u8)), (e.Kind, e.State.Trading, e.State.WordHash));
        Assert.Equal(Units.NoInstrument, e.InstrumentIndex);
        bench.Parse(WrittenFrames.PlatformMaintenance);
        Assert.Equal((TradingState.Halted, 0UL), (bench.Events[0].State.Trading, bench.Events[0].State.WordHash));
        bench.Parse(WrittenFrames.PlatformLocked.Replace("true", "false"));
        Assert.Equal(TradingState.Open, bench.Events[0].State.Trading);
    }

    [Fact]
    public void A_trade_has_its_side_ids_and_marks_of_no_flow()
    {
        using ParserBench bench = new();
        bench.Parse(WrittenFrames.Trade);
        Event e = bench.Own[0];
        Assert.True(e.Has(EventFlags.Ask));
        Assert.Equal((271_252_854, 403_691_824, 9_227_675_000_000), (e.Trade.TradeSeq, e.Trade.TradeId, e.Trade.IndexE8));
        Assert.Equal(0u, e.Detail);
        bench.Parse(WrittenFrames.Trade.Replace("\"price\"", "\"combo_trade_id\":\"43\",\"block_trade_id\":null,\"price\"").Replace("\"403691824\"", "\"ETH-1\""));
        Assert.Equal((uint)TradePrint.ComboLeg, bench.Own[0].Detail);
        Assert.Equal((long)TextHash.Of("ETH-1"u8), bench.Own[0].Trade.TradeId);
        bench.Parse(WrittenFrames.Trade.Replace("\"price\"", "\"block_trade_id\":\"B-1\",\"liquidation\":\"T\",\"price\""));
        Assert.Equal((uint)(TradePrint.Block | TradePrint.Liquidation), bench.Own[0].Detail);
    }

    [Fact]
    public void Trades_of_several_instruments_name_each_before_its_first()
    {
        using ParserBench bench = new();
        string trade = WrittenFrames.Trade[(WrittenFrames.Trade.IndexOf('[') + 1)..WrittenFrames.Trade.IndexOf(']')];
        bench.Parse(WrittenFrames.Trade.Replace(trade, trade + "," + trade.Replace("BTC-PERPETUAL", "BTC-26DEC25")).Replace("trades.BTC-PERPETUAL", "trades.future.BTC"));
        Assert.Equal(
            [EventKind.InstrumentNamed, EventKind.InstrumentDefined, EventKind.Trade, EventKind.InstrumentNamed, EventKind.InstrumentDefined, EventKind.Trade],
            bench.Events.Select(e => e.Kind));
        Assert.Equal([EventFlags.First | EventFlags.Ask, EventFlags.Last | EventFlags.Ask], bench.Own.Select(e => e.Flags));
        Assert.Equal([0, 1], bench.Own.Select(e => (int)e.InstrumentIndex));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":5,"error":{"code":13778,"message":"raw_subscriptions_not_available_for_unauthorized"},"testnet":false}""", 13778, 5)]
    [InlineData("""{"jsonrpc":"2.0","error":{"code":11050,"data":"invalid json","message":"bad_request"}}""", 11050, Units.Missing)]
    [InlineData("""{"id":7,"error":{"code":-32602,"message":"Invalid params","data":{"reason":"x","param":"y"}}}""", -32602, 7)]
    [InlineData("""{"error":{"code":-1,"message":"m"},"id":"text"}""", -1, Units.Missing)]
    public void An_error_reply_is_an_event(string frame, long code, long id)
    {
        using ParserBench bench = new();
        Assert.Equal(ParseStatus.Ok, bench.Parse(frame));
        Event e = Assert.Single(bench.Events);
        Assert.Equal((EventKind.VenueError, code, id), (e.Kind, e.Error.Code, e.Error.RequestId));
        Assert.NotEqual(0UL, e.Error.MessageHash);
    }

    [Fact]
    public void Index_channels_carry_value_funding_and_the_hash_of_the_name()
    {
        using ParserBench bench = new();
        bench.Parse(WrittenFrames.PriceIndex);
        Event e = Assert.Single(bench.Events);
        Assert.Equal((EventKind.IndexPrice, 8_674_411_000_000, Units.Missing, TextHash.Of("btc_usd"u8)), (e.Kind, e.Index.ValueE8, e.Index.InterestE12, e.Index.NameHash));
        bench.Parse(WrittenFrames.Perpetual);
        e = bench.Own[0];
        Assert.Equal((EventKind.Perpetual, 8_674_411_000_000, 142_303_293, 0UL), (e.Kind, e.Index.ValueE8, e.Index.InterestE12, e.Index.NameHash));
        Assert.Equal(0, e.InstrumentIndex);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-5", 0)]
    [InlineData("9223372036854", 9_223_372_036_854_000_000)]
    [InlineData("9223372036855", long.MaxValue)]
    [InlineData("32503708800000", long.MaxValue)]
    [InlineData("1.765541767174e12", 1_765_541_767_174_000_000)]
    public void A15_A_time_outside_the_years_of_a_long_is_taken_as_the_nearer_end(string ms, long ns)
    {
        using ParserBench bench = new();
        Assert.Equal(ParseStatus.Ok, bench.Parse(WrittenFrames.Quote.Replace("1765541767174", ms)));
        Assert.Equal(ns, bench.Own[0].ExchangeNs);
    }
}
