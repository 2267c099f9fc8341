using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Tests;

namespace Minnow.Host.Tests.Journal;

/// <summary>Events made from the recorded market by a plain reader of its own: what a journal is given on a real day.</summary>
internal static class RecordedEvents
{
    private const double Tick = 0.1;
    private const double Lot = 10;

    /// <summary>The first <paramref name="most"/> events of the recording.</summary>
    internal static Event[] Load(int most = int.MaxValue)
    {
        var events = new List<Event>();
        using var file = new StreamReader(new GZipStream(
            File.OpenRead(SharedFiles.Data("market/btc-perpetual-20240808.jsonl.gz")), CompressionMode.Decompress));
        while (events.Count < most && file.ReadLine() is { } line)
        {
            int space = line.IndexOf(' ');
            using var frame = JsonDocument.Parse(line.AsMemory(space + 1));
            Add(events, long.Parse(line.AsSpan(0, space)), frame.RootElement);
        }
        if (events.Count > most) events.RemoveRange(most, events.Count - most);
        return [.. events];
    }

    private static void Add(List<Event> events, long receivedNs, JsonElement root)
    {
        if (!root.TryGetProperty("params", out JsonElement message))
        {
            AddInstrument(events, receivedNs);
            return;
        }
        string channel = message.GetProperty("channel").GetString()!;
        JsonElement data = message.GetProperty("data");
        if (channel.StartsWith("book", StringComparison.Ordinal)) AddBook(events, receivedNs, data);
        else if (channel.StartsWith("trades", StringComparison.Ordinal)) AddTrades(events, receivedNs, data);
        else if (channel.StartsWith("quote", StringComparison.Ordinal)) AddQuote(events, receivedNs, data, EventKind.Quote, EventFlags.First | EventFlags.Last);
        else AddTicker(events, receivedNs, data);
    }

    private static void AddInstrument(List<Event> events, long receivedNs)
    {
        var named = new Event { Kind = EventKind.InstrumentNamed, ReceivedNs = receivedNs, Flags = EventFlags.First | EventFlags.Last };
        Encoding.ASCII.GetBytes("BTC-PERPETUAL", named.Named.Name);
        events.Add(named);
        events.Add(new Event
        {
            Kind = EventKind.InstrumentDefined,
            Flags = EventFlags.First | EventFlags.Last,
            ReceivedNs = receivedNs,
            Defined = new InstrumentDefined
            {
                TickE8 = 10_000_000, LotE8 = 10 * Units.E8, MinLots = 1, MakerFeeE8 = 15_000, TakerFeeE8 = 35_000,
                ExpiryNs = long.MaxValue, Contract = ContractKind.Inverse, IsActive = 1, Trading = TradingState.Open,
            },
        });
    }

    private static void AddBook(List<Event> events, long receivedNs, JsonElement data)
    {
        long exchangeNs = Time(data);
        long id = data.GetProperty("change_id").GetInt64();
        bool isSnapshot = data.GetProperty("type").GetString() == "snapshot";
        long previous = isSnapshot ? Units.Missing : data.GetProperty("prev_change_id").GetInt64();
        int first = events.Count;
        foreach (string side in (string[])["bids", "asks"])
        {
            foreach (JsonElement level in data.GetProperty(side).EnumerateArray())
            {
                EventFlags flags = (isSnapshot ? EventFlags.Snapshot : 0) | (side == "asks" ? EventFlags.Ask : 0);
                if (events.Count == first) flags |= EventFlags.First;
                events.Add(new Event
                {
                    Kind = EventKind.BookLevel,
                    Flags = flags,
                    Detail = (uint)(events.Count - first),
                    ReceivedNs = receivedNs,
                    ExchangeNs = exchangeNs,
                    Level = new BookLevel { ChangeId = id, PrevChangeId = previous, PriceTicks = Ticks(level[1]), SizeLots = Lots(level[2]) },
                });
            }
        }
        if (events.Count == first)
        {
            events.Add(new Event
            {
                Kind = EventKind.BookLevel, Flags = EventFlags.First | EventFlags.Empty, ReceivedNs = receivedNs, ExchangeNs = exchangeNs,
                Level = new BookLevel { ChangeId = id, PrevChangeId = previous },
            });
        }
        Event last = events[^1];
        last.Flags |= EventFlags.Last;
        events[^1] = last;
    }

    private static void AddTrades(List<Event> events, long receivedNs, JsonElement data)
    {
        int left = data.GetArrayLength();
        EventFlags flags = EventFlags.First;
        foreach (JsonElement trade in data.EnumerateArray())
        {
            if (--left == 0) flags |= EventFlags.Last;
            events.Add(new Event
            {
                Kind = EventKind.Trade,
                Flags = flags | (trade.GetProperty("direction").GetString() == "sell" ? EventFlags.Ask : 0),
                ReceivedNs = receivedNs,
                ExchangeNs = Time(trade),
                Trade = new Trade
                {
                    PriceTicks = Ticks(trade.GetProperty("price")), SizeLots = Lots(trade.GetProperty("amount")),
                    TradeSeq = trade.GetProperty("trade_seq").GetInt64(), TradeId = long.Parse(trade.GetProperty("trade_id").GetString()!),
                    IndexE8 = E8(trade, "index_price"),
                },
            });
            flags = EventFlags.None;
        }
    }

    private static void AddQuote(List<Event> events, long receivedNs, JsonElement data, EventKind kind, EventFlags flags) => events.Add(new Event
    {
        Kind = kind,
        Flags = flags,
        ReceivedNs = receivedNs,
        ExchangeNs = Time(data),
        Quote = new Quote
        {
            BidTicks = Ticks(data.GetProperty("best_bid_price")), BidLots = Lots(data.GetProperty("best_bid_amount")),
            AskTicks = Ticks(data.GetProperty("best_ask_price")), AskLots = Lots(data.GetProperty("best_ask_amount")),
        },
    });

    private static void AddTicker(List<Event> events, long receivedNs, JsonElement data)
    {
        AddQuote(events, receivedNs, data, EventKind.TickerTop, EventFlags.First);
        long exchangeNs = Time(data);
        events.Add(new Event
        {
            Kind = EventKind.TickerMarks, ReceivedNs = receivedNs, ExchangeNs = exchangeNs,
            Marks = new TickerMarks
            {
                MarkE8 = E8(data, "mark_price"), IndexE8 = E8(data, "index_price"), LastE8 = E8(data, "last_price"),
                MinE8 = E8(data, "min_price"), MaxE8 = E8(data, "max_price"),
            },
        });
        events.Add(new Event
        {
            Kind = EventKind.TickerCarry, Flags = EventFlags.Last, ReceivedNs = receivedNs, ExchangeNs = exchangeNs,
            Carry = new TickerCarry
            {
                CurrentFundingE12 = E8(data, "current_funding"), Funding8hE12 = E8(data, "funding_8h"), InterestValueE12 = E8(data, "interest_value"),
                OpenInterestE8 = E8(data, "open_interest"), SettlementE8 = E8(data, "settlement_price"),
            },
        });
    }

    private static long Time(JsonElement data) => data.GetProperty("timestamp").GetInt64() * Units.NsPerMs;

    private static long Ticks(JsonElement price) => (long)Math.Round(price.GetDouble() / Tick);

    private static long Lots(JsonElement amount) => (long)Math.Round(amount.GetDouble() / Lot);

    private static long E8(JsonElement data, string name) =>
        data.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? (long)Math.Round(value.GetDouble() * Units.E8) : Units.Missing;
}
