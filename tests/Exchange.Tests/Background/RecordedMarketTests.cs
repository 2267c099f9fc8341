using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using Minnow.Exchange.Background;
using Minnow.Exchange.Engine;
using Xunit;

namespace Minnow.Exchange.Tests.Background;

public sealed class RecordedMarketTests
{
    private const int RealFrames = 4_000;

    [Fact]
    public void Without_other_orders_the_book_is_the_recorded_one_after_every_frame_of_a_real_recording()
    {
        string path = RealRecording();
        ExchangeEngine engine = EngineFor(path);
        using RecordedMarket market = RecordedMarket.Open(engine, path);
        Instrument instrument = engine.Instruments[0];
        SortedDictionary<long, long> bids = [], asks = [];
        int frames = 0;
        foreach (JsonElement data in BookFrames(path).Take(RealFrames))
        {
            Apply(data, bids, asks);
            frames++;
            while (market.BookFrames < frames) Next(engine, market);
            if (frames % 50 != 0) continue;
            Assert.Equal(bids.Reverse(), Side(instrument, OrderSide.Buy));
            Assert.Equal(asks, Side(instrument, OrderSide.Sell));
        }

        Assert.Equal(RealFrames, frames);
        Assert.NotEmpty(instrument.Trades);
    }

    [Fact]
    public void An_order_of_ours_stands_in_the_queue_and_is_filled_when_the_takers_reach_it()
    {
        using Recorded recorded = new(
            Frame(0, "snapshot", "[\"new\",100,50]", "[\"new\",101,70]"),
            Frame(1_000, "change", "[\"change\",100,70]", ""),
            Trade(2_000, "sell", 100, 60),
            Frame(2_000, "change", "[\"change\",100,10]", ""));
        Account mine = recorded.Account();
        recorded.RunUntilMs(500);
        Order order = recorded.Engine.Place(new OrderRequest(mine, recorded.Instrument, OrderSide.Buy, 30 * Units.One, 100 * Units.One)).Order!;

        // 50 stand before it; those that come later stand behind it.
        recorded.RunUntilMs(1_500);
        Assert.Equal(50 * Units.One, recorded.Instrument.Book.AmountBefore(order));
        Assert.Equal(100 * Units.One, recorded.Instrument.Book.BestBidAmountE8);

        recorded.RunUntilMs(2_500);
        Assert.Equal(10 * Units.One, order.FilledE8);
        Assert.Equal((10 + 20) * Units.One, recorded.Instrument.Book.BestBidAmountE8);
    }

    [Fact]
    public void The_recorded_orders_stand_outside_the_band_and_a_clients_may_not()
    {
        using Recorded recorded = new(Frame(0, "snapshot", "[\"new\",100,50],[\"new\",10,500]", "[\"new\",101,70],[\"new\",900,500]"));
        Account mine = recorded.Account();
        recorded.RunUntilMs(500);
        Assert.Equal((2, 2), (recorded.Instrument.Book.LevelCount(OrderSide.Buy), recorded.Instrument.Book.LevelCount(OrderSide.Sell)));
        Assert.Equal((99 * Units.One, 102 * Units.One), (recorded.Instrument.MinPriceE8, recorded.Instrument.MaxPriceE8));
        Assert.Equal(10007, recorded.Engine.Place(new OrderRequest(mine, recorded.Instrument, OrderSide.Buy, 10 * Units.One, 103 * Units.One)).Error.Code);
        Assert.Equal(10005, recorded.Engine.Place(new OrderRequest(mine, recorded.Instrument, OrderSide.Sell, 10 * Units.One, 98 * Units.One)).Error.Code);
    }

    [Fact]
    public void Recorded_cancels_come_from_the_back_of_the_recorded_queue()
    {
        using Recorded recorded = new(
            Frame(0, "snapshot", "[\"new\",100,50]", "[\"new\",101,70]"),
            Frame(1_000, "change", "[\"change\",100,90]", ""),
            Frame(2_000, "change", "[\"change\",100,20]", ""));
        Account mine = recorded.Account();
        recorded.RunUntilMs(500);
        Order order = recorded.Engine.Place(new OrderRequest(mine, recorded.Instrument, OrderSide.Buy, 30 * Units.One, 100 * Units.One)).Order!;

        recorded.RunUntilMs(2_500);

        Assert.Equal(20 * Units.One, recorded.Instrument.Book.AmountBefore(order));
        Assert.Equal(50 * Units.One, recorded.Instrument.Book.BestBidAmountE8);
    }

    [Fact]
    public void A_better_price_of_ours_is_taken_first()
    {
        using Recorded recorded = new(
            Frame(0, "snapshot", "[\"new\",100,50]", "[\"new\",102,70]"),
            Trade(2_000, "sell", 100, 40),
            Frame(2_000, "change", "[\"change\",100,10]", ""));
        Account mine = recorded.Account();
        recorded.RunUntilMs(500);
        Order order = recorded.Engine.Place(new OrderRequest(mine, recorded.Instrument, OrderSide.Buy, 30 * Units.One, 101 * Units.One)).Order!;

        recorded.RunUntilMs(2_500);

        Assert.Equal(OrderState.Filled, order.State);
        Assert.Equal((100 * Units.One, 10 * Units.One), recorded.Instrument.Book.LevelAt(OrderSide.Buy, 0));
    }

    [Fact]
    public void A_trade_told_after_its_book_frame_acts_before_it()
    {
        using Recorded recorded = new(
            Frame(0, "snapshot", "[\"new\",100,50]", "[\"new\",101,70]"),
            Frame(2_000, "change", "[\"change\",100,10]", ""),
            Trade(2_000, "sell", 100, 40, receivedMs: 2_300));

        recorded.RunUntilMs(2_100);

        Assert.Equal(40 * Units.One, Assert.Single(recorded.Instrument.Trades).AmountE8);
        Assert.Equal(10 * Units.One, recorded.Instrument.Book.BestBidAmountE8);
    }

    [Fact]
    public void Speed_shortens_the_time_between_frames()
    {
        using Recorded recorded = new(speed: 4, Frame(0, "snapshot", "[\"new\",100,50]", "[\"new\",101,70]"), Frame(2_000, "change", "[\"change\",100,10]", ""));

        recorded.RunUntilMs(499);
        Assert.Equal(1, recorded.Market.BookFrames);
        recorded.RunUntilMs(501);
        Assert.Equal(2, recorded.Market.BookFrames);
        Assert.True(recorded.Market.HasEnded);
    }

    private static string RealRecording()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(Path.GetDirectoryName(folder!)!, "shared", "data", "market", "btc-perpetual-20240808.jsonl.gz");
    }

    private static ExchangeEngine EngineFor(string path)
    {
        (InstrumentSpec spec, long indexE8) = RecordedMarket.Describe(path);
        ExchangeEngine engine = new(new EngineOptions { SettlesByClock = false }, 1_723_161_256_000_000);
        engine.SetIndex(spec.IndexName, indexE8);
        engine.AddInstrument(spec);
        engine.SetIndex(spec.IndexName, indexE8);
        return engine;
    }

    private static void Next(ExchangeEngine engine, RecordedMarket market)
    {
        long nextUs = market.NextUs;
        engine.AdvanceTo(nextUs);
        market.Step(engine, nextUs);
    }

    private static IEnumerable<JsonElement> BookFrames(string path)
    {
        using StreamReader text = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
        {
            if (!line.Contains("\"channel\":\"book.", StringComparison.Ordinal)) continue;
            using JsonDocument frame = JsonDocument.Parse(line.AsMemory(line.IndexOf(' ', StringComparison.Ordinal) + 1));
            yield return frame.RootElement.GetProperty("params").GetProperty("data").Clone();
        }
    }

    private static void Apply(JsonElement data, SortedDictionary<long, long> bids, SortedDictionary<long, long> asks)
    {
        if (data.GetProperty("type").GetString() == "snapshot")
        {
            bids.Clear();
            asks.Clear();
        }

        foreach ((string name, SortedDictionary<long, long> side) in new[] { ("bids", bids), ("asks", asks) })
        {
            foreach (JsonElement row in data.GetProperty(name).EnumerateArray())
            {
                long price = Units.ToE8(decimal.Parse(row[1].GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture));
                long amount = Units.ToE8(decimal.Parse(row[2].GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture));
                if (amount == 0) side.Remove(price);
                else side[price] = amount;
            }
        }
    }

    private static IEnumerable<KeyValuePair<long, long>> Side(Instrument instrument, OrderSide side) =>
        Enumerable.Range(0, instrument.Book.LevelCount(side)).Select(depth => instrument.Book.LevelAt(side, depth))
            .Select(static level => KeyValuePair.Create(level.PriceE8, level.AmountE8));

    private static string Frame(long ms, string type, string bid, string ask) => Line(
        ms,
        "book",
        $$"""{"timestamp":{{ms + 1_000_000}},"type":"{{type}}","change_id":1,"instrument_name":"TEST-PERPETUAL","bids":[{{bid}}],"asks":[{{ask}}]}""");

    private static string Trade(long ms, string direction, long price, long amount, long receivedMs = 0) => Line(
        receivedMs == 0 ? ms : receivedMs,
        "trades",
        $$"""[{"timestamp":{{ms + 1_000_000}},"instrument_name":"TEST-PERPETUAL","direction":"{{direction}}","price":{{price}},"amount":{{amount}}}]""");

    private static string Line(long ms, string channel, string data) =>
        (ms + 1_000_000) + """000000 {"jsonrpc":"2.0","method":"subscription","params":{"channel":""" + $"\"{channel}.TEST-PERPETUAL.raw\",\"data\":{data}" + "}}";

    private sealed class Recorded : IDisposable
    {
        private const string Instruments =
            """0 {"jsonrpc":"2.0","id":1,"result":[{"instrument_name":"TEST-PERPETUAL","instrument_id":1,"instrument_type":"reversed","base_currency":"BTC","quote_currency":"USD","settlement_currency":"BTC","price_index":"btc_usd","tick_size":1,"contract_size":10,"min_trade_amount":10}]}""";

        private const long StartUs = 1_000_000_000_000_000;
        private readonly string _path = Path.GetTempFileName();

        public Recorded(params string[] lines)
            : this(1, lines)
        {
        }

        public Recorded(double speed, params string[] lines)
        {
            File.WriteAllLines(_path, [Instruments, .. lines]);
            (InstrumentSpec spec, long indexE8) = RecordedMarket.Describe(_path);
            Engine = new ExchangeEngine(new EngineOptions { SettlesByClock = false }, StartUs);
            Engine.SetIndex(spec.IndexName, indexE8);
            Instrument = Engine.AddInstrument(spec);
            Engine.SetIndex(spec.IndexName, indexE8);
            Market = RecordedMarket.Open(Engine, _path, speed);
        }

        public ExchangeEngine Engine { get; }

        public Instrument Instrument { get; }

        public RecordedMarket Market { get; }

        public Account Account()
        {
            Account account = Engine.AddAccount(new AccountSpec { Name = "mine" });
            Engine.Deposit(account, "BTC", 100 * Units.One);
            return account;
        }

        public void RunUntilMs(long ms)
        {
            while (Market.NextUs <= StartUs + (ms * 1_000)) Next(Engine, Market);
        }

        public void Dispose()
        {
            Market.Dispose();
            File.Delete(_path);
        }
    }
}
