using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace Minnow.Tests.Market;

/// <summary>Reads a recording as a stranger would, with JsonDocument and decimals, and holds it to the venue's rules. Shares no code with the generator.</summary>
internal sealed class MarketReader
{
    private const decimal Tick = 0.5m;
    private const decimal Lot = 10m;

    private readonly Dictionary<string, long> _lastTimestamp = [];
    private readonly List<(long Timestamp, Top Top)> _quotes = [];
    private readonly Dictionary<long, List<(bool TakerBuys, decimal Price, decimal Amount)>> _trades = [];
    private readonly Dictionary<(long Timestamp, bool IsAsk, decimal Price), decimal> _bookDecrease = [];
    private long _lastReceivedNs;
    private long _lastTradeNumber;

    public SortedDictionary<decimal, decimal> Bids { get; } = [];

    public SortedDictionary<decimal, decimal> Asks { get; } = [];

    public Dictionary<string, int> FramesByChannel { get; } = [];

    public int QuotesCompared { get; private set; }

    public int ChainBreaks { get; private set; }

    public int Snapshots { get; private set; }

    public long LastChangeId { get; private set; }

    public bool Valid { get; private set; }

    /// <summary>(ms, mid) after each book frame.</summary>
    public List<(long Ms, decimal Mid)> Mids { get; } = [];

    public static MarketReader ReadAll(IEnumerable<string> lines)
    {
        MarketReader reader = new();
        foreach (string line in lines) reader.Read(line);
        return reader;
    }

    public void Read(string line)
    {
        int space = line.IndexOf(' ');
        long receivedNs = long.Parse(line[..space]);
        Assert.True(receivedNs > _lastReceivedNs, $"receive time {receivedNs} after {_lastReceivedNs}");
        _lastReceivedNs = receivedNs;

        using JsonDocument document = JsonDocument.Parse(line[(space + 1)..]);
        JsonElement root = document.RootElement;
        Assert.Equal("2.0", root.GetProperty("jsonrpc").GetString());
        if (root.TryGetProperty("result", out JsonElement result))
        {
            Count("get_instruments");
            Assert.Contains(result.EnumerateArray(), static row => row.GetProperty("instrument_name").GetString() == "BTC-PERPETUAL");
            return;
        }

        Assert.Equal("subscription", root.GetProperty("method").GetString());
        string channel = root.GetProperty("params").GetProperty("channel").GetString()!;
        JsonElement data = root.GetProperty("params").GetProperty("data");
        Count(channel);
        JsonElement stamped = data.ValueKind == JsonValueKind.Array ? data[0] : data;
        long timestamp = stamped.GetProperty("timestamp").GetInt64();
        Assert.True(timestamp >= _lastTimestamp.GetValueOrDefault(channel), $"{channel}: time {timestamp} runs back");
        _lastTimestamp[channel] = timestamp;
        Assert.True(timestamp * 1_000_000 < receivedNs, $"{channel}: received before it was sent");

        switch (channel)
        {
            case "book.BTC-PERPETUAL.raw": Book(timestamp, data); break;
            case "quote.BTC-PERPETUAL": _quotes.Add((timestamp, TopOf(data))); break;
            case "trades.BTC-PERPETUAL.raw": Trades(timestamp, data); break;
            case "ticker.BTC-PERPETUAL.100ms": Ticker(data); break;
            default: break;
        }
    }

    /// <summary>Each trade took exactly what its price level lost at its time stamp. Call at the end.</summary>
    public int CheckTradesConsumed()
    {
        int levels = 0;
        foreach ((long timestamp, List<(bool TakerBuys, decimal Price, decimal Amount)> trades) in _trades)
        {
            foreach (var level in trades.GroupBy(static t => (t.TakerBuys, t.Price)))
            {
                decimal traded = level.Sum(static t => t.Amount);
                Assert.Equal(traded, _bookDecrease.GetValueOrDefault((timestamp, level.Key.TakerBuys, level.Key.Price)));
                levels++;
            }
        }

        return levels;
    }

    private void Count(string channel) => FramesByChannel[channel] = FramesByChannel.GetValueOrDefault(channel) + 1;

    private void Book(long timestamp, JsonElement data)
    {
        bool snapshot = data.GetProperty("type").GetString() == "snapshot";
        long changeId = data.GetProperty("change_id").GetInt64();
        Assert.True(changeId > LastChangeId);
        if (snapshot)
        {
            Snapshots++;
            Valid = true;
            Bids.Clear();
            Asks.Clear();
        }
        else if (data.GetProperty("prev_change_id").GetInt64() != LastChangeId)
        {
            ChainBreaks++;
            Valid = false;
        }

        LastChangeId = changeId;
        if (!Valid) return;
        Side(timestamp, data.GetProperty("bids"), Bids, isAsk: false, snapshot);
        Side(timestamp, data.GetProperty("asks"), Asks, isAsk: true, snapshot);
        Assert.NotEmpty(Bids);
        Assert.NotEmpty(Asks);
        (decimal bid, decimal bidAmount) = Bids.Last();
        (decimal ask, decimal askAmount) = Asks.First();
        Assert.True(bid < ask, $"crossed at {timestamp}: {bid} {ask}");
        Mids.Add((timestamp, (bid + ask) / 2));

        (long _, Top quoted) = _quotes.Last(q => q.Timestamp <= timestamp);
        Assert.Equal(new Top(bid, bidAmount, ask, askAmount), quoted);
        QuotesCompared++;
        _quotes.RemoveRange(0, _quotes.FindLastIndex(q => q.Timestamp <= timestamp));
    }

    private void Side(long timestamp, JsonElement levels, SortedDictionary<decimal, decimal> side, bool isAsk, bool snapshot)
    {
        foreach (JsonElement level in levels.EnumerateArray())
        {
            string action = level[0].GetString()!;
            decimal price = OnTick(level[1]);
            decimal amount = OnLot(level[2]);
            decimal before = side.GetValueOrDefault(price);
            if (snapshot) Assert.Equal("new", action);
            Assert.Equal(amount == 0 ? "delete" : before == 0 ? "new" : "change", action);
            Assert.NotEqual(before, amount);
            if (amount == 0) side.Remove(price);
            else side[price] = amount;
            _bookDecrease[(timestamp, isAsk, price)] = before - amount;
        }
    }

    private void Trades(long timestamp, JsonElement rows)
    {
        if (!_trades.TryGetValue(timestamp, out var list)) _trades.Add(timestamp, list = []);
        foreach (JsonElement row in rows.EnumerateArray())
        {
            long number = row.GetProperty("trade_seq").GetInt64();
            if (_lastTradeNumber != 0) Assert.Equal(_lastTradeNumber + 1, number);
            _lastTradeNumber = number;
            decimal amount = OnLot(row.GetProperty("amount"));
            Assert.True(amount > 0);
            Assert.Equal(amount, row.GetProperty("contracts").GetDecimal() * Lot);
            Assert.InRange(row.GetProperty("tick_direction").GetInt32(), 0, 3);
            list.Add((row.GetProperty("direction").GetString() == "buy", OnTick(row.GetProperty("price")), amount));
        }
    }

    private static void Ticker(JsonElement data)
    {
        Top top = TopOf(data);
        Assert.True(top.Bid < top.Ask);
        decimal mark = data.GetProperty("mark_price").GetDecimal();
        Assert.InRange(mark, OnTick(data.GetProperty("min_price")), OnTick(data.GetProperty("max_price")));
        Assert.InRange(data.GetProperty("current_funding").GetDecimal(), -0.005m, 0.005m);
    }

    private static Top TopOf(JsonElement data) => new(
        OnTick(data.GetProperty("best_bid_price")), OnLot(data.GetProperty("best_bid_amount")),
        OnTick(data.GetProperty("best_ask_price")), OnLot(data.GetProperty("best_ask_amount")));

    private static decimal OnTick(JsonElement price) => Multiple(price, Tick);

    private static decimal OnLot(JsonElement amount) => Multiple(amount, Lot);

    private static decimal Multiple(JsonElement number, decimal unit)
    {
        decimal value = number.GetDecimal();
        Assert.True(value % unit == 0, $"{number.GetRawText()} is not a multiple of {unit}");
        return value;
    }

    internal readonly record struct Top(decimal Bid, decimal BidAmount, decimal Ask, decimal AskAmount);
}
