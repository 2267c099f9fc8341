using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text.Json;
using Minnow.Exchange.Engine;

namespace Minnow.Exchange.Background;

/// <summary>Reads a recording of Deribit frames, "<c>ns json</c>" a line, plain or .gz, as steps of a market.</summary>
/// <remarks>
/// Trades and book frames come on channels of their own and overtake each other. Each trade is put before the first book frame that is not older than it,
/// by the venue's time stamps, so that takers act before the level that they took shrinks.
/// </remarks>
internal sealed class RecordingReader : IDisposable
{
    private const long LookAheadNs = 2_000_000_000;

    private readonly StreamReader _text;
    private readonly Queue<(RecordedStep Step, long TimeMs)> _ahead = new();
    private readonly Queue<RecordedTrade> _trades = new();
    private readonly string _name;
    private long _readNs;
    private long _lastIndexNs;
    private bool _ended;

    /// <summary>Opens a recording up to its description of the instrument.</summary>
    /// <exception cref="InvalidDataException">The file does not begin with a get_instruments reply.</exception>
    public RecordingReader(string path)
    {
        Stream file = File.OpenRead(path);
        _text = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        string line = _text.ReadLine() ?? "";
        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0) throw new InvalidDataException($"{path}: line 1 is not '<ns> <json>'.");
        using JsonDocument first = JsonDocument.Parse(line.AsMemory(blank + 1));
        if (!first.RootElement.TryGetProperty("result", out JsonElement rows) || rows.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"{path}: line 1 is not a get_instruments reply.");
        Spec = SpecOf(rows[0]);
        _name = Spec.Name;
    }

    /// <summary>The instrument; its price bands are the venue's usual ones.</summary>
    public InstrumentSpec Spec { get; }

    /// <summary>The next step; false at the end.</summary>
    public bool TryRead(out RecordedStep step)
    {
        while (!_ended && (_ahead.Count == 0 || _readNs < _ahead.Peek().Step.ReceivedNs + LookAheadNs)) ReadLine();
        if (!_ahead.TryDequeue(out (RecordedStep Step, long TimeMs) next))
        {
            step = new RecordedStep();
            return false;
        }

        step = next.Step;
        while (step.IndexE8 == 0 && _trades.TryPeek(out RecordedTrade trade) && trade.TimeMs <= next.TimeMs) step.Trades.Add(_trades.Dequeue());
        if (step.IsSnapshot) step.Trades.Clear();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private static InstrumentSpec SpecOf(JsonElement row)
    {
        bool isInverse = row.GetProperty("instrument_type").GetString() == "reversed";
        return new InstrumentSpec
        {
            Name = row.GetProperty("instrument_name").GetString()!,
            Id = row.GetProperty("instrument_id").GetInt32(),
            Kind = isInverse ? InstrumentKind.InversePerpetual : InstrumentKind.LinearPerpetual,
            BaseCurrency = row.GetProperty("base_currency").GetString()!,
            QuoteCurrency = row.GetProperty("quote_currency").GetString()!,
            SettlementCurrency = row.GetProperty("settlement_currency").GetString()!,
            IndexName = row.GetProperty("price_index").GetString()!,
            TickE8 = E8(row.GetProperty("tick_size")),
            ContractE8 = E8(row.GetProperty("contract_size")),
            MinAmountE8 = E8(row.GetProperty("min_trade_amount")),
        };
    }

    private static long E8(JsonElement number) =>
        Units.ToE8(decimal.Parse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture));

    private void ReadLine()
    {
        string? line = _text.ReadLine();
        if (line is null)
        {
            _ended = true;
            return;
        }

        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        _readNs = long.Parse(line.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture);
        bool isBook = line.Contains("\"channel\":\"book.", StringComparison.Ordinal);
        bool isTrade = line.Contains("\"channel\":\"trades.", StringComparison.Ordinal);
        bool isTicker = line.Contains("\"channel\":\"ticker.", StringComparison.Ordinal);
        if (!isBook && !isTrade && !isTicker) return;
        using JsonDocument frame = JsonDocument.Parse(line.AsMemory(blank + 1));
        JsonElement data = frame.RootElement.GetProperty("params").GetProperty("data");
        if (isTrade) Trades(data);
        else if (data.GetProperty("instrument_name").GetString() != _name) return;
        else if (isBook) Book(data);
        else Index(data);
    }

    private void Trades(JsonElement rows)
    {
        foreach (JsonElement row in rows.EnumerateArray())
        {
            if (row.GetProperty("instrument_name").GetString() != _name) continue;
            OrderSide taker = row.GetProperty("direction").GetString() == "buy" ? OrderSide.Buy : OrderSide.Sell;
            _trades.Enqueue(new RecordedTrade(row.GetProperty("timestamp").GetInt64(), taker, E8(row.GetProperty("price")), E8(row.GetProperty("amount"))));
        }
    }

    private void Book(JsonElement data)
    {
        bool isSnapshot = data.TryGetProperty("type", out JsonElement type) && type.GetString() == "snapshot";
        RecordedStep step = new() { ReceivedNs = _readNs, IsSnapshot = isSnapshot };
        foreach (JsonElement row in data.GetProperty("bids").EnumerateArray()) step.Levels.Add(new RecordedLevel(OrderSide.Buy, E8(row[1]), E8(row[2])));
        foreach (JsonElement row in data.GetProperty("asks").EnumerateArray()) step.Levels.Add(new RecordedLevel(OrderSide.Sell, E8(row[1]), E8(row[2])));
        _ahead.Enqueue((step, data.GetProperty("timestamp").GetInt64()));
    }

    // The index channel has one price a second; a ticker may have ten.
    private void Index(JsonElement data)
    {
        if (_readNs < _lastIndexNs + 1_000_000_000 && _lastIndexNs != 0) return;
        _lastIndexNs = _readNs;
        _ahead.Enqueue((new RecordedStep { ReceivedNs = _readNs, IndexE8 = E8(data.GetProperty("index_price")) }, 0));
    }
}
