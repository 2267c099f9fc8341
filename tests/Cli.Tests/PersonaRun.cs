using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace Minnow.Tests.Cli;

/// <summary>A recorded run of one configuration, and its orders as a naive reader of the journal counts them: the largest size that may be in force, until the venue said that the order is gone.</summary>
internal sealed class PersonaRun : IDisposable
{
    private const double TickUsd = 0.5, UsdPerLot = 10;

    private readonly string _root = Directory.CreateTempSubdirectory("minnow-persona-run-").FullName;
    private readonly Dictionary<long, NaiveOrder> _orders = [];
    private readonly Dictionary<(int Instrument, bool IsSell), (int Orders, long Lots)> _most = [];
    private readonly Dictionary<int, double> _bidUsd = [];

    internal PersonaRun(string configuration, string recording)
    {
        string file = Path.Combine(_root, "persona.jsonc");
        File.WriteAllText(file, configuration);
        CliRun run = CliRun.Of("run", "--feed", recording, "--config", file, "--journal", Journal, "--json");
        Assert.True(run.Code == 0, run.Errors);
        using JsonDocument summary = JsonDocument.Parse(run.Output);
        Assert.Equal(0, summary.RootElement.GetProperty("refused").GetInt64());
        CliRun dump = CliRun.Of("journal", "dump", Journal);
        Assert.True(dump.Code == 0, dump.Errors);
        Read(dump.Output);
    }

    internal string Journal => Path.Combine(_root, "journal");

    internal HashSet<string> Clamps { get; } = [];

    internal HashSet<double> FeeFloors { get; } = [];

    internal double LeastHalfSpreadBps { get; private set; } = double.PositiveInfinity;

    /// <summary>Most coins that one side of all instruments together could have bought or sold.</summary>
    internal double MostCoins { get; private set; }

    internal int MostOrders(int instrument, bool sell) => _most.GetValueOrDefault((instrument, sell)).Orders;

    internal long MostLots(int instrument, bool sell) => _most.GetValueOrDefault((instrument, sell)).Lots;

    internal void ReplaysExactly()
    {
        CliRun replay = CliRun.Of("replay", Journal, "--json");
        Assert.True(replay.Code == 0, replay.Output + replay.Errors);
        using JsonDocument summary = JsonDocument.Parse(replay.Output);
        Assert.Equal(0, summary.RootElement.GetProperty("differences").GetInt64());
        Assert.True(summary.RootElement.GetProperty("commands").GetInt64() > 0);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // The dump goes block by block; what counts is the order of causes: an event, then what came of it.
    private void Read(string dump)
    {
        List<(long Sequence, int Order, JsonElement Record)> records = [];
        foreach (string line in dump.Split('\n'))
        {
            bool isOutput = line.Contains("\"ring\":\"output\"", StringComparison.Ordinal);
            if (!isOutput && !line.Contains("\"kind\":\"OrderUpdate\"", StringComparison.Ordinal)) continue;
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement record = document.RootElement.Clone();
            if (record.TryGetProperty("part", out _)) Part(record);
            else records.Add((record.GetProperty(isOutput ? "causeSequence" : "seq").GetInt64(), records.Count, record));
        }
        records.Sort(static (a, b) => a.Sequence != b.Sequence ? a.Sequence.CompareTo(b.Sequence)
            : Rank(a.Record) != Rank(b.Record) ? Rank(a.Record).CompareTo(Rank(b.Record)) : a.Order.CompareTo(b.Order));
        foreach ((long Sequence, int Order, JsonElement Record) next in records) Apply(next.Record);
    }

    private void Part(JsonElement part)
    {
        if (part.TryGetProperty("clamps", out JsonElement clamps)) Clamps.Add(clamps.GetString()!);
        // 0 in a decision that got no further than why there is none.
        if (part.TryGetProperty("feeFloorBps", out JsonElement floor) && floor.GetDouble() != 0) FeeFloors.Add(floor.GetDouble());
        foreach (string side in (string[])["halfSpreadBidBps", "halfSpreadAskBps"])
            if (part.TryGetProperty(side, out JsonElement half) && half.GetDouble() != 0) LeastHalfSpreadBps = Math.Min(LeastHalfSpreadBps, half.GetDouble());
    }

    private void Apply(JsonElement record)
    {
        bool isChange = record.TryGetProperty("verb", out JsonElement verb) && verb.GetString() is "Place" or "Edit";
        string? report = record.TryGetProperty("report", out JsonElement text) ? text.GetString() : null;
        if (record.TryGetProperty("positionLots", out JsonElement position))
        {
            // A stub answers recorded runs: it never fills.
            Assert.Equal(0, position.GetInt64());
            if (record.GetProperty("bestBidTicks") is { ValueKind: JsonValueKind.Number } bid) _bidUsd[record.GetProperty("instrument").GetInt32()] = bid.GetInt64() * TickUsd;
        }
        else if (isChange)
        {
            bool isSell = (record.GetProperty("flags").GetInt64() & 1) != 0;
            Count(record.GetProperty("orderId").GetInt64(), record.GetProperty("instrument").GetInt32(), isSell, record.GetProperty("sizeLots").GetInt64());
        }
        else if (report is "Cancelled" or "Rejected")
        {
            _orders.Remove(record.GetProperty("orderId").GetInt64());
        }
        else if (report == "Accepted")
        {
            NaiveOrder order = _orders[record.GetProperty("orderId").GetInt64()];
            order.Asked.Dequeue();
            order.Confirmed = record.GetProperty("openLots").GetInt64();
        }
    }

    private void Count(long id, int instrument, bool isSell, long lots)
    {
        if (!_orders.TryGetValue(id, out NaiveOrder? changed)) _orders.Add(id, changed = new NaiveOrder(instrument, isSell));
        changed.Asked.Enqueue(lots);
        int orders = 0;
        long sum = 0;
        double coins = 0;
        foreach (NaiveOrder order in _orders.Values)
        {
            if (order.IsSell != isSell) continue;
            coins += order.MostLots * UsdPerLot / _bidUsd[order.Instrument];
            if (order.Instrument != instrument) continue;
            orders++;
            sum += order.MostLots;
        }
        (int mostOrders, long mostLots) = _most.GetValueOrDefault((instrument, isSell));
        _most[(instrument, isSell)] = (Math.Max(mostOrders, orders), Math.Max(mostLots, sum));
        MostCoins = Math.Max(MostCoins, coins);
    }

    // An event, the decision, which has the prices, and then the commands, though they are written before it.
    private static int Rank(JsonElement record) => record.GetProperty("ring").GetString() == "input" ? 0 : record.GetProperty("kind").GetString() == "Decision" ? 1 : 2;

    private sealed class NaiveOrder(int instrument, bool isSell)
    {
        internal int Instrument { get; } = instrument;

        internal bool IsSell { get; } = isSell;

        internal long Confirmed { get; set; }

        internal Queue<long> Asked { get; } = [];

        internal long MostLots => Math.Max(Confirmed, Asked.DefaultIfEmpty().Max());
    }
}
