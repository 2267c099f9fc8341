using System;
using System.IO;
using System.Text.Json;
using Minnow.Tests;
using Xunit;

namespace Minnow.Core.Tests.Quoting;

/// <summary>The cases of a golden file, and its rule for what is near.</summary>
internal static class GoldenCases
{
    /// <summary>Shows each case of one kind.</summary>
    /// <returns>How many there were.</returns>
    internal static int Each(string file, string kind, Action<JsonElement, JsonElement, JsonElement> check)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(SharedFiles.Golden(file)));
        int cases = 0;
        foreach (JsonElement item in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            JsonElement inputs = item.GetProperty("inputs");
            if (!inputs.GetProperty("kind").ValueEquals(kind)) continue;
            check(item, inputs, item.GetProperty("expected"));
            cases++;
        }
        return cases;
    }

    /// <summary>Holds a number to the tolerance of its key, or to the case's own.</summary>
    internal static void Near(JsonElement item, string key, double expected, double actual)
    {
        JsonElement all = item.GetProperty("tolerance");
        JsonElement tolerance = all.TryGetProperty(key, out JsonElement own) ? own : all.GetProperty("default");
        double bound = tolerance.GetProperty("abs").GetDouble() + tolerance.GetProperty("rel").GetDouble() * Math.Abs(expected);
        Assert.True(Math.Abs(expected - actual) <= bound, $"{item.GetProperty("id")}, {key}: {expected} and {actual}");
    }
}
