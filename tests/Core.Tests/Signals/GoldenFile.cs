using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Minnow.Tests;
using Xunit;

namespace Minnow.Core.Tests.Signals;

/// <summary>Cases of a golden file, and its rule of tolerance: |got - expected| ≤ abs + rel·|expected|, null being undefined.</summary>
internal static class GoldenFile
{
    public sealed record Case(JsonElement Root)
    {
        public JsonElement Inputs => Root.GetProperty("inputs");

        public JsonElement Expected => Root.GetProperty("expected");

        public string Id => Root.GetProperty("id").GetString()!;

        public double Number(string name) => Inputs.GetProperty(name).GetDouble();

        public double[] Numbers(string name) => Numbers(Inputs.GetProperty(name));

        public static double[] Numbers(JsonElement array) => array.EnumerateArray().Select(static x => x.GetDouble()).ToArray();

        /// <summary>Fails unless the number is the expected one of that name.</summary>
        public void Near(string name, double got) => Near(Expected.GetProperty(name), got, name);

        public void Near(JsonElement expected, double got, string name)
        {
            if (expected.ValueKind == JsonValueKind.Null)
            {
                Assert.True(double.IsNaN(got), $"{Id} {name}: {got:R} instead of undefined");
                return;
            }
            JsonElement tolerances = Root.GetProperty("tolerance");
            JsonElement tolerance = tolerances.TryGetProperty(name, out JsonElement own) ? own : tolerances.GetProperty("default");
            double want = expected.GetDouble();
            double allowed = tolerance.GetProperty("abs").GetDouble() + tolerance.GetProperty("rel").GetDouble() * Math.Abs(want);
            Assert.True(Math.Abs(got - want) <= allowed, $"{Id} {name}: {got:R} instead of {want:R}");
        }
    }

    public static List<Case> Cases(string file, string? kind = null) =>
        JsonDocument.Parse(File.ReadAllText(SharedFiles.Golden(file))).RootElement.GetProperty("cases").EnumerateArray()
            .Select(static x => new Case(x))
            .Where(c => kind == null || c.Inputs.GetProperty("kind").GetString() == kind)
            .ToList();

    /// <summary>Fails unless the numbers are the same to rounding: for twins.</summary>
    public static void Same(double want, double got, string where, double relative = 1e-9, double absolute = 1e-12)
    {
        bool same = double.IsNaN(want) ? double.IsNaN(got) : Math.Abs(got - want) <= absolute + relative * Math.Abs(want);
        if (!same) Assert.Fail($"{where}: {got:R}, the twin says {want:R}");
    }
}
