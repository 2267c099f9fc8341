using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Minnow.Host.Drill;

/// <summary>What a drill says: one line each as they come, or one object at the end.</summary>
internal static class DrillReport
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Line(DrillResult r, TextWriter output)
    {
        string flat = r.ToFlatMs is double ms ? $", flat after {Ms(ms)}" : "";
        string empty = r.ToEmptyMs is double to ? $"empty after {Ms(to)}{flat}, bound {Ms(r.BoundMs)}" : "";
        string word = r.Verdict == DrillVerdict.Passed ? "pass" : r.Verdict == DrillVerdict.Failed ? "FAIL" : "skip";
        output.WriteLine($"{word}  {r.Name,-32} {empty}{(empty.Length > 0 && r.Note.Length > 0 ? "; " : "")}{r.Note.ReplaceLineEndings(" ")}");
        output.Flush();
    }

    internal static void Kills(List<double> venue, List<double> engine, TextWriter output)
    {
        foreach ((string who, List<double> all) in (ReadOnlySpan<(string, List<double>)>)[("command to empty book at the venue", venue), ("request at the socket to the venue's last word, by the engine", engine)])
        {
            if (all.Count == 0) continue;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kill, {who}: n {all.Count}, median {At(all, 50):F1} ms, p99 {At(all, 99):F1} ms, worst {At(all, 100):F1} ms"));
        }
    }

    internal static void Json(List<DrillResult> results, List<double> venue, List<double> engine, TextWriter output)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteStartArray("drills");
            foreach (DrillResult r in results)
            {
                json.WriteStartObject();
                json.WriteString("drill", r.Name);
                json.WriteString("verdict", r.Verdict.ToString().ToLowerInvariant());
                Number(json, "toEmptyMs", r.ToEmptyMs);
                Number(json, "toFlatMs", r.ToFlatMs);
                Number(json, "boundMs", r.BoundMs);
                json.WriteString("note", r.Note);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            Spread(json, "killMs", venue);
            Spread(json, "killEngineMs", engine);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    // The smallest value that so many of a hundred do not exceed.
    private static double At(List<double> all, int percent)
    {
        List<double> sorted = [.. all];
        sorted.Sort();
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * percent / 100.0) - 1, 0, sorted.Count - 1)];
    }

    private static void Spread(Utf8JsonWriter json, string name, List<double> all)
    {
        json.WriteStartObject(name);
        json.WriteNumber("n", all.Count);
        foreach ((string of, int percent) in (ReadOnlySpan<(string, int)>)[("p50", 50), ("p99", 99), ("max", 100)]) Number(json, of, all.Count == 0 ? null : At(all, percent));
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is double given) json.WriteNumber(name, Math.Round(given, 3));
        else json.WriteNull(name);
    }

    private static string Ms(double ms) => string.Create(CultureInfo.InvariantCulture, $"{ms:F0} ms");
}
