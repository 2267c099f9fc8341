using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Minnow.Core.Model;
using Minnow.Core.Quoting;
using Minnow.Core.Quoting.Hedging;
using Minnow.Host.Journal;

namespace Minnow.Host.Why;

/// <summary>The explanations as one JSON object: every field of every record, by its name in docs/formats/journal.md.</summary>
internal static class WhyJson
{
    internal static void Order(TextWriter output, long orderId, Event? cause, IReadOnlyList<OrderStep> steps, Event? fill, Instruments instruments) => Write(output, json =>
    {
        ushort index = steps[0].Command?.InstrumentIndex ?? 0;
        json.WriteNumber("orderId", orderId);
        json.WriteString("instrument", instruments.Name(index));
        if (fill is { } asked)
        {
            json.WriteNumber("tradeId", asked.Fill.TradeId);
            json.WriteNumber("fillPrice", instruments.Price(index, asked.Fill.PriceTicks));
        }
        json.WriteStartArray("steps");
        foreach (OrderStep step in steps)
        {
            if (step.Command is { } command) RecordJson.Write(json, -1, in command, 0);
            else if (step.Event is { } e) RecordJson.Write(json, step.InputSequence, in e);
        }
        json.WriteEndArray();
        json.WritePropertyName("decision");
        if (steps[0].Decision is { } decision) Write(json, decision, cause, instruments);
        else json.WriteNullValue();
    });

    internal static void Moment(TextWriter output, long timeNs, IEnumerable<Decision> decisions, JournalSearch search, Instruments instruments) => Write(output, json =>
    {
        json.WriteNumber("timeNs", timeNs);
        json.WriteStartArray("decisions");
        foreach (Decision decision in decisions) Write(json, decision, search.Input(decision.Record.CauseSequence), instruments);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, Decision decision, Event? cause, Instruments instruments)
    {
        json.WriteStartObject();
        json.WriteString("instrument", instruments.Name(decision.Record.InstrumentIndex));
        json.WritePropertyName("cause");
        if (cause is { } e) RecordJson.Write(json, decision.Record.CauseSequence, in e);
        else json.WriteNullValue();
        ReadOnlySpan<OutputRecord> slots = MemoryMarshal.Cast<DecisionRecord, OutputRecord>(new ReadOnlySpan<DecisionRecord>(in decision.Record));
        json.WriteStartArray("terms");
        for (int i = 0; i < slots.Length; i++) RecordJson.Write(json, decision.Sequence + i, in slots[i], i);
        json.WriteEndArray();
        if (decision.Hedge is { } hedge)
        {
            json.WriteStartArray("hedge");
            RecordJson.Write(json, -1, in MemoryMarshal.Cast<HedgeRecord, OutputRecord>(new ReadOnlySpan<HedgeRecord>(in hedge.What))[0], 0);
            RecordJson.Write(json, -1, in MemoryMarshal.Cast<HedgeCostRecord, OutputRecord>(new ReadOnlySpan<HedgeCostRecord>(in hedge.Cost))[0], 0);
            json.WriteEndArray();
        }
        json.WriteStartArray("levels");
        for (int i = 0; i < decision.Levels.Count; i++)
        {
            LevelRecord level = decision.Levels[i];
            RecordJson.Write(json, decision.Sequence + DecisionRecord.Slots + i, in MemoryMarshal.Cast<LevelRecord, OutputRecord>(new ReadOnlySpan<LevelRecord>(in level))[0], DecisionRecord.Slots + i);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(TextWriter output, Action<Utf8JsonWriter> body)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, JournalTool.JsonOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            body(json);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(text.ToArray()));
    }
}
