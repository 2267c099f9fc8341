using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Minnow.Mutants;

/// <summary>What is printed, and the page and the file with the results.</summary>
internal static class Report
{
    private const string Mark = "<!-- written by minnow-mutants from here on -->";

    /// <summary>Killed of all that count, in a hundred; NaN without any.</summary>
    internal static double Score(IEnumerable<Verdict> verdicts)
    {
        Verdict[] counted = [.. verdicts.Where(static v => v.Fate != Fate.Equivalent)];
        return counted.Length == 0 ? double.NaN : 100.0 * counted.Count(static v => v.Fate == Fate.Killed) / counted.Length;
    }

    /// <summary>A table: a row for each file.</summary>
    internal static string Table(IReadOnlyList<Verdict> verdicts)
    {
        StringBuilder text = new("| File | Mutants | Killed | Survived | Not reached | Change nothing | Score |\n|---|---|---|---|---|---|---|\n");
        foreach (IGrouping<string, Verdict> folder in verdicts.GroupBy(static v => v.Mutant.Folder))
        {
            foreach (IGrouping<string, Verdict> file in folder.GroupBy(static v => v.Mutant.File)) text.Append(Row($"`{file.Key}`", [.. file]));
            text.Append(Row($"**{folder.Key}**", [.. folder]));
        }
        return text.ToString();
    }

    /// <summary>One survivor in a line.</summary>
    internal static string Line(Verdict v) => $"{v.Mutant.File}:{v.Mutant.LineNumber}: {v.Mutant.Change}{(v.Fate == Fate.Unreached ? " (no test reaches it)" : "")}";

    /// <summary>Writes every mutant with its fate and killer.</summary>
    internal static void WriteJson(string path, IReadOnlyList<Verdict> verdicts)
    {
        using FileStream stream = File.Create(path);
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartObject("scores");
        foreach (IGrouping<string, Verdict> folder in verdicts.GroupBy(static v => v.Mutant.Folder))
            if (Score(folder) is var score && !double.IsNaN(score)) json.WriteNumber(folder.Key, Math.Round(score, 2));
        json.WriteEndObject();
        json.WriteStartArray("mutants");
        foreach (Verdict v in verdicts)
        {
            json.WriteStartObject();
            json.WriteString("file", v.Mutant.File);
            json.WriteNumber("line", v.Mutant.LineNumber);
            json.WriteString("change", v.Mutant.Change);
            json.WriteString("fate", v.Fate.ToString().ToLowerInvariant());
            if (v.Killer.Length > 0) json.WriteString("killer", v.Killer);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the page; text above its mark is kept.</summary>
    internal static void WritePage(string path, string head, IReadOnlyList<Verdict> verdicts, IReadOnlyList<(string Limit, Verdict? Verdict)> limits)
    {
        string kept = File.Exists(path) ? File.ReadAllText(path).Split(Mark)[0] : "# Mutants\n\n";
        StringBuilder text = new();
        text.Append(kept).Append(Mark).Append("\n\n").Append(head).Append("\n\n").Append(Table(verdicts));
        if (limits.Count > 0) text.Append("\n## Limits\n\n| Limit | Mutant | Killed by |\n|---|---|---|\n");
        foreach ((string limit, Verdict? v) in limits)
            if (v != null) text.Append(CultureInfo.InvariantCulture, $"| {limit} | {Code(v.Mutant.Change)} | {(v.Lives ? "**nothing**" : Code(v.Killer))} |\n");
        text.Append("\n## Survivors\n\n");
        foreach (Verdict v in verdicts.Where(static v => v.Lives))
            text.Append(CultureInfo.InvariantCulture, $"- `{v.Mutant.File}:{v.Mutant.LineNumber}` {Code(v.Mutant.Change)}{(v.Fate == Fate.Unreached ? " (no test reaches it)" : "")}\n");
        File.WriteAllText(path, text.ToString());
    }

    private static string Code(string text) => $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static string Row(string name, IReadOnlyCollection<Verdict> of) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {of.Count} | {Count(of, Fate.Killed)} | {Count(of, Fate.Survived)} | {Count(of, Fate.Unreached)} | {Count(of, Fate.Equivalent)} | {Score(of):F1} % |\n");

    private static int Count(IEnumerable<Verdict> of, Fate fate) => of.Count(v => v.Fate == fate);
}
