using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace Minnow.Ratios;

/// <summary>The table and the JSON file of one run.</summary>
internal static class Report
{
    internal static string Text(Measurements measured, IReadOnlyList<RatioResult> results, string feed, int rounds)
    {
        StringBuilder text = new();
        Line(text, $"Feed: {feed}; {rounds} interleaved rounds; a ratio is ours over the baseline of the same round, less is better.");
        Line(text, $"{"ratio",-44} {"goal",6} {"gate",6} {"min",7} {"lower q",8} {"median",7} {"max",7}");
        foreach (RatioResult r in results)
        {
            string verdict = !r.PassesGate ? "FAILS THE GATE" : r.ReachesGoal ? "" : "misses the goal";
            Line(text, $"{r.Goal.Id,-44} {r.Goal.Goal,6:0.00} {r.Goal.Gate,6:0.00} {r.Min,7:0.000} {r.LowerQuartile,8:0.000} {r.Median,7:0.000} {r.Max,7:0.000}  {verdict}".TrimEnd());
        }
        Line(text, $"\n{"measured (never gated)",-44} {"min",10} {"median",10} {"max",10}");
        foreach ((string name, List<double> values) in measured.All)
        {
            (double min, double median, double max) = Spread(values);
            Line(text, $"{name,-44} {min,10:0.00} {median,10:0.00} {max,10:0.00}");
        }
        (double fast, _, double slow) = Spread(measured["memcpy 270 B, ns"]);
        Line(text, $"Phase detector: memcpy 270 B {fast:0.0} to {slow:0.0} ns{(slow > 1.5 * fast ? ": the machine changed its pace during the run" : "")}.");
        return text.ToString();
    }

    internal static void WriteJson(string path, Measurements measured, IReadOnlyList<RatioResult> results, string feed, int rounds)
    {
        using FileStream file = File.Create(path);
        using Utf8JsonWriter json = new(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("feed", feed);
        json.WriteNumber("rounds", rounds);
        json.WriteStartArray("ratios");
        foreach (RatioResult r in results)
        {
            json.WriteStartObject();
            json.WriteString("id", r.Goal.Id);
            json.WriteNumber("goal", r.Goal.Goal);
            if (r.Goal.Gate is { } gate) json.WriteNumber("gate", gate);
            json.WriteNumber("min", Math.Round(r.Min, 4));
            json.WriteNumber("lowerQuartile", Math.Round(r.LowerQuartile, 4));
            json.WriteNumber("median", Math.Round(r.Median, 4));
            json.WriteNumber("max", Math.Round(r.Max, 4));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("measured");
        foreach ((string name, List<double> values) in measured.All)
        {
            json.WriteStartArray(name);
            foreach (double value in values) json.WriteNumberValue(Math.Round(value, 3));
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static (double Min, double Median, double Max) Spread(List<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return (sorted[0], sorted[sorted.Length / 2], sorted[^1]);
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
