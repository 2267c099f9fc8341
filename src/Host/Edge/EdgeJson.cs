using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using Minnow.Host.Journal;
using Minnow.Host.Pnl;

namespace Minnow.Host.Edge;

/// <summary>The break-even as one JSON object. All in bps of the price; what is not known is null.</summary>
internal static class EdgeJson
{
    internal static void Write(TextWriter output, IReadOnlyList<InstrumentEdge> instruments)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, JournalTool.JsonOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteStartArray("instruments");
            foreach (InstrumentEdge one in instruments) Instrument(json, one);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }

    private static void Instrument(Utf8JsonWriter json, InstrumentEdge one)
    {
        json.WriteStartObject();
        json.WriteString("instrument", one.Name);
        json.WriteString("verdict", JsonNamingPolicy.CamelCase.ConvertName(one.Verdict.ToString()));
        json.WriteString("says", EdgeText.Verdict(one));
        Number(json, "feeBps", one.FeeBps);
        Number(json, "catalogueBps", one.CatalogueBps);
        Number(json, "configuredFeeBps", one.Width.MakerFeeBps);
        Number(json, "takerBps", one.TakerBps);
        Number(json, "roundTripBps", 2 * one.FeeBps);
        Number(json, "shortBps", one.ShortBps);
        Number(json, "minHalfSpreadBps", one.Width.MinHalfBps);
        Number(json, "minEdgeBps", one.Width.MinEdgeBps);
        Number(json, "tickBps", one.TickBps);
        Number(json, "fundingBps", one.FundingBps);
        json.WriteStartArray("levels");
        foreach (LevelEdge level in one.Levels) Level(json, level);
        json.WriteEndArray();
        json.WritePropertyName("all");
        Level(json, one.All);
        json.WriteEndObject();
    }

    private static void Level(Utf8JsonWriter json, LevelEdge one)
    {
        json.WriteStartObject();
        if (one.Level is int level) json.WriteNumber("level", level);
        Number(json, "widthBps", one.WidthBps);
        Number(json, "feeBps", one.FeeBps);
        Mean(json, "meant", one.Meant);
        Mean(json, "captured", one.Captured);
        Mean(json, "adverse", one.Adverse);
        Mean(json, "net", one.Net);
        json.WriteEndObject();
    }

    private static void Mean(Utf8JsonWriter json, string name, ClusteredMean of)
    {
        json.WriteStartObject(name);
        Number(json, "meanBps", of.Mean);
        Number(json, "errorBps", of.Error);
        Number(json, "lowBps", of.Low);
        Number(json, "highBps", of.High);
        json.WriteNumber("fills", of.Count);
        json.WriteNumber("buckets", of.Buckets);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsNaN(value)) json.WriteNull(name);
        else json.WriteNumber(name, Math.Round(value, 6));
    }
}
