using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Minnow.Core.Model;
using Minnow.Venues.Deribit;
using Xunit;

namespace Minnow.Tests.Deribit;

/// <summary>Every recorded file, with the number of frames that end in each way and the events that come out.</summary>
public sealed class RecordedFilesTests
{
    /// <summary>File; Ok, Ignored and refused frames; events by kind. The refused ones are our own requests and a recorder's settings.</summary>
    public static TheoryData<string, int, int, int, string> Files { get; } = new()
    {
        { "DERIBIT-5dd9ce.0", 460, 1, 2, "BookLevel 368, TickerTop 273, TickerMarks 273, TickerCarry 273, TickerStats 273, OptionGreeks 273, OptionVols 273, InstrumentState 10, BookInvalid 2" },
        { "DERIBIT.ws.1.0", 135, 1, 1, "BookLevel 150, TickerTop 89, TickerMarks 89, TickerCarry 89, TickerStats 89, OptionGreeks 89, OptionVols 89, InstrumentState 10, BookInvalid 1" },
        { "DERIBIT.0.2021-04-17_rest", 2, 0, 1, "BookInvalid 1" },
        { "KyberNetwork-deribit-api/inline_messages.jsonl", 9, 8, 0, "BookLevel 10, GroupedLevel 2, Trade 1, Quote 1, TickerTop 1, TickerMarks 1, TickerCarry 1, TickerStats 1, Perpetual 1, IndexPrice 1, InstrumentState 1" },
        { "crypto-crawler-rs/inline_messages.jsonl", 16, 10, 0, "BookLevel 26, GroupedLevel 18, Trade 4, Quote 2, TickerTop 3, TickerMarks 3, TickerCarry 3, TickerStats 3, OptionGreeks 1, OptionVols 1, InstrumentState 3" },
        { "tardis-node/mappers_test_messages.jsonl", 18, 0, 0, "BookLevel 14, Trade 4, Quote 1, TickerTop 10, TickerMarks 10, TickerCarry 10, TickerStats 10, OptionGreeks 7, OptionVols 7, InstrumentState 9" },
        { "ssc2ce-python/deribit_dump.jsonl", 5, 1, 0, "BookLevel 686" },
        { "ex_deribit/rest_responses.jsonl", 1, 6, 0, "" },
        { "nautilus_trader/ws_book_delta.json", 1, 0, 0, "BookLevel 4" },
        { "nautilus_trader/ws_book_snapshot.json", 1, 0, 0, "BookLevel 10" },
        { "nautilus_trader/ws_book_grouped_snapshot.json", 1, 0, 0, "GroupedLevel 20" },
        { "nautilus_trader/ws_error.json", 1, 0, 0, "VenueError 1" },
        { "nautilus_trader/ws_quote.json", 1, 0, 0, "Quote 1" },
        { "nautilus_trader/ws_ticker.json", 1, 0, 0, "TickerTop 1, TickerMarks 1, TickerCarry 1, TickerStats 1, InstrumentState 1" },
        { "nautilus_trader/ws_trades.json", 1, 0, 0, "Trade 2" },
        { "nautilus_trader/ws_trades_option_combo.json", 1, 0, 0, "Trade 1" },
        { "nautilus_trader/ws_volatility_index.json", 1, 0, 0, "VolatilityIndex 1" },
        { "nautilus_trader/http_get_instrument.json", 1, 0, 0, "" },
        { "nautilus_trader/http_get_instrument_option.json", 1, 0, 0, "" },
        { "nautilus_trader/http_get_instruments.json", 1, 0, 0, "" },
        { "nautilus_trader/http_get_instruments_future_combo.json", 1, 0, 0, "" },
        { "nautilus_trader/http_get_instruments_option_combo.json", 1, 0, 0, "" },
        { "nautilus_trader/http_get_account_summaries.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_account_summaries_cross_margin.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_combos.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_expirations_any.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_expirations_btc_option.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_last_trades.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_last_trades_future_combo.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_last_trades_historical_combo.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_last_trades_option_combo.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_last_trades_perpetual_with_combo_tags.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_order_book.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_time.json", 0, 1, 0, "" },
        { "nautilus_trader/http_get_tradingview_chart_data.json", 0, 1, 0, "" },
        { "nautilus_trader/http_test.json", 0, 1, 0, "" },
        { "nautilus_trader/ws_chart.json", 0, 1, 0, "" },
        { "nautilus_trader/ws_order_buy_response.json", 0, 1, 0, "" },
        { "nautilus_trader/ws_order_cancel_response.json", 0, 1, 0, "" },
        { "nautilus_trader/ws_order_edit_response.json", 0, 1, 0, "" },
        { "nautilus_trader/ws_order_sell_response.json", 0, 1, 0, "" },
        { "nautilus_trader/ws_order_stop_market_no_filled_amount.json", 0, 1, 0, "" },
        { "nautilus_trader/ws_order_stop_market_response.json", 0, 1, 0, "" },
        { "nautilus_trader/ws_portfolio.json", 0, 1, 0, "" },
        { "nautilus_trader/ws_subscribe_response.json", 0, 1, 0, "" },
        { "nautilus_trader/ws_test_request.json", 0, 1, 0, "" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_file_ends_as_the_table_says(string file, int ok, int ignored, int refused, string events)
    {
        using ParserBench bench = new();
        Dictionary<EventKind, int> kinds = [];
        int[] ends = new int[3];
        List<string> unexplained = [];
        foreach (byte[] frame in RecordedFrames.Of(file))
        {
            ParseStatus status = bench.Parse(frame);
            ends[status == ParseStatus.Ok ? 0 : status == ParseStatus.Ignored ? 1 : 2]++;
            foreach (Event e in bench.Own) kinds[e.Kind] = kinds.GetValueOrDefault(e.Kind) + 1;
            if (status > ParseStatus.Ignored && status != ParseStatus.NotAMessage) unexplained.Add($"{status}: {Encoding.UTF8.GetString(frame)}");
        }

        Assert.Empty(unexplained);
        Assert.Equal([ok, ignored, refused], ends);
        Assert.Equal(events.Split(", ").Where(e => e.Length > 0).Order(), kinds.Select(k => $"{k.Key} {k.Value}").Order());
    }

    [Fact]
    public void The_table_names_every_recorded_file_that_holds_frames()
    {
        string root = SharedFiles.Data("deribit");
        string[] withoutFrames =
        [
            "KyberNetwork-deribit-api/multicast_mock_instruments.json", // rows without an envelope: see the test below
            "tardis-node/deribit_BTC-PERPETUAL_2019-04-01T0000_1min.normalized.jsonl", // another project's own format
        ];
        IEnumerable<string> recorded = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path)).Where(path => !path.EndsWith(".tsv", StringComparison.Ordinal));
        Assert.Equal(recorded.Order(), Files.Select(row => (string)row[0]).Concat(withoutFrames).Order());
    }

    [Fact]
    public void Instrument_rows_of_2020_2021_and_2022_are_all_taken_in()
    {
        using ParserBench bench = new();
        foreach (byte[] frame in RecordedFrames.Of("DERIBIT.0.2021-04-17_rest")) bench.Parse(frame);
        Assert.Equal(423 + 499, bench.Table.Count);
        string rows = File.ReadAllText(SharedFiles.Data("deribit/KyberNetwork-deribit-api/multicast_mock_instruments.json"));
        using ParserBench other = new();
        Assert.Equal(ParseStatus.Ok, other.Parse("{\"jsonrpc\":\"2.0\",\"result\":" + rows + "}"));
        Assert.Equal(1401, other.Table.Count + other.Parser.LeftOutInstruments);
        Assert.True(other.Parser.LeftOutInstruments is > 0 and < 20, $"{other.Parser.LeftOutInstruments} names of 41 bytes");
    }

    [Fact]
    public void The_market_recording_is_read_without_a_refusal()
    {
        using ParserBench bench = new();
        Dictionary<string, int> frames = [];
        Dictionary<EventKind, int> kinds = [];
        foreach ((long receivedNs, byte[] frame) in RecordedFrames.BtcPerpetual)
        {
            Assert.Equal(ParseStatus.Ok, bench.Parse(frame, receivedNs));
            Span<Event> events = bench.Batch.Events;
            Span<Event> own = events.Length > 0 && events[0].Kind == EventKind.InstrumentNamed ? events[2..] : events;
            string kind = own.Length == 0 ? "instruments" : own[0].Kind.ToString();
            frames[kind] = frames.GetValueOrDefault(kind) + 1;
            foreach (ref readonly Event e in events) kinds[e.Kind] = kinds.GetValueOrDefault(e.Kind) + 1;
            if (own.Length > 0)
            {
                Assert.True(own[0].Has(EventFlags.First) && own[^1].Has(EventFlags.Last));
                Assert.Equal(receivedNs, own[^1].ReceivedNs);
            }
        }

        Assert.Equal(
            ["BookLevel 42158", "Quote 48355", "TickerTop 3923", "Trade 5235", "instruments 1"],
            frames.Select(f => $"{f.Key} {f.Value.ToString(CultureInfo.InvariantCulture)}").Order(StringComparer.Ordinal));
        Assert.Equal(1, kinds[EventKind.InstrumentNamed]);
        Assert.Equal(1, kinds[EventKind.InstrumentDefined]);
        Assert.Equal(556_752, kinds[EventKind.BookLevel]);
        Assert.DoesNotContain(EventKind.BookInvalid, kinds.Keys);

        ref readonly InstrumentEntry perpetual = ref bench.Table.Tracked(0);
        Assert.Equal(10_000_000, perpetual.Definition.TickE8);
        Assert.Equal(10 * Units.E8, perpetual.Definition.LotE8);
        Assert.Equal(ContractKind.Inverse, perpetual.Definition.Contract);
        Assert.Equal(long.MaxValue, perpetual.Definition.ExpiryNs);
    }

    [Fact]
    public void The_option_recording_chains_every_change_to_the_one_before()
    {
        using ParserBench bench = new();
        Dictionary<ushort, long> last = [];
        int changes = 0;
        foreach (byte[] frame in RecordedFrames.Of("DERIBIT-5dd9ce.0"))
        {
            bench.Parse(frame);
            foreach (Event e in bench.Own.Where(e => e.Kind == EventKind.BookLevel && e.Has(EventFlags.First)))
            {
                if (!e.Has(EventFlags.Snapshot)) Assert.Equal(last[e.InstrumentIndex], e.Level.PrevChangeId);
                else Assert.Equal(Units.Missing, e.Level.PrevChangeId);
                changes += e.Has(EventFlags.Snapshot) ? 0 : 1;
                last[e.InstrumentIndex] = e.Level.ChangeId;
            }
        }

        Assert.Equal(10, last.Count);
        Assert.Equal(177, changes);
    }

    [Fact]
    public void A1_The_frame_missing_from_the_test_network_dump_shows_as_a_gap()
    {
        using ParserBench bench = new();
        List<(long Prev, long Id)> chain = [];
        foreach (byte[] frame in RecordedFrames.Of("ssc2ce-python/deribit_dump.jsonl"))
        {
            if (bench.Parse(frame) == ParseStatus.Ok) chain.Add((bench.Events[^1].Level.PrevChangeId, bench.Events[^1].Level.ChangeId));
        }

        Assert.Equal(Units.Missing, chain[0].Prev);
        Assert.Equal(1, chain.Zip(chain.Skip(1)).Count(pair => pair.First.Id != pair.Second.Prev));
    }
}
