using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Minnow.Ratios;

/// <summary>One line of bench/ratios.json: what is divided by what, the goal, and the value at which the gate fails.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Ours">Measurements that are added up above the line.</param>
/// <param name="Over">Measurements that are added up below it.</param>
/// <param name="Goal">What the project wants: at most this.</param>
/// <param name="Gate">What fails the build: above this. Null: shown only.</param>
internal sealed record RatioGoal(string Id, string[] Ours, string[] Over, double Goal, double? Gate)
{
    internal static List<RatioGoal> Load(string path)
    {
        JsonDocumentOptions lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path), lenient);
        return file.RootElement.EnumerateArray().Select(static line => new RatioGoal(
            line.GetProperty("id").GetString()!,
            Names(line.GetProperty("ours")),
            Names(line.GetProperty("over")),
            line.GetProperty("goal").GetDouble(),
            line.GetProperty("gate") is { ValueKind: JsonValueKind.Number } gate ? gate.GetDouble() : null)).ToList();
    }

    /// <summary>True if it needs the runs over loopback, which are made on request only: they take minutes.</summary>
    internal bool IsOverTheWire => Id.StartsWith("wire", StringComparison.Ordinal);

    /// <summary>True if all that it divides was measured.</summary>
    internal bool CanBeTaken(Measurements measured) => Ours.Concat(Over).All(measured.All.ContainsKey);

    /// <summary>The ratio of each round, ascending.</summary>
    internal double[] Rounds(Measurements measured)
    {
        int rounds = measured[Ours[0]].Count;
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++)
            ratios[i] = Ours.Sum(name => measured[name][i]) / Over.Sum(name => measured[name][i]);
        Array.Sort(ratios);
        return ratios;
    }

    private static string[] Names(JsonElement names) => names.EnumerateArray().Select(static name => name.GetString()!).ToArray();
}
