using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text.Json;
using Minnow.Core.Model;

namespace Minnow.Core.Tests.Book;

/// <summary>Reads a recording with the plain JSON reader of the framework: slow, obvious, and not the parser under test elsewhere.</summary>
/// <remarks>
/// Understands <c>ns {json}</c>, <c>seconds: {json}</c> and bare <c>{json}</c> lines; other lines are skipped. An instrument that no
/// <c>get_instruments</c> reply defines has ticks and lots of 1e-8.
/// </remarks>
internal sealed class RecordedFeed
{
    private readonly Dictionary<string, (decimal Tick, decimal Lot)> _scales = new();

    /// <summary>Called for every book message with the instrument's name.</summary>
    public Action<string, BookMessage>? OnBook { get; init; }

    /// <summary>Called for every quote with the instrument's name.</summary>
    public Action<string, Event>? OnQuote { get; init; }

    /// <summary>Called for every public trade with the instrument's name.</summary>
    public Action<string, Event>? OnTrade { get; init; }

    public void Read(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using StreamReader reader = new(plain);
        Read(reader);
    }

    public void Read(TextReader reader)
    {
        while (reader.ReadLine() is string line)
        {
            int brace = line.IndexOf('{');
            if (brace < 0 || line.StartsWith("wss", StringComparison.Ordinal) || line.StartsWith("conf", StringComparison.Ordinal)) continue;
            Frame(ReceivedNs(line.AsSpan(0, brace).TrimEnd(" :")), line.AsMemory(brace));
        }
    }

    private static long ReceivedNs(ReadOnlySpan<char> prefix) =>
        prefix.IsEmpty ? 0 : prefix.Contains('.') ? (long)(decimal.Parse(prefix) * Units.NsPerSecond) : long.Parse(prefix);

    private void Frame(long receivedNs, ReadOnlyMemory<char> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        if (root.TryGetProperty("result", out JsonElement result)) Define(result);
        if (!root.TryGetProperty("params", out JsonElement parameters)) return;
        if (!parameters.TryGetProperty("channel", out JsonElement name)) return;
        string channel = name.GetString()!;
        JsonElement data = parameters.GetProperty("data");
        if (channel.StartsWith("book.", StringComparison.Ordinal)) Book(receivedNs, data);
        else if (channel.StartsWith("quote.", StringComparison.Ordinal)) Quote(receivedNs, data);
        else if (channel.StartsWith("trades.", StringComparison.Ordinal))
            foreach (JsonElement trade in data.EnumerateArray()) Trade(receivedNs, trade);
    }

    private void Define(JsonElement result)
    {
        if (result.ValueKind != JsonValueKind.Array) return;
        foreach (JsonElement row in result.EnumerateArray())
            if (row.ValueKind == JsonValueKind.Object && row.TryGetProperty("tick_size", out JsonElement tick))
                _scales[row.GetProperty("instrument_name").GetString()!] = (tick.GetDecimal(), row.GetProperty("min_trade_amount").GetDecimal());
    }

    private (decimal Tick, decimal Lot) Scale(string instrument) => _scales.GetValueOrDefault(instrument, (1e-8m, 1e-8m));

    private void Book(long receivedNs, JsonElement data)
    {
        string instrument = data.GetProperty("instrument_name").GetString()!;
        (decimal tick, decimal lot) = Scale(instrument);
        long prev = data.TryGetProperty("prev_change_id", out JsonElement p) && p.ValueKind == JsonValueKind.Number ? p.GetInt64() : 0;
        bool snapshot = prev == 0 || (data.TryGetProperty("type", out JsonElement type) && type.GetString() == "snapshot");
        BookMessage message = new()
        {
            ChangeId = data.GetProperty("change_id").GetInt64(),
            PrevChangeId = snapshot ? Units.Missing : prev,
            Snapshot = snapshot,
            ReceivedNs = receivedNs,
            ExchangeNs = data.GetProperty("timestamp").GetInt64() * Units.NsPerMs,
        };
        foreach (JsonElement row in data.GetProperty("bids").EnumerateArray()) message.Add(false, Whole(row[1], tick), Whole(row[2], lot));
        foreach (JsonElement row in data.GetProperty("asks").EnumerateArray()) message.Add(true, Whole(row[1], tick), Whole(row[2], lot));
        OnBook?.Invoke(instrument, message.Close());
    }

    private void Quote(long receivedNs, JsonElement data)
    {
        string instrument = data.GetProperty("instrument_name").GetString()!;
        (decimal tick, decimal lot) = Scale(instrument);
        Event e = new() { Kind = EventKind.Quote, Flags = EventFlags.First | EventFlags.Last, ReceivedNs = receivedNs };
        e.ExchangeNs = data.GetProperty("timestamp").GetInt64() * Units.NsPerMs;
        e.Quote.BidTicks = Whole(data.GetProperty("best_bid_price"), tick);
        e.Quote.BidLots = Whole(data.GetProperty("best_bid_amount"), lot);
        e.Quote.AskTicks = Whole(data.GetProperty("best_ask_price"), tick);
        e.Quote.AskLots = Whole(data.GetProperty("best_ask_amount"), lot);
        OnQuote?.Invoke(instrument, e);
    }

    private void Trade(long receivedNs, JsonElement trade)
    {
        string instrument = trade.GetProperty("instrument_name").GetString()!;
        (decimal tick, decimal lot) = Scale(instrument);
        Event e = new() { Kind = EventKind.Trade, ReceivedNs = receivedNs };
        if (trade.GetProperty("direction").GetString() == "sell") e.Flags = EventFlags.Ask;
        e.ExchangeNs = trade.GetProperty("timestamp").GetInt64() * Units.NsPerMs;
        e.Trade.PriceTicks = Whole(trade.GetProperty("price"), tick);
        e.Trade.SizeLots = Whole(trade.GetProperty("amount"), lot);
        OnTrade?.Invoke(instrument, e);
    }

    private static long Whole(JsonElement number, decimal step)
    {
        decimal steps = number.GetDecimal() / step;
        return steps == decimal.Truncate(steps) ? (long)steps : throw new InvalidDataException($"{number} is not a multiple of {step}.");
    }
}
